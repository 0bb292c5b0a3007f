/** Order marks: purchases that are added to sessions for orders which no page has reported. */
import type { OrderRow, StoredEvent } from '../../store/rows.ts'
import { byTime, type SessionGroup, TIMEOUT_MS } from './groupEvents.ts'
import { claimsOf } from './orderClaims.ts'

/** The id of an order mark: the event in a session that represents an order which only the server has reported. */
export const markIdOf = (transactionId: string) => `order:${transactionId}`

/** Whether an event has the id of its order's mark. It is the mark, or a sender has chosen the same id. */
export const isLikeMark = ({
  id,
  transaction_id,
}: Pick<StoredEvent, 'id'> & { transaction_id?: string | null }) =>
  Boolean(transaction_id) && id === markIdOf(transaction_id!)

/**
 * Whether a stored event of a visitor is the mark of its order. A purchase that was sent with the same id is the claim that
 * is credited, or a rival.
 * @param order as it was when the event was stored
 */
export const isMark = (event: StoredEvent, order: OrderRow, visitorId: string): boolean =>
  isLikeMark(event) &&
  event.transaction_id === order.transaction_id &&
  !event.rival &&
  !claimsOf(order).some(({ event_id, visitor_id }) => event_id === event.id && visitor_id === visitorId)

interface MarkedGroups {
  groups: SessionGroup[]
  /** By transaction id: the session of each order that only the server has reported. */
  sessionIds: Map<string, string>
}

/**
 * Finds the session of each order that no page has reported: the session that the server names, or else the one that
 * was going on. If the order is paid, adds a purchase to that session, at an instant within it, so that the session
 * counts as a conversion.
 */
export function markOrders(groups: SessionGroup[], orders: OrderRow[]): MarkedGroups {
  const sessionIds = new Map<string, string>()
  const marks = new Map<SessionGroup, StoredEvent[]>()
  for (const order of orders) {
    const group = needsSession(order) && sessionOf(order, groups)
    if (!group) continue
    sessionIds.set(order.transaction_id, group.id)
    if (order.counted) marks.set(group, [...(marks.get(group) ?? []), markOf(order, group)])
  }
  const marked = groups.map((group) => {
    const added = marks.get(group)
    return added ? { ...group, events: [...group.events, ...added].sort(byTime) } : group
  })
  return { groups: marked, sessionIds }
}

/** Whether no purchase is credited with the order: it then needs an order mark. */
export const needsSession = (order: OrderRow) => order.server !== null && !order.browser

const endOf = (group: SessionGroup) => group.events.at(-1)!.ms

const sessionOf = ({ server, ordered_ms }: OrderRow, groups: SessionGroup[]): SessionGroup | undefined =>
  server!.session_id
    ? groups.find(({ id }) => id === server!.session_id)
    : groups.findLast((one) => one.started_ms <= ordered_ms && ordered_ms <= endOf(one) + TIMEOUT_MS)

function markOf({ transaction_id, ordered_ms, value_minor, currency }: OrderRow, group: SessionGroup) {
  const ms = Math.max(group.events[0]!.ms, Math.min(ordered_ms, endOf(group)))
  const page = group.events.findLast((event) => event.ms <= ms)!.page
  const id = markIdOf(transaction_id)
  return { id, name: 'purchase', ms, page, value_minor, currency, transaction_id }
}
