/** Rolls up closed time in limited steps. A step reads the rows of some slots once, then adds up slots to blocks. */
import { compositeKey } from '../store/compositeKey.ts'
import {
  type DirtyMark,
  GRACE_MS,
  QUARTER_MS,
  type RollupRow,
  type RollupState,
} from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { slotOf, slotStart } from '../time/slots.ts'
import { type Accumulator, addAccumulator, newAccumulator, readAccumulator, rowsOf } from './accumulator.ts'
import { blockOf, FAN, SIZES } from './blocks.ts'
import { GROUPS, PAGES, SINCE, UNCONVERTED, versionOf } from './groups.ts'
import { readCredits, readSessions } from './readSlots.ts'

/** New slots in one step, at most: 16 days, of a site with few visitors. */
const MOST_SLOTS = 64
/** Dirty slots in one step. All are of one largest block, because all larger blocks with a dirty slot are made again. */
const MOST_DIRTY_SLOTS = 32

/** What a step did. */
interface Step {
  /** `busy`: something changed while the step read, and nothing was written. */
  outcome: 'done' | 'more' | 'busy'
  /** The dirty slots that were rolled up again. */
  repaired: number
}

/**
 * Does one step for a site, and writes it in one batch. A step writes nothing if it is stopped, or if something that it
 * read has changed before it writes. A later step then does the work.
 * @param leastDirty dirty slots are rolled up again if there are at least so many
 */
export async function rollUpStep(
  store: Store,
  site: SiteRow,
  nowMs: number,
  leastDirty: number,
): Promise<Step> {
  const { timezone } = site
  const closed = slotOf(nowMs - GRACE_MS, timezone)
  const { state, marks } = await store.closeTime(site.id, slotStart(closed, timezone))
  if (state?.version !== versionOf(timezone)) return restart(store, site, closed)
  const count = Math.min(MOST_SLOTS, Math.max(0, closed - state.until_slot))
  const newSlots = Array.from({ length: count }, (_, i) => state.until_slot + i)
  if (newSlots.length) return rollUpSlots(store, site, { state, marks, slots: newSlots, until: null })
  const dirty = [...new Set(marks.map(({ quarter }) => slotOf(quarter * QUARTER_MS, timezone)))]
    .filter((slot) => slot < state.until_slot)
    .sort((a, b) => a - b)
  if (!dirty.length || dirty.length < leastDirty) return { outcome: 'done', repaired: 0 }
  const largest = (slot: number) => blockOf(slot, SIZES.at(-1)!)
  const slots = dirty.filter((slot) => largest(slot) === largest(dirty[0]!)).slice(0, MOST_DIRTY_SLOTS)
  return rollUpSlots(store, site, { state, marks, slots, until: state.until_slot })
}

/**
 * Begins with the first slot that has any rows. To be called if nothing is rolled up, or if the rollups are for another
 * time zone or other metrics.
 */
async function restart(store: Store, site: SiteRow, closed: number): Promise<Step> {
  const sql = `
SELECT min(ms) AS ms FROM (
  SELECT min(started_ms) AS ms FROM sessions WHERE site_id = ?1
  UNION ALL SELECT min(ordered_ms) FROM orders INDEXED BY orders_by_time WHERE site_id = ?1)`
  const [row] = await store.query({ sql, params: [site.id] })
  if (row!.ms === null) return { outcome: 'done', repaired: 0 }
  const until_slot = Math.min(slotOf(Number(row!.ms), site.timezone), closed)
  await store.restartRollups(site.id, {
    version: versionOf(site.timezone),
    until_slot,
    until_ms: slotStart(until_slot, site.timezone),
    closing_ms: slotStart(closed, site.timezone),
  })
  return { outcome: 'more', repaired: 0 }
}

interface Work {
  state: RollupState
  marks: DirtyMark[]
  /** In order of time. */
  slots: number[]
  /** The first slot that is not rolled up afterwards; null: the one after the last slot that was read. */
  until: number | null
}

