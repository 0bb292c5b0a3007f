/** Breakdowns: one row per value of some dimensions. */

import type { Answer, Column } from '../../../wire/answers/report.ts'
import type { DimensionKey } from '../../../wire/query.ts'
import type { Engine } from '../../engine/engine.ts'
import { SHARE } from '../../metrics/columns.ts'
import { BREAKDOWNS, type Breakdown, DIMENSIONS, GEO } from '../../metrics/dimensions.ts'
import { BREAKDOWN_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Bounded } from '../../time/period.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { metricColumns, ratio, readFigures } from '../figures.ts'
import { orderOf } from '../order.ts'
import { answerOf, type Context, type Report, requestOf } from '../report.ts'
import { oneOf, paramOf, type ReportRequest } from '../request.ts'
import { compareRows, readComparison } from './compareRows.ts'

export const dimensionColumns = (dimensions: DimensionKey[]) =>
  dimensions.map((key): Column => ({ key, label: DIMENSIONS[key].label, unit: 'text' }))

export const breakdown =
  (name: Breakdown): Report =>
  async (context) => {
    const { engine, site } = context
    const dimensions = dimensionsOf(name, context)
    const request = requestOf(context)
    const period = await countedPeriod(engine, site, request)
    return answerBreakdown(engine, site, name, dimensions, request, period)
  }

const dimensionsOf = (name: Breakdown, { params }: Context): DimensionKey[] =>
  name === 'geo'
    ? GEO[oneOf('by', paramOf(params, 'by') ?? 'country', Object.keys(GEO) as (keyof typeof GEO)[])]
    : BREAKDOWNS[name]

async function answerBreakdown(
  engine: Engine,
  site: SiteRow,
  report: string,
  by: DimensionKey[],
  request: ReportRequest,
  period: Bounded,
): Promise<Answer> {
  const shift = shiftOf(request, period)
  const { page, next } = pageOf(request, report)
  const order = orderOf(request, [...by, ...BREAKDOWN_METRICS], ['sessions'], by)
  const intervals = intervalsOf(period, shift)
  const metrics = BREAKDOWN_METRICS
  const found = await readFigures(engine, site, request, { period, intervals, by, metrics, order, page })
  const all = Number(found.total.sessions)
  return answerOf(site, request, {
    ...{ report, period, shift },
    names: dimensionColumns(by),
    figures: metricColumns(metrics),
    rest: SHARE,
    rows: found.rows.map((row) => ({ ...row, share: ratio(Number(row.sessions), all, 100) })),
    total: found.total,
    next: next(found.rows.length, found.count),
  })
}

/** Breakdowns whose rows `compare_rows=` compares. */
export const COMPARABLE: Breakdown[] = ['content', 'campaigns']

/** A breakdown that takes `compare_rows=`. Exports use the plain breakdown, since a file cannot hold the comparison. */
export const comparableBreakdown =
  (name: Breakdown): Report =>
  async (context) => {
    const { engine, site, params, pageRows } = context
    const wanted = readComparison(params)
    if (wanted === null || pageRows) return breakdown(name)(context)
    const dimensions: DimensionKey[] = BREAKDOWNS[name]
    const request = requestOf(context)
    const period = await countedPeriod(engine, site, request)
    const [answer, comparison] = await Promise.all([
      answerBreakdown(engine, site, name, dimensions, request, period),
      compareRows(engine, site, dimensions[0]!, request, period, wanted),
    ])
    return { ...answer, comparison }
  }
