/** The period of a report. A relative period ends now and has a number of hours. A date is its midnight in a time zone. */

import { isoInstant } from '../../wire/isoInstant.ts'
import type { PeriodName } from '../../wire/query.ts'
import { DAY_MS, isDay } from '../../wire/time.ts'
import { midnight } from './zone.ts'

/** Lengths of the relative periods in ms; `all` reaches back to the first session. */
const LENGTHS: Record<PeriodName, number | null> = {
  today: DAY_MS,
  week: 7 * DAY_MS,
  month: 30 * DAY_MS,
  all: null,
}

export interface Period {
  /** Null: from the first session on. */
  from_ms: number | null
  /** Exclusive. */
  to_ms: number
}

/** A period whose start is known. */
export interface Bounded {
  from_ms: number
  to_ms: number
  /** The site has nothing before it. */
  isOpen?: boolean
  /** The start of the slot of the oldest session, if older ones of the period were deleted. Visitors are counted from it. */
  oldest_ms?: number
  /** The site's first session or order. Absent if it was not looked up. */
  first_ms?: number
}

/** A part of the time that a report covers. */
export interface Interval {
  from_ms: number
  /** Exclusive. */
  to_ms: number
  /** 1: it belongs to the previous period, which the report's own is compared with. */
  is_previous: 0 | 1
  /** Of a time series: which bucket it is, from 0. */
  bucket: number
}

export const relative = (name: PeriodName, nowMs: number): Period => {
  const length = LENGTHS[name]
  return { from_ms: length === null ? null : nowMs - length, to_ms: nowMs }
}

/**
 * `2026-11-22` is that day's first instant in `timezone`; with a time it is an instant (UTC by default).
 * Null when it is neither.
 */
export function instant(text: string, timezone: string): number | null {
  const written = isoInstant(text)
  const [, day, time] = written.match(/^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}.*)?$/) ?? []
  if (!day || !isDay(day)) return null
  if (!time) return midnight(Date.parse(`${day}T00:00:00Z`) / DAY_MS, timezone)
  const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? written : `${written}Z`)
  return Number.isNaN(ms) ? null : ms
}
