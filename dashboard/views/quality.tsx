/** What was lost, and why. */
import { useView } from '../view.ts'

export function Quality() {
  const { say } = useView()
  return <h1>{say('view_quality')}</h1>
}
