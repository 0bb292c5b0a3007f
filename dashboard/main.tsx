/** The entry: puts the page into its place. */
import { render } from 'preact'
import { App } from './app.tsx'
import './shared/style/allStyles.css'

render(<App />, document.getElementById('app')!)
