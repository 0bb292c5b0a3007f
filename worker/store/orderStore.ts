/** Stored orders. They are written through `ledgerStore.ts`. */
import type { OrderRow } from './rows.ts'
import type { Cursor } from './sessionStore.ts'

/** Held orders of one currency. */
export interface HeldSum {
  currency: string
  orders: number
  /** What they amount to, in minor units. */
  minor: number
}

export interface OrderStore {
  ordersById(siteId: number, transactionIds: string[]): Promise<OrderRow[]>
  /**
   * The orders with these ids, for settling. Of several orders those that are long are left out: `unread` names them.
   */
  ordersToSettle(siteId: number, transactionIds: string[]): Promise<{ orders: OrderRow[]; unread: string[] }>
  /**
   * The orders of these visitors since an instant, without long ones: the earliest `ORDERS_OF_VISITOR` of each. `isCut`:
   * there are others.
   */
  ordersFrom(
    siteId: number,
    visitorIds: string[],
    from_ms: number,
  ): Promise<{ orders: OrderRow[]; isCut: boolean }>
  /** The next orders of a visitor in order of time: their instants and ids. */
  ordersAfterOf(siteId: number, visitorId: string, after: Cursor, limit: number): Promise<Cursor[]>
  /** The earliest orders that were placed in a session. */
  ordersOfSession(siteId: number, visitorId: string, sessionId: string, limit: number): Promise<OrderRow[]>
  ordersOf(siteId: number, visitorIds: string[]): Promise<OrderRow[]>
  /** The newest 100 held orders, and the sums of the newest 1,000 by currency. */
  heldOrders(siteId: number): Promise<{ orders: OrderRow[]; sums: HeldSum[] }>
  /** The newest 100 orders whose amount is not known as a whole. */
  incompleteOrders(siteId: number): Promise<OrderRow[]>
  /** The next orders in order of time. */
  ordersAfter(siteId: number, after: Cursor, limit: number): Promise<OrderRow[]>
  /** The same, only those before `beforeMs`. */
  ordersBetween(siteId: number, after: Cursor, beforeMs: number, limit: number): Promise<OrderRow[]>
}
