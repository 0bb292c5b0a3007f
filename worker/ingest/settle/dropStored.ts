import type { StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { type Drop, dropOf } from './drop.ts'
import { eventKey } from './eventKey.ts'
import type { Known } from './known.ts'
import { isLikeMark, isMark } from './markOrders.ts'

/**
 * Drops the hits that are stored already or come twice in the request. Of each visitor, an event's id counts once. Refunds
 * are kept with their orders: an id counts once for the pages of each visitor, and once for the server, so that no page can
 * use up an id of the server's.
 */
export function dropStored(
  { sessions, orders, storedEvents }: Known,
  hits: Hit[],
): { fresh: Hit[]; dropped: Drop[] } {
  const byId = new Map(orders.map((order) => [order.transaction_id, order]))
  const isSent = (event: StoredEvent, visitorId: string) => {
    const order = byId.get(event.transaction_id ?? '')
    return order ? !isMark(event, order, visitorId) : !isLikeMark(event)
  }
  const refundKey = (visitorId: string | null, id: string) => `refund ${eventKey(visitorId, id)}`
  const seen = new Set([
    ...storedEvents,
    ...sessions.flatMap(({ visitor_id, events }) =>
      events.filter((event) => isSent(event, visitor_id)).map(({ id }) => eventKey(visitor_id, id)),
    ),
    ...orders.flatMap(({ refunds }) => refunds.map((one) => refundKey(one.visitor_id, one.event_id))),
  ])
  const fresh: Hit[] = []
  const dropped: Drop[] = []
  for (const hit of hits) {
    const { id, visitor_id, trusted } = hit
    const own = hit.name === 'refund' ? refundKey(trusted ? null : visitor_id, id) : eventKey(visitor_id, id)
    if (seen.has(own)) dropped.push(dropOf(hit, 'duplicate', 'an event with this id was counted already'))
    else fresh.push(hit)
    seen.add(own)
  }
  return { fresh, dropped }
}
