/** Visitors by the week of their first visit, and what they did in each week since. */

import type { AnswerRow } from '../../../wire/answers/report.ts'
import { toMajor } from '../../../wire/money.ts'
import { DAY_MS, utcDay } from '../../../wire/time.ts'
import { BadParameter } from '../../errors.ts'
import { COHORT, COHORT_CHANNEL, COHORT_FIGURES } from '../../metrics/columns.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { Row } from '../../store/sqlStore.ts'
import { bucketStarts } from '../../time/buckets.ts'
import { dayOf } from '../../time/zone.ts'
import { boundedPeriod } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { ratio } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { LIMIT, oneOf, paramOf } from '../request.ts'

/** D1 binds a hundred values a statement, and each change of the clocks is one of them. */
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
  const { engine, site, params } = context
  const request = requestOf({ ...context, pageRows: null }, { limit: String(LIMIT.most) })
  const by = paramOf(params, 'by')
  const byChannel = by !== null && oneOf('by', by, ['channel']) === 'channel'
  refuseSort(request, 'cohorts come in order of time')
  if (request.compare) throw new BadParameter('compare', 'cohorts are compared with each other')
  const { page, next } = pageOf(request, 'cohorts')
  const period = await boundedPeriod(engine, site, request.period)
  if (period.to_ms - period.from_ms > MAX_PERIOD_MS)
    throw new BadParameter('from', 'cohorts reach back five years at most')
  const { timezone, filters } = request
  const weeks = bucketStarts('week', period, timezone).map((ms) => dayOf(ms, timezone) * DAY_MS)
  const first_week_ms = weeks[0] ?? dayOf(period.from_ms, timezone) * DAY_MS
  const plan = { kind: 'cohorts', site, period, timezone, first_week_ms, filters, byChannel } as const
  const found = await engine.run(plan)
  const dates = weeks.map(utcDay)
  const rows = cohortRows(found, dates, site.currency, byChannel)
  const shown = rows.slice(page.offset, page.offset + page.limit)
  return answerOf(site, request, {
    ...{ report: 'cohorts', period },
    names: [...COHORT, ...(byChannel ? COHORT_CHANNEL : []), ...COHORT_FIGURES],
    rows: shown,
    total: totalOf(found, site.currency),
    next: next(shown.length, rows.length),
  })
}

/** @param weeks the Mondays of the period, as dates */
function cohortRows(found: Row[], weeks: string[], currency: string, byChannel: boolean): AnswerRow[] {
  const byCohort = Map.groupBy(found, ({ cohort, channel }) => compositeKey(Number(cohort), String(channel)))
  return [...byCohort.values()].flatMap((cells) => {
    const { cohort, channel } = cells[0]!
    const byWeek = new Map(cells.map((cell) => [Number(cell.week), cell]))
    const visitors = Number(byWeek.get(0)?.visitors ?? 0)
    let paid = 0
    return weeks.slice(Number(cohort)).map((_, week): AnswerRow => {
      const { came_back: returning = 0, orders = 0, revenue = 0 } = byWeek.get(week) ?? {}
      paid += Number(revenue)
      return {
        cohort: weeks[Number(cohort)]!,
        ...(byChannel ? { channel: String(channel) } : {}),
        week,
        visitors,
        returning: Number(returning),
        returning_rate: ratio(Number(returning), visitors, 100),
        orders: Number(orders),
        revenue: toMajor(Number(revenue), currency),
        revenue_per_visitor: toMajor(visitors ? Math.round(paid / visitors) : 0, currency),
      }
    })
  })
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
