/** Visitors by the week of their first visit, and what they did in each week since. */

import type { AnswerRow } from '../../../wire/answers/report.ts'
import { toMajor } from '../../../wire/money.ts'
import { DAY_MS, utcDay } from '../../../wire/time.ts'
import type { Page } from '../../engine/plan.ts'
import { BadParameter } from '../../errors.ts'
import { COHORT, COHORT_CHANNEL, COHORT_FIGURES } from '../../metrics/columns.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { Row } from '../../store/sqlStore.ts'
import { bucketStarts } from '../../time/buckets.ts'
import type { Bounded } from '../../time/period.ts'
import { dayOf } from '../../time/zone.ts'
import { boundedPeriod } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { cellsOf, type ExportPage } from '../exportPage.ts'
import { ratio } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Context, type Report, requestOf } from '../report.ts'
import { LIMIT, oneOf, paramOf, type ReportRequest } from '../request.ts'

/**
 * The longest time that cohorts reach back. `period=all` is cut to it. One reason is that D1 binds a hundred values a
 * statement, and each change of the clocks is one of them.
 */
const MAX_PERIOD_MS = 5 * 366 * DAY_MS

/**
 * One row for each cohort and each week from its first one to the end of the period, also for weeks without a visit.
 * - `visitors`: how many came for the first time in the cohort's week, within the period. The same in each of its rows.
 * - `returning`: how many of these came again in the row's week.
 * - `orders`: what these ordered in the row's week.
 * - `revenue_per_visitor`: what the cohort has paid up to the end of the row's week, divided by `visitors`.
 *
 * Filters and `by=channel` look at the visitor's first visit.
 */
export const cohorts: Report = async (context) => {
  const request = requestOf({ ...context, pageRows: null }, { limit: String(LIMIT.most) })
  const { page, next } = pageOf(request, 'cohorts')
  const { answer, groups } = await readCohorts(context, request)
  const rows = [...rowsOf(groups, context.site.currency, page)]
  return { ...answer, rows, next: next(rows.length, countOf(groups)) }
}

/** All rows in one page, for the export: to find a page of them, all sessions would have to be read again. */
export async function listCohorts(context: Context): Promise<ExportPage> {
  const request = requestOf({ ...context, pageRows: null })
  const { answer, groups } = await readCohorts(context, request)
  const all = rowsOf(groups, context.site.currency, { offset: 0, limit: Number.POSITIVE_INFINITY })
  return { ...answer, rows: cellsOf(all, answer.columns) }
}

/** The rows of one cohort, or of one channel in it. */
interface Group {
  /** The names of its rows. */
  names: AnswerRow
  /** By the week since the first visit. */
  byWeek: Map<number, Row>
  weeks: number
}

/** @returns the answer without its rows, and what they are made of */
async function readCohorts({ engine, site, params }: Context, request: ReportRequest) {
  const by = paramOf(params, 'by')
  const byChannel = by !== null && oneOf('by', by, ['channel']) === 'channel'
  refuseSort(request, 'cohorts come in order of time')
  if (request.compare) throw new BadParameter('compare', 'cohorts are compared with each other')
  const period = cut(await boundedPeriod(engine, site, request.period), request)
  const { timezone, filters } = request
  const weeks = bucketStarts('week', period, timezone).map((ms) => dayOf(ms, timezone) * DAY_MS)
  const first_week_ms = weeks[0] ?? dayOf(period.from_ms, timezone) * DAY_MS
  const plan = { kind: 'cohorts', site, period, timezone, first_week_ms, filters, byChannel } as const
  const found = await engine.run({ ...plan, limit: MOST_CELLS + 1 })
  if (found.length > MOST_CELLS)
    throw new BadParameter(
      'by',
      `there are more than ${MOST_CELLS} cells: ask for a shorter period, or filter`,
    )
  const answer = answerOf(site, request, {
    ...{ report: 'cohorts', period },
    names: [...COHORT, ...(byChannel ? COHORT_CHANNEL : []), ...COHORT_FIGURES],
    rows: [] as AnswerRow[],
    total: totalOf(found, site.currency),
    next: null,
  })
  return { answer, groups: groupsOf(found, weeks.map(utcDay), byChannel) }
}

/** Cohorts, weeks and channels in which something happened. Five years have 34,000 cells without channels. */
const MOST_CELLS = 50_000

function cut(period: Bounded, request: ReportRequest): Bounded {
  if (period.to_ms - period.from_ms <= MAX_PERIOD_MS) return period
  if (request.period.from_ms !== null) throw new BadParameter('from', 'cohorts reach back five years at most')
  return { ...period, from_ms: period.to_ms - MAX_PERIOD_MS }
}

/** @param weeks the Mondays of the period, as dates */
function groupsOf(found: Row[], weeks: string[], byChannel: boolean): Group[] {
  const byCohort = Map.groupBy(found, ({ cohort, channel }) => compositeKey(Number(cohort), String(channel)))
  return [...byCohort.values()].map((cells) => {
    const { cohort, channel } = cells[0]!
    return {
      names: { cohort: weeks[Number(cohort)]!, ...(byChannel ? { channel: String(channel) } : {}) },
      byWeek: new Map(cells.map((cell) => [Number(cell.week), cell])),
      weeks: weeks.length - Number(cohort),
    }
  })
}

const countOf = (groups: Group[]) => groups.reduce((sum, { weeks }) => sum + weeks, 0)

/** The rows of a page. Rows of groups before it are not made. */
function* rowsOf(groups: Group[], currency: string, { offset, limit }: Page): Generator<AnswerRow> {
  let [before, left] = [offset, limit]
  for (const { names, byWeek, weeks } of groups) {
    if (before >= weeks) {
      before -= weeks
      continue
    }
    const visitors = Number(byWeek.get(0)?.visitors ?? 0)
    let paid = 0
    for (let week = 0; week < weeks; week++) {
      const { came_back: returning = 0, orders = 0, revenue = 0 } = byWeek.get(week) ?? {}
      paid += Number(revenue)
      if (before-- > 0) continue
      if (left-- <= 0) return
      yield {
        ...names,
        week,
        visitors,
        returning: Number(returning),
        returning_rate: ratio(Number(returning), visitors, 100),
        orders: Number(orders),
        revenue: toMajor(Number(revenue), currency),
        revenue_per_visitor: toMajor(visitors ? Math.round(paid / visitors) : 0, currency),
      }
    }
  }
}

function totalOf(found: Row[], currency: string): AnswerRow {
  const sum = (key: string, rows = found) => rows.reduce((all, row) => all + Number(row[key]), 0)
  const visitors = sum(
    'visitors',
    found.filter(({ week }) => week === 0),
  )
  const revenue = sum('revenue')
  return {
    visitors,
    orders: sum('orders'),
    revenue: toMajor(revenue, currency),
    revenue_per_visitor: toMajor(visitors ? Math.round(revenue / visitors) : 0, currency),
  }
}
