/** An order as the API shows it, and the touches that led to it. */
import { toMajor } from '../../wire/money.ts'
import { iso } from '../../wire/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { OrderRow, PathEntry, SiteRow } from '../store/rows.ts'

/** Whether the shop's server has confirmed the order. Rows of earlier versions have no `confirmed`. */
const isConfirmed = ({ confirmed, server }: OrderRow): boolean => Boolean(confirmed || server)

/** The revenue of one order in major units of the site's currency; null while no rate is known. */
export async function revenueOf(engine: Engine, site: SiteRow, order: OrderRow): Promise<number | null> {
  if (site.revenue_counts === 'confirmed' && !isConfirmed(order)) return 0
  if (order.revenue_minor !== null) return toMajor(order.revenue_minor, site.currency)
  const { transaction_id } = order
  const [row] = await engine.run({ kind: 'order_revenue', site, transaction_id })
  return typeof row?.revenue === 'number' ? toMajor(row.revenue, site.currency) : null
}

/**
 * Money in major units of the order's own currency; `revenue` is what reports count, in the site's currency, null while
 * no rate is known. What the page and what the server reported are both shown: where they differ, the server's counts.
 */
export function shownOrder(order: OrderRow, site: SiteRow, revenue: number | null) {
  const { server, currency } = order
  const browser = order.browser ?? order.claims.find(({ trusted }) => !trusted) ?? null
  return {
    transaction_id: order.transaction_id,
    site: site.site,
    ts: iso(order.ordered_ms),
    status: order.status,
    value: toMajor(order.value_minor, currency),
    refunded: toMajor(order.refunded_minor, currency),
    currency,
    revenue,
    confirmed: isConfirmed(order),
    held: order.held === 1,
    value_complete: order.value_complete === 1,
    visitor_id: order.visitor_id,
    session_id: order.session_id,
    items: order.items.map(({ refunded_minor: _, ...item }) => item),
    ad_consent: server?.ad_consent ?? browser?.ad_consent ?? null,
    browser: browser && {
      ts: iso(browser.ms),
      value: toMajor(browser.value_minor, browser.currency),
      currency: browser.currency,
    },
    server: server && {
      ts: server.ms === null ? null : iso(server.ms),
      status: server.status,
      value: toMajor(server.value_minor, server.currency),
      refunded: server.refunded_minor === null ? null : toMajor(server.refunded_minor, server.currency),
      currency: server.currency,
    },
  }
}

/** The touches up to an order: the first, the last that is not direct (if any is not), and all that are not excluded, in order of time. */
export function attributionOf({ path }: OrderRow) {
  const credited = (model: 'first' | 'last_non_direct') => {
    const entry = path.find(({ w }) => w[model])
    return entry ? shownTouch(entry) : null
  }
  return {
    first: credited('first'),
    last: credited('last_non_direct'),
    touches: path.filter(({ excluded }) => !excluded).map(shownTouch),
  }
}

const shownTouch = (entry: PathEntry) => ({
  ts: iso(entry.ms),
  session_id: entry.session_id || null,
  channel: entry.channel,
  source: entry.source,
  medium: entry.medium,
  campaign: entry.campaign,
  content: entry.content,
  term: entry.term,
  click_id_kind: entry.click_id_kind,
  referrer: entry.referrer_host,
  landing_page: entry.landing_page,
})
