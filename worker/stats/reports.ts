/** Every report by its name in the URL. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer } from './answer.ts'
import { BREAKDOWNS, GEO } from './dimensions.ts'
import { runDrops } from './drops.ts'
import { listEvents } from './events.ts'
import { runFunnel } from './funnel.ts'
import { runGeneral } from './general.ts'
import { BREAKDOWN_METRICS } from './metrics.ts'
import { listOrders } from './orders.ts'
import { runProducts } from './products.ts'
import { runReport } from './report.ts'
import { oneOf, type Params, readRequest } from './request.ts'
import { runReturning } from './returning.ts'
import { runRoi } from './roi.ts'
import { runSessions } from './sessions.ts'

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

export const REPORTS: Record<string, Run> = {
  general: runGeneral,
  ...Object.fromEntries(Object.keys(BREAKDOWNS).map((report) => [report, breakdown(report)])),
  returning: runReturning,
  roi: runRoi,
  funnel: (store, site, params, nowMs) => runFunnel(store, site, readRequest(params, site, nowMs)),
  sessions: (store, site, params, nowMs) => runSessions(store, site, readRequest(params, site, nowMs)),
  products: (store, site, params, nowMs) => runProducts(store, site, readRequest(params, site, nowMs)),
  drops: (store, site, params, nowMs) => runDrops(store, site, readRequest(params, site, nowMs)),
}
