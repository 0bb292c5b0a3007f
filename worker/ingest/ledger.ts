/** Puts purchases, refunds and the server's word into their orders, and tells which events are repeats. */
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Hit } from './hit.ts'
import { blankOrder, browserOrder, conclude, isEarlier, mergeServer, type Put } from './order.ts'
import type { Visit } from './visits.ts'
import { byTime, TIMEOUT_MS } from './visits.ts'

export interface Ledger {
  orders: Map<string, OrderRow>
  /** Ids of stored events that have to go: purchases that an earlier one replaces, and marks that are set anew. */
  displaced: Set<string>
  /** Orders that now stand on other words than before: their path has to be found again. */
  restated: Set<string>
  /** Purchases of an order that was counted already: reloads of the thank-you page. */
  repeats: Hit[]
}

/**
 * Of several purchases with one transaction id the earliest stays. A refund is the order's alone: it is no visit.
 * What was paid elsewhere (no purchase in the browser) leaves a mark in the session it belongs to; see `markOrders`.
 */
export function readOrders(site: SiteRow, known: OrderRow[], hits: Hit[], put: Put | null): Ledger {
  const orders = new Map(known.map((order) => [order.transaction_id, order]))
  const displaced = new Set<string>()
  const restated = new Set<string>()
  const repeats: Hit[] = []
  const changed = new Set<string>()
  const update = (id: string, change: (order: OrderRow) => Partial<OrderRow>) => {
    const order = orders.get(id) ?? blankOrder(site, id)
    orders.set(id, { ...order, ...change(order) })
    changed.add(id)
  }
  for (const hit of hits.toSorted((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))) {
    if (!hit.transaction_id) continue
    if (hit.name === 'refund') {
      const refund = { event_id: hit.id, ms: hit.ms, value_minor: hit.value_minor }
      update(hit.transaction_id, ({ refunds }) => ({
        refunds: [...refunds, refund].sort((a, b) => (a.event_id < b.event_id ? -1 : 1)),
      }))
    } else if (hit.name === 'purchase') {
      const said = browserOrder(hit, site)
      const before = orders.get(hit.transaction_id)?.browser
      if (before && !isEarlier(said, before)) {
        repeats.push(hit)
        continue
      }
      if (before) displaced.add(before.event_id)
      update(hit.transaction_id, ({ server, items }) => ({
        browser: said,
        items: server && items.length ? items : hit.items,
      }))
      restated.add(hit.transaction_id)
    }
  }
  if (put) {
    update(put.transaction_id, ({ server, items }) => ({
      server: mergeServer(server, put.said),
      items: put.items ?? items,
    }))
    restated.add(put.transaction_id)
  }
  for (const id of changed) orders.set(id, conclude(orders.get(id)!, site))
  for (const { transaction_id, server } of orders.values()) if (server) displaced.add(markOf(transaction_id))
  return { orders, displaced, restated, repeats }
}

/** Id of the event that stands in a session for an order which only the server reported. */
const markOf = (transactionId: string) => `order:${transactionId}`

/**
 * Finds the visit of each order that no page reported: the one whose id the server gave, else the one that was under
 * way. A paid one is marked there as a purchase, within the visit's time, so that the visit counts as a conversion.
 */
export function markOrders(visits: Visit[], orders: Iterable<OrderRow>): Map<string, Visit> {
  const found = new Map<string, Visit>()
  for (const order of orders) {
    const { server, browser, transaction_id, ordered_ms } = order
    if (!server || browser) continue
    const end = (visit: Visit) => visit.events.at(-1)!.ms
    const visit = server.session_id
      ? visits.find(({ id }) => id === server.session_id)
      : visits.findLast((one) => one.started_ms <= ordered_ms && ordered_ms <= end(one) + TIMEOUT_MS)
    if (!visit) continue
    found.set(transaction_id, visit)
    if (!order.counted) continue
    const { value_minor, currency } = order
    const ms = Math.max(visit.events[0]!.ms, Math.min(ordered_ms, end(visit)))
    const page = visit.events.findLast((event) => event.ms <= ms)!.page
    visit.events.push({
      id: markOf(transaction_id),
      name: 'purchase',
      ms,
      page,
      value_minor,
      currency,
      transaction_id,
    })
    visit.events.sort(byTime)
  }
  return found
}
