/** Erases a visitor: the sessions go, and the orders, which are the shop's books, no longer say whose they were. */
import { Busy } from '../store/busy.ts'
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Another request may write to the visitor in between. */
const ATTEMPTS = 10

export async function erase(store: Store, site: SiteRow, visitorId: string, nowMs: number): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [sessions, orders] = await Promise.all([
      store.sessionsOf(site.id, [{ visitor_id: visitorId, session_id: null, from_ms: 0 }]),
      store.ordersOf(site.id, [visitorId]),
    ])
    const change = {
      sessions: [],
      orders: orders.map(anonymous),
      preconditions: [],
      identities: [],
      drops: {},
    }
    const written = await store.write(site.id, { ...change, removed: sessions, forgotten: visitorId }, nowMs)
    if (written === 'written') return
  }
  throw new Busy('gave up after other requests wrote to the same visitor each time')
}

/** Amounts and what brought them stay; ids of the visitor and of his sessions do not. */
function anonymous(order: OrderRow): OrderRow {
  return {
    ...order,
    rev: order.rev + 1,
    visitor_id: null,
    session_id: null,
    session_started_ms: null,
    browser: order.browser && { ...order.browser, visitor_id: '' },
    server: order.server && { ...order.server, visitor_id: null, session_id: null },
    refunds: order.refunds.map((refund) => ({
      ...refund,
      visitor_id: refund.visitor_id === null ? null : '',
    })),
    path: order.path.map((entry) => ({ ...entry, session_id: '' })),
  }
}
