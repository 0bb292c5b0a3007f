/** Calendar days as `YYYY-MM-DD`. */

import type { BucketSize } from '../../../wire/query.ts'
import { HOUR_MS, shiftDay, utcDay } from '../../../wire/time.ts'

/** The day of an instant in an IANA time zone; in UTC if the browser does not know the zone. */
export function dayIn(instant: string, timeZone: string): string {
  const date = new Date(instant)
  try {
    // The Swedish format is the ISO one: YYYY-MM-DD.
    return new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(date)
  } catch {
    return utcDay(date.getTime())
  }
}

/** Whether the bucket that begins at `start` has ended at `to`. Both are instants; days are those of the time zone. */
export function isOver(start: string, to: string, interval: BucketSize, timeZone: string): boolean {
  const [first, now] = [dayIn(start, timeZone), dayIn(to, timeZone)]
  if (interval === 'hour') return Date.parse(to) - Date.parse(start) >= HOUR_MS
  if (interval === 'month') return now.slice(0, 7) > first.slice(0, 7)
  return now >= shiftDay(first, interval === 'week' ? 7 : 1)
}
