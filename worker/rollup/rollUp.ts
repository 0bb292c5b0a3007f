/** Folds closed time, a bounded step at a time: reads its rows once, and sums what it has into ever larger blocks. */
import { type FoldState, GRACE_MS, QUARTER_MS, type RollupRow, type Stale } from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { blockOf, FAN, SIZES, slotOf, slotStart } from '../time/slots.ts'
import { addTally, newTally, readTally, rowsOf, type Tally } from './accumulator.ts'
import { GROUPS, PAGES, SINCE, UNCONVERTED, versionOf } from './groups.ts'
import { readCredits, readSessions } from './readSlots.ts'

/** Slots that a step looks at: 16 days where hardly anybody comes. */
const MOST_SLOTS = 64
/** Slots that have changed since they were folded, a step: they lie anywhere, and each has blocks above it. */
const MOST_STALE = 4

export type Outcome = 'done' | 'more' | 'busy'

/**
 * One step. What it reads may change while it does: then nothing is written, and a later step does it again.
 * @param isRefolding whether slots that have changed since are folded anew, too
 */
export async function foldStep(
  store: Store,
  site: SiteRow,
  nowMs: number,
  isRefolding: boolean,
): Promise<Outcome> {
  const { timezone } = site
  const closed = slotOf(nowMs - GRACE_MS, timezone)
  const { state, stale } = await store.closeTime(site.id, slotStart(closed, timezone))
  if (state?.version !== versionOf(timezone)) return restart(store, site, closed)
  const fresh = Array.from(
    { length: Math.min(MOST_SLOTS, Math.max(0, closed - state.until_slot)) },
    (_, i) => state.until_slot + i,
  )
  if (fresh.length) return fold(store, site, { state, stale, slots: fresh, until: null })
  const changed = [...new Set(stale.map(({ quarter }) => slotOf(quarter * QUARTER_MS, timezone)))]
    .filter((slot) => slot < state.until_slot)
    .sort((a, b) => a - b)
  if (!changed.length || !isRefolding) return 'done'
  const slots = changed.slice(0, MOST_STALE)
  return fold(store, site, { state, stale, slots, until: state.until_slot })
}

/** Nothing is folded, or for another time zone or other metrics: begin with the first slot that holds anything. */
async function restart(store: Store, site: SiteRow, closed: number): Promise<Outcome> {
  const sql = `
SELECT min(ms) AS ms FROM (
  SELECT min(started_ms) AS ms FROM sessions WHERE site_id = ?1
  UNION ALL SELECT min(ordered_ms) FROM orders INDEXED BY orders_by_time WHERE site_id = ?1)`
  const [row] = await store.query({ sql, params: [site.id] })
  if (row!.ms === null) return 'done'
  const until_slot = Math.min(slotOf(Number(row!.ms), site.timezone), closed)
  await store.restartFolds(site.id, {
    version: versionOf(site.timezone),
    until_slot,
    until_ms: slotStart(until_slot, site.timezone),
    closing_ms: slotStart(closed, site.timezone),
  })
  return 'more'
}

interface Work {
  state: FoldState
  stale: Stale[]
  /** In order of time. */
  slots: number[]
  /** Where folds end afterwards; null: behind the last slot that was read. */
  until: number | null
}

async function fold(store: Store, site: SiteRow, { state, stale, slots, until }: Work): Promise<Outcome> {
  const { timezone } = site
  const tallies = new Map(slots.map((slot) => [slot, newTally()]))
  const last = await readSessions(store, site, tallies)
  const done = slots.filter((slot) => slot <= last)
  await readCredits(store, site, done, tallies)
  const end = until ?? last + 1
  const blocks = new Map(done.map((slot) => [`1 ${slot}`, tallies.get(slot)!]))
  const rows = done.flatMap((slot) => rowsOf(tallies.get(slot)!, 1, slot))
  const folded: [size: number, slot: number][] = done.map((slot) => [1, slot])
  for (const size of SIZES.slice(1)) {
    const starts = [...new Set(done.map((slot) => blockOf(slot, size)))].filter((slot) => slot + size <= end)
    await loadBlocks(
      store,
      site,
      size / FAN,
      starts.flatMap((slot) => childrenOf(slot, size)),
      blocks,
    )
    for (const slot of starts) {
      const tally = newTally()
      for (const child of childrenOf(slot, size))
        addTally(tally, blocks.get(`${size / FAN} ${child}`)!, child - slot)
      blocks.set(`${size} ${slot}`, tally)
      rows.push(...rowsOf(tally, size, slot))
      folded.push([size, slot])
    }
  }
  const quarters = done.map((slot): [number, number] => [
    Math.floor(slotStart(slot, timezone) / QUARTER_MS),
    Math.floor(slotStart(slot + 1, timezone) / QUARTER_MS),
  ])
  const isWritten = await store.writeFold(site.id, {
    rows,
    parts: until === null ? [] : partsOf(rows, folded),
    quarters,
    stale: stale.filter(({ quarter }) => quarters.some(([from, to]) => quarter >= from && quarter < to)),
    before: state,
    after: { ...state, until_slot: end, until_ms: slotStart(end, timezone) },
  })
  return isWritten ? 'more' : 'busy'
}

const childrenOf = (slot: number, size: number) =>
  Array.from({ length: FAN }, (_, i) => slot + (i * size) / FAN)

/** How many parts each group of each block has now. */
function partsOf(rows: RollupRow[], folded: [size: number, slot: number][]) {
  const counts = new Map<string, number>()
  const keyOf = (grouping: string, size: number, slot: number) => `${grouping} ${size} ${slot}`
  for (const { grouping, size, slot } of rows) {
    const key = keyOf(grouping, size, slot)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return folded.flatMap(([size, slot]) =>
    ALL_GROUPINGS.map((grouping) => ({
      grouping,
      size,
      slot,
      parts: counts.get(keyOf(grouping, size, slot)) ?? 0,
    })),
  )
}

const ALL_GROUPINGS = [...Object.keys(GROUPS), SINCE, UNCONVERTED, PAGES]

/** Brings blocks that were not made just now from the database; one in which nothing happened has no rows. */
async function loadBlocks(
  store: Store,
  site: SiteRow,
  size: number,
  slots: number[],
  blocks: Map<string, Tally>,
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
  for (const slot of missing) blocks.set(`${size} ${slot}`, readTally(bySlot.get(slot) ?? []))
}
