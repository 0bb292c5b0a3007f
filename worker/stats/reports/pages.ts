/** The pages that were seen, out of the events of sessions, and what became of the sessions that saw them. */

import { PAGE_METRICS, SHARE } from '../../metrics/columns.ts'
import { PAGE_SUMS, PAGES } from '../../rollup/groups.ts'
import { REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer } from '../answer.ts'
import { blocks, condition, ofSession, type Plan } from '../facts.ts'
import { ratio } from '../figures.ts'
import { countedPeriod } from '../period.ts'
import { runReport } from '../report.ts'
import type { Filter, ReportRequest } from '../request.ts'

/**
 * A row per path. A session counts once for each page that it saw, and so do its conversion and its orders, in full:
 * rows of pages do not add up to the total, which is that of all sessions. `share` is of page views.
 */
export async function runPages(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  const period = await countedPeriod(store, site, request)
  const shape = { report: 'pages', dimensions: [], metrics: PAGE_METRICS, share: false }
  const [answer, whole] = await Promise.all([
    runReport(store, site, { ...shape, pages: true }, { ...request, period }),
    runReport(store, site, shape, { ...request, period, cursor: null, sort: null, filters: request.filters }),
  ])
  const all = Number(whole.total.pageviews)
  return {
    ...answer,
    columns: [...answer.columns, ...SHARE],
    rows: answer.rows.map((row) => ({ ...row, share: ratio(Number(row.pageviews), all, 100) })),
    total: whole.total,
  }
}

/** With filters there are other sessions. */
export const pagesGroup = (filters: Filter[]): string | null => (filters.length ? null : PAGES)

/** Whether event `e` of a session is the first view of its page. */
const IS_FIRST = `NOT EXISTS (
  SELECT 1 FROM json_each(s.events) f
  WHERE f.key < e.key AND f.value ->> 'name' = 'page_view' AND f.value ->> 'page' = e.value ->> 'page')`
const VIEWS = `CROSS JOIN json_each(s.events) e WHERE e.value ->> 'name' = 'page_view'`

/** Sessions with an order, and the orders that were placed in them. */
export const SESSION_ORDERS = `json_each(?2) r CROSS JOIN sessions s INDEXED BY sessions_converted
  ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL
CROSS JOIN orders o INDEXED BY orders_by_visitor
  ON o.site_id = ?1 AND o.visitor_id = s.visitor_id AND o.session_id = s.id AND o.session_started_ms = s.started_ms
    AND o.counted`
export const ORDER_SUMS = {
  orders: '1000000',
  valued_orders: `CASE WHEN ${REVENUE_MINOR} IS NULL THEN 0 ELSE 1000000 END`,
  revenue: `coalesce(${REVENUE_MINOR}, 0)`,
}

/** Facts of pages (d0) in the shape of facts.ts. */
export function pageFacts({ filters, group }: Plan, bind: (value: string) => string): string {
  const conditions = filters.map((filter) => ` AND ${condition(filter, ofSession, bind)}`).join('')
  const select = (name: string, of: 'r' | 'b', sums: Partial<Record<string, string>>) =>
    `SELECT ${[
      `${name} AS d0, ${of}.value ->> 'era' AS era, ${of}.value ->> 'bucket' AS bucket`,
      ...PAGE_SUMS.map((key) => `${sums[key] ?? '0'} AS ${key}`),
    ].join(', ')}`
  const seen = select(`e.value ->> 'page'`, 'r', {
    pageviews: '1',
    sessions: IS_FIRST,
    new_visitors: `s.visit_number = 1 AND ${IS_FIRST}`,
    conversions: `CASE WHEN s.path IS NOT NULL AND ${IS_FIRST} THEN 1000000 ELSE 0 END`,
  })
  const bought = select(`e.value ->> 'page'`, 'r', ORDER_SUMS)
  const folded = select(
    'e.value ->> 0',
    'b',
    Object.fromEntries(PAGE_SUMS.map((key, i) => [key, `coalesce(e.value ->> ${i + 1}, 0)`])),
  )
  return `
${seen}
FROM json_each(?2) r CROSS JOIN sessions s
  ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to'
${VIEWS}${conditions}
UNION ALL
${bought}
FROM ${SESSION_ORDERS}
${VIEWS} AND ${IS_FIRST}${conditions}
${group === null ? '' : `UNION ALL\n${folded}\nFROM ${blocks(group)} CROSS JOIN json_each(g.cells) e`}`
}
