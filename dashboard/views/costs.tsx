/** What ads cost and what came of it. */
import { useView } from '../view.ts'

export function Costs() {
  const { say } = useView()
  return <h1>{say('view_costs')}</h1>
}
