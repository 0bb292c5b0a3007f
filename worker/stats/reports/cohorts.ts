/** Visitors by the week of their first visit, and what they did in each week since. */

import { toMajor } from '../../../wire/money.ts'
import { DAY_MS } from '../../../wire/time.ts'
import { BadParameter } from '../../errors.ts'
import { COHORT, COHORT_CHANNEL, COHORT_FIGURES } from '../../metrics/columns.ts'
import { type At, DIMENSIONS } from '../../metrics/dimensions.ts'
import { REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Bind, Row, Store } from '../../store/store.ts'
import type { Bounded } from '../../time/period.ts'
import { dayOf, localSql } from '../../time/zone.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { bindOnce, condition } from '../facts.ts'
import { ratio } from '../figures.ts'
import { boundedPeriod, bucketStarts } from '../period.ts'
import { heading } from '../report.ts'
import { LIMIT, oneOf, type Params, type ReportRequest, readRequest } from '../request.ts'

const WEEK_MS = 7 * DAY_MS
/** Each change of the clocks is bound, and D1 binds a hundred values a statement. */
const MAX_SPAN_MS = 5 * 366 * DAY_MS

/**
 * A row per cohort and week up to the period's end, none missing. `visitors` came for the first time in the cohort's
 * week (of the period), `returning` of them came again in the row's week; orders are those placed in it, and
 * `revenue_per_visitor` is all that the cohort has paid until its end. Filters, and `by=channel`, are about the first
 * visit.
 */
export async function runCohorts(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const limit = params.limit?.at(-1) ? params.limit : [String(LIMIT.most)]
  const request = readRequest({ ...params, limit }, site, nowMs)
  const by = params.by?.at(-1)
  const byChannel = by ? oneOf('by', by, ['channel']) === 'channel' : false
  if (request.sort) throw new BadParameter('sort', 'cohorts come in order of time')
  if (request.compare) throw new BadParameter('compare', 'cohorts are held against each other')
  const offset = readCursor(request.cursor, 'cohorts')
  const period = await boundedPeriod(store, site, request)
  if (period.to_ms - period.from_ms > MAX_SPAN_MS)
    throw new BadParameter('from', 'cohorts reach back five years at most')
  const found = await count(store, site, request, period, byChannel)
  const rows = cohortRows(found, weeksOf(period, request.timezone), site.currency, byChannel)
  const end = offset + request.limit
  return {
    ...heading('cohorts', site, period, request),
    columns: [...COHORT, ...(byChannel ? COHORT_CHANNEL : []), ...COHORT_FIGURES],
    rows: rows.slice(offset, end),
    total: totalOf(found, site.currency),
    next: end < rows.length ? writeCursor('cohorts', end) : null,
  }
}

/** The Mondays of a period, as dates. */
const weeksOf = (period: Bounded, timezone: string): string[] =>
  bucketStarts('week', period, timezone).map((ms) =>
    new Date(dayOf(ms, timezone) * DAY_MS).toISOString().slice(0, 10),
  )

/** Cells of the table: cohort and week counted from the period's first Monday. */
async function count(
  store: Store,
  site: SiteRow,
  { filters, timezone }: ReportRequest,
  period: Bounded,
  byChannel: boolean,
): Promise<Row[]> {
  const params: Bind[] = [site.id, period.from_ms, period.to_ms]
  const bind = bindOnce((value: string | number) => `?${params.push(value)}`)
  const monday = bucketStarts('week', period, timezone)[0] ?? period.from_ms
  const first = bind(dayOf(monday, timezone) * DAY_MS)
  const weekOf = (ms: string) =>
    `CAST((${localSql(ms, period, timezone, bind)} - ${first}) / ${WEEK_MS} AS INTEGER)`
  const atFirst: At = (column) => `f.${column}`
  const kept = filters.map((filter) => ` AND ${condition(filter, atFirst, bind)}`).join('')
  const channel = byChannel ? DIMENSIONS.channel.sql(atFirst) : "''"
  const cohort = weekOf('f.first_seen_ms')
  // A visit that is itself the first need not look for it.
  const looksBack = byChannel || filters.length > 0
  const sessions = looksBack
    ? `sessions s CROSS JOIN sessions f INDEXED BY sessions_by_visitor
  ON f.site_id = ?1 AND f.visitor_id = s.visitor_id AND f.started_ms = s.first_seen_ms AND f.visit_number = 1
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND s.first_seen_ms >= ?2`
    : `sessions f WHERE f.site_id = ?1 AND f.started_ms >= ?2 AND f.started_ms < ?3 AND f.first_seen_ms >= ?2`
  const s = looksBack ? 's' : 'f'
  const sql = `
WITH facts AS (
SELECT ${cohort} AS cohort, ${weekOf(`${s}.started_ms`)} AS week, ${channel} AS channel,
  f.visitor_id, CASE WHEN ${s}.visit_number > 1 THEN f.visitor_id END AS again, 0 AS orders, 0 AS revenue
FROM ${sessions}${kept}
UNION ALL
SELECT ${cohort}, ${weekOf('o.ordered_ms')}, ${channel}, NULL, NULL, 1, coalesce(${REVENUE_MINOR}, 0)
FROM orders o INDEXED BY orders_by_time CROSS JOIN sessions f INDEXED BY sessions_by_visitor
  ON f.site_id = ?1 AND f.visitor_id = o.visitor_id AND f.visit_number = 1
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND o.counted
  AND f.started_ms >= ?2 AND f.started_ms < ?3${kept}
)
SELECT cohort, max(week - cohort, 0) AS week, channel, count(DISTINCT visitor_id) AS visitors,
  count(DISTINCT again) AS came_back, sum(orders) AS orders, sum(revenue) AS revenue
FROM facts GROUP BY cohort, max(week - cohort, 0), channel ORDER BY cohort, channel, week`
  return store.query({ sql, params })
}

function cohortRows(found: Row[], weeks: string[], currency: string, byChannel: boolean): AnswerRow[] {
  const cohorts = Map.groupBy(found, ({ cohort, channel }) => `${cohort} ${channel}`)
  return [...cohorts.values()].flatMap((cells) => {
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
