/** Phase 2 of settling: stored events and new hits become the sessions of each visitor. */
import type { OrderRow, SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import type { AppliedOrders } from './applyOrders.ts'
import type { Drop } from './drop.ts'
import { eventKey } from './eventKey.ts'
import { groupEvents } from './groupEvents.ts'
import { limitEvents, limitSessions } from './limitHits.ts'
import { markIdOf, markOrders } from './markOrders.ts'
import { isCredited } from './orderClaims.ts'
import { keyOf, numberSessions, sessionRow } from './sessionRow.ts'

/** One visitor before and after. */
export interface VisitorSessions {
  /** The sessions that were loaded, in order of time, and the same by `keyOf`. */
  stored: readonly SessionRow[]
  storedByKey: ReadonlyMap<string, SessionRow>
  /** The sessions that should be there, in order of time. One that has not changed is the same object as before. */
  sessions: readonly SessionRow[]
  /** The sessions to which this visitor's orders belong, by transaction id. An order may have none. */
  sessionOfOrder: ReadonlyMap<string, SessionRow>
  /**
   * Start of the first session that was added, was removed or has another touch; Infinity if there is none. Paths of
   * conversions from this instant on are computed again.
   */
  moved_ms: number
}

interface GroupedSessions {
  /** By visitor id. */
  visitors: ReadonlyMap<string, VisitorSessions>
  dropped: Drop[]
  /** Whether a change affects later sessions: their numbers, or the paths of their conversions. */
  movesLater: boolean
}

export function groupSessions(
  site: SiteRow,
  known: SessionRow[],
  hits: Hit[],
  { orders, displaced }: AppliedOrders,
): GroupedSessions {
  const visitors = new Map<string, VisitorSessions>()
  const dropped: Drop[] = []
  for (const visitor_id of new Set([...known, ...hits].map((of) => of.visitor_id))) {
    const isOwn = (of: { visitor_id: string | null }) => of.visitor_id === visitor_id
    const stored = known.filter(isOwn)
    const rows = orders.size ? stored.map((row) => withEventsOf(row, { orders, displaced })) : stored
    const own = hits
      .filter(isOwn)
      .map((hit) => (isRival(orders, visitor_id, hit) ? { ...hit, rival: true as const } : hit))
    const first = limitSessions(site, rows, own)
    const second = limitEvents(site, rows, first.kept)
    dropped.push(...first.dropped, ...second.dropped)
    const placed = [...orders.values()].filter(isOwn)
    visitors.set(visitor_id, sessionsOf(site, visitor_id, stored, rows, second.kept, placed))
  }
  const movesLater = [...visitors.values()].some(
    ({ sessions, moved_ms }) => moved_ms < (sessions.at(-1)?.started_ms ?? 0),
  )
  return { visitors, dropped, movesLater }
}

function sessionsOf(
  site: SiteRow,
  visitorId: string,
  stored: SessionRow[],
  rows: SessionRow[],
  hits: Hit[],
  orders: OrderRow[],
): VisitorSessions {
  const storedByKey = new Map(stored.map((row) => [keyOf(row), row]))
  const { groups, sessionIds } = markOrders(groupEvents(site.site, rows, hits), orders)
  const sessions = numberSessions(
    groups.map((group) => sessionRow(site, group, visitorId, storedByKey)),
    stored[0],
  )
  const sessionOfOrder = new Map<string, SessionRow>()
  for (const { transaction_id, browser } of orders) {
    const id = sessionIds.get(transaction_id)
    const session = sessions.find((one) =>
      id === undefined ? one.events.some((event) => event.id === browser?.event_id) : one.id === id,
    )
    if (session) sessionOfOrder.set(transaction_id, session)
  }
  return { stored, storedByKey, sessions, sessionOfOrder, moved_ms: firstMove(storedByKey, sessions) }
}

type Orders = Pick<AppliedOrders, 'orders' | 'displaced'>

/** The row without displaced events, and with its purchases marked as rivals or not. The same object if nothing changes. */
function withEventsOf(row: SessionRow, { orders, displaced }: Orders): SessionRow {
  const events = row.events
    .filter(({ id }) => !displaced.has(eventKey(null, id)) && !displaced.has(eventKey(row.visitor_id, id)))
    .map((event) => {
      const { rival = false, ...plain } = event
      const isOne = isRival(orders, row.visitor_id, event)
      if (isOne === rival) return event
      return isOne ? { ...plain, rival: true as const } : plain
    })
  const isSame = events.length === row.events.length && events.every((event, i) => event === row.events[i])
  return isSame ? row : { ...row, events }
}

/** Whether the order of this purchase is credited to another one. If the order was not loaded, nothing changes. */
function isRival(orders: AppliedOrders['orders'], visitorId: string, event: Hit | StoredEvent): boolean {
  const { name, transaction_id, rival = false } = event
  if (name !== 'purchase' || !transaction_id || !orders.has(transaction_id)) return rival
  return event.id !== markIdOf(transaction_id) && !isCredited(orders, visitorId, event)
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
