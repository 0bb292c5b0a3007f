/** What a request changes in the paths of linked browsers: those of its own visitors, and those of others (`relinks`). */
import type { Identity } from '../../store/identityStore.ts'
import type { RelinkAsked } from '../../store/ledgerStore.ts'
import type { OrderRow } from '../../store/rows.ts'
import type { VisitorSessions } from './groupSessions.ts'
import { isWhole, type Known, type LoadedSession } from './known.ts'
import { linkingIdentities, mergedIdentities } from './linkedBrowsers.ts'
import { convertedMs } from './sessionRow.ts'

interface LinkedMoves {
  /** As before, with the first instant from which paths are computed again also because of linked browsers. */
  visitors: ReadonlyMap<string, VisitorSessions>
  relinks: RelinkAsked[]
}

/**
 * A path changes from the instant on at which one of the person's browsers gets another touch, or the user id.
 * @param added identities that may be new, or earlier than stored
 */
export function linkedMoves(
  known: Known,
  visitors: ReadonlyMap<string, VisitorSessions>,
  orders: ReadonlyMap<string, OrderRow>,
  added: Identity[],
): LinkedMoves {
  const stored = new Map((known.identities ?? []).map((one) => [keyOf(one), one.since_ms]))
  const identities = mergedIdentities(known.identities ?? [], added)
  const linking = linkingIdentities(identities)
  const from = new Map<string, number>()
  const change = (userId: string, ms: number) => from.set(userId, Math.min(ms, from.get(userId) ?? ms))
  for (const one of added)
    if (one.since_ms < (stored.get(keyOf(one)) ?? Number.POSITIVE_INFINITY)) change(one.user_id, one.since_ms)
  const isNew = new Set(from.keys())
  for (const { visitor_id, user_id } of linking) {
    const { moved_ms = Number.POSITIVE_INFINITY } = visitors.get(visitor_id) ?? {}
    if (moved_ms < Number.POSITIVE_INFINITY) change(user_id, moved_ms)
  }
  const except = [...visitors.keys()]
  const isOther = ({ visitor_id }: Identity) => !visitors.has(visitor_id)
  const relinks = [...from].flatMap(([user_id, from_ms]): RelinkAsked[] => {
    const browsers = identities.filter((one) => one.user_id === user_id)
    const isLinking = linking.some((one) => one.user_id === user_id)
    const isAsked = known.identities === null || !isLinking ? isNew.has(user_id) : browsers.some(isOther)
    return isAsked ? [{ user_id, from_ms, except }] : []
  })
  const moved = new Map<string, VisitorSessions>()
  for (const [id, visitor] of visitors) {
    const instants = linking.flatMap(({ visitor_id, user_id }) =>
      visitor_id === id && from.has(user_id) ? [from.get(user_id)!] : [],
    )
    const first_ms = instants.length ? firstPath(known, id, visitor, orders, Math.min(...instants)) : Infinity
    moved.set(id, first_ms < visitor.moved_ms ? { ...visitor, moved_ms: first_ms } : visitor)
  }
  return { visitors: moved, relinks }
}

const keyOf = ({ visitor_id, user_id }: Identity) => `${visitor_id}\n${user_id}`

/** From when on paths of this visitor are computed again, if those of conversions and orders from `ms` on may change. */
function firstPath(
  { cut, areOrdersCut }: Known,
  visitorId: string,
  { visits }: VisitorSessions,
  orders: ReadonlyMap<string, OrderRow>,
  ms: number,
): number {
  const isAffected = (session: LoadedSession) =>
    isWhole(session) ? (convertedMs(session) ?? -1) >= ms : session.converted && session.ended_ms >= ms
  const sessions = visits.flatMap(({ session }) => (isAffected(session) ? [session.started_ms] : []))
  const ordered = [...orders.values()].flatMap((order) =>
    order.visitor_id === visitorId && order.ordered_ms >= ms
      ? [Math.max(order.ordered_ms, order.session_started_ms ?? 0)]
      : [],
  )
  return Math.min(...sessions, ...ordered, cut.has(visitorId) || areOrdersCut ? ms : Number.POSITIVE_INFINITY)
}