async function rollUpSlots(store: Store, site: SiteRow, work: Work): Promise<Step> {
  const { state, marks, slots, until } = work
  const { timezone } = site
  const accumulators = new Map(slots.map((slot) => [slot, newAccumulator()]))
  const last = await readSessions(store, site, accumulators)
  const done = slots.filter((slot) => slot <= last)
  await readCredits(store, site, done, accumulators)
  const end = until ?? last + 1
  const { rows, written } = await addUpBlocks(store, site, done, accumulators, end)
  const quarters = done.map((slot): [number, number] => [
    Math.floor(slotStart(slot, timezone) / QUARTER_MS),
    Math.floor(slotStart(slot + 1, timezone) / QUARTER_MS),
  ])
  const isWritten = await store.writeRollups(site.id, {
    rows,
    parts: until === null ? [] : partsOf(rows, written),
    quarters,
    marks: marks.filter(({ quarter }) => quarters.some(([from, to]) => quarter >= from && quarter < to)),
    before: state,
    after: { ...state, until_slot: end, until_ms: slotStart(end, timezone) },
  })
  if (!isWritten) return { outcome: 'busy', repaired: 0 }
  return { outcome: 'more', repaired: until === null ? 0 : done.length }
}

type BlockName = [size: number, slot: number]

/** The rows of the slots and of every larger block that holds one of them and ends at `end` or before. */
async function addUpBlocks(
  store: Store,
  site: SiteRow,
  slots: number[],
  accumulators: Map<number, Accumulator>,
  end: number,
): Promise<{ rows: RollupRow[]; written: BlockName[] }> {
  const blocks = new Map(slots.map((slot) => [`1 ${slot}`, accumulators.get(slot)!]))
  const rows = slots.flatMap((slot) => rowsOf(accumulators.get(slot)!, 1, slot))
  const written: BlockName[] = slots.map((slot) => [1, slot])
  for (const size of SIZES.slice(1)) {
    const starts = [...new Set(slots.map((slot) => blockOf(slot, size)))].filter((slot) => slot + size <= end)
    const parts = starts.flatMap((slot) => partsOfBlock(slot, size))
    await loadBlocks(store, site, size / FAN, parts, blocks)
    for (const slot of starts) {
      const sum = newAccumulator()
      for (const part of partsOfBlock(slot, size))
        addAccumulator(sum, blocks.get(`${size / FAN} ${part}`)!, part - slot)
      blocks.set(`${size} ${slot}`, sum)
      rows.push(...rowsOf(sum, size, slot))
      written.push([size, slot])
    }
  }
  return { rows, written }
}

/** The first slots of the four blocks that a block is made of. */
const partsOfBlock = (slot: number, size: number) =>
  Array.from({ length: FAN }, (_, i) => slot + (i * size) / FAN)

/** How many rows (parts) each group of each block has now. Stored rows with a higher part number are removed. */
function partsOf(rows: RollupRow[], written: BlockName[]) {
  const counts = new Map<string, number>()
  for (const { grouping, size, slot } of rows) {
    const key = compositeKey(grouping, size, slot)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return written.flatMap(([size, slot]) =>
    ALL_GROUPINGS.map((grouping) => ({
      grouping,
      size,
      slot,
      parts: counts.get(compositeKey(grouping, size, slot)) ?? 0,
    })),
  )
}

const ALL_GROUPINGS = [...Object.keys(GROUPS), SINCE, UNCONVERTED, PAGES]

/** Reads the blocks that this step has not made itself. A block in which nothing happened has no rows. */
async function loadBlocks(
  store: Store,
  site: SiteRow,
  size: number,
  slots: number[],
  blocks: Map<string, Accumulator>,
): Promise<void> {
  const missing = slots.filter((slot) => !blocks.has(`${size} ${slot}`))
  if (!missing.length) return
  const sql = `
SELECT r.grouping, r.size, r.slot, r.part, r.cells
FROM json_each(?2) g CROSS JOIN json_each(?3) b CROSS JOIN rollups r
  ON r.site_id = ?1 AND r.grouping = g.value AND r.size = ?4 AND r.slot = b.value`
  const params = [site.id, JSON.stringify(ALL_GROUPINGS), JSON.stringify(missing), size]
  const rows = (await store.query({ sql, params })) as unknown as RollupRow[]
  const bySlot = Map.groupBy(rows, (row) => row.slot)
  for (const slot of missing) blocks.set(`${size} ${slot}`, readAccumulator(bySlot.get(slot) ?? []))
}
