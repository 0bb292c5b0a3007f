/**
 * The reason of a dropped event in the reader's language. A reason that this page does not know is shown as the API
 * names it.
 */
import { usePage } from '../../shared/page.ts'
import type { TextKey } from '../../shared/words/createWords.ts'
import { knownReason } from './dropCounts.ts'

export function DropReason({ reason }: { reason: string }) {
  const { say } = usePage()
  const known = knownReason(reason)
  return <span>{known ? say(`reason_${known}` satisfies TextKey) : reason}</span>
}
