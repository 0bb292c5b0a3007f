/** Cuts a stretch of time into folded blocks and what has to be counted from sessions. Pure. */
import { SIZES, slotFrom, slotOf, slotStart } from '../time/slots.ts'

/** What of a site is folded: every slot before `until` but the stale ones. */
export interface Folded {
  timezone: string
  until: number
  stale: Set<number>
}

/** A stretch of a report: of its own period (era 0) or of the one it is held against (1), and of which bucket. */
export interface Stretch {
  from_ms: number
  /** Exclusive. */
  to_ms: number
  era: 0 | 1
  bucket: number
}

/** Counted from the rows. A session stands for a new visitor when the one before it began before `since`. */
export interface Range {
  from: number
  to: number
  era: 0 | 1
  bucket: number
  since: number
  /** In a range before the first block: a visitor who comes again between these two is counted there. */
  next: number | null
  until: number
}

/** Read from a fold; for visitors `since` is the first slot whose sessions are not "before". */
export interface Block {
  size: number
  slot: number
  era: 0 | 1
  bucket: number
  since: number
}

export interface Pieces {
  ranges: Range[]
  blocks: Block[]
}

/**
 * Distinct visitors of a stretch are those who come from the first block's start on, told by the session before, and
 * of those who came earlier the ones who do not come again: so a block needs to know of whole slots only.
 * @param folded null: nothing is
 * @param oldest_ms the start of a slot before which no session is left: those that came before it came never
 * @param isOpen nothing lies before the first stretch, so that its first slot may be taken whole
 */
export function plan(
  stretches: Stretch[],
  folded: Folded | null,
  { oldest_ms = Number.MIN_SAFE_INTEGER, isOpen = false }: { oldest_ms?: number; isOpen?: boolean } = {},
): Pieces {
  const pieces: Pieces = { ranges: [], blocks: [] }
  stretches.forEach((stretch, i) => {
    const { from_ms, to_ms, era, bucket } = stretch
    if (from_ms >= to_ms) return
    const { timezone } = folded ?? { timezone: '' }
    const runs = folded ? runsOf(stretch, folded, isOpen && i === 0) : []
    // A block does not say which of its own sessions came before `oldest_ms`: none may lie on both sides of it.
    const oldest = folded && oldest_ms > from_ms ? slotOf(oldest_ms, timezone) : 0
    const first = runs[0]
    const next = first ? slotStart(first.from, timezone) : null
    const raw = (from: number, to: number) => {
      if (from >= to) return
      const isBefore = next !== null && to <= next
      const since = Math.max(oldest_ms, next === null || isBefore ? from_ms : next)
      pieces.ranges.push({ from, to, era, bucket, since, next: isBefore ? next : null, until: to_ms })
    }
    let end = from_ms
    for (const run of runs) {
      raw(end, slotStart(run.from, timezone))
      const since = slotOf(Math.max(oldest_ms, next!), timezone)
      for (const block of splitAt(run, oldest).flatMap(blocksOf))
        pieces.blocks.push({ ...block, era, bucket, since })
      end = slotStart(run.to, timezone)
    }
    raw(end, to_ms)
  })
  return pieces
}

interface Run {
  from: number
  to: number
}

/** The runs of folded slots within a stretch. */
function runsOf({ from_ms, to_ms }: Stretch, { timezone, until, stale }: Folded, isOpen: boolean): Run[] {
  const from = (isOpen ? slotOf : slotFrom)(from_ms, timezone)
  const to = Math.min(slotOf(to_ms, timezone), until)
  const runs: Run[] = []
  let start = from
  for (const slot of [...stale, to].filter((one) => one >= from && one <= to).sort((a, b) => a - b)) {
    if (start < slot) runs.push({ from: start, to: slot })
    start = slot + 1
  }
  return runs
}

/** A run as the parts before and from a slot on. */
const splitAt = ({ from, to }: Run, slot: number): Run[] =>
  slot > from && slot < to
    ? [
        { from, to: slot },
        { from: slot, to },
      ]
    : [{ from, to }]

/** The fewest aligned blocks that make up a run. */
function blocksOf({ from, to }: Run): { size: number; slot: number }[] {
  const blocks: { size: number; slot: number }[] = []
  for (let slot = from; slot < to; ) {
    const size = SIZES.findLast((one) => slot % one === 0 && slot + one <= to)!
    blocks.push({ size, slot })
    slot += size
  }
  return blocks
}
