/** SQL of an order's revenue: paid less refunds, in minor units of the site's currency. */
import type { SiteRow } from '../store/rows.ts'

/** The factor into the site's currency on a day (UTC): that day's rate or the last one before it; NULL without one. */
export const factorOf = (row: string, day: string): string => `(
  SELECT factor FROM rates
  WHERE site_id = ${row}.site_id AND currency = ${row}.currency AND day <= ${day}
  ORDER BY day DESC LIMIT 1)`

/** Whether the shop's server has confirmed order `o`. Rows of earlier versions have no `confirmed`. */
export const IS_CONFIRMED = '(o.confirmed OR o.server IS NOT NULL)'

/** What order `o` adds to a sum of unconfirmed orders. */
export const unconfirmedSql = (sql: string): string => `CASE WHEN ${IS_CONFIRMED} THEN 0 ELSE ${sql} END`

/** Whether a site's reports count order `o`. */
export const countsSql = ({ revenue_counts }: Pick<SiteRow, 'revenue_counts'>): string =>
  revenue_counts === 'confirmed'
    ? `(o.counted AND NOT o.excluded AND ${IS_CONFIRMED})`
    : '(o.counted AND NOT o.excluded)'

/** The revenue of order `o`. An order in another currency is converted by the rate of its day; NULL without a rate. */
export const REVENUE_MINOR = `coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * ${factorOf('o', "date(o.ordered_ms / 1000, 'unixepoch')")}))`
