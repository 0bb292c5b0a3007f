import { compositeKey } from '../../store/compositeKey.ts'
import type { Identity } from '../../store/identityStore.ts'
import type { SessionRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'

/** The pairs of visitor and user id in a request: each pair once, with its earliest instant. */
export function identitiesOf(hits: Hit[]): Identity[] {
  const found = new Map<string, Identity>()
  for (const { visitor_id, user_id, ms } of hits) {
    if (!user_id) continue
    const key = compositeKey(visitor_id, user_id)
    const since_ms = Math.min(ms, found.get(key)?.since_ms ?? ms)
    found.set(key, { visitor_id, user_id, since_ms })
  }
  return [...found.values()]
}

/** Those that no loaded session has already, as early. */
export const newIdentities = (stored: SessionRow[], hits: Hit[]): Identity[] =>
  identitiesOf(hits).filter(
    ({ visitor_id, user_id, since_ms }) =>
      !stored.some(
        ({ visitor_id: id, events }) =>
          id === visitor_id && events.some(({ user, ms }) => user === user_id && ms <= since_ms),
      ),
  )
