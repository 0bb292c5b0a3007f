import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import { coverWithBlocks, type RolledUp } from '../../worker/rollup/coverWithBlocks.ts'
import type { Interval } from '../../worker/time/period.ts'
import { slotFrom, slotOf, slotStart } from '../../worker/time/slots.ts'
import { trials } from '../trials.ts'

const ZONES = ['UTC', 'Europe/Kyiv', 'America/Havana', 'Africa/Cairo', 'Asia/Kolkata', 'Australia/Lord_Howe']
const interval = (from_ms: number, to_ms: number): Interval => ({ from_ms, to_ms, is_previous: 0, bucket: 0 })
const rolledUp = (until: number, dirty: number[] = [], timezone = 'UTC'): RolledUp => ({
  timezone,
  until,
  dirty: [...new Set(dirty)].sort((a, b) => a - b),
})

describe('slots', () => {
  const anySlot = fc.integer({ min: 70_000, max: 84_000 })
  it('follow one another without a gap, wherever the clocks change', () => {
    const check = fc.property(
      anySlot,
      fc.constantFrom(...ZONES),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (slot, zone, at) => {
        const [start, end] = [slotStart(slot, zone), slotStart(slot + 1, zone)]
        expect(end - start).toBeGreaterThan(4 * HOUR_MS)
        const within = Math.floor(start + at * (end - start))
        expect(slotOf(within, zone)).toBe(slot)
        expect(slotFrom(within, zone)).toBe(within === start ? slot : slot + 1)
      },
    )
    fc.assert(check, { numRuns: trials(500) })
  })

  it('are quarters of local days; one is an hour shorter or longer when the clocks change', () => {
    const day = Date.UTC(2026, 2, 29) / DAY_MS
    const starts = [0, 1, 2, 3, 4].map((i) => new Date(slotStart(day * 4 + i, 'Europe/Kyiv')).toISOString())
    const hours = ['2026-03-28T22', '2026-03-29T03', '2026-03-29T09', '2026-03-29T15', '2026-03-29T21']
    expect(starts).toEqual(hours.map((hour) => `${hour}:00:00.000Z`))
  })
})

describe('a cover', () => {
  const anyCover = fc.record({
    zone: fc.constantFrom(...ZONES),
    from: fc.integer({ min: Date.UTC(2026, 0), max: Date.UTC(2026, 10) }),
    length: fc.oneof(fc.integer({ min: 1, max: DAY_MS }), fc.integer({ min: 1, max: 400 * DAY_MS })),
    until: fc.integer({ min: 81_800, max: 83_500 }),
    dirty: fc.array(fc.integer({ min: 81_800, max: 83_500 }), { maxLength: 5 }),
  })

  it('covers every instant once, and has no incomplete or dirty blocks', () => {
    const check = fc.property(anyCover, ({ zone, from, length, until, dirty }) => {
      const { rows, blocks } = coverWithBlocks([interval(from, from + length)], rolledUp(until, dirty, zone))
      const parts = [
        ...rows.map((row) => [row.from, row.to]),
        ...blocks.map(({ size, slot }) => [slotStart(slot, zone), slotStart(slot + size, zone)]),
      ].sort(([a], [b]) => a! - b!)
      expect(parts[0]![0]).toBe(from)
      expect(parts.at(-1)![1]).toBe(from + length)
      for (const [i, part] of parts.slice(1).entries()) expect(part[0]).toBe(parts[i]![1])
      for (const { size, slot } of blocks) {
        expect(slot % size).toBe(0)
        expect(slot + size).toBeLessThanOrEqual(until)
        expect(dirty.some((one) => one >= slot && one < slot + size)).toBe(false)
      }
    })
    fc.assert(check, { numRuns: trials(1000) })
  })

  it('has no block across the oldest kept instant, on every day of the year', () => {
    // A visitor with sessions before and after `oldest_ms` counts once after it. One block has no figures for that.
    for (let day = 20_000; day < 20_400; day++) {
      const oldest_ms = day * DAY_MS
      const period = interval((day - 20) * DAY_MS, (day + 10) * DAY_MS)
      const { blocks } = coverWithBlocks([period], rolledUp(90_000), { oldest_ms })
      const oldest = slotOf(oldest_ms, 'UTC')
      for (const { slot, size } of blocks) expect(slot < oldest && slot + size > oldest).toBe(false)
      expect(blocks.reduce((slots, { size }) => slots + size, 0)).toBe(30 * 4)
      expect(blocks.every(({ since }) => since === oldest)).toBe(true)
    }
  })

  it('gives the rows before the first block the bounds to count each visitor once', () => {
    const midnight = Date.UTC(2026, 10, 2)
    const { rows, blocks } = coverWithBlocks(
      [interval(midnight - 5000, midnight + 2 * DAY_MS)],
      rolledUp(90_000),
    )
    expect(rows).toMatchObject([
      {
        from: midnight - 5000,
        to: midnight,
        since: midnight - 5000,
        next: midnight,
        until: midnight + 2 * DAY_MS,
      },
    ])
    expect(blocks.every(({ since }) => since === slotOf(midnight, 'UTC'))).toBe(true)
  })

  it('of a year has at most thirty blocks, whatever its first day', () => {
    for (let day = 20_000; day < 20_300; day++) {
      const { blocks, rows } = coverWithBlocks(
        [interval(day * DAY_MS, (day + 365) * DAY_MS)],
        rolledUp(90_000),
      )
      expect(rows).toEqual([])
      expect(blocks.length).toBeLessThanOrEqual(30)
    }
  })

  it('uses the whole first slot if there is no session before it', () => {
    const first = Date.UTC(2026, 10, 2, 3)
    const { rows, blocks } = coverWithBlocks([interval(first, first + 30 * DAY_MS)], rolledUp(90_000), {
      isOpen: true,
    })
    expect(rows.map(({ from }) => from)).toEqual([Date.UTC(2026, 11, 2)])
    expect(blocks[0]!.slot).toBe(slotOf(first, 'UTC'))
  })

  it('without rollups is one interval of rows', () => {
    expect(coverWithBlocks([interval(5, 10)], null)).toEqual({
      rows: [{ from: 5, to: 10, is_previous: 0, bucket: 0, since: 5, next: null, until: 10 }],
      blocks: [],
    })
  })
})
