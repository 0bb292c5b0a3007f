/** How far a site is folded, kept in memory, and checked by every statement that is planned with it. */
import { QUARTER_MS } from '../store/rollupRows.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row, Store } from '../store/store.ts'
import { slotOf } from '../time/slots.ts'
import type { Folded } from './coverWithBlocks.ts'
import { versionOf } from './groups.ts'

/** SQL of the state as one text: version, first slot that is not folded, and what is stale. NULL: nothing is folded. */
const STATE = `
(SELECT f.version || '|' || f.until_slot || '|' || coalesce((
   SELECT group_concat(quarter) FROM (
     SELECT quarter FROM stale WHERE site_id = ?1 AND quarter < f.until_ms / ${QUARTER_MS} ORDER BY quarter)), '')
 FROM folds f WHERE f.site_id = ?1)`

const known = new Map<number, string | null>()

async function read(store: Store, site: SiteRow): Promise<string | null> {
  const [row] = await store.query({ sql: `SELECT ${STATE} AS state`, params: [site.id] })
  const state = row!.state as string | null
  known.set(site.id, state)
  return state
}

/** Null while nothing is folded, or only what another version or time zone would ask for. */
export function foldedOf(state: string | null, { timezone }: Pick<SiteRow, 'timezone'>): Folded | null {
  const [version, until, stale] = state?.split('|') ?? []
  if (version !== versionOf(timezone)) return null
  const slots = (stale || '').split(',').filter(Boolean)
  return {
    timezone,
    until: Number(until),
    stale: new Set(slots.map((quarter) => slotOf(Number(quarter) * QUARTER_MS, timezone))),
  }
}

/** A fold or a late event may come between planning and reading; then it is planned again. */
const ATTEMPTS = 3

/**
 * Runs a statement that is planned with what is folded. It selects `check` as a column of its rows: the state at that
 * very moment, which must be the one that it was planned with.
 * @param isUseful whether folds hold what is asked for
 * @param ask plans and runs it; given null, it must count from the rows alone
 */
export async function withFolds(
  store: Store,
  site: SiteRow,
  isUseful: boolean,
  ask: (folded: Folded | null, check: string) => Promise<Row[]>,
): Promise<Row[]> {
  for (let attempt = 0; isUseful && attempt < ATTEMPTS; attempt++) {
    const state = known.has(site.id) && attempt === 0 ? known.get(site.id)! : await read(store, site)
    const rows = await ask(foldedOf(state, site), `${STATE} AS state`)
    // Without rows nothing tells: the state is read once more.
    const now = rows.length ? (rows[0]!.state as string | null) : await read(store, site)
    if (now === state) return rows
    known.set(site.id, now)
  }
  return ask(null, 'NULL AS state')
}
