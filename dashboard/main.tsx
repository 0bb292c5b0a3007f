/** The entry: puts the page into its place. The style sheets are in the order in which they override each other. */
import { render } from 'preact'
import './shared/style/sharedStyles.css'
import { App } from './app.tsx'
import './shared/style/printStyle.css'

render(<App />, document.getElementById('app')!)
