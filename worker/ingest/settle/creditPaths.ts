/** Phase 3 of settling: conversions and orders get the touches that led to them. */
import { NOT_SET } from '../../../wire/query.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { RelinkAsked } from '../../store/ledgerStore.ts'
import type { OrderRow, SessionRow, SiteRow } from '../../store/rows.ts'
import { excludesOrder } from './excludes.ts'
import type { VisitorSessions } from './groupSessions.ts'
import { byPlace, isWhole, type Known, type Lacking, type LoadedSession } from './known.ts'
import { LOOKBACK_MS, pathOf, type Touched } from './pathOf.ts'
import { pathTouches } from './pathTouches.ts'
import { convertedMs, keyOf } from './sessionRow.ts'

export interface CreditedVisitor extends VisitorSessions {
  /** By `keyOf`: sessions whose path may have changed, but was not computed, because something is not loaded. */
  unknownPaths: ReadonlySet<string>
}

interface CreditedPaths {
  /** As before, with the path of each session. */
  visitors: ReadonlyMap<string, CreditedVisitor>
  /** As before, with the session and the path of each order. */
  orders: OrderRow[]
  /** Whether a path needs sessions that are loaded only if `known` is complete. */
  incomplete: boolean
  lacking: Lacking['touches']
  /** Transaction ids of orders whose path may have changed, but was not computed, because something is not loaded. */
  left: ReadonlySet<string>
  /** The browsers' paths that lack some touches, because there are too many to load at once. */
  relinks: RelinkAsked[]
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
  const isRedone = known.redo_ms < Number.POSITIVE_INFINITY
  const lacking: Lacking['touches'] = []
  const touches = pathTouches(known, visitors)
  const inexact = new Map<string, number>()
  const left = new Set<string>()
  const isLacking = (visitorId: string, visitor: VisitorSessions, atMs: number) =>
    (reachesBack(visitor, atMs) ||
      (known.cut.has(visitorId) && atMs >= (visitor.loaded.at(-1)?.started_ms ?? 0))) &&
    !known.touchesUntil.has(compositeKey(visitorId, atMs))
  const pathAt = (visitorId: string, visitor: VisitorSessions, atMs: number, own: LoadedSession | null) => {
    if (isLacking(visitorId, visitor, atMs)) {
      if (known.complete) lacking.push({ visitor_id: visitorId, at_ms: atMs })
      else incomplete = true
    }
    if (known.areTouchesCut) inexact.set(visitorId, Math.min(atMs, inexact.get(visitorId) ?? atMs))
    const mine = touches.own(visitorId, visitor)
    const isOwn = (one: Touched) => one.id === own?.id && one.started_ms === own.started_ms
    const linked = touches.linked(visitorId, atMs)
    const all = linked.length ? [...mine, ...linked].sort(byPlace) : mine
    return pathOf(all, atMs, mine.find(isOwn) ?? null)
  }

  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const creditedOrders = [...orders.values()].map((order): OrderRow => {
    if (order.visitor_id === null) return withoutVisitor(order)
    const visitor = visitors.get(order.visitor_id) ?? (known.complete ? NO_SESSIONS : null)
    if (!visitor) return order
    const was = before.get(order.transaction_id)
    const isPlaced = was?.visitor_id === order.visitor_id && was.ordered_ms === order.ordered_ms
    const session =
      visitor.sessionOfOrder.get(order.transaction_id) ?? (isPlaced ? untouched(visitor, was) : null)
    // The order's session was deleted because of its age: the order keeps its session's id and its path.
    if (!session && isPlaced && was.session_id !== null && !isStored(visitor, was)) return order
    const session_id = session?.id ?? order.server?.session_id ?? null
    const session_started_ms = session?.started_ms ?? null
    const linked = { ...order, session_id, session_started_ms }
    // The order's own session is part of the path, even if the order seems earlier because two clocks differ.
    const untilMs = Math.max(order.ordered_ms, session_started_ms ?? 0)
    const isSame = isPlaced && was.session_id === session_id && was.session_started_ms === session_started_ms
    if (isSame && was.path.length) {
      if (untilMs < visitor.moved_ms) return linked
      if (known.complete && !isRedone && isLacking(order.visitor_id, visitor, order.ordered_ms)) {
        left.add(order.transaction_id)
        return linked
      }
    }
    return { ...linked, path: pathAt(order.visitor_id, visitor, order.ordered_ms, session) }
  })

