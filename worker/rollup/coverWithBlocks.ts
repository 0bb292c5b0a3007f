/** Covers intervals of time with rolled-up blocks, as far as there are any, and with intervals to count from rows. Pure. */
import type { Interval } from '../time/period.ts'
import { slotFrom, slotOf, slotStart } from '../time/slots.ts'
import { SIZES } from './blocks.ts'

/** What of a site is rolled up: every slot before `until` except the dirty ones. */
export interface RolledUp {
  timezone: string
  until: number
  dirty: Set<number>
}

/** An interval that is counted from rows. Its names are those that the SQL of sources and sums reads. */
export interface RowInterval {
  from: number
  to: number
  is_previous: 0 | 1
  bucket: number
  /** A session is its visitor's first in the period if the visitor's session before began earlier than this. */
  since: number
  /**
   * Before the first block: a visitor who comes again from `next` to `until` is counted there and not here. Null
   * elsewhere.
   */
  next: number | null
  until: number
}

/** A block that is read from rollups. Of visitors, `since` is the first slot that belongs to the period. */
export interface Block {
  size: number
  slot: number
  is_previous: 0 | 1
  bucket: number
  since: number
}

export interface Cover {
  rows: RowInterval[]
  blocks: Block[]
}

/**
 * Distinct visitors of an interval are counted in two parts. From the start of the first block on: the sessions whose
 * visitor's session before began earlier than that block; a block knows this by whole slots. Before the first block: the
 * sessions of visitors who do not come again in the rest of the interval.
 * @param rolledUp null if nothing is rolled up
 * @param oldest_ms the start of a slot; all sessions before it were forgotten, so that visitors begin there
 * @param isOpen nothing lies before the first interval, so that its first slot may be taken whole
 */
export function coverWithBlocks(
  intervals: Interval[],
  rolledUp: RolledUp | null,
  { oldest_ms = Number.MIN_SAFE_INTEGER, isOpen = false }: { oldest_ms?: number; isOpen?: boolean } = {},
): Cover {
  const cover: Cover = { rows: [], blocks: [] }
  intervals.forEach((interval, i) => {
    const { from_ms, to_ms, is_previous, bucket } = interval
    if (from_ms >= to_ms) return
    const { timezone } = rolledUp ?? { timezone: '' }
    const clean = rolledUp ? cleanSlots(interval, rolledUp, isOpen && i === 0) : []
    // A block does not know which of its own sessions began before `oldest_ms`: no block may lie on both sides of it.
    const oldest = rolledUp && oldest_ms > from_ms ? slotOf(oldest_ms, timezone) : 0
    const first = clean[0]
    const next = first ? slotStart(first.from, timezone) : null
    const addRows = (from: number, to: number) => {
      if (from >= to) return
      const isBeforeBlocks = next !== null && to <= next
      const since = Math.max(oldest_ms, next === null || isBeforeBlocks ? from_ms : next)
      cover.rows.push({
        ...{ from, to, is_previous, bucket, since },
        next: isBeforeBlocks ? next : null,
        until: to_ms,
      })
    }
    let end = from_ms
    for (const slots of clean) {
      addRows(end, slotStart(slots.from, timezone))
      const since = slotOf(Math.max(oldest_ms, next!), timezone)
      for (const block of splitAt(slots, oldest).flatMap(blocksOf))
        cover.blocks.push({ ...block, is_previous, bucket, since })
      end = slotStart(slots.to, timezone)
    }
    addRows(end, to_ms)
  })
  return cover
}

/** Slots in a row: from, to (exclusive). */
interface Slots {
  from: number
  to: number
}

/** The rolled-up slots that lie whole within an interval and are not dirty. */
function cleanSlots({ from_ms, to_ms }: Interval, { timezone, until, dirty }: RolledUp, isOpen: boolean) {
  const from = (isOpen ? slotOf : slotFrom)(from_ms, timezone)
  const to = Math.min(slotOf(to_ms, timezone), until)
  const clean: Slots[] = []
  let start = from
  for (const slot of [...dirty, to].filter((one) => one >= from && one <= to).sort((a, b) => a - b)) {
    if (start < slot) clean.push({ from: start, to: slot })
    start = slot + 1
  }
  return clean
}

/** The slots before one, and those from it on. */
const splitAt = ({ from, to }: Slots, slot: number): Slots[] =>
  slot > from && slot < to
    ? [
        { from, to: slot },
        { from: slot, to },
      ]
    : [{ from, to }]

/** The fewest blocks that are made of exactly these slots. */
function blocksOf({ from, to }: Slots): { size: number; slot: number }[] {
  const blocks: { size: number; slot: number }[] = []
  for (let slot = from; slot < to; ) {
    const size = SIZES.findLast((one) => slot % one === 0 && slot + one <= to)!
    blocks.push({ size, slot })
    slot += size
  }
  return blocks
}
