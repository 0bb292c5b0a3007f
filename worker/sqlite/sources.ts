/**
 * The rows that sums are counted in, as FROM clauses. Excluded rows are left out. `?1` is the site, `?2` a JSON list of
 * intervals `r` with `from` and `to` (exclusive) in ms. `CROSS JOIN` and `INDEXED BY` fix the order of reading: SQLite's
 * planner does not know how short the list is and would read all sessions for each interval.
 */
import type { Source } from '../metrics/metrics.ts'
import { REVENUE_MINOR, unconfirmedSql } from './revenueSql.ts'

const within = (column: string) => `${column} >= r.value ->> 'from' AND ${column} < r.value ->> 'to'`

/** Sessions `s`. Without WHERE. */
export const FROM_SESSIONS = `json_each(?2) r
  CROSS JOIN sessions s ON s.site_id = ?1 AND ${within('s.started_ms')} AND NOT s.excluded`

/** The rows of each source; ends in a WHERE, to which conditions are added. */
export const FROM_SOURCE: Record<Source, string> = {
  session: `${FROM_SESSIONS}
  WHERE true`,
  conversion: `json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND ${within('s.started_ms')} AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN json_each(s.path) e
  WHERE true`,
  order: `json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND ${within('o.ordered_ms')} AND o.counted AND NOT o.excluded
  CROSS JOIN json_each(o.path) e
  WHERE true`,
}

/** Counted orders for which no rate is known: they have no revenue in the site's currency. Without WHERE. */
export const FROM_UNCONVERTED = `json_each(?2) r
  CROSS JOIN orders o INDEXED BY orders_by_time
    ON o.site_id = ?1 AND ${within('o.ordered_ms')} AND o.counted AND NOT o.excluded
    AND o.revenue_minor IS NULL AND ${REVENUE_MINOR} IS NULL`

/** Sessions `s` in which orders `o` were placed, in the time of the session. Without WHERE. */
export const FROM_SESSION_ORDERS = `json_each(?2) r
  CROSS JOIN sessions s INDEXED BY sessions_converted
    ON s.site_id = ?1 AND ${within('s.started_ms')} AND s.path IS NOT NULL AND NOT s.excluded
  CROSS JOIN orders o INDEXED BY orders_by_visitor
    ON o.site_id = ?1 AND o.visitor_id = s.visitor_id AND o.session_id = s.id
    AND o.session_started_ms = s.started_ms AND o.counted AND NOT o.excluded`

/** What such an order adds to the sums of a page, in full: orders in millionths, revenue in minor units. */
const COUNTED_SUMS = {
  orders: '1000000',
  valued_orders: `CASE WHEN ${REVENUE_MINOR} IS NULL THEN 0 ELSE 1000000 END`,
  revenue: `coalesce(${REVENUE_MINOR}, 0)`,
}
export const ORDER_SUMS = {
  ...COUNTED_SUMS,
  unconfirmed_orders: unconfirmedSql(COUNTED_SUMS.orders),
  unconfirmed_valued_orders: unconfirmedSql(COUNTED_SUMS.valued_orders),
  unconfirmed_revenue: unconfirmedSql(COUNTED_SUMS.revenue),
}
