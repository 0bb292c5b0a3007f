/** Turns rejected events into hints for the shop's owner. */
import type { Refused } from '../../../wire/answers/site.ts'
import { accepts } from '../../shared/format/hosts.ts'

/** A hint about rejections that the shop's owner can fix. */
export type Hint = { last_at: string; count: number } & (
  | { about: 'origin'; host: string }
  | { about: 'unknown_site'; asked: string }
  | { about: 'nameless' | 'bot' | 'opted_out' | 'excluded_ip' | 'invalid' | 'other' }
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
      if (!detail) return [{ about: 'nameless', ...when }]
      return accepts(hosts, detail) ? [] : [{ about: 'origin', host: detail, ...when }]
    }
    if (reason === 'unknown_site' && detail) return [{ about: 'unknown_site', asked: detail, ...when }]
    return [{ about: REASONS_WITH_HINT.find((known) => known === reason) ?? 'other', ...when }]
  })
}
