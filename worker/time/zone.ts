/** Local time of a zone: offsets, midnights and dates. Offsets are kept by year and zone: a report asks for hundreds. */

import { DAY_MS } from '../../wire/time.ts'

/** A year is searched for changes of the clocks in steps of this length: no zone ever changed them twice within one. */
const STRIDE_MS = 4 * DAY_MS

/** From `from_ms` on, local time is `ms` ahead of UTC. */
interface Offset {
  from_ms: number
  ms: number
}

const formats = new Map<string, Intl.DateTimeFormat>()
const years = new Map<string, Offset[]>()

/** How far local time is ahead of UTC at an instant, ms. */
export function offset(ms: number, timezone: string): number {
  const found = offsetsIn(new Date(ms).getUTCFullYear(), timezone)
  let last = found[0]!
  for (const one of found) if (one.from_ms <= ms) last = one
  return last.ms
}

function offsetsIn(year: number, timezone: string): Offset[] {
  const key = `${timezone} ${year}`
  const found = years.get(key) ?? offsetsOf(year, timezone)
  years.set(key, found)
  return found
}

/** The offsets that hold from the year of `from_ms` to the year of `to_ms`, in order of time. */
export function offsetsBetween(from_ms: number, to_ms: number, timezone: string): Offset[] {
  const changes: Offset[] = []
  for (let year = new Date(from_ms).getUTCFullYear(); year <= new Date(to_ms).getUTCFullYear(); year++)
    for (const one of offsetsIn(year, timezone)) if (changes.at(-1)?.ms !== one.ms) changes.push(one)
  return changes
}

/** The offsets of a UTC year in order of time. */
function offsetsOf(year: number, timezone: string): Offset[] {
  const [start, end] = [Date.UTC(year, 0), Date.UTC(year + 1, 0)]
  const found: Offset[] = [{ from_ms: start, ms: readOffset(start, timezone) }]
  for (let at = start; at < end; at += STRIDE_MS) {
    const before = found.at(-1)!.ms
    let [low, high] = [at, Math.min(at + STRIDE_MS, end)]
    const ms = readOffset(high, timezone)
    if (ms === before) continue
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (readOffset(middle, timezone) === before) low = middle
      else high = middle
    }
    found.push({ from_ms: high, ms })
  }
  return found
}

function readOffset(ms: number, timezone: string): number {
  const format =
    formats.get(timezone) ??
    new Intl.DateTimeFormat('en-US', {
      timeZone: timezone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  formats.set(timezone, format)
  const parts = format.formatToParts(ms)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(ms / 1000) * 1000
}

/** The local date of an instant, as a day's number. */
export const dayOf = (ms: number, timezone: string): number =>
  Math.floor((ms + offset(ms, timezone)) / DAY_MS)

/** The first instant of a local day. Clocks may skip midnight, or show it twice. */
export const midnight = (day: number, timezone: string): number => localInstant(day, 0, timezone)

/**
 * The first instant at which local clocks show a time of day on a day. If the clocks skip this time, the first instant
 * after the gap.
 * @param ofDayMs the time of day, in ms since midnight
 */
export function localInstant(day: number, ofDayMs: number, timezone: string): number {
  const local = day * DAY_MS + ofDayMs
  // Only two offsets are possible: that of the day before, and that of the day after.
  const before = offset(local - DAY_MS, timezone)
  const after = offset(local + DAY_MS, timezone)
  if (before === after && offset(local - before, timezone) === before) return local - before
  const candidates = [before, offset(local, timezone), after].map((ms) => local - ms).sort((a, b) => a - b)
  const reached = (ms: number) => {
    const now = ms + offset(ms, timezone)
    return now >= local && now < (day + 1) * DAY_MS
  }
  return candidates.find(reached) ?? candidates.at(-1)!
}
