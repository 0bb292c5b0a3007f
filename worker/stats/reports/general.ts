/** The figures of a whole period, and the money that could not be counted in them. */
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { readCursor } from '../cursor.ts'
import { metricColumns, readFigures } from '../figures.ts'
import { orderOf } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { readUnconverted } from '../unconverted.ts'

export const general: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf({ ...context, pageRows: null })
  readCursor(request.cursor, 'general')
  orderOf(request, GENERAL_METRICS, [], [])
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const question = {
    period,
    intervals: intervalsOf(period, shift),
    by: 'total',
    metrics: GENERAL_METRICS,
  } as const
  const [found, unconverted] = await Promise.all([
    readFigures(engine, site, request, question),
    // With filters there is none: unconverted money is counted for the whole site only.
    request.filters.length ? [] : readUnconverted(engine, site, period, request.rollup),
  ])
  const answer = answerOf(site, request, {
    ...{ report: 'general', period, shift, names: [] },
    figures: metricColumns(GENERAL_METRICS),
    rows: found.rows,
    total: found.total,
    next: null,
  })
  return unconverted.length ? { ...answer, unconverted } : answer
}
