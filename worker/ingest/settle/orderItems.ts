import type { Item } from '../../../wire/event.ts'
import type { Claim, OrderRow, SessionRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { claimsOf, confirmation } from './orderClaims.ts'

/**
 * The items of an order: those that the server has stated, by `PUT` or in a purchase event, otherwise those of the credited
 * claim. They are looked up in the events of the request and of the loaded sessions.
 */
export function itemsOf(
  before: OrderRow | undefined,
  order: OrderRow,
  { hits, sessions }: { hits: Hit[]; sessions: SessionRow[] },
): Item[] {
  if (order.server?.has_items) return order.items
  const claim = sourceOf(order)
  const was = before && sourceOf(before)
  if (!claim) return []
  if (was?.event_id === claim.event_id && was.visitor_id === claim.visitor_id) return before!.items
  const isSame = ({ id }: { id: string }) => id === claim.event_id
  const hit = hits.find((one) => isSame(one) && one.visitor_id === claim.visitor_id)
  if (hit) return hit.items
  const own = sessions.filter(({ visitor_id }) => visitor_id === claim.visitor_id)
  return own.flatMap(({ events }) => events).find(isSame)?.items ?? []
}

/** The purchase event whose items the order has. */
function sourceOf(order: OrderRow): Claim | null {
  const confirmed = confirmation(claimsOf(order))
  return confirmed?.has_items ? confirmed : order.browser
}
