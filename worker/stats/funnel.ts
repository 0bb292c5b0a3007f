/** The funnel: how many sessions reached each of six stages. */
import { type SiteRow, STAGES } from '../store/rows.ts'
import type { Bind, Store } from '../store/store.ts'
import type { Answer, Column } from './answer.ts'
import { readCursor } from './cursor.ts'
import { condition, ofSession } from './facts.ts'
import { boundedPeriod, heading, ratio } from './report.ts'
import type { ReportRequest } from './request.ts'

const FUNNEL = ['view_item', 'add_to_cart', 'begin_checkout', 'generate_lead', 'purchase'] as const

const COLUMNS: Column[] = [
  { key: 'stage', label: 'Stage', unit: 'text' },
  { key: 'count', label: 'Sessions', unit: 'count' },
  { key: 'rate', label: 'Of all sessions', unit: 'percent' },
  { key: 'drop_off', label: 'Lost since the stage before', unit: 'percent' },
]

/** `rate` is of all sessions, `drop_off` of the stage before; neither falls below 0 where a stage can be skipped. */
export async function runFunnel(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  readCursor(request.cursor, 'funnel')
  const period = await boundedPeriod(store, site, request)
  const params: Bind[] = [site.id, period.from_ms, period.to_ms]
  const filters = request.filters.map(
    (filter) => ` AND ${condition(filter, ofSession, (value) => `?${params.push(value)}`)}`,
  )
  const sql = `
SELECT count(*) AS sessions, ${FUNNEL.map((stage) => `coalesce(sum(s.stages & ${STAGES[stage]} > 0), 0) AS ${stage}`).join(', ')}
FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3${filters.join('')}`
  const [row] = await store.query({ sql, params })
  const stages = ['sessions', ...FUNNEL].map((stage) => ({ stage, count: Number(row![stage]) }))
  const all = stages[0]!.count
  return {
    ...heading('funnel', site, period, request),
    columns: COLUMNS,
    rows: stages.map(({ stage, count }, i) => {
      const before = stages[i - 1]?.count ?? count
      return {
        stage,
        count,
        rate: ratio(count, all, 100),
        drop_off: Math.max(0, ratio(before - count, before, 100)),
      }
    }),
    total: { count: all },
    next: null,
  }
}
