/** The period of a report: relative ones are hours back from now, dates are midnights of the time zone asked for. */

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** Lengths of the relative periods in ms; `all` reaches back to the first session. */
const LENGTHS = { today: DAY_MS, week: 7 * DAY_MS, month: 30 * DAY_MS, all: null } as const
export type PeriodName = keyof typeof LENGTHS
export const PERIODS = Object.keys(LENGTHS) as PeriodName[]

export interface Period {
  /** Null: from the first session on. */
  from_ms: number | null
  /** Exclusive. */
  to_ms: number
}

export const relative = (name: PeriodName, nowMs: number): Period => {
  const length = LENGTHS[name]
  return { from_ms: length === null ? null : nowMs - length, to_ms: nowMs }
}

/**
 * `2026-11-22` is that day's first instant in `timezone`; with a time it is an instant (UTC unless it says otherwise).
 * Null when it is neither.
 */
export function instant(text: string, timezone: string): number | null {
  const [, day, time] = text.match(/^(\d{4}-\d{2}-\d{2})(T\d{2}:\d{2}.*)?$/) ?? []
  if (!day || !isDay(day)) return null
  if (!time) return midnight(day, timezone)
  const ms = Date.parse(/(Z|[+-]\d{2}:?\d{2})$/.test(time) ? text : `${text}Z`)
  return Number.isNaN(ms) ? null : ms
}

function isDay(day: string): boolean {
  const ms = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(day)
}

/** The first instant whose local date is `day`: clocks may skip midnight, or strike it twice. */
function midnight(day: string, timezone: string): number {
  const utc = Date.parse(`${day}T00:00:00Z`)
  const isThatDay = (ms: number) => new Date(ms + offset(ms, timezone)).toISOString().startsWith(day)
  // Offsets around it: those of the day before and of the day after are the two that may hold.
  const candidates = [utc - DAY_MS, utc, utc + DAY_MS].map((near) => utc - offset(near, timezone))
  candidates.sort((a, b) => a - b)
  return candidates.find(isThatDay) ?? candidates.at(-1)!
}

/** How far local time is ahead of UTC at an instant, ms. */
export function offset(ms: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(ms)
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value)
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'))
  return local - Math.floor(ms / 1000) * 1000
}
