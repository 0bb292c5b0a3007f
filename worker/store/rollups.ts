/** Folded time in and out of the database, and the marks on what has changed since. */

import { fail, hasFailed } from './d1/failBatch.ts'
import { parts as textsOf } from './d1/statementsFor.ts'
import type { Change } from './ledgerStore.ts'
import { type Fold, type FoldState, GRACE_MS, QUARTER_MS, type Stale } from './rollupRows.ts'
import type { RollupStore } from './rollupStore.ts'

const GUARD = `
SELECT CASE WHEN ?4 = (SELECT json_array(version, until_slot) FROM folds WHERE site_id = ?1) AND ?3 = (
  SELECT json_group_array(json_array(quarter, writes)) FROM (
    SELECT t.quarter, t.writes FROM json_each(?2) r CROSS JOIN stale t
      ON t.site_id = ?1 AND t.quarter >= r.value ->> 0 AND t.quarter < r.value ->> 1
    ORDER BY t.quarter))
THEN 1 ELSE ${fail('conflict')} END`

const FORGET_PARTS = `
DELETE FROM rollups WHERE (site_id, grouping, size, slot, part) IN (
  SELECT r.site_id, r.grouping, r.size, r.slot, r.part
  FROM json_each(?2) k CROSS JOIN rollups r
    ON r.site_id = ?1 AND r.grouping = k.value ->> 'grouping' AND r.size = k.value ->> 'size'
    AND r.slot = k.value ->> 'slot' AND r.part >= k.value ->> 'parts')`

/** What comes out as before is not written, nor billed, again. */
const UPSERT_ROLLUPS = `
INSERT INTO rollups (site_id, grouping, size, slot, part, cells)
SELECT ?1, value ->> 'grouping', value ->> 'size', value ->> 'slot', value ->> 'part', value ->> 'cells'
FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET cells = excluded.cells WHERE rollups.cells <> excluded.cells`

const FORGET_STALE = `
DELETE FROM stale WHERE (site_id, quarter) IN (
  SELECT t.site_id, t.quarter FROM json_each(?2) r CROSS JOIN stale t
    ON t.site_id = ?1 AND t.quarter >= r.value ->> 0 AND t.quarter < r.value ->> 1)`

const MOVE = 'UPDATE folds SET until_slot = ?2, until_ms = ?3 WHERE site_id = ?1 AND until_slot <> ?2'

/** Writes a fold, all or nothing; fails with a conflict when something changed while it was being made. */
function foldStatements(db: D1Database, siteId: number, fold: Fold): D1PreparedStatement[] {
  const { rows, parts, quarters, stale, before, after } = fold
  const ranges = JSON.stringify(quarters)
  const marks = JSON.stringify(stale.map(({ quarter, writes }) => [quarter, writes]))
  const was = JSON.stringify([before.version, before.until_slot])
  return [
    db.prepare(GUARD).bind(siteId, ranges, marks, was),
    ...(parts.length ? [db.prepare(FORGET_PARTS).bind(siteId, JSON.stringify(parts))] : []),
    ...textsOf(rows).map((part) => db.prepare(UPSERT_ROLLUPS).bind(siteId, `[${part.join()}]`)),
    ...(stale.length ? [db.prepare(FORGET_STALE).bind(siteId, ranges)] : []),
    db.prepare(MOVE).bind(siteId, after.until_slot, after.until_ms),
  ]
}

/** Begins anew, with nothing folded. */
function restartStatements(db: D1Database, siteId: number, state: FoldState): D1PreparedStatement[] {
  const { version, until_slot, until_ms, closing_ms } = state
  return [
    db.prepare('DELETE FROM rollups WHERE site_id = ?').bind(siteId),
    db
      .prepare(
        'INSERT OR REPLACE INTO folds (site_id, version, until_slot, until_ms, closing_ms) VALUES (?, ?, ?, ?, ?)',
      )
      .bind(siteId, version, until_slot, until_ms, closing_ms),
  ]
}

