/** Lengths of time in milliseconds. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
/** A day of 24 hours. A local day may be 23 or 25 hours long: see `worker/time/zone.ts`. */
export const DAY_MS = 24 * HOUR_MS

/** One Date for all calls: an export writes a million instants. */
const clock = new Date(0)

/** The instant as ISO 8601, in UTC with milliseconds. */
export function iso(ms: number): string {
  clock.setTime(ms)
  return clock.toISOString()
}

/** The UTC day of an instant, as YYYY-MM-DD. */
export const utcDay = (ms: number): string => iso(ms).slice(0, 10)

/** The day that is `days` days later, or earlier if `days` is negative. Days are YYYY-MM-DD. */
export const shiftDay = (day: string, days: number): string => utcDay(Date.parse(day) + days * DAY_MS)

/** Whether a text is a day that exists, as YYYY-MM-DD: `2026-02-30` is none. */
export function isDay(text: string): boolean {
  const ms = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return !Number.isNaN(ms) && utcDay(ms) === text
}
