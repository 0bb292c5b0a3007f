/** What every report gets as input, and the form that all answers have. */
import type { Answer, AnswerRow, Column } from '../../wire/answers/report.ts'
import { iso } from '../../wire/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bounded } from '../time/period.ts'
import { compareColumns } from './compare.ts'
import type { Shift } from './comparedPeriod.ts'
import { type Params, paramOf, type ReportRequest, readRequest } from './request.ts'

/** The engine, the site and the parameters of a report. */
export interface Context {
  engine: Engine
  site: SiteRow
  params: Params
  nowMs: number
  /** In an export: the rows of a page, whatever `limit=` is. */
  pageRows?: number | null
}

/** A report by name: reads its parameters, and makes its answer. */
export type Report = (context: Context) => Promise<Answer>

/** @param defaults values of parameters that are absent or empty */
export function requestOf(
  { params, site, nowMs, pageRows }: Context,
  defaults: Record<string, string> = {},
): ReportRequest {
  const missing = Object.entries(defaults).filter(([name]) => paramOf(params, name) === null)
  const whole = { ...params, ...Object.fromEntries(missing.map(([name, value]) => [name, [value]])) }
  return readRequest(whole, site, nowMs, pageRows)
}

/** The result of a report, before it is made into an answer. */
interface Contents<Rows> {
  report: string
  period: Bounded
  /** The period compared with, if there is one. Rows and total then have their comparisons already. */
  shift?: Shift | null
  /** The columns that name a row, the figures (which are compared), and columns that follow them. */
  names: Column[]
  figures?: Column[]
  rest?: Column[]
  rows: Rows
  total: AnswerRow
  next: string | null
}

/** The answer: the heading, the period compared with, and the columns with their comparisons. */
export function answerOf<Rows>(
  site: SiteRow,
  { timezone }: Pick<ReportRequest, 'timezone'>,
  contents: Contents<Rows>,
): Omit<Answer, 'rows'> & { rows: Rows } {
  const { report, period, shift, names, figures = [], rest = [], rows, total, next } = contents
  const { from_ms, to_ms } = period
  return {
    report,
    site: site.site,
    period: { from: iso(from_ms), to: iso(to_ms), timezone },
    currency: site.currency,
    ...(shift ? { previous: { from: iso(shift(from_ms)), to: iso(shift(to_ms)) } } : {}),
    columns: [...names, ...(shift ? figures.flatMap(compareColumns) : figures), ...rest],
    rows,
    total,
    next,
  }
}
