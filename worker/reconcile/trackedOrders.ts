/** Tracked orders as they are held against the shop's: by their ids, and those of a time that are not among them. */

import { REVENUE_MINOR } from '../sqlite/revenueSql.ts'
import type { OrderStatus, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'

/** Money in minor units of the order's currency, but `revenue_minor`: what the reports count, in the site's. */
export interface Tracked {
  transaction_id: string
  ordered_ms: number
  status: OrderStatus
  currency: string
  value_minor: number
  refunded_minor: number
  /** Null: no rate is known. */
  revenue_minor: number | null
  in_browser: 0 | 1
  /** Of the touch it is credited to (last non-direct). */
  channel: string | null
}

/** D1 binds 2 MB at most, and reads 5 terms of a compound SELECT: 20,000 ids go in. */
const IDS_A_LIST = 5000

/** Sets of transaction ids as SQL takes them: each a JSON text to bind. */
export type IdLists = string[]
export const idLists = (ids: string[]): IdLists =>
  Array.from({ length: Math.ceil(ids.length / IDS_A_LIST) }, (_, i) =>
    JSON.stringify(ids.slice(i * IDS_A_LIST, (i + 1) * IDS_A_LIST)),
  )

const COLUMNS = `o.transaction_id, o.ordered_ms, o.status, o.currency, o.value_minor, o.refunded_minor,
  CASE WHEN o.counted THEN ${REVENUE_MINOR} ELSE 0 END AS revenue_minor, o.browser IS NOT NULL AS in_browser,
  (SELECT e.value ->> 'channel' FROM json_each(o.path) e
   WHERE json_type(e.value, '$.w.last_non_direct') IS NOT NULL) AS channel`

/** A refund whose order nobody has reported is no order yet. */
const IS_ORDER = 'coalesce(o.browser, o.server) IS NOT NULL'

/** `CROSS JOIN` because the planner, which does not know how few the ids are, would read every order of the site. */
const AMONG = `
SELECT ${COLUMNS}
FROM json_each(?2) v CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = v.value
WHERE ${IS_ORDER}`

/** One statement a list. */
export async function trackedAmong(store: Store, site: SiteRow, lists: IdLists): Promise<Tracked[]> {
  const found = await Promise.all(lists.map((list) => store.query({ sql: AMONG, params: [site.id, list] })))
  return found.flat() as unknown as Tracked[]
}

/** Orders of a time that are in none of the lists: the first `limit` of them, how many there are, and their revenue. */
export async function trackedAlone(
  store: Store,
  site: SiteRow,
  { from_ms, to_ms }: { from_ms: number; to_ms: number },
  lists: IdLists,
  limit: number,
): Promise<{ orders: Tracked[]; count: number; revenue_minor: number }> {
  const others = lists.map((_, i) => `SELECT value FROM json_each(?${i + 5})`).join(' UNION ALL ')
  const sql = `
SELECT alone.*, count(*) OVER () AS row_count, total(revenue_minor) OVER () AS total_minor
FROM (
  SELECT ${COLUMNS}
  FROM orders o INDEXED BY orders_by_time
  WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND ${IS_ORDER}
    AND o.transaction_id NOT IN (${others})
) alone
ORDER BY ordered_ms, transaction_id
LIMIT ?4`
  const rows = await store.query({ sql, params: [site.id, from_ms, to_ms, limit, ...lists] })
  return {
    orders: rows as unknown as Tracked[],
    count: Number(rows[0]?.row_count ?? 0),
    revenue_minor: Number(rows[0]?.total_minor ?? 0),
  }
}
