/** Turns dropped events into hints for the shop's owner. */
import type { Refused } from '../../../wire/answers/site.ts'
import { accepts } from '../../shared/format/hosts.ts'

/** A hint about drops that the shop's owner can fix. */
export type Hint = { last_at: string; count: number } & (
  | { kind: 'origin'; host: string }
  | { kind: 'unknown_site'; named: string }
  | { kind: 'nameless' | 'bot' | 'opted_out' | 'excluded_ip' | 'invalid' | 'other' }
)

const REASONS_WITH_HINT = ['bot', 'opted_out', 'excluded_ip', 'invalid'] as const

/**
 * The hints in the order of the answer. Left out: hosts that have been allowed since, and duplicates, which are no
 * loss.
 */
export function hintsOf(refused: readonly Refused[], hosts: readonly string[]): Hint[] {
  return refused.flatMap(({ reason, detail, count, last_at }): Hint[] => {
    const when = { count, last_at }
    if (reason === 'duplicate') return []
    if (reason === 'origin') {
      if (!detail) return [{ kind: 'nameless', ...when }]
      return accepts(hosts, detail) ? [] : [{ kind: 'origin', host: detail, ...when }]
    }
    if (reason === 'unknown_site' && detail) return [{ kind: 'unknown_site', named: detail, ...when }]
    return [{ kind: REASONS_WITH_HINT.find((option) => option === reason) ?? 'other', ...when }]
  })
}
