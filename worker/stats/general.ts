/** The figures of a whole period, and what could not be counted into them. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { GENERAL_METRICS } from './metrics.ts'
import { boundedPeriod, runReport } from './report.ts'
import { type Params, readRequest } from './request.ts'
import { unconverted } from './revenue.ts'

export async function runGeneral(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs)
  const period = await boundedPeriod(store, site, request)
  const shape = { report: 'general', dimensions: [], metrics: GENERAL_METRICS, share: false }
  const [answer, apart] = await Promise.all([
    runReport(store, site, shape, { ...request, period }),
    // Filters say nothing of money that is in no row.
    request.filters.length ? [] : unconverted(store, site, period),
  ])
  return apart.length ? { ...answer, unconverted: apart } : answer
}
