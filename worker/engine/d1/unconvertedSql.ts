/** SQL of unconverted money: in a currency without a rate into the site's currency. */
import { coverWithBlocks } from '../../rollup/coverWithBlocks.ts'
import type { Rollups } from '../../rollup/freshness.ts'
import { UNCONVERTED } from '../../rollup/groups.ts'
import { FROM_UNCONVERTED } from '../../sqlite/sources.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { UnconvertedPlan } from '../plan.ts'
import { fromBlocks } from './factsSql.ts'

/** Returns one row even if there is no such money: the freshness check needs a row. */
export function unconvertedSql({ site, period, intervals }: UnconvertedPlan, rollups: Rollups): Query {
  const { rows, blocks } = coverWithBlocks(intervals, rollups.rolledUp, period)
  const sql = `WITH unconverted AS (
  SELECT o.currency, 1 AS orders, o.value_minor - o.refunded_minor AS minor
  FROM ${FROM_UNCONVERTED}
  UNION ALL
  SELECT e.value ->> 0, e.value ->> 1, e.value ->> 2
  FROM ${fromBlocks(UNCONVERTED)}
  CROSS JOIN json_each(g.cells) e
), summed AS (
  SELECT currency, ${totalSql('orders')} AS orders, ${totalSql('minor')} AS minor
  FROM unconverted GROUP BY currency ORDER BY currency
)
SELECT (SELECT json_group_array(json_array(currency, orders, minor)) FROM summed) AS found, ${rollups.check}`
  return { sql, params: [site.id, JSON.stringify(rows), JSON.stringify(blocks)] }
}
