/** The figures of a period over time: by hour, day, week or month of a time zone, with no bucket missing. */

import type { AnswerRow } from '../../../wire/answers/report.ts'
import { BUCKET_SIZES } from '../../../wire/query.ts'
import { iso, MINUTE_MS } from '../../../wire/time.ts'
import { PREVIOUS_START, START } from '../../metrics/columns.ts'
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import { bucketStarts } from '../../time/buckets.ts'
import { offset } from '../../time/zone.ts'
import { countedPeriod, intervalsBetween, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { figuresOf, metricColumns, readFigures } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { LIMIT, oneOf, paramOf } from '../request.ts'

/**
 * A row per bucket in order of time, 1000 by default. The first and the last bucket count only what is in the period.
 * With `compare=` each bucket is compared with the same days of the previous period.
 */
export const timeseries: Report = async (context) => {
  const { engine, site, params } = context
  const request = requestOf({ ...context, pageRows: null }, { limit: String(LIMIT.most) })
  const size = oneOf('interval', paramOf(params, 'interval') ?? 'day', BUCKET_SIZES)
  refuseSort(request, 'a time series comes in order of time')
  const { timezone } = request
  const { page, next } = pageOf(request, 'timeseries')
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const starts = bucketStarts(size, period, timezone)
  const shown = starts.slice(page.offset, page.offset + page.limit)
  const end = starts[page.offset + shown.length] ?? period.to_ms
  const bounds = shown.length ? [...shown.map((ms) => Math.max(ms, period.from_ms)), end] : []
  const metrics = GENERAL_METRICS
  const [buckets, whole] = await Promise.all([
    readFigures(engine, site, request, {
      period: page.offset === 0 ? period : { ...period, isOpen: false },
      intervals: intervalsBetween(bounds, shift),
      ...{ by: 'bucket', metrics },
    }),
    // Distinct visitors of buckets do not add up: one visitor may be in several.
    readFigures(engine, site, request, {
      period,
      intervals: intervalsOf(period, shift),
      by: 'total',
      metrics,
    }),
  ])
  const byBucket = new Map(buckets.rows.map(({ bucket, ...figures }) => [Number(bucket), figures]))
  const none = figuresOf(metrics, {}, '', site.currency, shift !== null)
  return answerOf(site, request, {
    ...{ report: 'timeseries', period, shift },
    names: [...START, ...(shift ? PREVIOUS_START : [])],
    figures: metricColumns(metrics),
    rows: shown.map((ms, bucket): AnswerRow => {
      const previous: AnswerRow = shift ? { previous_start: localIso(shift(ms), timezone) } : {}
      return { start: localIso(ms, timezone), ...previous, ...(byBucket.get(bucket) ?? none) }
    }),
    total: whole.total,
    next: next(shown.length, starts.length),
  })
}

/** ISO 8601 with the local time of the zone and its offset: an instant that can be read as a date. */
function localIso(ms: number, timezone: string): string {
  const ahead = offset(ms, timezone)
  const text = iso(ms + ahead).slice(0, 19)
  const minutes = Math.round(Math.abs(ahead) / MINUTE_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text}${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
