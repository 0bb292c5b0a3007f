/** Puts purchases, refunds and the server's word into their orders, and tells which events are repeats. */
import type { OrderRow, SiteRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import type { Visit } from './groupEvents.ts'
import { byTime, TIMEOUT_MS } from './groupEvents.ts'
import { blankOrder, browserOrder, conclude, isEarlier, isForeign, mergeServer, type Put } from './order.ts'

/** More refunds of one order are a mistake or worse. */
const MAX_REFUNDS = 100

export interface Ledger {
  orders: Map<string, OrderRow>
  /** Ids of stored events that have to go: purchases that an earlier one replaces, and marks that are set anew. */
  displaced: Set<string>
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
  const repeats: Hit[] = []
  const changed = new Set<string>()
  const update = (id: string, change: (order: OrderRow) => Partial<OrderRow>) => {
    const order = orders.get(id) ?? blankOrder(site, id)
    orders.set(id, { ...order, ...change(order) })
    changed.add(id)
  }
  for (const hit of hits.toSorted((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))) {
    if (!hit.transaction_id) continue
    const order = orders.get(hit.transaction_id)
    if (hit.name === 'refund') {
      const { id: event_id, ms, value_minor, currency, trusted } = hit
      const refund = { event_id, visitor_id: trusted ? null : hit.visitor_id, ms, value_minor, currency }
      update(hit.transaction_id, ({ refunds }) => ({
        refunds: [...refunds, refund]
          .sort((a, b) => (a.event_id < b.event_id ? -1 : 1))
          .slice(0, MAX_REFUNDS),
      }))
    } else if (hit.name === 'purchase') {
      const said = browserOrder(hit, site)
      const before = order?.browser
      const mayReplace =
        before && (hit.trusted || before.visitor_id === said.visitor_id) && isEarlier(said, before)
      if (before && !mayReplace) {
        repeats.push(hit)
        continue
      }
      if (before) displaced.add(before.event_id)
      update(hit.transaction_id, ({ server, items }) => ({
        browser: said,
        items: server && items.length ? items : hit.items,
      }))
      if (isForeign(orders.get(hit.transaction_id)!)) repeats.push(hit)
    }
  }
  if (put) {
    update(put.transaction_id, ({ server, items }) => {
      const merged = mergeServer(server, put.said)
      return { server: merged, items: (merged.status === put.said.status && put.items) || items }
    })
  }
  for (const id of changed) orders.set(id, conclude(orders.get(id)!, site))
  for (const order of orders.values()) {
    if (order.server) displaced.add(markOf(order.transaction_id))
    if (isForeign(order)) displaced.add(order.browser!.event_id)
  }
  return { orders, displaced, repeats }
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
    if (!server || (browser && !isForeign(order))) continue
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
