import { Busy } from '../store/busy.ts'
import { wholePast } from '../store/ledgerStore.ts'
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Another request may write to the visitor in between. Then we load again. */
const ATTEMPTS = 10

/**
 * Erases a visitor: deletes the sessions and identities. The orders stay without the visitor's ids, because the shop needs
 * them for its revenue. Throws `Busy` after the last attempt; then nothing was erased.
 */
export async function eraseVisitor(
  store: Store,
  site: SiteRow,
  visitorId: string,
  nowMs: number,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [removed, orders] = await Promise.all([
      store.sessionsOf(site.id, [wholePast(visitorId)]),
      store.ordersOf(site.id, [visitorId]),
    ])
    const rows = { sessions: [], orders: orders.map(anonymous), removed }
    const rest = { preconditions: [], identities: [], drops: {}, forgotten: visitorId }
    if ((await store.write(site.id, { ...rows, ...rest }, nowMs)) === 'written') return
  }
  throw new Busy('conflict', 'gave up after other requests wrote to the same visitor each time')
}

/** The order without the ids of the visitor and of the sessions. Amounts and the facets of its path stay. */
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
      // Null stays: it means that a server reported the refund.
      visitor_id: refund.visitor_id === null ? null : '',
    })),
    path: order.path.map((entry) => ({ ...entry, session_id: '' })),
  }
}
