/** The time that a report covers: its period, and the period that it is compared with. */
import { DAY_MS } from '../../wire/time.ts'
import type { Engine } from '../engine/engine.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bounded, Interval, Period } from '../time/period.ts'
import { slotOf, slotStart } from '../time/slots.ts'
import { dayOf, localInstant, midnight, offset } from '../time/zone.ts'
import type { ReportRequest } from './request.ts'

/** The period with its start: `all` begins with the oldest session or order. */
export async function boundedPeriod(engine: Engine, site: SiteRow, period: Period): Promise<Bounded> {
  const { from_ms, to_ms } = period
  return from_ms === null ? fromOldest(engine, site, period) : { from_ms, to_ms }
}

/**
 * The same for a report that counts visitors. If sessions of the period may have been deleted by retention, visitors are
 * counted from the oldest session that is left.
 */
export async function countedPeriod(
  engine: Engine,
  site: SiteRow,
  { period, now_ms }: Pick<ReportRequest, 'period' | 'now_ms'>,
): Promise<Bounded> {
  const { from_ms, to_ms } = period
  const isKept = from_ms !== null && from_ms >= now_ms - site.retention_days * DAY_MS
  return isKept ? { from_ms, to_ms } : fromOldest(engine, site, period)
}

async function fromOldest(engine: Engine, site: SiteRow, { from_ms, to_ms }: Period): Promise<Bounded> {
  const [row] = await engine.run({ kind: 'oldest', site, default_ms: to_ms })
  const [session_ms, order_ms] = [Number(row!.session_ms), Number(row!.order_ms)]
  const first_ms = Math.min(session_ms, order_ms, to_ms)
  const oldest_ms = slotStart(slotOf(session_ms, site.timezone), site.timezone)
  return { from_ms: from_ms ?? first_ms, to_ms, isOpen: from_ms === null, oldest_ms, first_ms }
}

/** Returns the instant of the compared period that corresponds to an instant of the period. */
export type Shift = (ms: number) => number

/**
 * `previous` goes back by as many days as the period has, or by its length if it does not have whole days. `year` goes
 * back to the same date and time of the year before. A midnight stays a midnight, even if the clocks change in between.
 * Null without a comparison.
 */
export function shiftOf(
  { compare, timezone }: Pick<ReportRequest, 'compare' | 'timezone'>,
  { from_ms, to_ms }: Bounded,
): Shift | null {
  if (compare === null) return null
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

/** The period that another is compared with. */
export const shifted = (period: Bounded, shift: Shift): Bounded => ({
  ...period,
  from_ms: shift(period.from_ms),
  to_ms: shift(period.to_ms),
})

const sameTime = (ms: number, day: number, timezone: string) =>
  localInstant(day, (((ms + offset(ms, timezone)) % DAY_MS) + DAY_MS) % DAY_MS, timezone)

/** The 29th of February becomes the 28th where there is none. */
function yearBefore(day: number): number {
  const date = new Date(day * DAY_MS)
  const [year, month] = [date.getUTCFullYear() - 1, date.getUTCMonth()]
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate()
  return Date.UTC(year, month, Math.min(date.getUTCDate(), last)) / DAY_MS
}

/** The whole period as one interval, and the previous period as another. */
export const intervalsOf = (period: Bounded, shift: Shift | null): Interval[] =>
  intervalsBetween([period.from_ms, period.to_ms], shift)

/** One interval from each bound to the next one. Each is a bucket, numbered from 0. */
export function intervalsBetween(bounds: number[], shift: Shift | null): Interval[] {
  const between = (at: number[], is_previous: 0 | 1) =>
    at.slice(1).map((to_ms, bucket): Interval => ({ from_ms: at[bucket]!, to_ms, is_previous, bucket }))
  return [...between(bounds, 0), ...(shift ? between(bounds.map(shift), 1) : [])]
}
