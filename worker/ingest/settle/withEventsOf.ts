import type { OrderRow, SessionRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { type AppliedOrders, purchaseKey } from './applyOrders.ts'
import { isMark } from './markOrders.ts'
import { isCredited } from './orderClaims.ts'

/** The row without displaced events, and with its purchases marked as rivals or not. The same object if nothing changes. */
export function withEventsOf(
  row: SessionRow,
  before: ReadonlyMap<string, OrderRow>,
  { orders, displaced }: Pick<AppliedOrders, 'orders' | 'displaced'>,
): SessionRow {
  const isMarkOf = (event: StoredEvent) => {
    const order = before.get(event.transaction_id ?? '')
    return order !== undefined && isMark(event, order, row.visitor_id)
  }
  const events = row.events
    .filter((event) => !displaced.has(purchaseKey(isMarkOf(event) ? null : row.visitor_id, event)))
    .map((event) => {
      const { rival = false, ...plain } = event
      const isOne = !isMarkOf(event) && isRival(orders, row.visitor_id, event)
      if (isOne === rival) return event
      return isOne ? { ...plain, rival: true as const } : plain
    })
  const isSame = events.length === row.events.length && events.every((event, i) => event === row.events[i])
  return isSame ? row : { ...row, events }
}

/** Whether the order of this purchase is credited to another one. If the order was not loaded, nothing changes. */
export function isRival(
  orders: AppliedOrders['orders'],
  visitorId: string,
  event: Hit | StoredEvent,
): boolean {
  const { name, transaction_id, rival = false } = event
  if (name !== 'purchase' || !transaction_id || !orders.has(transaction_id)) return rival
  return !isCredited(orders, visitorId, event)
}
