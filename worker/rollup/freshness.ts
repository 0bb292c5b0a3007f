/**
 * The freshness check: proves that a report which reads rollups gives the figures of this moment.
 *
 * 1. What is rolled up is remembered as one text, the *state*: the rollups' version, the first slot that is not rolled
 *    up, and the dirty time before it. All writes of sessions and orders to closed time set a dirty mark in the same
 *    batch, and each step of the cron changes the text too.
 * 2. A statement is planned with the state that this isolate remembers: which blocks to read, which time to count.
 * 3. The statement selects the state once more, as a column of its rows. A statement sees one moment of the database. So
 *    if this text equals the one that the plan was made with, the blocks and the dirty slots were right in that moment.
 * 4. If the text differs, the rows are thrown away and the statement is planned again with the new state.
 *
 * So the check needs no statement of its own, except for the first report of an isolate.
 *
 * The text is a column of each row, so its length is limited: dirty quarters are put together into at most about
 * `WINDOWS` pairs `first:last`, and all slots from the first to the last count as dirty. As long as the marks of a site lie
 * within 64 days, a pair covers six hours and no slot without a mark counts as dirty. At most `READ_MARKS` marks are read; if there
 * are more, everything from the last one on is counted from the rows.
 */
import { HOUR_MS } from '../../wire/time.ts'
import { QUARTER_MS, READ_MARKS } from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row, SqlStore } from '../store/sqlStore.ts'
import { slotOf } from '../time/slots.ts'
import type { RolledUp } from './coverWithBlocks.ts'
import { versionOf } from './groups.ts'

/** Pairs of quarters in the state, about: at most one more. */
const WINDOWS = 256
/** The quarters of the shortest window: as long as a slot. */
const WINDOW_QUARTERS = (6 * HOUR_MS) / QUARTER_MS

/** The quarters that one pair stands for: more than the shortest window if the marks reach back more than `WINDOWS` of them. */
const GRAIN_SQL = `(${WINDOW_QUARTERS} * (1 + (f.until_ms / ${QUARTER_MS} - (
          SELECT quarter FROM stale WHERE site_id = ?1 ORDER BY quarter LIMIT 1)) / ${WINDOW_QUARTERS * WINDOWS}))`

/**
 * SQL of the state: `version|first slot not rolled up|pairs of dirty quarters|the last quarter read, if there may be more`.
 * NULL: nothing is rolled up.
 */
const STATE_SQL = `(
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(first || ':' || last) || '|' || iif(sum(marks) > ${READ_MARKS}, max(last), '') FROM (
      SELECT min(quarter) AS first, max(quarter) AS last, count(*) AS marks FROM (
        SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / ${QUARTER_MS}
        ORDER BY quarter LIMIT ${READ_MARKS + 1})
      GROUP BY quarter / ${GRAIN_SQL} ORDER BY first)), '|')
  FROM folds f WHERE f.site_id = ?1)`

/** Reads the state alone: the first time, and when a check has returned no row. */
export const STATE_QUERY = `SELECT ${STATE_SQL} AS state`

/** The state of each site as this isolate last saw it. */
const remembered = new Map<number, string | null>()

async function readState(store: Pick<SqlStore, 'query'>, site: SiteRow): Promise<string | null> {
  const [row] = await store.query({ sql: STATE_QUERY, params: [site.id] })
  const state = row!.state as string | null
  remembered.set(site.id, state)
  return state
}

/** The rolled-up slots by a state. Null if nothing is rolled up, or only for another time zone or other metrics. */
function rolledUpOf(state: string | null, { timezone }: Pick<SiteRow, 'timezone'>): RolledUp | null {
  const [version, until, pairs, lastRead] = state?.split('|') ?? []
  if (version !== versionOf(timezone)) return null
  const slotAt = (quarter: string) => slotOf(Number(quarter) * QUARTER_MS, timezone)
  const dirty = new Set<number>()
  for (const pair of (pairs || '').split(',').filter(Boolean)) {
    const [first, last] = pair.split(':').map(slotAt) as [number, number]
    for (let slot = first; slot <= last; slot++) dirty.add(slot)
  }
  const end = Number(until)
  return { timezone, until: lastRead ? Math.min(end, slotAt(lastRead)) : end, dirty: [...dirty] }
}

/** How many dirty slots a site had when this isolate last read its state. */
export const dirtySlotsOf = (site: Pick<SiteRow, 'id' | 'timezone'>): number =>
  rolledUpOf(remembered.get(site.id) ?? null, site)?.dirty.length ?? 0

/** To be called when a step has changed the state: the next report reads it first, instead of failing its check. */
export const forgetState = (site: Pick<SiteRow, 'id'>): void => void remembered.delete(site.id)

/** A step of the cron or a late event may come between planning and reading. */
const ATTEMPTS = 3

/** What is needed to make a statement that may read rollups. */
export interface Rollups {
  rolledUp: RolledUp | null
  /** SQL of a column that the statement has to select. */
  check: string
}

/** Without rollups there is nothing to check. */
export const NO_ROLLUPS: Rollups = { rolledUp: null, check: 'NULL AS state' }

/**
 * Runs a statement that may read rollups, and returns its rows once the check has passed. After three attempts it counts
 * everything from the rows, which needs no check.
 * @param ask makes the statement and runs it
 */
export async function withRollups(
  store: Pick<SqlStore, 'query'>,
  site: SiteRow,
  ask: (rollups: Rollups) => Promise<Row[]>,
): Promise<Row[]> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const isKnown = remembered.has(site.id) && attempt === 0
    const state = isKnown ? remembered.get(site.id)! : await readState(store, site)
    const rows = await ask({ rolledUp: rolledUpOf(state, site), check: `${STATE_SQL} AS state` })
    // The state is a column of the rows. If there are none, it must be read alone.
    const now = rows.length ? (rows[0]!.state as string | null) : await readState(store, site)
    if (now === state) return rows
    remembered.set(site.id, now)
  }
  return ask(NO_ROLLUPS)
}
