/** The figures of a whole period, what could not be counted into them, and the same held against another period. */

import { BadParameter } from '../../errors.ts'
import { COMPARE_COLUMNS } from '../../metrics/columns.ts'
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { readCursor } from '../cursor.ts'
import { countedPeriod } from '../period.ts'
import { runReport } from '../report.ts'
import { type Params, readRequest } from '../request.ts'
import { unconverted } from '../unconverted.ts'

export async function runGeneral(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs)
  const period = await countedPeriod(store, site, request)
  const shape = { report: 'general', dimensions: [], metrics: GENERAL_METRICS, share: false }
  const [answer, apart] = await Promise.all([
    runReport(store, site, shape, { ...request, period }),
    // Filters say nothing of money that is in no row.
    request.filters.length ? [] : unconverted(store, site, period, request),
  ])
  return apart.length ? { ...answer, unconverted: apart } : answer
}

/** `general` turned on its side: a row per metric, held against the period before unless `compare=` says otherwise. */
export async function runCompare(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const compare = params.compare?.at(-1) ? params.compare : ['previous']
  const request = readRequest({ ...params, compare }, site, nowMs)
  readCursor(request.cursor, 'compare')
  if (request.sort) throw new BadParameter('sort', 'metrics come in their order')
  const shape = { report: 'compare', dimensions: [], metrics: GENERAL_METRICS, share: false }
  const { total, ...answer } = await runReport(store, site, shape, { ...request, cursor: null })
  return {
    ...answer,
    columns: COMPARE_COLUMNS,
    rows: GENERAL_METRICS.map(
      (metric): AnswerRow => ({
        metric,
        current: total[metric]!,
        previous: total[`previous_${metric}`]!,
        change: total[`change_${metric}`]!,
      }),
    ),
    total: {},
  }
}
