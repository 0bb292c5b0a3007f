/** Phase 1 of settling: purchases, refunds and the server's report become orders. */
import type { OrderRow, SiteRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { markIdOf } from './markOrders.ts'
import {
  blankOrder,
  browserOrder,
  conclude,
  isEarlier,
  isForeign,
  mergeServer,
  type ServerReport,
} from './orderRules.ts'

/** More refunds of one order are ignored, because they are an error or an attack. */
const MAX_REFUNDS = 100

export interface AppliedOrders {
  /** By transaction id. Their sessions and paths are still the stored ones. */
  orders: ReadonlyMap<string, OrderRow>
  /**
   * Ids of stored events to remove from their sessions: purchases that an earlier one replaces, purchases of another
   * visitor than the server reports, and order marks, which `markOrders` adds again.
   */
  displaced: ReadonlySet<string>
  /**
   * Purchases to drop as duplicates: of an order that is counted already (the thank-you page was opened again), or of
   * another visitor than the server reports (`isForeign`).
   */
  repeats: readonly Hit[]
}

/** Applies purchases, refunds and the report to the known orders. Of several purchases of one order the earliest stays. */
export function applyOrders(
  site: SiteRow,
  known: OrderRow[],
  hits: Hit[],
  report: ServerReport | null,
): AppliedOrders {
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
    if (hit.name === 'refund') update(hit.transaction_id, (order) => ({ refunds: withRefund(order, hit) }))
    if (hit.name !== 'purchase') continue
    const purchase = browserOrder(hit, site)
    const before = orders.get(hit.transaction_id)?.browser
    if (before) {
      const mayReplace = hit.trusted || before.visitor_id === purchase.visitor_id
      if (!mayReplace || !isEarlier(purchase, before)) {
        repeats.push(hit)
        continue
      }
      displaced.add(before.event_id)
    }
    update(hit.transaction_id, ({ server, items }) => ({
      browser: purchase,
      items: server && items.length ? items : hit.items,
    }))
    if (isForeign(orders.get(hit.transaction_id)!)) repeats.push(hit)
  }
  if (report)
    update(report.transaction_id, ({ server, items }) => {
      const merged = mergeServer(server, report.reported)
      const isNewest = merged.status === report.reported.status
      return { server: merged, items: (isNewest && report.items) || items }
    })
  for (const id of changed) orders.set(id, conclude(orders.get(id)!, site))
  for (const order of orders.values()) {
    if (order.server) displaced.add(markIdOf(order.transaction_id))
    if (isForeign(order)) displaced.add(order.browser!.event_id)
  }
  return { orders, displaced, repeats }
}

function withRefund({ refunds }: OrderRow, hit: Hit): OrderRow['refunds'] {
  const { id: event_id, ms, value_minor, currency, trusted } = hit
  const refund = { event_id, visitor_id: trusted ? null : hit.visitor_id, ms, value_minor, currency }
  return [...refunds, refund].sort((a, b) => (a.event_id < b.event_id ? -1 : 1)).slice(0, MAX_REFUNDS)
}
