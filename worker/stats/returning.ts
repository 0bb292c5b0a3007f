/** First visits beside later ones, and how often those who came did. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer, AnswerRow } from './answer.ts'
import { BREAKDOWN_METRICS } from './metrics.ts'
import { ratio, runReport, type Shape } from './report.ts'
import { type Params, readRequest } from './request.ts'

const SHAPE: Shape = {
  report: 'returning',
  dimensions: ['visitor'],
  metrics: [...BREAKDOWN_METRICS, 'visitors', 'visitors_of_kind', 'visits_per_visitor'],
  share: true,
}

/**
 * A visitor who came for the first time and again stands in both rows, once in the total. Money and conversions stand
 * with the visit that they happened in, whatever the model: the question is who buys, not who sent.
 */
export async function runReturning(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs)
  const answer = await runReport(store, site, SHAPE, { ...request, model: 'last' })
  const { visitors_of_kind, ...total } = answer.total
  const { sessions, visitors } = total
  return {
    ...answer,
    columns: answer.columns.filter(({ key }) => key !== 'visitors_of_kind'),
    rows: answer.rows.map(
      ({ visitors_of_kind, ...row }): AnswerRow => ({ ...row, visitors: visitors_of_kind! }),
    ),
    total: { ...total, visits_per_visitor: ratio(Number(sessions), Number(visitors), 1) },
  }
}
