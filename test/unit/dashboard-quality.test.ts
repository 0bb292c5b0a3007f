/** Adding up rejected events for the view of data quality, and the durations of a session's time line. */
import { describe, expect, it } from 'vitest'
import { byDay, byReason, type DropRow, isLoss } from '../../dashboard/features/quality/dropCounts.ts'
import { createFormat } from '../../dashboard/shared/format/format.ts'
import { DROP_REASONS } from '../../wire/event.ts'
import { HOUR_MS } from '../../wire/time.ts'

const row = (reason: string, day: string, count: number, more: Partial<DropRow> = {}): DropRow => ({
  reason,
  day,
  count,
  ...more,
})

describe('rejected events', () => {
  it('are added up by reason, losses first, each with its last rejection', () => {
    const rows = [
      row('bot', '2026-11-03', 50),
      row('origin', '2026-11-03', 1, { detail: 'old.example', last_at: '2026-11-03T10:00:00.000Z' }),
      row('origin', '2026-11-01', 2, { detail: 'older.example', last_at: '2026-11-01T10:00:00.000Z' }),
      row('invalid', '2026-11-01', 9, { detail: null, last_at: null }),
    ]
    expect(byReason(rows)).toEqual([
      { reason: 'invalid', count: 9, detail: null, last_at: null },
      { reason: 'origin', count: 3, detail: 'old.example', last_at: '2026-11-03T10:00:00.000Z' },
      { reason: 'bot', count: 50, detail: null, last_at: null },
    ])
  })

  it('have an entry for every day between the first and the last, across months', () => {
    const days = byDay([row('bot', '2026-12-01', 1), row('origin', '2026-11-29', 2)])
    expect(days.map(({ day, counts }) => [day, Object.fromEntries(counts)])).toEqual([
      ['2026-11-29', { origin: 2 }],
      ['2026-11-30', {}],
      ['2026-12-01', { bot: 1 }],
    ])
    expect(byDay([])).toEqual([])
  })

  it('are a loss unless they are excluded on purpose; an unknown reason is a loss', () => {
    const left = DROP_REASONS.filter((reason) => !isLoss(reason))
    expect(left).toEqual(['bot', 'duplicate', 'opted_out', 'excluded_ip'])
    expect(isLoss('something_new')).toBe(true)
  })
})

describe('a duration', () => {
  it.each([
    [0, '0s', '0 с'],
    [-5000, '0s', '0 с'],
    [59_400, '59s', '59 с'],
    [59_600, '1m', '1 хв'],
    [185_000, '3m 5s', '3 хв 5 с'],
    [HOUR_MS, '1h', '1 год'],
    [3_725_000, '1h 2m', '1 год 2 хв'],
    [90_061_000, '1d 1h', '1 дн. 1 год'],
  ])('of %i ms is written as %s and %s', (ms, en, uk) => {
    const written = ['en-GB', 'uk'].map((locale) => createFormat(locale, 'UTC', 'UAH').duration(ms))
    expect(written.map((text) => text.replaceAll('\u00a0', ' '))).toEqual([en, uk])
  })
})
