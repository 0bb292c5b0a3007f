/** The settings of a site, tokens, and links to share. */
import { useView } from '../view.ts'

export function Settings() {
  const { say } = useView()
  return <h1>{say('view_settings')}</h1>
}
