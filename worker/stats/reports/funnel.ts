/** The funnel: how many sessions reached each of six stages. */

import { BadParameter } from '../../errors.ts'
import { FUNNEL_FIGURES, FUNNEL_STAGE } from '../../metrics/columns.ts'
import type { MetricKey } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { compareColumns, compareFigures } from '../compare.ts'
import { readCursor } from '../cursor.ts'
import { ratio } from '../figures.ts'
import { runReport } from '../report.ts'
import type { ReportRequest } from '../request.ts'

const STAGES: Record<string, MetricKey> = {
  sessions: 'sessions',
  view_item: 'reached_view_item',
  add_to_cart: 'reached_add_to_cart',
  begin_checkout: 'reached_begin_checkout',
  generate_lead: 'reached_generate_lead',
  purchase: 'reached_purchase',
}

/** `rate` is of all sessions, `drop_off` of the stage before; neither falls below 0 where a stage can be skipped. */
export async function runFunnel(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  readCursor(request.cursor, 'funnel')
  if (request.sort) throw new BadParameter('sort', 'stages come in their order')
  const shape = { report: 'funnel', dimensions: [], metrics: Object.values(STAGES), share: false }
  const answer = await runReport(store, site, shape, { ...request, cursor: null })
  const sums = answer.total
  const stages = stagesOf((key) => Number(sums[key]))
  const before = answer.previous && stagesOf((key) => Number(sums[`previous_${key}`]))
  return {
    ...answer,
    columns: [...FUNNEL_STAGE, ...(before ? FUNNEL_FIGURES.flatMap(compareColumns) : FUNNEL_FIGURES)],
    rows: stages.map((row, i) => ({
      stage: Object.keys(STAGES)[i]!,
      ...(before ? compareFigures(row, before[i]!) : row),
    })),
    total: { count: sums.sessions! },
  }
}

function stagesOf(sum: (key: MetricKey) => number): AnswerRow[] {
  const counts = Object.values(STAGES).map(sum)
  const all = counts[0]!
  return counts.map((count, i) => {
    const before = counts[i - 1] ?? count
    const drop_off = Math.max(0, ratio(before - count, before, 100))
    return { count, rate: ratio(count, all, 100), drop_off }
  })
}
