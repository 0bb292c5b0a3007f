/** Divides intervals of time into rolled-up blocks, where there are any, and intervals to count from rows. Pure. */
import type { Interval } from '../time/period.ts'
import { slotFrom, slotOf, slotStart } from '../time/slots.ts'
import { SIZES } from './blocks.ts'

/** The rolled-up slots of a site: every slot before `until` except the dirty ones. */
export interface RolledUp {
  timezone: string
  until: number
  /** In order of time. */
  dirty: readonly number[]
}

/** An interval that is counted from rows. The SQL of sources and sums reads these fields from JSON. */
interface RowInterval {
  from: number
  to: number
  is_previous: 0 | 1
  bucket: number
  /** A session is its visitor's first in the period if it has no previous one, or if that one began before this instant. */
  since: number
  /**
   * For an interval before the first block: the start of that block. A visitor with a session from `next` to `until` is
   * counted there, not here. Null for all other intervals.
   */
  next: number | null
  until: number
}

/** A block that is read from rollups. A session counts as a visitor if that visitor's previous one began before `since`. */
interface Block {
  size: number
  slot: number
  is_previous: 0 | 1
  bucket: number
  since: number
}

interface Cover {
  rows: RowInterval[]
  blocks: Block[]
}

/**
 * Says for each part of the intervals whether it is counted from a block or from rows.
 *
 * Distinct visitors are counted in two parts, so that each visitor of an interval is counted once:
 * - From the first block on, a visitor counts with the first session after the start of that block. It is a session
 *   without a previous one, or whose previous one began before that start. Blocks know this to the slot.
 * - Before the first block, a visitor counts only if there is no session from that block on.
 * @param rolledUp null if nothing is rolled up
 * @param oldest_ms the start of a slot; sessions before it were deleted, so visitors are counted from there
 * @param isOpen there is nothing before the first interval, so its first slot may be read as a whole
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
    // A block does not know which of its own sessions began before `oldest_ms`. So no block may contain that instant.
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

/** The rolled-up slots that are completely within an interval and not dirty. */
function cleanSlots({ from_ms, to_ms }: Interval, { timezone, until, dirty }: RolledUp, isOpen: boolean) {
  const from = (isOpen ? slotOf : slotFrom)(from_ms, timezone)
  const to = Math.min(slotOf(to_ms, timezone), until)
  const clean: Slots[] = []
  let start = from
  for (let i = firstFrom(dirty, from); i < dirty.length && dirty[i]! < to; i++) {
    if (start < dirty[i]!) clean.push({ from: start, to: dirty[i]! })
    start = dirty[i]! + 1
  }
  if (start < to) clean.push({ from: start, to })
  return clean
}

/** The index of the first slot of a sorted list that is not before `from`. A series asks for each of its buckets. */
function firstFrom(slots: readonly number[], from: number): number {
  let [low, high] = [0, slots.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (slots[middle]! < from) low = middle + 1
    else high = middle
  }
  return low
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
