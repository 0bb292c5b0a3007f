import { Busy } from '../store/busy.ts'
import { wholePast } from '../store/ledgerStore.ts'
import type { Claim, OrderRow, SessionRow, SiteRow } from '../store/rows.ts'
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
    const claimed = await claimedBy(store, site, visitorId, removed)
    const changed = [
      ...orders.map((order) => anonymous(order, visitorId)),
      ...claimed.map((order) => withoutIds(order, visitorId)),
    ]
    const rows = { sessions: [], orders: changed, removed }
    const rest = { preconditions: [], identities: [], drops: {}, forgotten: visitorId }
    if ((await store.write(site.id, { ...rows, ...rest }, nowMs)) === 'written') return
  }
  throw new Busy('conflict', 'gave up after other requests wrote to the same visitor each time')
}

/** The orders that are credited to others, and that this visitor has claimed or refunded: the sessions name them. */
async function claimedBy(store: Store, site: SiteRow, visitorId: string, sessions: SessionRow[]) {
  const ids = sessions.flatMap(({ events }) => events.flatMap(({ transaction_id = [] }) => transaction_id))
  const orders = ids.length ? await store.ordersById(site.id, [...new Set(ids)]) : []
  return orders.filter(({ visitor_id }) => visitor_id !== visitorId)
}

/** The order without the visitor's id in claims and refunds. Null stays: it means that a server reported the refund. */
const withoutIds = (order: OrderRow, visitorId: string): OrderRow => ({
  ...order,
  rev: order.rev + 1,
  claims: order.claims.map((claim) => (claim.visitor_id === visitorId ? withoutId(claim) : claim)),
  refunds: order.refunds.map((one) => (one.visitor_id === visitorId ? { ...one, visitor_id: '' } : one)),
})

const withoutId = ({ session_id, ...claim }: Claim): Claim => ({ ...claim, visitor_id: '' })

/** The visitor's order without the ids of the visitor and of the sessions. Amounts and the facets of its path stay. */
const anonymous = (order: OrderRow, visitorId: string): OrderRow => ({
  ...withoutIds(order, visitorId),
  visitor_id: null,
  session_id: null,
  session_started_ms: null,
  browser: order.browser && withoutId(order.browser),
  server: order.server && { ...order.server, visitor_id: null, session_id: null },
  path: order.path.map((entry) => ({ ...entry, session_id: '' })),
})
