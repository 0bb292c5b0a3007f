import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import { instant, relative } from '../../worker/time/period.ts'
import { offset } from '../../worker/time/zone.ts'

const iso = (ms: number | null) => ms && new Date(ms).toISOString()

describe('a relative period', () => {
  it.each([
    ['today', 1],
    ['week', 7],
    ['month', 30],
  ] as const)('%s begins %i × 24 hours ago, also if the clocks change', (name, days) => {
    const now = Date.UTC(2026, 2, 30, 10)
    expect(relative(name, now)).toEqual({ from_ms: now - days * DAY_MS, to_ms: now })
  })

  it('all has no start', () => {
    expect(relative('all', 5)).toEqual({ from_ms: null, to_ms: 5 })
  })
})

describe('a date', () => {
  it.each([
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'Europe/Kyiv', '2026-11-21T22:00:00.000Z'],
    ['2026-07-01', 'Europe/Kyiv', '2026-06-30T21:00:00.000Z'],
    ['2026-03-29', 'Europe/Kyiv', '2026-03-28T22:00:00.000Z'],
    ['2026-03-30', 'Europe/Kyiv', '2026-03-29T21:00:00.000Z'],
    ['2026-10-25', 'Europe/Kyiv', '2026-10-24T21:00:00.000Z'],
    ['2026-10-26', 'Europe/Kyiv', '2026-10-25T22:00:00.000Z'],
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    ['2026-11-22', 'Asia/Kolkata', '2026-11-21T18:30:00.000Z'],
    ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['2024-02-29', 'UTC', '2024-02-29T00:00:00.000Z'],
    // Clocks skip midnight: the day begins at one o'clock.
    ['2026-04-24', 'Africa/Cairo', '2026-04-23T22:00:00.000Z'],
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
    // Midnight comes twice: the day begins with the first.
    ['2026-11-01', 'America/Havana', '2026-11-01T04:00:00.000Z'],
    // Clocks go back later on the same day.
    ['2026-04-05', 'Australia/Sydney', '2026-04-04T13:00:00.000Z'],
    ['2026-04-05', 'Pacific/Auckland', '2026-04-04T11:00:00.000Z'],
  ])('%s begins in %s at %s', (day, timezone, wanted) => {
    expect(iso(instant(day, timezone))).toBe(wanted)
  })

  const ZONES = [
    ...['UTC', 'Europe/Kyiv', 'Europe/London', 'Europe/Lisbon', 'Atlantic/Azores', 'America/New_York'],
    ...['America/Sao_Paulo', 'America/Santiago', 'America/Havana', 'America/St_Johns', 'America/Nuuk'],
    ...['America/Scoresbysund', 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Beirut', 'Asia/Jerusalem'],
    ...['Asia/Kolkata', 'Asia/Tokyo', 'Australia/Sydney', 'Australia/Adelaide', 'Australia/Lord_Howe'],
    ...['Pacific/Auckland', 'Pacific/Chatham', 'Pacific/Kiritimati', 'Pacific/Pago_Pago'],
  ]
  it.each(ZONES)('begins in %s at the first instant that has it on the calendar, all year', (timezone) => {
    const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: timezone, dateStyle: 'short' })
    const wrong: string[] = []
    for (let utc = Date.UTC(2026, 0, 1); utc < Date.UTC(2027, 0, 1); utc += DAY_MS) {
      const day = new Date(utc).toISOString().slice(0, 10)
      const begins = instant(day, timezone)!
      const before = [1, HOUR_MS / 2, HOUR_MS, 2 * HOUR_MS].map((ms) => calendar.format(begins - ms))
      if (calendar.format(begins) !== day || before.some((date) => date >= day))
        wrong.push(`${day} at ${iso(begins)}`)
    }
    expect(wrong).toEqual([])
  })

  it('is 23 or 25 hours long when the clocks change', () => {
    const hours = (day: string, next: string) =>
      (instant(next, 'Europe/Kyiv')! - instant(day, 'Europe/Kyiv')!) / HOUR_MS
    expect(hours('2026-03-29', '2026-03-30')).toBe(23)
    expect(hours('2026-10-25', '2026-10-26')).toBe(25)
    expect(hours('2026-11-22', '2026-11-23')).toBe(24)
  })

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '22.11.2026',
    '',
  ])('“%s” is refused', (text) => {
    expect(instant(text, 'Europe/Kyiv')).toBeNull()
  })
})

describe('an instant', () => {
  it.each([
    ['2026-11-22T10:00:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00.123Z', '2026-11-22T10:00:00.123Z'],
    ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T10:00:00-0530', '2026-11-22T15:30:00.000Z'],
    ['2026-11-22T10:00Z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00', '2026-11-22T10:00:00.000Z'],
  ])('%s is %s in every time zone', (text, wanted) => {
    for (const timezone of ['UTC', 'Europe/Kyiv']) expect(iso(instant(text, timezone))).toBe(wanted)
  })

  it.each([
    '2026-11-22T25:00:00Z',
    '2026-11-22T10:61:00Z',
    '2026-02-30T10:00:00Z',
    '2026-11-22T10:00:00 02:00',
    '2026-11-22 10:00',
    '2026-11-22T',
    '2026-11-22T10:00:00Zebra',
    '2026-11-22T10:00:00+99:00',
    '1795000000000',
    'now',
  ])('“%s” is refused', (text) => {
    expect(instant(text, 'UTC')).toBeNull()
  })
})

describe('the offset of a time zone', () => {
  it.each([
    ['2026-07-01T00:00:00Z', 'Europe/Kyiv', 3],
    ['2026-12-01T00:00:00Z', 'Europe/Kyiv', 2],
    ['2026-10-25T00:59:59.999Z', 'Europe/Kyiv', 3],
    ['2026-10-25T01:00:00Z', 'Europe/Kyiv', 2],
    ['2026-12-01T00:00:00.500Z', 'America/New_York', -5],
    ['2026-12-01T00:00:00Z', 'Asia/Kolkata', 5.5],
  ])('at %s in %s is %d hours', (at, timezone, hours) => {
    expect(offset(Date.parse(at), timezone)).toBe(hours * HOUR_MS)
  })
})
