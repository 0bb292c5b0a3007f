/** The figures of a period over time: by hour, day, week or month of a time zone, with no bucket missing. */

import type { AnswerRow } from '../../../wire/answers/report.ts'
import { BUCKET_SIZES, type BucketSize } from '../../../wire/query.ts'
import { HOUR_MS, iso, MINUTE_MS } from '../../../wire/time.ts'
import type { Place } from '../../engine/plan.ts'
import { BadParameter } from '../../errors.ts'
import { PREVIOUS_START, START } from '../../metrics/columns.ts'
import { GENERAL_METRICS } from '../../metrics/metrics.ts'
import { bucketStart, bucketStarts } from '../../time/buckets.ts'
import type { Bounded, Interval } from '../../time/period.ts'
import { offset } from '../../time/zone.ts'
import { countedPeriod, intervalsBetween, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { invalidCursor, readPlace, writeCursor } from '../cursor.ts'
import { figuresOf, metricColumns, readFigures } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { LIMIT, oneOf, paramOf } from '../request.ts'

/** In one file: more than two years of hours. */
const MOST_BUCKETS = 20_000
/**
 * Buckets that one statement for a file counts. With more, ingest would have to wait for it: hours are counted from the
 * sessions. With fewer, a file would need more than the 50 statements that the free plan of D1 allows in a request.
 */
const FILE_PAGE = 500

/**
 * A row per bucket in order of time, 1000 by default. The first and the last bucket count only what is in the period.
 * With `compare=` each bucket is compared with the same days of the previous period.
 *
 * A page reads only the time of its own buckets, and nothing of the time before the site's first session or order. Only
 * an answer with a total reads the whole period; a file has no total.
 */
export const timeseries: Report = async (context) => {
  const { engine, site, params } = context
  const isFile = Boolean(context.pageRows)
  const request = requestOf({ ...context, pageRows: null }, { limit: String(LIMIT.most) })
  const size = oneOf('interval', paramOf(params, 'interval') ?? 'day', BUCKET_SIZES)
  refuseSort(request, 'a time series comes in order of time')
  const { timezone } = request
  const limit = isFile ? FILE_PAGE : request.limit
  const after = readPlace(request.cursor, 'timeseries', 0)
  const period = await countedPeriod(engine, site, request)
  if (isFile) refuseManyHours(size, period)
  const shift = shiftOf(request, period)
  const starts = bucketStarts(
    size,
    { ...period, from_ms: firstOf(after, size, period, timezone) },
    timezone,
    limit + 1,
  )
  const shown = starts.slice(0, limit)
  const following = starts[limit] ?? null
  const bounds = shown.length
    ? [...shown.map((ms) => Math.max(ms, period.from_ms)), following ?? period.to_ms]
    : []
  const hasAny = ({ to_ms }: Interval) => period.first_ms === undefined || to_ms > period.first_ms
  const metrics = GENERAL_METRICS
  const [buckets, whole] = await Promise.all([
    readFigures(engine, site, request, {
      period: after === null ? period : { ...period, isOpen: false },
      intervals: intervalsBetween(bounds, shift).filter(hasAny),
      isCompared: shift !== null,
      ...{ by: 'bucket', metrics },
    }),
    // Distinct visitors of buckets do not add up: one visitor may be in several.
    isFile
      ? null
      : readFigures(engine, site, request, {
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
    total: whole?.total ?? {},
    next: following === null ? null : writeCursor('timeseries', [following]),
  })
}

/** Where a page begins: at the bucket that its cursor names, or with the period. */
function firstOf(after: Place | null, size: BucketSize, period: Bounded, timezone: string): number {
  if (after === null) return period.from_ms
  const [ms] = after
  const isInPeriod = ms > period.from_ms && ms < period.to_ms
  if (!isInPeriod || bucketStart(size, ms, timezone) !== ms) throw invalidCursor()
  return ms
}

/** Only hours can be so many: a period has at most 20 years. */
function refuseManyHours(size: BucketSize, { from_ms, to_ms }: Bounded): void {
  const hours = Math.ceil((to_ms - from_ms) / HOUR_MS)
  if (size === 'hour' && hours > MOST_BUCKETS)
    throw new BadParameter(
      'interval',
      `the period has ${hours} hours, and a file at most ${MOST_BUCKETS}: export days, or a shorter period`,
    )
}

/** ISO 8601 with the local time of the zone and its offset: an instant that can be read as a date. */
function localIso(ms: number, timezone: string): string {
  const ahead = offset(ms, timezone)
  const text = iso(ms + ahead).slice(0, 19)
  const minutes = Math.round(Math.abs(ahead) / MINUTE_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${text}${ahead < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
}
