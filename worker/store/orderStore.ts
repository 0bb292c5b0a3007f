/** Stored orders. They are written through `ledgerStore.ts`. */
import type { OrderRow } from './rows.ts'
import type { Cursor } from './sessionStore.ts'

export interface OrderStore {
  ordersById(siteId: number, transactionIds: string[]): Promise<OrderRow[]>
  ordersOf(siteId: number, visitorIds: string[]): Promise<OrderRow[]>
  /** The next orders in order of time. */
  ordersAfter(siteId: number, after: Cursor, limit: number): Promise<OrderRow[]>
}
