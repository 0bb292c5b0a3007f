/** Money that no rate brings into the site's currency: reported apart, never added. */
import { toMajor } from '../../wire/money.ts'
import { plan } from '../rollup/coverWithBlocks.ts'
import { withFolds } from '../rollup/freshness.ts'
import { UNCONVERTED } from '../rollup/groups.ts'
import { REVENUE_MINOR } from '../sqlite/revenueSql.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Bounded } from '../time/period.ts'
import { blocks } from './facts.ts'
import { stretchesOf } from './period.ts'

/** In major units of each currency. */
export interface Unconverted {
  currency: string
  orders: number
  revenue: number
}

/** Counted orders within the ranges `?2` that have no revenue in the site's currency. */
export const UNCONVERTED_ORDERS = `
json_each(?2) r CROSS JOIN orders o INDEXED BY orders_by_time
  ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted
    AND o.revenue_minor IS NULL AND ${REVENUE_MINOR} IS NULL`

export async function unconverted(
  store: Store,
  site: SiteRow,
  period: Bounded,
  { rollup }: { rollup: boolean },
): Promise<Unconverted[]> {
  const [row] = await withFolds(store, site, rollup, (folded, check) => {
    const pieces = plan(stretchesOf(period, null), folded, period)
    const sql = `
WITH apart AS (
  SELECT o.currency, 1 AS orders, o.value_minor - o.refunded_minor AS minor FROM ${UNCONVERTED_ORDERS}
  UNION ALL
  SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2 FROM ${blocks(UNCONVERTED)} CROSS JOIN json_each(g.cells) e
), summed AS (
  SELECT currency, sum(orders) AS orders, sum(minor) AS minor FROM apart GROUP BY currency ORDER BY currency
)
SELECT (SELECT json_group_array(json_array(currency, orders, minor)) FROM summed) AS found, ${check}`
    const params = [site.id, JSON.stringify(pieces.ranges), JSON.stringify(pieces.blocks)]
    return store.query({ sql, params })
  })
  const found = JSON.parse(String(row!.found)) as [currency: string, orders: number, minor: number][]
  return found.map(([currency, orders, minor]) => ({ currency, orders, revenue: toMajor(minor, currency) }))
}
