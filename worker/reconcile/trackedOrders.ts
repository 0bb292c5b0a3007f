/** The tracked orders that are compared with the shop's: those with the shop's ids, and all others of the same interval. */
import type { OrderStatus } from '../../wire/answers/values.ts'
import { REVENUE_MINOR } from '../sqlite/revenueSql.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Money is in minor units of the order's currency, except `revenue_minor`. */
export interface TrackedOrder {
  transaction_id: string
  ordered_ms: number
  status: OrderStatus
  currency: string
  value_minor: number
  refunded_minor: number
  /** What the reports count, in the site's currency. Null: no exchange rate is known. */
  revenue_minor: number | null
  in_browser: 0 | 1
  /** The channel that the order is credited to (last non-direct). */
  channel: string | null
}

/** D1 binds values of 2 MB at most, and allows 5 parts in a compound SELECT: 4 lists of this length hold 20,000 ids. */
const IDS_PER_LIST = 5000

/** Transaction ids as SQL takes them: each list is a JSON text to bind. */
type IdLists = string[]
export const idLists = (ids: string[]): IdLists =>
  Array.from({ length: Math.ceil(ids.length / IDS_PER_LIST) }, (_, i) =>
    JSON.stringify(ids.slice(i * IDS_PER_LIST, (i + 1) * IDS_PER_LIST)),
  )

const COLUMNS = `o.transaction_id, o.ordered_ms, o.status, o.currency, o.value_minor, o.refunded_minor,
  CASE WHEN o.counted AND NOT o.excluded THEN ${REVENUE_MINOR} ELSE 0 END AS revenue_minor, o.browser IS NOT NULL OR o.claims <> '[]' AS in_browser,
  (SELECT e.value ->> 'channel' FROM json_each(o.path) e
   WHERE json_type(e.value, '$.w.last_non_direct') IS NOT NULL) AS channel`

/** A row with only a refund is no order yet: neither the page nor the shop's server has reported one. */
const IS_ORDER = 'coalesce(o.browser, o.server) IS NOT NULL'

/** `CROSS JOIN`, so that SQLite looks up each id. Otherwise it would read every order of the site. */
const WITH_IDS = `
SELECT ${COLUMNS}
FROM json_each(?2) v CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = v.value
WHERE ${IS_ORDER}`

/** The tracked orders with these ids. One statement for each list. */
export async function trackedWithIds(store: Store, site: SiteRow, lists: IdLists): Promise<TrackedOrder[]> {
  const found = await Promise.all(
    lists.map((list) => store.query({ sql: WITH_IDS, params: [site.id, list] })),
  )
  return found.flat() as unknown as TrackedOrder[]
}

/** The tracked orders of an interval without these ids: the first `limit` of them, the count and the revenue of all. */
export async function trackedWithoutIds(
  store: Store,
  site: SiteRow,
  { from_ms, to_ms }: { from_ms: number; to_ms: number },
  lists: IdLists,
  limit: number,
): Promise<{ orders: TrackedOrder[]; count: number; revenue_minor: number }> {
  const others = lists.map((_, i) => `SELECT value FROM json_each(?${i + 5})`).join(' UNION ALL ')
  const sql = `
SELECT only_tracked.*, count(*) OVER () AS row_count, total(revenue_minor) OVER () AS total_minor
FROM (
  SELECT ${COLUMNS}
  FROM orders o INDEXED BY orders_by_time
  WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND NOT o.excluded AND ${IS_ORDER}
    AND o.transaction_id NOT IN (${others})
) only_tracked
ORDER BY ordered_ms, transaction_id
LIMIT ?4`
  const rows = await store.query({ sql, params: [site.id, from_ms, to_ms, limit, ...lists] })
  return {
    orders: rows as unknown as TrackedOrder[],
    count: Number(rows[0]?.row_count ?? 0),
    revenue_minor: Number(rows[0]?.total_minor ?? 0),
  }
}
