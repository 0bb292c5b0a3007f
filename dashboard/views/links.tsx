/** Builds the links of ads, with the platforms' macros. */
import { useView } from '../view.ts'

export function Links() {
  const { say } = useView()
  return <h1>{say('view_links')}</h1>
}
