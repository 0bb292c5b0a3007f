/** Phase 2 of settling: stored events and new hits become the sessions of each visitor. */
import type { OrderRow, SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import type { AppliedOrders } from './applyOrders.ts'
import type { Drop } from './drop.ts'
import { groupEvents } from './groupEvents.ts'
import {
  byPlace,
  isStub,
  isWhole,
  type Known,
  keyOfVisitor,
  type Lacking,
  type LoadedSession,
} from './known.ts'
import { type Limited, limitEvents, limitSessions, refuseAll } from './limitHits.ts'
import { markOrders, needsSession } from './markOrders.ts'
import { numberVisits, type Visit } from './numberVisits.ts'
import { regionOf, seedsOf } from './regionOf.ts'
import { keyOf, sessionRow } from './sessionRow.ts'
import { isRival, withEventsOf } from './withEventsOf.ts'

/** One visitor before and after. */
export interface VisitorSessions {
  /** The sessions that may change (`regionOf`) as they are stored, in order of time, and the same by `keyOf`. */
  stored: readonly SessionRow[]
  storedByKey: ReadonlyMap<string, SessionRow>
  /** What they become, in order of time. One that has not changed is the same object as before. */
  sessions: readonly SessionRow[]
  /** All loaded sessions as they were, in order of time. */
  loaded: readonly LoadedSession[]
  /** All loaded sessions as they should be, in order of time, with their numbers. */
  visits: readonly Visit[]
  /** The session of each order of this visitor that has one, by transaction id. */
  sessionOfOrder: ReadonlyMap<string, LoadedSession>
  /**
   * Start of the first session that was added, was removed or has another touch; Infinity if there is none. Paths of
   * conversions from this instant on are computed again.
   */
  moved_ms: number
}

export interface GroupedSessions {
  /** By visitor id. */
  visitors: ReadonlyMap<string, VisitorSessions>
  dropped: Drop[]
  lacking: Lacking['stubs']
}

export function groupSessions(
  site: SiteRow,
  known: Known,
  hits: Hit[],
  applied: AppliedOrders,
): GroupedSessions {
  const visitors = new Map<string, VisitorSessions>()
  const dropped: Drop[] = []
  const lacking: Lacking['stubs'] = []
  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const orders = [...applied.orders.values()]
  const changing = changingOrders(known, applied.orders)
  const all = [...known.sessions, ...known.stubs]
  for (const visitor_id of new Set([...all, ...hits].map((of) => of.visitor_id))) {
    const isOwn = (of: { visitor_id: string | null }) => of.visitor_id === visitor_id
    const loaded: LoadedSession[] = all.filter(isOwn).sort(byPlace)
    const own = hits
      .filter(isOwn)
      .map((hit) => (isRival(applied.orders, visitor_id, hit) ? { ...hit, rival: true as const } : hit))
    const region = regionOf(loaded, seedsOf(visitor_id, own, changing))
    const stubs = [...region].filter(isStub)
    const isSealed = known.isFull || stubs.some((one) => known.sealed.has(keyOfVisitor(one)))
    if (!isSealed) lacking.push(...stubs)
    const stored = isSealed ? [] : loaded.filter(isWhole).filter((one) => region.has(one))
    const rows = orders.length ? stored.map((row) => withEventsOf(row, before, applied)) : stored
    const limited = isSealed ? refuseAll(own) : limit(site, rows, own, loaded)
    dropped.push(...limited.dropped)
    const placed = orders.filter(isOwn)
    const grouped = sessionsOf(site, visitor_id, {
      known,
      loaded,
      stored,
      rows,
      limited,
      orders: placed,
      before,
    })
    visitors.set(visitor_id, grouped)
  }
  return { visitors, dropped, lacking }
}

function limit(site: SiteRow, rows: SessionRow[], hits: Hit[], loaded: LoadedSession[]): Limited {
  const first = limitSessions(site, rows, hits, loaded.at(-1)?.visit_number ?? 0)
  const second = limitEvents(site, rows, first.kept)
  return { ...second, dropped: [...first.dropped, ...second.dropped] }
}

/** The orders that the request changes, as they were and as they will be. */
function changingOrders({ orders, redo_ms }: Known, after: ReadonlyMap<string, OrderRow>): OrderRow[] {
  const isRedone = redo_ms < Number.POSITIVE_INFINITY
  const before = new Map(orders.map((order) => [order.transaction_id, order]))
  return [...after.values()].flatMap((order) => {
    const was = before.get(order.transaction_id)
    return was === order ? (isRedone ? [order] : []) : [order, ...(was ? [was] : [])]
  })
}

interface Loaded {
  known: Known
  loaded: LoadedSession[]
  /** The sessions that may change, and the same without displaced events. */
  stored: SessionRow[]
  rows: SessionRow[]
  limited: Limited
  orders: OrderRow[]
  before: ReadonlyMap<string, OrderRow>
}

function sessionsOf(
  site: SiteRow,
  visitorId: string,
  { known, loaded, stored, rows, limited, orders, before }: Loaded,
): VisitorSessions {
  const storedByKey = new Map(stored.map((row) => [keyOf(row), row]))
  const { groups, sessionIds } = markOrders(groupEvents(site.site, rows, limited.kept), orders)
  const made = groups.map((group) => sessionRow(site, group, visitorId, storedByKey))
  const others = loaded.filter((one) => !storedByKey.has(keyOf(one)))
  const correction = known.corrections.find((one) => one.visitor_id === visitorId) ?? null
  const visits = numberVisits([...others, ...made].sort(byPlace), loaded, {
    ...{ correction, isComplete: known.complete },
  })
  const sessions = made
  const sessionOfOrder = new Map<string, LoadedSession>()
  const unplaced = new Map(limited.unplaced.map((hit) => [hit.transaction_id, hit.session?.id]))
  for (const order of orders) {
    const { transaction_id, browser } = order
    const id = sessionIds.get(transaction_id) ?? unplaced.get(transaction_id)
    const session =
      id === undefined
        ? sessions.find(({ events }) => events.some((event) => isOf(event, order)))
        : [...sessions, ...others].find((one) => one.id === id)
    if (session) sessionOfOrder.set(transaction_id, session)
    else if (!needsSession(order)) {
      // Its purchase is not in the session, because that was full.
      const was = before.get(transaction_id)
      const kept = sessions.find(
        ({ id, started_ms }) => id === was?.session_id && started_ms === was.session_started_ms,
      )
      if (kept && was?.browser?.event_id === browser?.event_id) sessionOfOrder.set(transaction_id, kept)
    }
  }
  const moved_ms = Math.min(firstMove(storedByKey, sessions), known.redo_ms)
  return { stored, storedByKey, sessions, loaded, visits, sessionOfOrder, moved_ms }
}

/** Whether the event is the purchase that the order is credited to. Another order's mark may have the same id. */
const isOf = ({ id, transaction_id }: StoredEvent, { browser, transaction_id: own }: OrderRow) =>
  id === browser?.event_id && transaction_id === own

/** Whether a change affects later sessions: their numbers, or the paths of their conversions. */
export function movesLater({ visits, loaded, moved_ms }: VisitorSessions): boolean {
  const last_ms = visits.at(-1)?.session.started_ms ?? 0
  const isAddedBefore = visits.some(
    ({ before }, i) => before === null && visits.slice(i + 1).some((one) => one.before),
  )
  return moved_ms < Math.max(last_ms, loaded.at(-1)?.started_ms ?? 0) || isAddedBefore
}

function firstMove(stored: ReadonlyMap<string, SessionRow>, sessions: SessionRow[]): number {
  const after = new Set(sessions.map(keyOf))
  const isMoved = (row: SessionRow) => {
    const before = stored.get(keyOf(row))
    return before?.url !== row.url || before.referrer !== row.referrer
  }
  const moved = [...stored.values()].filter((row) => !after.has(keyOf(row))).concat(sessions.filter(isMoved))
  return moved.reduce((first, { started_ms }) => Math.min(first, started_ms), Number.POSITIVE_INFINITY)
}
