/** The figures of a period over time: by hour, day, week or month of the zone asked for, with no bucket missing. */

import { INTERVALS } from '../../../wire/query.ts'
import { BadParameter } from '../../errors.ts'
import { PREVIOUS_START, START } from '../../metrics/columns.ts'
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { offset } from '../../time/zone.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { allFigures } from '../figures.ts'
import { bucketStarts, countedPeriod, shiftOf, stretchesBetween } from '../period.ts'
import { countFacts, heading, metricColumns, previousOf, runReport } from '../report.ts'
import { LIMIT, oneOf, type Params, readRequest } from '../request.ts'

/**
 * A row per bucket in order of time, as many as fit into an answer unless `limit=` says fewer. The first and the last
 * bucket hold only what lies in the period. With `compare=` each is held against the same days moved as the period is.
 */
export async function runTimeseries(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const limit = params.limit?.at(-1) ? params.limit : [String(LIMIT.most)]
  const request = readRequest({ ...params, limit }, site, nowMs)
  const interval = oneOf('interval', params.interval?.at(-1) || 'day', INTERVALS)
  if (request.sort) throw new BadParameter('sort', 'a time series comes in order of time')
  const { timezone, compare } = request
  const from = readCursor(request.cursor, 'timeseries')
  const period = await countedPeriod(store, site, request)
  const shift = compare && shiftOf(compare, period, timezone)
  const starts = bucketStarts(interval, period, timezone)
  const page = starts.slice(from, from + request.limit)
  const end = starts[from + page.length] ?? period.to_ms
  const bounds = page.length ? [...page.map((ms) => Math.max(ms, period.from_ms)), end] : []
  const shape = { report: 'timeseries', dimensions: [], metrics: GENERAL_METRICS, share: false }
  const [counted, whole] = await Promise.all([
    countFacts(store, site, shape, request, {
      stretches: stretchesBetween(bounds, shift),
      period: from === 0 ? period : { ...period, isOpen: false },
      groups: ['bucket'],
    }),
    // Visitors of all buckets together are fewer than their sum.
    runReport(store, site, shape, { ...request, period, cursor: null }),
  ])
  const byBucket = new Map(counted.map((row) => [Number(row.bucket), row]))
  const metrics = metricColumns(GENERAL_METRICS, shift !== null)
  return {
    ...heading('timeseries', site, period, request),
    ...previousOf(period, shift),
    columns: [...START, ...(shift ? PREVIOUS_START : []), ...metrics],
    rows: page.map((ms, bucket): AnswerRow => {
      const figures = allFigures(GENERAL_METRICS, byBucket.get(bucket) ?? {}, '', site.currency, !!shift)
      const before: AnswerRow = shift ? { previous_start: local(shift(ms), timezone) } : {}
      return { start: local(ms, timezone), ...before, ...figures }
    }),
    total: whole.total,
    next: from + page.length < starts.length ? writeCursor('timeseries', from + page.length) : null,
  }
}

/** ISO 8601 with the local time of the zone: an instant, and readable as a date. */
function local(ms: number, timezone: string): string {
  const ahead = offset(ms, timezone)
  const text = new Date(ms + ahead).toISOString().slice(0, 19)
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text}${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
