/** SQL of an order's revenue: paid less refunds, in minor units of the site's currency. */

/** The factor into the site's currency on a day (UTC): that day's rate or the last one before it; NULL without one. */
export const factorOf = (row: string, day: string): string => `(
  SELECT factor FROM rates
  WHERE site_id = ${row}.site_id AND currency = ${row}.currency AND day <= ${day}
  ORDER BY day DESC LIMIT 1)`

/** The revenue of order `o`. An order in another currency is converted by the rate of its day; NULL without a rate. */
export const REVENUE_MINOR = `coalesce(o.revenue_minor, round((o.value_minor - o.refunded_minor) * ${factorOf('o', "date(o.ordered_ms / 1000, 'unixepoch')")}))`
