/** The buckets of a time series: hours, days, weeks or months of a time zone. */
import type { BucketSize } from '../../wire/query.ts'
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import { dayOf, midnight, offset } from './zone.ts'

/**
 * The instants at which the buckets of a period begin, by local time. The first may be before the period's start.
 * @param most how many to return at most: the first ones
 */
export function bucketStarts(
  size: BucketSize,
  { from_ms, to_ms }: { from_ms: number; to_ms: number },
  timezone: string,
  most = Number.POSITIVE_INFINITY,
): number[] {
  const starts: number[] = []
  if (from_ms >= to_ms) return starts
  let at = bucketStart(size, from_ms, timezone)
  while (at < to_ms && starts.length < most) {
    starts.push(at)
    at = nextBucket(size, at, timezone)
  }
  return starts
}

/** The start of the bucket that contains an instant. */
export function bucketStart(size: BucketSize, ms: number, timezone: string): number {
  if (size === 'hour') return hourStart(ms, timezone)
  return midnight(firstDay(size, dayOf(ms, timezone)), timezone)
}

/** Where the clocks change by half an hour, an hour begins at the change. */
function hourStart(ms: number, timezone: string): number {
  const ahead = offset(ms, timezone)
  let start = ms - ((((ms + ahead) % HOUR_MS) + HOUR_MS) % HOUR_MS)
  while (offset(start, timezone) !== ahead) start += HOUR_MS / 4
  return start
}

function nextBucket(size: BucketSize, ms: number, timezone: string): number {
  if (size === 'hour') {
    const next = hourStart(ms + HOUR_MS, timezone)
    return next > ms ? next : next + HOUR_MS
  }
  const day = firstDay(size, dayOf(ms, timezone))
  const next = size === 'day' ? day + 1 : size === 'week' ? day + 7 : monthAfter(day)
  return midnight(next, timezone)
}

/** The first day of the bucket that contains a day. Weeks begin on Monday; day 0 was a Thursday. */
function firstDay(size: BucketSize, day: number): number {
  if (size === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  if (size === 'month') return day - new Date(day * DAY_MS).getUTCDate() + 1
  return day
}

function monthAfter(firstDay: number): number {
  const date = new Date(firstDay * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / DAY_MS
}
