/** Facts by page: the page views of sessions, with the conversions and orders of the sessions that saw a page. */
import { PAGE_SUMS } from '../../rollup/groups.ts'
import { ofSession } from '../../sqlite/dimensionSql.ts'
import { type BindValue, filterSql } from '../../sqlite/filterSql.ts'
import { FROM_SESSION_ORDERS, FROM_SESSIONS, ORDER_SUMS } from '../../sqlite/sources.ts'
import type { FiguresPlan } from '../plan.ts'
import { fromBlocks, selectFacts } from './factsSql.ts'

/** The page views `e` of session `s`. */
const PAGE_VIEWS = 'CROSS JOIN json_each(s.events) e'
const IS_PAGE_VIEW = `e.value ->> 'name' = 'page_view'`
/** Whether event `e` is the session's first view of its page. */
const IS_FIRST = `NOT EXISTS (
      SELECT 1 FROM json_each(s.events) f
      WHERE f.key < e.key AND f.value ->> 'name' = 'page_view' AND f.value ->> 'page' = e.value ->> 'page')`
const PAGE = `e.value ->> 'page' AS page`

const sumsFrom = (sums: Partial<Record<string, string>>) =>
  PAGE_SUMS.map((key) => `${sums[key] ?? '0'} AS ${key}`)

const VIEW_SUMS = {
  pageviews: '1',
  sessions: IS_FIRST,
  new_visitors: `s.visit_number = 1 AND ${IS_FIRST}`,
  conversions: `CASE WHEN s.path IS NOT NULL AND ${IS_FIRST} THEN 1000000 ELSE 0 END`,
}
const CELL_SUMS = Object.fromEntries(PAGE_SUMS.map((key, i) => [key, `coalesce(e.value ->> ${i + 1}, 0)`]))

/** As `factsSql`, with the column `page`. A session and its orders count once for each page that the session saw. */
export function pageFactsSql({ filters }: FiguresPlan, group: string | null, bind: BindValue): string {
  const conditions = filterSql(filters, ofSession, bind)
  const parts = [
    `${selectFacts([PAGE], 'r', sumsFrom(VIEW_SUMS))}
  FROM ${FROM_SESSIONS}
  ${PAGE_VIEWS}
  WHERE ${IS_PAGE_VIEW}${conditions}`,
    `${selectFacts([PAGE], 'r', sumsFrom(ORDER_SUMS))}
  FROM ${FROM_SESSION_ORDERS}
  ${PAGE_VIEWS}
  WHERE ${IS_PAGE_VIEW} AND ${IS_FIRST}${conditions}`,
  ]
  if (group !== null)
    parts.push(`${selectFacts(['e.value ->> 0 AS page'], 'b', sumsFrom(CELL_SUMS))}
  FROM ${fromBlocks(group)}
  CROSS JOIN json_each(g.cells) e`)
  return parts.join('\n  UNION ALL\n')
}
