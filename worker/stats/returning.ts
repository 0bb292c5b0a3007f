/** First visits beside later ones, and how often those who came did. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { BREAKDOWN_METRICS } from './metrics.ts'
import { ratio, runReport, type Shape } from './report.ts'
import { type Params, readRequest } from './request.ts'

const SHAPE: Shape = {
  report: 'returning',
  dimensions: ['visitor'],
  metrics: [...BREAKDOWN_METRICS, 'visitors', 'visits_per_visitor'],
  share: true,
}

/**
 * `visitors` puts each visitor in the row of his first visit of the period, so that the rows add up. Money and
 * conversions stand with the visit that they happened in, whatever the model: the question is who buys, not who sent.
 */
export async function runReturning(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs)
  const answer = await runReport(store, site, SHAPE, { ...request, model: 'last' })
  const { sessions, visitors } = answer.total
  answer.total.visits_per_visitor = ratio(Number(sessions), Number(visitors), 1)
  return answer
}
