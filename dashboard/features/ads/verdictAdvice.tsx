/** The verdict in one sentence, and the advice in another one. */
import { usePage } from '../../shared/page.ts'
import type { Verdict } from './verdict.ts'

export function VerdictAdvice({ verdict }: { verdict: Verdict }) {
  const { say, format } = usePage()
  const isEarly = verdict.is === 'early' && verdict.needed !== null
  const key = verdict.is === 'early' && !isEarly ? 'nothing' : verdict.is
  const behind = verdict.is === 'differ' && verdict.last !== null
  const values = {
    name: 'name' in verdict ? `\u2068${verdict.name}\u2069` : '',
    chance: 'chance' in verdict ? format.percent(verdict.chance) : '',
    sessions: isEarly ? format.count(verdict.needed) : '',
    last: behind ? `\u2068${verdict.last}\u2069` : '',
  }
  return (
    <p class={`verdict ${verdict.is}`} role="status">
      <strong>{say(`verdict_${key}`, values)}</strong>{' '}
      <span>{say(behind ? 'advice_behind' : `advice_${key}`, values)}</span>
    </p>
  )
}
