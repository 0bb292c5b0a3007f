/** Phase 1 of settling: purchases, refunds and the server's report become orders. */
import { compositeKey } from '../../store/compositeKey.ts'
import type { Claim, OrderRow, SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { markIdOf } from './markOrders.ts'
import { addClaim, claimOf, claimsOf, isCredited, withNamedClaim } from './orderClaims.ts'
import { itemsOf } from './orderItems.ts'
import { blankOrder, conclude, mergeServer, type ServerReport } from './orderRules.ts'
import { addRefund } from './refunds.ts'

/**
 * What the shop asks for one order: to store its server's report, to remove the order, to count it although it is held, to
 * take from it what a visitor's pages have reported (`visitor_id`), or to choose again among its claims.
 */
export type OrderRequest =
  | ({ kind: 'report' } & ServerReport)
  | { kind: 'remove'; transaction_id: string; removed_ms: number }
  | { kind: 'accept'; transaction_id: string }
  | { kind: 'purge'; transaction_id: string; visitor_id: string }
  | { kind: 'choose'; transaction_id: string }

export interface AppliedOrders {
  /** By transaction id. Their sessions and paths are still the stored ones. */
  orders: ReadonlyMap<string, OrderRow>
  /**
   * Keys (`purchaseKey`) of stored events to remove from their sessions: purchases that an earlier one of the same visitor
   * replaces, purchases of the server that are not credited any more, purchases of removed orders, and order marks, which
   * `markOrders` adds again.
   */
  displaced: ReadonlySet<string>
  /**
   * Hits to drop as duplicates: the thank-you page was opened again, the server has sent a purchase of an order that is
   * counted already, or an admin has removed the order.
   */
  repeats: readonly Hit[]
  /** Refunds of the server beyond the number that an order keeps. */
  refused: readonly Hit[]
  /** Whether an order was credited to another claim before: the session of that claim changes, too. */
  isReassigned: boolean
}

/** Applies purchases, refunds and the request about an order to the known orders. */
export function applyOrders(
  site: SiteRow,
  known: { orders: OrderRow[]; sessions: SessionRow[] },
  hits: Hit[],
  request: OrderRequest | null,
): AppliedOrders {
  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const orders = new Map(before)
  const displaced = new Set<string>()
  const repeats = new Set<Hit>()
  const refused: Hit[] = []
  const changed = new Set<string>()
  const update = (id: string, change: (order: OrderRow) => Partial<OrderRow>) => {
    const order = orders.get(id) ?? blankOrder(site, id)
    orders.set(id, { ...order, ...change(order) })
    changed.add(id)
  }
  const purchases: Hit[] = []
  for (const hit of hits.toSorted((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))) {
    if (!hit.transaction_id || (hit.name !== 'purchase' && hit.name !== 'refund')) continue
    const order = orders.get(hit.transaction_id) ?? blankOrder(site, hit.transaction_id)
    if (order.removed_ms !== null) repeats.add(hit)
    else if (hit.name === 'refund') {
      const refunds = addRefund(order.refunds, hit)
      if (refunds) update(hit.transaction_id, () => ({ refunds }))
      else refused.push(hit)
    } else {
      purchases.push(hit)
      const { claims, replaced, isRepeat } = addClaim(order, claimOf(hit, site))
      if (isRepeat) repeats.add(hit)
      else update(hit.transaction_id, () => ({ browser: null, claims }))
      if (replaced) displaced.add(keyOf(replaced, hit.transaction_id))
    }
  }
  if (request?.kind === 'report')
    update(request.transaction_id, (order) =>
      withReport(order.removed_ms === null ? order : blankOf(site, order), request),
    )
  if (request?.kind === 'accept' && orders.get(request.transaction_id)?.held)
    update(request.transaction_id, ({ browser, claims }) => ({
      browser: browser && { ...browser, held: undefined },
      claims,
    }))
  if (request?.kind === 'purge' && orders.has(request.transaction_id))
    update(request.transaction_id, (order) => withoutVisitor(order, request.visitor_id))
  if (request?.kind === 'choose' && orders.get(request.transaction_id)?.removed_ms === null)
    update(request.transaction_id, () => ({}))
  for (const id of changed) {
    const order = orders.get(id)!
    const claims = withNamedClaim(order, known.sessions)
    const concluded = conclude({ ...order, browser: null, claims }, site)
    const items = itemsOf(before.get(id), concluded, { hits, sessions: known.sessions })
    orders.set(id, items === concluded.items ? concluded : conclude({ ...concluded, items }, site))
  }
  if (request?.kind === 'remove') {
    const { transaction_id, removed_ms } = request
    const order = orders.get(transaction_id)
    if (order && order.removed_ms === null)
      orders.set(transaction_id, { ...blankOf(site, order), ordered_ms: order.ordered_ms, removed_ms })
  }
  for (const hit of purchases) if (hit.trusted && !isCredited(orders, hit.visitor_id, hit)) repeats.add(hit)
  let isReassigned = false
  for (const order of orders.values()) {
    const { transaction_id, server, removed_ms } = order
    if (server || removed_ms !== null)
      displaced.add(purchaseKey(null, { id: markIdOf(transaction_id), transaction_id }))
    const was = before.get(transaction_id)?.browser
    if (!was || isCredited(orders, was.visitor_id, { id: was.event_id, transaction_id })) continue
    isReassigned = true
    if (was.trusted || removed_ms !== null) displaced.add(keyOf(was, transaction_id))
  }
  return { orders, displaced, repeats: [...repeats], refused, isReassigned }
}

/**
 * The key of a stored purchase: a purchase of another order may have the same id, if one of the two is an order mark.
 * @param visitorId null for order marks
 */
export const purchaseKey = (
  visitorId: string | null,
  { id, transaction_id = '' }: Pick<StoredEvent, 'id' | 'transaction_id'>,
): string => compositeKey(visitorId ?? '', id, transaction_id)

const keyOf = ({ visitor_id, event_id }: Claim, transaction_id: string) =>
  purchaseKey(visitor_id, { id: event_id, transaction_id })

/** The order as if nothing were known of it. */
const blankOf = (site: SiteRow, { transaction_id, rev }: OrderRow): OrderRow => ({
  ...blankOrder(site, transaction_id),
  rev,
})

/** The order as if this visitor had never reported it. What the shop's server has reported stays, without the visitor. */
function withoutVisitor(order: OrderRow, visitorId: string): Partial<OrderRow> {
  const { server, refunds } = order
  const isOf = (of: { visitor_id: string | null }) => of.visitor_id === visitorId
  const claims = claimsOf(order).flatMap(({ session_id, ...claim }) => {
    if (!isOf(claim)) return [{ ...claim, ...(session_id !== undefined && { session_id }) }]
    return claim.trusted ? [{ ...claim, visitor_id: '' }] : []
  })
  return {
    browser: null,
    claims,
    refunds: refunds.filter((refund) => !isOf(refund)),
    server: server && isOf(server) ? { ...server, visitor_id: null, session_id: null } : server,
    session_id: null,
    session_started_ms: null,
    path: [],
  }
}

/** Of two reports that state items, those of the higher or later status count. */
function withReport(order: OrderRow, { reported, items: stated }: ServerReport): OrderRow {
  const next = stated ? { ...reported, has_items: true as const } : reported
  const server = mergeServer(order.server, next)
  const isNewest = server.status === reported.status
  const items = stated && (isNewest || !order.server?.has_items) ? stated : order.items
  return { ...order, server, items }
}
