/** The figures of `general`, one row per metric, compared with the previous period unless `compare=` names another. */
import type { AnswerRow } from '../../../wire/answers/report.ts'
import { COMPARE_COLUMNS } from '../../metrics/columns.ts'
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { readCursor } from '../cursor.ts'
import { readFigures } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'

export const compare: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf({ ...context, pageRows: null }, { compare: 'previous' })
  readCursor(request.cursor, 'compare')
  refuseSort(request, 'metrics come in their order')
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const question = {
    period,
    intervals: intervalsOf(period, shift),
    by: 'total',
    metrics: GENERAL_METRICS,
  } as const
  const { total } = await readFigures(engine, site, request, question)
  return answerOf(site, request, {
    ...{ report: 'compare', period, shift, names: COMPARE_COLUMNS },
    rows: GENERAL_METRICS.map(
      (metric): AnswerRow => ({
        metric,
        current: total[metric]!,
        previous: total[`previous_${metric}`]!,
        change: total[`change_${metric}`]!,
      }),
    ),
    total: {},
    next: null,
  })
}
