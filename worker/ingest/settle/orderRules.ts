/** The rules of one order: what follows from the page's purchase, the server's report and the refunds, in any order. */
import type { OrderStatus } from '../../../wire/answers/values.ts'
import type { Item } from '../../../wire/event.ts'
import type { OrderRow, RefundEvent, ServerOrder, SiteRow } from '../../store/rows.ts'
import { excludesOrder } from './excludes.ts'
import { byId, chooseClaim, claimsOf, confirmation } from './orderClaims.ts'
import { refundItems } from './refundItems.ts'

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
    claims: [],
    confirmed: 0,
    held: 0,
    removed_ms: null,
    excluded: 0,
    value_complete: 1,
  }
}

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
    ad_consent: newer.ad_consent ?? older.ad_consent,
    ...((newer.has_items || older.has_items) && { has_items: true }),
  }
}

/**
 * The refunds that count: those in the order's currency, from a server. From a page only those of the visitor who is
 * credited with the order count, and only while no server has reported it.
 */
const countedRefunds = (refunds: RefundEvent[], currency: string, buyer: string | null): RefundEvent[] =>
  refunds.filter(
    (refund) =>
      (refund.currency ?? currency) === currency &&
      (refund.visitor_id === null || refund.visitor_id === buyer),
  )

/**
 * Fills in the columns that follow from the others. What the server has reported wins, by `PUT` or by a purchase event;
 * without it the credited claim counts as paid, unless it is held. Refunds never exceed the value. What they take from items
 * is right only if `order.items` are those of the credited claim.
 */
export function conclude(order: OrderRow, site: SiteRow): OrderRow {
  const { server } = order
  const all = claimsOf(order)
  const browser = chooseClaim(
    all,
    server,
    ({ visitor_id, ms }) => excludesOrder(site, { visitor_id, ordered_ms: ms }) === 1,
  )
  const confirmed = confirmation(all)
  const isConfirmed = Boolean(server || confirmed?.trusted)
  const source = server ?? confirmed ?? browser
  const currency = source?.currency ?? site.currency
  // What the server's report lacks of its amount, another report may know.
  const whole = [source, confirmed, browser?.held ? null : browser].find(
    (one) => one && one.value_complete !== false && one.currency === currency,
  )
  const value = (whole ?? source)?.value_minor ?? 0
  const buyer = isConfirmed ? null : (browser?.visitor_id ?? null)
  const refunds = countedRefunds(order.refunds, currency, buyer)
  const taken = refundItems({ value_minor: value, currency, items: order.items }, refunds)
  const { items, refunded_minor } = taken
  const stated = server?.refunded_minor ?? (server?.status === 'refunded' ? value : refunded_minor)
  const refunded = Math.min(value, stated)
  const paid: OrderStatus = server?.status ?? (source ? 'paid' : 'pending')
  const status = paid === 'paid' && refunded > 0 && refunded === value ? 'refunded' : paid
  const isHeld = !isConfirmed && Boolean(browser?.held)
  const counted = (status === 'paid' || status === 'refunded') && !isHeld
  const net = counted ? value - refunded : 0
  return {
    ...order,
    browser,
    claims: all.filter((claim) => claim !== browser).sort(byId),
    ordered_ms:
      server?.ms ??
      browser?.ms ??
      confirmed?.ms ??
      server?.seen_ms ??
      Math.min(...order.refunds.map(({ ms }) => ms)),
    // Empty where the visitor was erased.
    visitor_id: server?.visitor_id || browser?.visitor_id || null,
    status,
    currency,
    value_minor: value,
    refunded_minor: refunded,
    items,
    counted: counted ? 1 : 0,
    confirmed: isConfirmed ? 1 : 0,
    held: isHeld ? 1 : 0,
    value_complete: [source, taken, ...refunds].some((part) => part?.value_complete === false) ? 0 : 1,
    revenue_minor: currency === site.currency || net === 0 ? net : null,
  }
}
