/** Every report by its name in the URL. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { runCohorts } from './cohorts.ts'
import { BREAKDOWNS, GEO } from './dimensions.ts'
import { runDrops } from './drops.ts'
import { listEvents } from './events.ts'
import { runFunnel } from './funnel.ts'
import { runCompare, runGeneral } from './general.ts'
import { BREAKDOWN_METRICS } from './metrics.ts'
import { listOrders } from './orders.ts'
import { runPages } from './pages.ts'
import { runProducts } from './products.ts'
import { runReport } from './report.ts'
import { BadParameter, oneOf, type Params, type ReportRequest, readRequest } from './request.ts'
import { runReturning } from './returning.ts'
import { runRoi } from './roi.ts'
import { runSessions } from './sessions.ts'
import { runTimeseries } from './timeseries.ts'

type Run = (store: Store, site: SiteRow, params: Params, nowMs: number) => Promise<Answer>

const breakdown =
  (report: string): Run =>
  (store, site, params, nowMs) => {
    const by = report === 'geo' ? oneOf('by', params.by?.at(-1) ?? 'country', Object.keys(GEO)) : null
    const dimensions = by ? GEO[by]! : BREAKDOWNS[report]!
    const shape = { report, dimensions, metrics: BREAKDOWN_METRICS, share: true }
    return runReport(store, site, shape, readRequest(params, site, nowMs))
  }

/** Lists that are too long for a page and stand in no report. */
export const EXPORTS: Record<string, Run> = {
  events: (store, site, params, nowMs) => listEvents(store, site, readRequest(params, site, nowMs)),
  orders: (store, site, params, nowMs) => listOrders(store, site, readRequest(params, site, nowMs)),
}

/** A report that is a list, and is held against nothing. */
const list =
  (run: (store: Store, site: SiteRow, request: ReportRequest) => Promise<Answer>): Run =>
  (store, site, params, nowMs) => {
    const request = readRequest(params, site, nowMs)
    if (request.compare) throw new BadParameter('compare', 'is for reports of figures, not for lists')
    return run(store, site, request)
  }

export const REPORTS: Record<string, Run> = {
  general: runGeneral,
  timeseries: runTimeseries,
  ...Object.fromEntries(Object.keys(BREAKDOWNS).map((report) => [report, breakdown(report)])),
  pages: (store, site, params, nowMs) => runPages(store, site, readRequest(params, site, nowMs)),
  returning: runReturning,
  roi: runRoi,
  funnel: (store, site, params, nowMs) => runFunnel(store, site, readRequest(params, site, nowMs)),
  compare: runCompare,
  cohorts: runCohorts,
  sessions: list(runSessions),
  products: list(runProducts),
  drops: list(runDrops),
}
