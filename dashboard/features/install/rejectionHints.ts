/** What refused events say to the shop's owner. */
import type { Refused } from '../../../wire/answers/site.ts'
import { accepts } from './scriptTag.ts'

/** What the page explains: of refusals that the shop's owner can mend. */
export type Hint = { last_at: string; count: number } & (
  | { about: 'origin'; host: string }
  | { about: 'unknown_site'; asked: string }
  | { about: 'nameless' | 'bot' | 'opted_out' | 'excluded_ip' | 'invalid' | 'other' }
)

const EXPLAINED = ['bot', 'opted_out', 'excluded_ip', 'invalid'] as const

/** In the order of the answer. A host that has been let in since is no news any more; nor is a repetition, no loss. */
export function hintsOf(refused: readonly Refused[], hosts: readonly string[]): Hint[] {
  return refused.flatMap(({ reason, detail, count, last_at }): Hint[] => {
    const when = { count, last_at }
    if (reason === 'duplicate') return []
    if (reason === 'origin') {
      if (!detail) return [{ about: 'nameless', ...when }]
      return accepts(hosts, detail) ? [] : [{ about: 'origin', host: detail, ...when }]
    }
    if (reason === 'unknown_site' && detail) return [{ about: 'unknown_site', asked: detail, ...when }]
    return [{ about: EXPLAINED.find((known) => known === reason) ?? 'other', ...when }]
  })
}
