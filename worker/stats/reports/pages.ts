/** The pages that were seen, with the conversions and orders of the sessions that saw them. */
import { PAGE, PAGE_METRICS, SHARE } from '../../metrics/columns.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { metricColumns, ratio, readFigures } from '../figures.ts'
import { orderOf } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'

/**
 * One row for each path. A session, its conversion and its orders count in full for each page that the session saw. So the
 * rows add up to more than the total, in which each session counts once. `share` is the share of page views.
 */
export const pages: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf(context)
  const order = orderOf(request, ['page', ...PAGE_METRICS], ['pageviews'], ['page'])
  const { page, next } = pageOf(request, 'pages')
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const question = { period, intervals: intervalsOf(period, shift), metrics: PAGE_METRICS }
  const [found, whole] = await Promise.all([
    readFigures(engine, site, request, { ...question, by: 'page', order, page }),
    readFigures(engine, site, request, { ...question, by: 'total' }),
  ])
  const all = Number(whole.total.pageviews)
  return answerOf(site, request, {
    ...{ report: 'pages', period, shift },
    names: PAGE,
    figures: metricColumns(PAGE_METRICS),
    rest: SHARE,
    rows: found.rows.map((row) => ({ ...row, share: ratio(Number(row.pageviews), all, 100) })),
    total: whole.total,
    next: next(found.rows.length, found.count),
  })
}
