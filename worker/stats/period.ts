/** The time that a report covers: its period, the one it is held against, and the buckets of a time series. */

import type { Comparison, Interval } from '../../wire/query.ts'
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import type { Stretch } from '../rollup/coverWithBlocks.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Bounded } from '../time/period.ts'
import { slotOf, slotStart } from '../time/slots.ts'
import { dayOf, localInstant, midnight, offset } from '../time/zone.ts'
import type { ReportRequest } from './request.ts'

/** The period with its start filled in: `all` begins with the first session or order. */
export async function boundedPeriod(
  store: Store,
  site: SiteRow,
  { period }: { period: ReportRequest['period'] | Bounded },
): Promise<Bounded> {
  const { from_ms, to_ms } = period
  return from_ms === null ? found(store, site, from_ms, to_ms) : { ...period, from_ms }
}

/** The same for who counts visitors: with it comes where they begin, if sessions of the period may be gone. */
export async function countedPeriod(
  store: Store,
  site: SiteRow,
  { period }: { period: ReportRequest['period'] | Bounded },
): Promise<Bounded> {
  const { from_ms, to_ms } = period
  const isKept = from_ms !== null && from_ms >= Date.now() - site.retention_days * DAY_MS
  return isKept || 'isOpen' in period ? (period as Bounded) : found(store, site, from_ms, to_ms)
}

async function found(store: Store, site: SiteRow, from_ms: number | null, to_ms: number): Promise<Bounded> {
  const sql = `
SELECT coalesce((SELECT min(started_ms) FROM sessions WHERE site_id = ?1), ?2) AS session_ms,
  coalesce((SELECT min(ordered_ms) FROM orders INDEXED BY orders_by_time WHERE site_id = ?1), ?2) AS order_ms`
  const [row] = await store.query({ sql, params: [site.id, to_ms] })
  const [session_ms, order_ms] = [Number(row!.session_ms), Number(row!.order_ms)]
  const first_ms = Math.min(session_ms, order_ms, to_ms)
  const oldest_ms = slotStart(slotOf(session_ms, site.timezone), site.timezone)
  return { from_ms: from_ms ?? first_ms, to_ms, isOpen: from_ms === null, oldest_ms }
}

/** Takes an instant of a period to the one that it is held against. */
export type Shift = (ms: number) => number

/**
 * Days are held against days, so that a change of the clocks moves nothing: `previous` is as many days before, or as
 * many milliseconds where the period is not of whole days; `year` is the same date and time of the year before.
 */
export function shiftOf(compare: Comparison, { from_ms, to_ms }: Bounded, timezone: string): Shift {
  const days = dayOf(to_ms, timezone) - dayOf(from_ms, timezone)
  const isWhole = [from_ms, to_ms].every((ms) => midnight(dayOf(ms, timezone), timezone) === ms)
  if (compare === 'previous' && !isWhole) return (ms) => ms - (to_ms - from_ms)
  return (ms) => {
    const day = dayOf(ms, timezone)
    const before = compare === 'year' ? yearBefore(day) : day - days
    const rest = ms - midnight(day, timezone)
    return rest === 0 ? midnight(before, timezone) : sameTime(ms, before, timezone)
  }
}

/** The period that another is held against. */
export const shifted = (period: Bounded, shift: Shift): Bounded => ({
  ...period,
  from_ms: shift(period.from_ms),
  to_ms: shift(period.to_ms),
})

const sameTime = (ms: number, day: number, timezone: string) =>
  localInstant(day, (((ms + offset(ms, timezone)) % DAY_MS) + DAY_MS) % DAY_MS, timezone)

/** February has no 29th in most years: its 28th stands for it. */
function yearBefore(day: number): number {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear() - 1, date.getUTCMonth()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY_MS
}

/** The instants at which the buckets of a period begin, the first at its start or before; local, weeks from Monday. */
export function bucketStarts(interval: Interval, { from_ms, to_ms }: Bounded, timezone: string): number[] {
  const starts: number[] = []
  if (from_ms >= to_ms) return starts
  let at = bucketStart(interval, from_ms, timezone)
  while (at < to_ms) {
    starts.push(at)
    at = nextBucket(interval, at, timezone)
  }
  return starts
}

function bucketStart(interval: Interval, ms: number, timezone: string): number {
  if (interval === 'hour') return hourStart(ms, timezone)
  return midnight(firstDay(interval, dayOf(ms, timezone)), timezone)
}

/** Where clocks change by half an hour, an hour begins with the change. */
function hourStart(ms: number, timezone: string): number {
  const ahead = offset(ms, timezone)
  let start = ms - ((((ms + ahead) % HOUR_MS) + HOUR_MS) % HOUR_MS)
  while (offset(start, timezone) !== ahead) start += HOUR_MS / 4
  return start
}

function nextBucket(interval: Interval, ms: number, timezone: string): number {
  if (interval === 'hour') {
    const next = hourStart(ms + HOUR_MS, timezone)
    return next > ms ? next : next + HOUR_MS
  }
  const day = firstDay(interval, dayOf(ms, timezone))
  const next = interval === 'day' ? day + 1 : interval === 'week' ? day + 7 : monthAfter(day)
  return midnight(next, timezone)
}

/** Day 0 was a Thursday. */
function firstDay(interval: Interval, day: number): number {
  if (interval === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  if (interval === 'month') return day - new Date(day * DAY_MS).getUTCDate() + 1
  return day
}

function monthAfter(firstDay: number): number {
  const date = new Date(firstDay * DAY_MS)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1) / DAY_MS
}

/** The whole period as one stretch, and the one that it is held against. */
export function stretchesOf(period: Bounded, shift: Shift | null): Stretch[] {
  return stretchesBetween([period.from_ms, period.to_ms], shift)
}

/** A stretch between each two neighbours: one bucket each, numbered from 0. */
export function stretchesBetween(bounds: number[], shift: Shift | null): Stretch[] {
  const between = (at: number[], era: 0 | 1) =>
    at.slice(1).map((to_ms, bucket): Stretch => ({ from_ms: at[bucket]!, to_ms, era, bucket }))
  return [...between(bounds, 0), ...(shift ? between(bounds.map(shift), 1) : [])]
}
