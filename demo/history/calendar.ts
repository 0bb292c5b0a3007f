/** The shop's days and hours in its own time zone: when visitors come, and which instant that is. */
import { DAY_MS, HOUR_MS, utcDay } from '../../wire/time.ts'
import { between, draw, type Random } from '../random.ts'
import { DEMO_SITE } from '../site.ts'

/** A calendar day of the site's time zone. */
export interface Day {
  /** `2026-11-22`. */
  date: string
  /** ISO: 1 is Monday. */
  weekday: number
}

/** Traffic of a weekday relative to the average, Monday first. */
const WEEKDAY_SHARE = [1.02, 1.08, 0.96, 0.98, 1.08, 0.82, 1.1]
export const weekdayShare = (day: Day): number => WEEKDAY_SHARE[day.weekday - 1]!

/** Traffic of each hour of the day: little at night, more until noon, most in the evening. */
const HOURS = [14, 8, 5, 4, 4, 7, 15, 28, 40, 48, 54, 56, 58, 57, 52, 50, 51, 54, 60, 70, 82, 86, 66, 34].map(
  (weight, hour) => ({ hour, weight }),
)

/** Traffic from an e-mail by hour: it is sent at ten and read within hours. */
const MAIL_HOURS = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 60, 48, 30, 20, 14, 11, 10, 10, 11, 12, 12, 9, 4, 2].map(
  (weight, hour) => ({ hour, weight }),
)

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: DEMO_SITE.timezone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** The local date and time of an instant, as the instant at which UTC has the same date and time. Milliseconds. */
function wallMs(instantMs: number): number {
  const part = Object.fromEntries(
    clock.formatToParts(instantMs).map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part.year!, part.month! - 1, part.day!, part.hour!, part.minute!, part.second!)
}

const dayOf = (wall: number): Day => ({
  date: utcDay(wall),
  weekday: new Date(wall).getUTCDay() || 7,
})

/** Every calendar day that is at least partly in [from, to). */
export function daysBetween(fromMs: number, toMs: number): Day[] {
  const days: Day[] = []
  const last = wallMs(toMs - 1)
  for (let wall = Math.floor(wallMs(fromMs) / DAY_MS) * DAY_MS; wall <= last; wall += DAY_MS)
    days.push(dayOf(wall))
  return days
}

/** The day that is `days` later. */
export const dayAfter = (day: Day, days: number): Day => dayOf(Date.parse(day.date) + days * DAY_MS)

/** A random moment of that day, at an hour when people shop or read their mail. Milliseconds since the epoch. */
export function momentOf(random: Random, day: Day, mail = false): number {
  const { hour } = draw(random, mail ? MAIL_HOURS : HOURS)
  const wall = Date.parse(day.date) + hour * HOUR_MS + Math.floor(between(random, 0, HOUR_MS))
  // Near a clock change the offset may be that of an hour later. For made-up visits this does not matter.
  return wall - (wallMs(wall) - Math.floor(wall / 1000) * 1000)
}
