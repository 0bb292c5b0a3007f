/** What an order is worth to the reports: paid less refunds, in the site's currency. */
import { toMajor } from '../../wire/money.ts'
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** SQL of the factor into the site's currency on a day (UTC): that day's rate or the last one before it; NULL without. */
export const factorOf = (row: string, day: string): string => `(
  SELECT factor FROM rates
  WHERE site_id = ${row}.site_id AND currency = ${row}.currency AND day <= ${day}
  ORDER BY day DESC LIMIT 1)`

/**
 * SQL of the revenue of order `o` in minor units of the site's currency. Orders in another currency are converted by
 * the rate of their day (UTC) or the last one before it; NULL where the site has stated none.
 */
export const REVENUE_MINOR = `coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * ${factorOf('o', "date(o.ordered_ms / 1000, 'unixepoch')")}))`

/** The revenue of one order in major units; null while no rate is known. */
export async function revenueOf(store: Store, site: SiteRow, order: OrderRow): Promise<number | null> {
  if (order.revenue_minor !== null) return toMajor(order.revenue_minor, site.currency)
  const sql = `SELECT ${REVENUE_MINOR} AS revenue FROM orders o WHERE o.site_id = ?1 AND o.transaction_id = ?2`
  const [row] = await store.query({ sql, params: [site.id, order.transaction_id] })
  return typeof row?.revenue === 'number' ? toMajor(row.revenue, site.currency) : null
}
