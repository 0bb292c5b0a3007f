/**
 * The freshness check: proves that a report which reads rollups gives the figures of this moment.
 *
 * 1. What is rolled up is remembered as one text, the *state*: the rollups' version, the first slot that is not rolled
 *    up, and every dirty quarter of an hour before it. All writes of sessions and orders to closed time set a dirty mark
 *    in the same batch, and each step of the cron changes the text too.
 * 2. A statement is planned with the state that this isolate remembers: which blocks to read, which time to count.
 * 3. The statement selects the state once more, as a column of its rows. A statement sees one moment of the database. So
 *    if this text equals the one that the plan was made with, the blocks and the dirty slots were right in that moment.
 * 4. If the text differs, the rows are thrown away and the statement is planned again with the new state.
 *
 * So the check needs no statement of its own, except for the first report of an isolate.
 */
import { QUARTER_MS } from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row, SqlStore } from '../store/sqlStore.ts'
import { slotOf } from '../time/slots.ts'
import type { RolledUp } from './coverWithBlocks.ts'
import { versionOf } from './groups.ts'

/** SQL of the state: `version|first slot not rolled up|dirty quarters`. NULL: nothing is rolled up. */
const STATE_SQL = `(
  SELECT f.version || '|' || f.until_slot || '|' || coalesce((
    SELECT group_concat(quarter) FROM (
      SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / ${QUARTER_MS} ORDER BY quarter)), '')
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
  const [version, until, quarters] = state?.split('|') ?? []
  if (version !== versionOf(timezone)) return null
  const dirty = (quarters || '').split(',').filter(Boolean)
  return {
    timezone,
    until: Number(until),
    dirty: new Set(dirty.map((quarter) => slotOf(Number(quarter) * QUARTER_MS, timezone))),
  }
}

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
