/** Every report by its name in the URL. A report is a file of reports/ and a line here. */
import type { Answer } from '../../wire/answers/report.ts'
import { BadParameter } from '../errors.ts'
import { BREAKDOWNS, type Breakdown } from '../metrics/dimensions.ts'
import type { ReportName } from '../metrics/reportRows.ts'
import { type Context, type Report, requestOf } from './report.ts'
import { breakdown, COMPARABLE, comparableBreakdown } from './reports/breakdown.ts'
import { cohorts } from './reports/cohorts.ts'
import { compare } from './reports/compare.ts'
import { drops } from './reports/drops.ts'
import { funnel } from './reports/funnel.ts'
import { general } from './reports/general.ts'
import { macros } from './reports/macros.ts'
import { pages } from './reports/pages.ts'
import { products } from './reports/products.ts'
import { returning } from './reports/returning.ts'
import { roi } from './reports/roi.ts'
import { sessions } from './reports/sessions.ts'
import { timeseries } from './reports/timeseries.ts'
import type { ReportRequest } from './request.ts'

/** A report that is a list of rows: there is nothing to compare. */
const uncompared =
  (list: (context: Context, request: ReportRequest) => Promise<Answer>): Report =>
  (context) => {
    const request = requestOf(context)
    if (request.compare) throw new BadParameter('compare', 'is for reports of figures, not for lists')
    return list(context, request)
  }

const breakdownBy = (name: Breakdown): Report =>
  COMPARABLE.includes(name) ? comparableBreakdown(name) : breakdown(name)

const breakdowns = Object.fromEntries(
  (Object.keys(BREAKDOWNS) as Breakdown[]).map((name) => [name, breakdownBy(name)]),
) as Record<Breakdown, Report>

/** The same reports as in `ROWS` (metrics/reportRows.ts), which describes their rows. */
export const REPORTS: Record<ReportName, Report> = {
  general,
  timeseries,
  ...breakdowns,
  pages,
  returning,
  roi,
  funnel,
  compare,
  cohorts,
  sessions: uncompared(sessions),
  products,
  drops: uncompared(drops),
  macros: uncompared(macros),
}

/** In one request. D1 answers 50 statements a request on the free plan; few reports take more than two. */
export const MOST_REPORTS = 20
