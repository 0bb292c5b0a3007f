/** Folds closed time, a bounded step at a time: reads its rows once, and sums what it has into ever larger blocks. */
import { MODELS } from '../../../wire/model.ts'
import { type FoldState, GRACE_MS, QUARTER_MS, type RollupRow, type Stale } from '../../store/folds.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Row, Store } from '../../store/store.ts'
import { DIMENSIONS } from '../dimensions.ts'
import { FROM, ofSession, ofTouch, sqlOf } from '../facts.ts'
import { type Metric, metric } from '../metrics.ts'
import { UNCONVERTED_ORDERS } from '../unconverted.ts'
import { GROUPS, SESSION_SUMS, SINCE, TOUCH_SUMS, UNCONVERTED, versionOf } from './groups.ts'
import { blockOf, FAN, SIZES, slotOf, slotStart } from './slots.ts'
import {
  ALL_DIMENSIONS,
  addFact,
  addTally,
  addUnconverted,
  addVisit,
  newTally,
  readTally,
  rowsOf,
  type Tally,
} from './tally.ts'

/** Sessions that a step reads: some 10 ms of CPU. A slot that has begun is read to its end. */
const PAGE = 2000
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

const ALL_GROUPINGS = [...Object.keys(GROUPS), SINCE, UNCONVERTED]

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

const rangesOf = (slots: number[], timezone: string) =>
  slots.map((slot) => ({ from: slotStart(slot, timezone), to: slotStart(slot + 1, timezone), slot }))

const list = (columns: string[]) => `json_array(${columns.join(', ')})`
const noTouch = { model: MODELS[0], filters: [] }
const NAMES_OF_SESSION = ALL_DIMENSIONS.map((key) => DIMENSIONS[key].sql(ofSession))
const SUMS_OF_SESSION = SESSION_SUMS.map((key) => sqlOf(key, noTouch))

/** Sessions in order of time, the sums and the names each as one text: columns of their own would cost more to read. */
const SESSIONS = `
SELECT r.value ->> 'slot' AS slot, s.started_ms, s.id, s.visitor_id, s.prev_started_ms, s.visit_number,
  ${list(NAMES_OF_SESSION)} AS names, ${list(SUMS_OF_SESSION)} AS sums
FROM ${FROM.session}`

/**
 * Reads sessions into the tallies of their slots: one page, and the slot that it ends in to its end.
 * @returns the last slot that is complete
 */
async function readSessions(
  store: Store,
  { id, timezone }: SiteRow,
  tallies: Map<number, Tally>,
): Promise<number> {
  let slots = [...tallies.keys()]
  let after: Row | null = null
  for (;;) {
    const params: (string | number)[] = [id, JSON.stringify(rangesOf(slots, timezone)), PAGE]
    // Rows come in the order of the ranges and, in each, of the key: as the statement reads them, without a sort.
    const behind = after ? ' AND (s.started_ms, s.id, s.visitor_id) > (?4, ?5, ?6)' : ''
    if (after) params.push(Number(after.started_ms), String(after.id), String(after.visitor_id))
    const rows: Row[] = await store.query({ sql: `${SESSIONS}${behind}\nLIMIT ?3`, params })
    for (const row of rows) addSession(tallies.get(Number(row.slot))!, row, timezone)
    if (rows.length < PAGE) return slots.at(-1)!
    after = rows.at(-1)!
    slots = [Number(after.slot)]
  }
}

function addSession(tally: Tally, row: Row, timezone: string): void {
  addFact(tally, JSON.parse(String(row.names)), JSON.parse(String(row.sums)))
  const age =
    row.prev_started_ms === null ? null : Number(row.slot) - slotOf(Number(row.prev_started_ms), timezone)
  addVisit(tally, Number(row.visit_number), age === null ? null : Math.max(0, age))
}

const NAMES_OF_TOUCH = ALL_DIMENSIONS.map((key) => DIMENSIONS[key].sql(ofTouch))

/** Touches of one source with what every model credits to them. */
const credits = (source: Exclude<Metric['of'], 'ratio' | 'session'>) => {
  const sums = MODELS.flatMap((model) =>
    TOUCH_SUMS.map((key) =>
      metric(key).of === source ? `coalesce(${sqlOf(key, { model, filters: [] })}, 0)` : '0',
    ),
  )
  return `
SELECT r.value ->> 'slot' AS slot, ${list(NAMES_OF_TOUCH)} AS names, ${list(sums)} AS sums
FROM ${FROM[source]}`
}
const CREDITS = [credits('conversion'), credits('order')]

const APART = `
SELECT r.value ->> 'slot' AS slot, o.currency, o.value_minor - o.refunded_minor AS minor FROM ${UNCONVERTED_ORDERS}`

async function readCredits(
  store: Store,
  { id, timezone }: SiteRow,
  slots: number[],
  tallies: Map<number, Tally>,
) {
  const params = [id, JSON.stringify(rangesOf(slots, timezone))]
  const tallyOf = (row: Row) => tallies.get(Number(row.slot))!
  // Their cells begin with the sums of sessions, of which touches have none.
  const none = SESSION_SUMS.map(() => 0)
  for (const sql of CREDITS)
    for (const row of await store.query({ sql, params }))
      addFact(tallyOf(row), JSON.parse(String(row.names)), [...none, ...JSON.parse(String(row.sums))])
  for (const row of await store.query({ sql: APART, params }))
    addUnconverted(tallyOf(row), String(row.currency), 1, Number(row.minor))
}