/** From now on what changes before `closingMs` is marked; then, how far the site is folded and what is marked. */
function closeStatements(db: D1Database, siteId: number, closingMs: number): D1PreparedStatement[] {
  return [
    db
      .prepare('UPDATE folds SET closing_ms = ?2 WHERE site_id = ?1 AND closing_ms < ?2')
      .bind(siteId, closingMs),
    db.prepare('SELECT version, until_slot, until_ms, closing_ms FROM folds WHERE site_id = ?').bind(siteId),
    db.prepare('SELECT quarter, writes FROM stale WHERE site_id = ? ORDER BY quarter').bind(siteId),
  ]
}

/** The part of the store that is about folds. */
export const foldStore = (db: D1Database): RollupStore => ({
  closeTime: async (siteId, closingMs) => {
    const [, states, stale] = await db.batch(closeStatements(db, siteId, closingMs))
    return { state: (states!.results as FoldState[])[0] ?? null, stale: stale!.results as Stale[] }
  },
  restartFolds: async (siteId, state) => void (await db.batch(restartStatements(db, siteId, state))),
  writeFold: async (siteId, fold) => {
    try {
      await db.batch(foldStatements(db, siteId, fold))
      return true
    } catch (error) {
      if (hasFailed(error, 'conflict')) return false
      throw error
    }
  },
})

/** Counts a change into the quarters of these instants, where they lie in time that is being folded. */
const mark = (instants: string) => `
INSERT INTO stale (site_id, quarter, writes)
SELECT DISTINCT ?1, ms / ${QUARTER_MS}, 1 FROM (${instants})
WHERE ms < (SELECT closing_ms FROM folds WHERE site_id = ?1)
ON CONFLICT DO UPDATE SET writes = writes + 1`

const MARK_CHANGE = mark(`
SELECT value AS ms FROM json_each(?2)
UNION ALL
SELECT o.ordered_ms FROM json_each(?3) k CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = k.value
UNION ALL
SELECT o.session_started_ms FROM json_each(?3) k CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = k.value`)

/**
 * Marks what a change touches in closed time, as it was and as it will be; to be run before it. A row that is younger
 * than half the time that folds wait cannot lie in closed time: most requests need no mark, and no statement for one.
 */
export function markChange(
  db: D1Database,
  siteId: number,
  { sessions, removed, orders }: Pick<Change, 'sessions' | 'removed' | 'orders'>,
  nowMs: number,
): D1PreparedStatement[] {
  const young_ms = nowMs - GRACE_MS / 2
  const times = [...sessions, ...removed].map(({ started_ms }) => started_ms)
  // An order counts in its own time, and for the pages of its session in that of the session.
  const ordered = orders.flatMap((order) => [order.ordered_ms, order.session_started_ms ?? order.ordered_ms])
  const instants = [...times, ...ordered].filter((ms) => ms < young_ms)
  const moved = orders.filter(({ rev }) => rev > 1).map(({ transaction_id }) => transaction_id)
  if (!instants.length && !moved.length) return []
  const quarters = new Set(instants.map((ms) => Math.floor(ms / QUARTER_MS) * QUARTER_MS))
  return [db.prepare(MARK_CHANGE).bind(siteId, JSON.stringify([...quarters]), JSON.stringify(moved))]
}

/** Marks the sessions that `expire` removes next. */
export const markExpired = (db: D1Database, siteId: number, beforeMs: number, limit: number) =>
  db
    .prepare(
      mark(
        `SELECT started_ms AS ms FROM sessions WHERE site_id = ?1 AND started_ms < ?2 ORDER BY started_ms LIMIT ?3`,
      ),
    )
    .bind(siteId, beforeMs, limit)

/** Marks the orders whose revenue new rates decide: those in these currencies since the first day of a rate. */
export const markRated = (db: D1Database, siteId: number, rates: { currency: string; day: string }[]) =>
  db
    .prepare(
      mark(`
SELECT value AS ms FROM orders o INDEXED BY orders_by_time
CROSS JOIN json_each(json_array(o.ordered_ms, o.session_started_ms))
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.revenue_minor IS NULL
  AND o.currency IN (SELECT value FROM json_each(?3))`),
    )
    .bind(
      siteId,
      Math.min(...rates.map(({ day }) => Date.parse(day))),
      JSON.stringify([...new Set(rates.map(({ currency }) => currency))]),
    )