  const creditedVisitors = new Map<string, CreditedVisitor>()
  for (const [id, visitor] of visitors) {
    const unknownPaths = new Set<string>()
    const region = new Set<LoadedSession>(visitor.sessions)
    const credited = (session: SessionRow): SessionRow => {
      const atMs = convertedMs(session)
      if (atMs === null) return session.path === null ? session : { ...session, path: null }
      const stored = visitor.storedByKey.get(keyOf(session))
      const isFrozen = stored?.path && convertedMs(stored) === atMs && session.started_ms < visitor.moved_ms
      return isFrozen ? session : { ...session, path: pathAt(id, visitor, atMs, session) }
    }
    /** Another session than those that change: its path may change because of what comes before it. */
    const creditedLater = (session: LoadedSession): LoadedSession => {
      const isConverted = isWhole(session) ? session.path !== null : session.converted
      if (!isConverted || session.started_ms < visitor.moved_ms) return session
      const atMs = isWhole(session) ? convertedMs(session) : null
      if (!isWhole(session) || atMs === null || (isLacking(id, visitor, atMs) && !isRedone)) {
        unknownPaths.add(keyOf(session))
        return session
      }
      return { ...session, path: pathAt(id, visitor, atMs, session) }
    }
    const after = new Map(
      visitor.visits.map(({ session }) => [
        session,
        region.has(session) ? credited(session as SessionRow) : creditedLater(session),
      ]),
    )
    creditedVisitors.set(id, {
      ...visitor,
      sessions: visitor.sessions.map((session) => after.get(session) as SessionRow),
      visits: visitor.visits.map((visit) => ({ ...visit, session: after.get(visit.session)! })),
      unknownPaths,
    })
  }
  const withFlag = (order: OrderRow): OrderRow => {
    const visitor = creditedVisitors.get(order.visitor_id ?? '')
    const excluded = excludesOrder(site, order) || isInExcluded(visitor, order)
    return excluded === order.excluded ? order : { ...order, excluded }
  }
  return {
    visitors: creditedVisitors,
    orders: creditedOrders.map(withFlag),
    ...{ incomplete, lacking, left },
    relinks: (known.identities ?? []).flatMap(({ visitor_id, user_id }): RelinkAsked[] =>
      inexact.has(visitor_id) ? [{ user_id, from_ms: inexact.get(visitor_id)!, except: [] }] : [],
    ),
  }
}

/** 1 if the order's session is excluded. If the session was not loaded or is deleted, nothing changes. */
function isInExcluded(visitor: VisitorSessions | undefined, order: OrderRow): 0 | 1 {
  if (order.session_id === null) return 0
  return visitor?.visits.map(({ session }) => session).find(isAt(order))?.excluded ?? order.excluded
}

/** A visitor who has an order but no session: only the shop's server has reported the visitor. */
const NO_SESSIONS: VisitorSessions = {
  stored: [],
  storedByKey: new Map(),
  sessions: [],
  loaded: [],
  visits: [],
  sessionOfOrder: new Map(),
  moved_ms: Number.POSITIVE_INFINITY,
}

/** An order without a visitor gets the path of an unknown touch. If its visitor was erased, it keeps its path. */
function withoutVisitor(order: OrderRow): OrderRow {
  const isErased = order.path.some(({ source }) => source !== NOT_SET)
  return isErased ? order : { ...order, path: pathOf([], order.ordered_ms, null) }
}

const isAt =
  ({ session_id, session_started_ms }: OrderRow) =>
  ({ id, started_ms }: LoadedSession) =>
    id === session_id && started_ms === session_started_ms

/** The order's session, if it is none of those that may change. */
const untouched = ({ stored, loaded }: VisitorSessions, was: OrderRow): LoadedSession | null =>
  stored.some(isAt(was)) ? null : (loaded.find(isAt(was)) ?? null)

const isStored = ({ storedByKey }: VisitorSessions, { session_id: id, session_started_ms: ms }: OrderRow) =>
  id !== null && ms !== null && storedByKey.has(keyOf({ id, started_ms: ms }))

/** Whether sessions that were not loaded may be within the lookback of a conversion at this instant. */
function reachesBack({ visits }: VisitorSessions, atMs: number): boolean {
  const before_ms = visits[0]?.prev_started_ms ?? null
  return before_ms !== null && before_ms >= atMs - LOOKBACK_MS
}
