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

/** Money that no rate brings into the site's currency: reported apart, never added. Major units of each currency. */
export interface Unconverted {
  currency: string
  orders: number
  revenue: number
}

export async function unconverted(
  store: Store,
  site: SiteRow,
  { from_ms, to_ms }: { from_ms: number; to_ms: number },
): Promise<Unconverted[]> {
  const sql = `
SELECT o.currency, count(*) AS orders, sum(o.value_minor - o.refunded_minor) AS minor
FROM orders o INDEXED BY orders_by_time
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND o.counted AND o.revenue_minor IS NULL
  AND ${REVENUE_MINOR} IS NULL
GROUP BY o.currency ORDER BY o.currency`
  const rows = await store.query({ sql, params: [site.id, from_ms, to_ms] })
  return rows.map(({ currency, orders, minor }) => ({
    currency: String(currency),
    orders: Number(orders),
    revenue: toMajor(Number(minor), String(currency)),
  }))
}
