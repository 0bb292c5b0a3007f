/** First visits and later visits, and how often visitors came. */
import type { AnswerRow } from '../../../wire/answers/report.ts'
import { RETURNING_METRICS, SHARE } from '../../metrics/columns.ts'
import { BREAKDOWN_METRICS, type MetricKey } from '../../metrics/metrics.ts'
import { compareFigures } from '../compare.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { metricColumns, ratio, readFigures } from '../figures.ts'
import { orderOf } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { dimensionColumns } from './breakdown.ts'

const ASKED: MetricKey[] = [...BREAKDOWN_METRICS, 'visitors', 'visitors_of_kind', 'visits_per_visitor']

/**
 * Two rows, `new` and `returning`. A visitor with a first and a later visit is in both rows, and once in the total. Money
 * and conversions belong to the session in which they happened, whatever `model=` is, because the report shows who buys.
 */
export const returning: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf({ ...context, pageRows: null })
  const order = orderOf(request, ['visitor', ...ASKED], ['sessions'], ['visitor'])
  const { page, next } = pageOf(request, 'returning')
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const found = await readFigures(
    engine,
    site,
    { ...request, model: 'last' },
    { period, intervals: intervalsOf(period, shift), by: ['visitor'], metrics: ASKED, order, page },
  )
  const { total } = found
  const all = Number(total.sessions)
  return answerOf(site, request, {
    ...{ report: 'returning', period, shift },
    names: dimensionColumns(['visitor']),
    figures: metricColumns(RETURNING_METRICS),
    rest: SHARE,
    rows: found.rows.map((row) => ({
      ...visitorsOfKind(row),
      share: ratio(Number(row.sessions), all, 100),
    })),
    total: {
      ...Object.fromEntries(Object.entries(total).filter(([key]) => !key.endsWith(OF_KIND))),
      ...(shift
        ? compareFigures(visitsPerVisitor(total, ''), visitsPerVisitor(total, 'previous_'))
        : visitsPerVisitor(total, '')),
    },
    next: next(found.rows.length, found.count),
  })
}

const OF_KIND = 'visitors_of_kind'

/** The `visitors` of a row are those of its kind of visit. */
function visitorsOfKind(row: AnswerRow): AnswerRow {
  const isOfKind = ([key]: [string, unknown]) => key.endsWith(OF_KIND)
  const cells = Object.entries(row)
  return {
    ...Object.fromEntries(cells.filter((cell) => !isOfKind(cell))),
    ...Object.fromEntries(
      cells.filter(isOfKind).map(([key, cell]) => [key.replace(OF_KIND, 'visitors'), cell]),
    ),
  }
}

/** In the total, visitors of both kinds are counted once. */
const visitsPerVisitor = (total: AnswerRow, prefix: string): AnswerRow => ({
  visits_per_visitor: ratio(Number(total[`${prefix}sessions`]), Number(total[`${prefix}visitors`]), 1),
})
