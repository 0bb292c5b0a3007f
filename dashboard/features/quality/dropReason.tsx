/** The reason of a rejected event in the reader's language. A reason that this page does not know is shown as the API names it. */
import { useView } from '../../shared/page.ts'
import type { TextKey } from '../../shared/words/createWords.ts'
import { knownReason } from './dropCounts.ts'

export function Reason({ reason }: { reason: string }) {
  const { say } = useView()
  const known = knownReason(reason)
  return <span>{known ? say(`reason_${known}` satisfies TextKey) : reason}</span>
}
