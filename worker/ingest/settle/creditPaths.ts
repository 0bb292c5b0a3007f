/** Phase 3 of settling: conversions and orders get the touches that led to them. */
import { NOT_SET } from '../../../wire/query.ts'
import type { OrderRow, SessionRow, SiteRow } from '../../store/rows.ts'
import { excludesOrder } from './excludes.ts'
import type { VisitorSessions } from './groupSessions.ts'
import type { Known } from './known.ts'
import { LOOKBACK_MS, pathOf } from './pathOf.ts'
import { convertedMs, keyOf } from './sessionRow.ts'

interface CreditedPaths {
  /** As before, with the path of each session. */
  visitors: ReadonlyMap<string, VisitorSessions>
  /** As before, with the session and the path of each order. */
  orders: OrderRow[]
  /** Whether a path may need sessions that were not loaded. */
  incomplete: boolean
}

/**
 * Gives each conversion and each order its path. A stored path is frozen. It is computed again only if its order got
 * another time, visitor or session, or if an earlier session of the visitor was added, was removed or has another touch.
 */
export function creditPaths(
  site: SiteRow,
  known: Known,
  visitors: ReadonlyMap<string, VisitorSessions>,
  orders: ReadonlyMap<string, OrderRow>,
): CreditedPaths {
  let incomplete = false
  const pathAt = (visitorId: string, { sessions }: VisitorSessions, atMs: number, own: SessionRow | null) => {
    incomplete ||= reachesBack(known, sessions, atMs)
    return pathOf(withLinkedSessions(known, visitorId, sessions, atMs), atMs, own)
  }

  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const creditedOrders = [...orders.values()].map((order): OrderRow => {
    if (order.visitor_id === null) return withoutVisitor(order)
    const visitor = visitors.get(order.visitor_id) ?? (known.complete ? NO_SESSIONS : null)
    if (!visitor) return order
    const session = visitor.sessionOfOrder.get(order.transaction_id)
    const was = before.get(order.transaction_id)
    const isPlaced = was?.visitor_id === order.visitor_id && was.ordered_ms === order.ordered_ms
    // The order's session was deleted because of its age: the order keeps its session's id and its path.
    if (!session && isPlaced && was.session_id !== null && !isStored(visitor, was)) return order
    const session_id = session?.id ?? order.server?.session_id ?? null
    const session_started_ms = session?.started_ms ?? null
    const linked = { ...order, session_id, session_started_ms }
    // The order's own session is part of the path, even if the order seems earlier because two clocks differ.
    const untilMs = Math.max(order.ordered_ms, session_started_ms ?? 0)
    const isSame = isPlaced && was.session_id === session_id && was.session_started_ms === session_started_ms
    if (isSame && was.path.length && untilMs < visitor.moved_ms) return linked
    return { ...linked, path: pathAt(order.visitor_id, visitor, order.ordered_ms, session ?? null) }
  })

  const creditedVisitors = new Map<string, VisitorSessions>()
  for (const [id, visitor] of visitors) {
    const sessions = visitor.sessions.map((session): SessionRow => {
      const atMs = convertedMs(session)
      if (atMs === null) return session.path === null ? session : { ...session, path: null }
      const stored = visitor.storedByKey.get(keyOf(session))
      const isFrozen = stored?.path && convertedMs(stored) === atMs && session.started_ms < visitor.moved_ms
      return isFrozen ? session : { ...session, path: pathAt(id, visitor, atMs, session) }
    })
    creditedVisitors.set(id, { ...visitor, sessions })
  }
  const withFlag = (order: OrderRow): OrderRow => {
    const visitor = creditedVisitors.get(order.visitor_id ?? '')
    const excluded = excludesOrder(site, order) || isInExcluded(visitor, order)
    return excluded === order.excluded ? order : { ...order, excluded }
  }
  return { visitors: creditedVisitors, orders: creditedOrders.map(withFlag), incomplete }
}

/** 1 if the order's session is excluded. If the session was not loaded or is deleted, nothing changes. */
function isInExcluded(visitor: VisitorSessions | undefined, order: OrderRow): 0 | 1 {
  const { session_id: id, session_started_ms: ms, excluded } = order
  if (id === null) return 0
  const session = visitor?.sessions.find((one) => one.id === id && one.started_ms === ms)
  return session ? session.excluded : excluded
}

/** A visitor who has an order but no session: only the shop's server has reported the visitor. */
const NO_SESSIONS: VisitorSessions = {
  stored: [],
  storedByKey: new Map(),
  sessions: [],
  sessionOfOrder: new Map(),
  moved_ms: Number.POSITIVE_INFINITY,
}

/** An order without a visitor gets the path of an unknown touch. If its visitor was erased, it keeps its path. */
function withoutVisitor(order: OrderRow): OrderRow {
  const isErased = order.path.some(({ source }) => source !== NOT_SET)
  return isErased ? order : { ...order, path: pathOf([], order.ordered_ms, null) }
}

const isStored = ({ storedByKey }: VisitorSessions, { session_id: id, session_started_ms: ms }: OrderRow) =>
  id !== null && ms !== null && storedByKey.has(keyOf({ id, started_ms: ms }))

/** Whether sessions that were not loaded may be within the lookback of a conversion at this instant. */
function reachesBack({ complete }: Known, sessions: readonly SessionRow[], atMs: number): boolean {
  const first = sessions[0]
  return !complete && !!first && first.visit_number > 1 && first.started_ms > atMs - LOOKBACK_MS
}

/** The sessions of a visitor and of the browsers that were linked with it at this instant, in order of time. */
function withLinkedSessions(
  { linkedBrowsers, linkedSessions }: Known,
  visitorId: string,
  sessions: readonly SessionRow[],
  atMs: number,
): readonly SessionRow[] {
  const linked = linkedBrowsers.filter((one) => one.visitor_id === visitorId && one.since_ms <= atMs)
  if (!linked.length) return sessions
  const ids = new Set(linked.map(({ other_id }) => other_id))
  const theirs = linkedSessions.filter((session) => ids.has(session.visitor_id))
  return [...sessions, ...theirs].sort((a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1))
}
