/** Lengths of time in milliseconds. */
export const MINUTE_MS = 60_000
export const HOUR_MS = 60 * MINUTE_MS
/** A day of 24 hours. A local day may be 23 or 25 hours long: see `worker/time/zone.ts`. */
export const DAY_MS = 24 * HOUR_MS
