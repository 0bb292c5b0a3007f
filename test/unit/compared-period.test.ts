import { describe, expect, it } from 'vitest'
import type { BucketSize } from '../../wire/query.ts'
import { shiftOf } from '../../worker/stats/comparedPeriod.ts'
import { bucketStarts } from '../../worker/time/buckets.ts'

const ms = Date.parse
const iso = (list: number[]) => list.map((at) => new Date(at).toISOString().replace(':00.000Z', 'Z'))
const period = (from: string, to: string) => ({ from_ms: ms(from), to_ms: ms(to) })

describe('the buckets of a time series', () => {
  const cases: [interval: BucketSize, zone: string, from: string, to: string, starts: string[]][] = [
    [
      'hour',
      'UTC',
      '2026-11-22T10:20Z',
      '2026-11-22T13:00Z',
      ['2026-11-22T10:00Z', '2026-11-22T11:00Z', '2026-11-22T12:00Z'],
    ],
    [
      'hour',
      'Asia/Kolkata',
      '2026-11-22T10:20Z',
      '2026-11-22T11:40Z',
      ['2026-11-22T09:30Z', '2026-11-22T10:30Z', '2026-11-22T11:30Z'],
    ],
    // An hour that the clocks show twice makes two buckets, an hour that they skip makes none.
    [
      'hour',
      'Europe/Kyiv',
      '2026-10-24T23:00Z',
      '2026-10-25T02:00Z',
      ['2026-10-24T23:00Z', '2026-10-25T00:00Z', '2026-10-25T01:00Z'],
    ],
    [
      'hour',
      'Australia/Lord_Howe',
      '2026-10-03T14:30Z',
      '2026-10-03T17:00Z',
      ['2026-10-03T14:30Z', '2026-10-03T15:30Z', '2026-10-03T16:00Z'],
    ],
    [
      'day',
      'Europe/Kyiv',
      '2026-03-28T10:00Z',
      '2026-03-30T21:00Z',
      ['2026-03-27T22:00Z', '2026-03-28T22:00Z', '2026-03-29T21:00Z'],
    ],
    [
      'day',
      'Africa/Cairo',
      '2026-04-23T10:00Z',
      '2026-04-24T22:00Z',
      ['2026-04-22T22:00Z', '2026-04-23T22:00Z', '2026-04-24T21:00Z'],
    ],
    // 2026-11-16 is a Monday.
    ['week', 'UTC', '2026-11-22T00:00Z', '2026-11-24T00:00Z', ['2026-11-16T00:00Z', '2026-11-23T00:00Z']],
    [
      'week',
      'Europe/Kyiv',
      '2026-10-21T00:00Z',
      '2026-10-27T00:00Z',
      ['2026-10-18T21:00Z', '2026-10-25T22:00Z'],
    ],
    [
      'month',
      'Europe/Kyiv',
      '2025-12-31T23:00Z',
      '2026-04-01T00:00Z',
      ['2025-12-31T22:00Z', '2026-01-31T22:00Z', '2026-02-28T22:00Z', '2026-03-31T21:00Z'],
    ],
  ]
  it.each(cases)('by %s in %s from %s to %s', (interval, zone, from, to, starts) => {
    expect(iso(bucketStarts(interval, period(from, to), zone))).toEqual(starts)
  })

  it('are none in an empty period, and a year of days has one for each', () => {
    expect(bucketStarts('day', { from_ms: 5, to_ms: 5 }, 'UTC')).toEqual([])
    const year = period('2025-12-31T22:00Z', '2026-12-31T22:00Z')
    expect(bucketStarts('day', year, 'Europe/Kyiv')).toHaveLength(365)
    expect(bucketStarts('hour', year, 'Europe/Kyiv')).toHaveLength(365 * 24)
  })
})

describe('a period is compared with', () => {
  const cases: [
    what: string,
    'previous' | 'year',
    zone: string,
    from: string,
    to: string,
    before: string[],
  ][] = [
    [
      'as many days before',
      'previous',
      'UTC',
      '2026-11-08T00:00Z',
      '2026-11-15T00:00Z',
      ['2026-11-01T00:00Z', '2026-11-08T00:00Z'],
    ],
    [
      'days, not hours, where clocks change',
      'previous',
      'Europe/Kyiv',
      '2026-03-28T22:00Z',
      '2026-03-29T21:00Z',
      ['2026-03-27T22:00Z', '2026-03-28T22:00Z'],
    ],
    [
      'as many hours before where it is not of whole days',
      'previous',
      'UTC',
      '2026-11-08T10:00Z',
      '2026-11-08T16:30Z',
      ['2026-11-08T03:30Z', '2026-11-08T10:00Z'],
    ],
    [
      'the same days a year before',
      'year',
      'Europe/Kyiv',
      '2026-03-29T21:00Z',
      '2026-04-29T21:00Z',
      ['2025-03-29T22:00Z', '2025-04-29T21:00Z'],
    ],
    [
      'the 28th for a 29th of February',
      'year',
      'UTC',
      '2024-02-29T00:00Z',
      '2024-03-01T00:00Z',
      ['2023-02-28T00:00Z', '2023-03-01T00:00Z'],
    ],
    [
      'the same time of day a year before',
      'year',
      'Europe/Kyiv',
      '2026-03-29T10:15Z',
      '2026-03-29T11:15Z',
      ['2025-03-29T11:15Z', '2025-03-29T12:15Z'],
    ],
  ]
  it.each(cases)('%s', (_, compare, zone, from, to, before) => {
    const own = period(from, to)
    const shift = shiftOf({ compare: compare, timezone: zone }, own)!
    expect(iso([shift(own.from_ms), shift(own.to_ms)])).toEqual(before)
  })
})
