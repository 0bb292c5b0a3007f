import type { Identity } from '../../store/identityStore.ts'
import type { LinkState, Precondition, RowChange } from '../../store/ledgerStore.ts'
import type { Known } from './known.ts'

/**
 * What a change depends on besides its own visitors: the browsers of each user id, and the touches of linked browsers. Another
 * request may change them at the same time, and each of the two would miss what the other one writes.
 * @param visitors those of the change: they have preconditions of their own
 * @param added identities of the request
 */
export function linkedState(
  known: Known,
  change: Pick<RowChange, 'sessions' | 'removed' | 'orders'>,
  visitors: ReadonlyMap<string, unknown>,
  added: Identity[],
): { links: LinkState[]; preconditions: Precondition[] } {
  const { identities, complete, linkedBrowsers, linkedTouches, areTouchesCut, touchesSince_ms } = known
  const isAny = change.sessions.length + change.removed.length + change.orders.length > 0
  if (!complete || !identities || !isAny) return { links: [], preconditions: [] }
  const users = new Set([...identities, ...added].map(({ user_id }) => user_id))
  const links = [...users].map((user_id) => ({
    user_id,
    browsers: identities.filter((one) => one.user_id === user_id).length,
  }))
  // Of more touches than were loaded, the paths are computed again after the write.
  const others = areTouchesCut ? [] : new Set(linkedBrowsers.map(({ other_id }) => other_id))
  const preconditions = [...others].flatMap((visitor_id): Precondition[] => {
    if (visitors.has(visitor_id)) return []
    const own = linkedTouches.filter((one) => one.visitor_id === visitor_id)
    const range = { since_ms: touchesSince_ms, until_ms: Number.MAX_SAFE_INTEGER }
    return [
      {
        visitor_id,
        ...range,
        count: own.length,
        revs: own.reduce((sum, { rev }) => sum + rev, 0),
        all_orders: true,
      },
    ]
  })
  return { links, preconditions }
}
