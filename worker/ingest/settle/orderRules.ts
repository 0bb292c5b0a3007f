/** The rules of one order: what follows from the page's purchase, the server's report and the refunds, in any order. */
import type { OrderStatus } from '../../../wire/answers/values.ts'
import { type Item, LIMITS } from '../../../wire/event.ts'
import { toMinor } from '../../../wire/money.ts'
import type { BrowserOrder, OrderRow, RefundEvent, ServerOrder, SiteRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'

/** An order before anything is known of it. */
export function blankOrder(site: SiteRow, transactionId: string): OrderRow {
  return {
    site_id: site.id,
    transaction_id: transactionId,
    rev: 0,
    ordered_ms: 0,
    visitor_id: null,
    session_id: null,
    session_started_ms: null,
    status: 'pending',
    currency: site.currency,
    value_minor: 0,
    refunded_minor: 0,
    counted: 0,
    revenue_minor: 0,
    items: [],
    browser: null,
    server: null,
    refunds: [],
    path: [],
  }
}

/** The order that a `purchase` event reports. Without a value it is the sum of its items (GA4: price × quantity). */
export function browserOrder(hit: Hit, site: SiteRow): BrowserOrder {
  const currency = hit.currency ?? site.currency
  const sum = hit.items.reduce((before, item) => before + (item.price ?? 0) * (item.quantity ?? 1), 0)
  const items = Math.min(sum, LIMITS.value)
  return {
    event_id: hit.id,
    visitor_id: hit.visitor_id,
    ms: hit.ms,
    value_minor: hit.value_minor ?? toMinor(items, currency),
    currency,
  }
}

/** Of two `purchase` events with one transaction id, the earlier one is the order. The other is a reload. */
export const isEarlier = (a: BrowserOrder, b: BrowserOrder): boolean =>
  a.ms < b.ms || (a.ms === b.ms && a.event_id < b.event_id)

/** What the shop's server reports of one order in one request. `items` null: not stated. */
export interface ServerReport {
  transaction_id: string
  reported: ServerOrder
  items: Item[] | null
}

/** A status can only be followed by one of the same or a higher rank. */
const RANK: Record<OrderStatus, number> = { pending: 0, paid: 1, refunded: 2, cancelled: 3 }

/**
 * Merges a report with the one before. A report with a lower status came late: it only adds what was not stated so far.
 */
export function mergeServer(before: ServerOrder | null, next: ServerOrder): ServerOrder {
  if (!before) return next
  const [newer, older] = RANK[next.status] >= RANK[before.status] ? [next, before] : [before, next]
  const isSame = newer.status === older.status && newer.currency === older.currency
  return {
    ...newer,
    refunded_minor: newer.refunded_minor ?? (isSame ? older.refunded_minor : null),
    visitor_id: newer.visitor_id ?? older.visitor_id,
    session_id: newer.session_id ?? older.session_id,
    // An order is placed once. A later time is the time of something else, such as the payment.
    ms: newer.ms === null || older.ms === null ? (newer.ms ?? older.ms) : Math.min(newer.ms, older.ms),
    seen_ms: Math.min(newer.seen_ms, older.seen_ms),
  }
}

/** Whether the page's purchase has another visitor than the server's report: staff may have opened the thank-you page. */
export const isForeign = ({ browser, server }: Pick<OrderRow, 'browser' | 'server'>): boolean =>
  Boolean(browser && server?.visitor_id && browser.visitor_id !== server.visitor_id)

/**
 * The refunds that count: those in the order's currency, from a server. From a page only those of the visitor who placed
 * the order count, and only while no server has reported it.
 */
const countedRefunds = ({ refunds, browser, server }: OrderRow, currency: string): RefundEvent[] =>
  refunds.filter(
    (refund) =>
      (refund.currency ?? currency) === currency &&
      (refund.visitor_id === null || (!server && refund.visitor_id === browser?.visitor_id)),
  )

/**
 * Fills in the columns that follow from the others. The server's report wins; without one the page's purchase counts as
 * paid. Refunds never exceed the value.
 */
export function conclude(order: OrderRow, site: SiteRow): OrderRow {
  const { browser, server } = order
  const source = server ?? browser
  const value = source?.value_minor ?? 0
  const currency = source?.currency ?? site.currency
  const events = countedRefunds(order, currency).reduce(
    (sum, refund) => sum + (refund.value_minor ?? value),
    0,
  )
  const stated = server?.refunded_minor ?? (server?.status === 'refunded' ? value : events)
  const refunded = Math.min(value, stated)
  const paid: OrderStatus = server?.status ?? (browser ? 'paid' : 'pending')
  const status = paid === 'paid' && refunded > 0 && refunded === value ? 'refunded' : paid
  const counted = status === 'paid' || status === 'refunded'
  const net = counted ? value - refunded : 0
  return {
    ...order,
    ordered_ms:
      server?.ms ?? browser?.ms ?? server?.seen_ms ?? Math.min(...order.refunds.map(({ ms }) => ms)),
    // `||` and not `??`: an erased visitor is the empty text.
    visitor_id: server?.visitor_id || browser?.visitor_id || null,
    status,
    currency,
    value_minor: value,
    refunded_minor: refunded,
    counted: counted ? 1 : 0,
    revenue_minor: currency === site.currency || net === 0 ? net : null,
  }
}
