/** Every report by its name in the URL. */

import { BadParameter } from '../errors.ts'
import { BREAKDOWNS, GEO } from '../metrics/dimensions.ts'
import { BREAKDOWN_METRICS } from '../metrics/metrics.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Answer, Page } from './answer.ts'
import { runReport } from './report.ts'
import { runCohorts } from './reports/cohorts.ts'
import { compareRows, readComparison } from './reports/compareRows.ts'
import { runDrops } from './reports/drops.ts'
import { listEvents } from './reports/events.ts'
import { runFunnel } from './reports/funnel.ts'
import { runCompare, runGeneral } from './reports/general.ts'
import { listOrders } from './reports/orders.ts'
import { runPages } from './reports/pages.ts'
import { runProducts } from './reports/products.ts'
import { runReturning } from './reports/returning.ts'
import { runRoi } from './reports/roi.ts'
import { listSessions, runSessions } from './reports/sessions.ts'
import { runTimeseries } from './reports/timeseries.ts'
import { oneOf, type Params, type ReportRequest, readRequest } from './request.ts'

type Run = (
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
  pageRows?: number | null,
) => Promise<Answer>

type Breakdown = keyof typeof BREAKDOWNS
const BREAKDOWN_NAMES = Object.keys(BREAKDOWNS) as Breakdown[]

const breakdown =
  (report: Breakdown): Run =>
  (store, site, params, nowMs, pageRows) => {
    const by =
      report === 'geo'
        ? oneOf('by', params.by?.at(-1) ?? 'country', Object.keys(GEO) as (keyof typeof GEO)[])
        : null
    const dimensions = by ? GEO[by] : BREAKDOWNS[report]
    const shape = { report, dimensions, metrics: BREAKDOWN_METRICS, share: true }
    return runReport(store, site, shape, readRequest(params, site, nowMs, pageRows))
  }

/** The same with `compare_rows=`; a file has no place for a comparison. */
const comparable =
  (report: Breakdown): Run =>
  async (store, site, params, nowMs, pageRows) => {
    const wanted = readComparison(params)
    const answer = breakdown(report)(store, site, params, nowMs, pageRows)
    if (wanted === null || pageRows) return answer
    const of = { report, dimension: BREAKDOWNS[report][0]! }
    const [rest, comparison] = await Promise.all([
      answer,
      compareRows(store, site, of, readRequest(params, site, nowMs), wanted),
    ])
    return { ...rest, comparison }
  }

/** Reports of which `compare_rows=` compares rows. */
export const COMPARABLE: Breakdown[] = ['content', 'campaigns']

/** A report that is a list, and is held against nothing. */
const uncompared =
  (run: (store: Store, site: SiteRow, request: ReportRequest) => Promise<Answer>): Run =>
  (store, site, params, nowMs, pageRows) => {
    const request = readRequest(params, site, nowMs, pageRows)
    if (request.compare) throw new BadParameter('compare', 'is for reports of figures, not for lists')
    return run(store, site, request)
  }

export const REPORTS: Record<string, Run> = {
  general: runGeneral,
  timeseries: runTimeseries,
  ...Object.fromEntries(BREAKDOWN_NAMES.map((report) => [report, breakdown(report)])),
  ...Object.fromEntries(COMPARABLE.map((report) => [report, comparable(report)])),
  pages: (store, site, params, nowMs, pageRows) =>
    runPages(store, site, readRequest(params, site, nowMs, pageRows)),
  returning: runReturning,
  roi: runRoi,
  funnel: (store, site, params, nowMs) => runFunnel(store, site, readRequest(params, site, nowMs)),
  compare: runCompare,
  cohorts: runCohorts,
  sessions: uncompared(runSessions),
  products: (store, site, params, nowMs, pageRows) =>
    runProducts(store, site, readRequest(params, site, nowMs, pageRows)),
  drops: uncompared(runDrops),
}

/** In one request. D1 answers 50 statements a request on the free plan; few reports take more than two. */
export const MOST_REPORTS = 20

/** What can be exported, and how many rows of it make a page: they are what is in memory at a time. */
export interface Export {
  page(store: Store, site: SiteRow, params: Params, nowMs: number, pageRows: number): Promise<Page>
  rows: number
}

const list = (
  rows: number,
  of: (store: Store, site: SiteRow, request: ReportRequest) => Promise<Page>,
): Export => ({
  rows,
  page: (store, site, params, nowMs, pageRows) => of(store, site, readRequest(params, site, nowMs, pageRows)),
})

/** Reports are read in one statement as long as they can be: visits that come in meanwhile then change nothing. */
const REPORT_ROWS = 10_000

/**
 * The rows of a page that a collection finds in use make V8's young generation grow: with twice as many it doubles
 * within a million rows. With fewer, a million rows took more than the 1000 statements that D1 answers a request.
 */
const LIST_ROWS = 1100

/** A report's rows as a file has them. */
const asPage =
  (run: Run): Export['page'] =>
  async (...args) => {
    const answer = await run(...args)
    return { ...answer, rows: answer.rows.map((row) => answer.columns.map(({ key }) => row[key] ?? null)) }
  }

/** Every report, and lists that are too long to be one. Of events a page is this many sessions'. */
export const EXPORTS: Record<string, Export> = {
  ...Object.fromEntries(
    Object.entries(REPORTS).map(([name, run]) => [
      name,
      { page: asPage(run), rows: REPORT_ROWS } satisfies Export,
    ]),
  ),
  sessions: list(LIST_ROWS, listSessions),
  events: list(1000, listEvents),
  orders: list(LIST_ROWS, listOrders),
}
