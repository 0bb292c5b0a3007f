/** Rollups in and out of D1. */

import { type DirtyMark, QUARTER_MS, READ_MARKS, type RollupState, type RollupWrite } from '../rollupRows.ts'
import type { RollupStore } from '../rollupStore.ts'
import { fail, hasFailed } from './failBatch.ts'
import { countRows } from './rowMeter.ts'
import { parts as textsOf } from './statementsFor.ts'

/** Fails the batch if the state or a dirty mark of these quarters has changed. */
const GUARD = `
SELECT CASE WHEN ?4 = (SELECT json_array(version, until_slot) FROM folds WHERE site_id = ?1) AND ?3 = (
  SELECT json_group_array(json_array(quarter, writes)) FROM (
    SELECT t.quarter, t.writes FROM json_each(?2) r CROSS JOIN stale t
      ON t.site_id = ?1 AND t.quarter >= r.value ->> 0 AND t.quarter < r.value ->> 1
    ORDER BY t.quarter))
THEN 1 ELSE ${fail('conflict')} END`

const REMOVE_PARTS = `
DELETE FROM rollups WHERE (site_id, grouping, size, slot, part) IN (
  SELECT r.site_id, r.grouping, r.size, r.slot, r.part
  FROM json_each(?2) k CROSS JOIN rollups r
    ON r.site_id = ?1 AND r.grouping = k.value ->> 'grouping' AND r.size = k.value ->> 'size'
    AND r.slot = k.value ->> 'slot' AND r.part >= k.value ->> 'parts')`

/** Cells that have not changed are not written: D1 bills rows written. */
const UPSERT_ROLLUPS = `
INSERT INTO rollups (site_id, grouping, size, slot, part, cells)
SELECT ?1, value ->> 'grouping', value ->> 'size', value ->> 'slot', value ->> 'part', value ->> 'cells'
FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET cells = excluded.cells WHERE rollups.cells <> excluded.cells`

const REMOVE_MARKS = `
DELETE FROM stale WHERE (site_id, quarter) IN (
  SELECT t.site_id, t.quarter FROM json_each(?2) r CROSS JOIN stale t
    ON t.site_id = ?1 AND t.quarter >= r.value ->> 0 AND t.quarter < r.value ->> 1)`

const SET_UNTIL = 'UPDATE folds SET until_slot = ?2, until_ms = ?3 WHERE site_id = ?1 AND until_slot <> ?2'

/** Writes a step, all or nothing. Fails with a conflict if something has changed since the step read it. */
function rollupStatements(db: D1Database, siteId: number, write: RollupWrite): D1PreparedStatement[] {
  const { rows, parts, quarters, marks, before, after } = write
  const intervals = JSON.stringify(quarters)
  const known = JSON.stringify(marks.map(({ quarter, writes }) => [quarter, writes]))
  const state = JSON.stringify([before.version, before.until_slot])
  return [
    db.prepare(GUARD).bind(siteId, intervals, known, state),
    ...(parts.length ? [db.prepare(REMOVE_PARTS).bind(siteId, JSON.stringify(parts))] : []),
    ...textsOf(rows).map((part) => db.prepare(UPSERT_ROLLUPS).bind(siteId, `[${part.join()}]`)),
    ...(marks.length ? [db.prepare(REMOVE_MARKS).bind(siteId, intervals)] : []),
    db.prepare(SET_UNTIL).bind(siteId, after.until_slot, after.until_ms),
  ]
}

/** Removes all rollups of a site and sets its state. */
function restartStatements(db: D1Database, siteId: number, state: RollupState): D1PreparedStatement[] {
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

/** The oldest marks of rolled-up time, and those of the slots that are rolled up next, which are sixty-four at most. */
const MARKS = `
SELECT quarter, writes FROM (
  SELECT quarter, writes FROM stale
  WHERE site_id = ?1 AND quarter < (SELECT until_ms / ${QUARTER_MS} FROM folds WHERE site_id = ?1)
  ORDER BY quarter LIMIT ${READ_MARKS})
UNION ALL
SELECT quarter, writes FROM (
  SELECT quarter, writes FROM stale
  WHERE site_id = ?1 AND quarter >= (SELECT until_ms / ${QUARTER_MS} FROM folds WHERE site_id = ?1)
  ORDER BY quarter LIMIT ${READ_MARKS})`

/** From this call on, changes before `closingMs` set dirty marks. Then reads the state and the marks. */
function closeStatements(db: D1Database, siteId: number, closingMs: number): D1PreparedStatement[] {
  return [
    db
      .prepare('UPDATE folds SET closing_ms = ?2 WHERE site_id = ?1 AND closing_ms < ?2')
      .bind(siteId, closingMs),
    db.prepare('SELECT version, until_slot, until_ms, closing_ms FROM folds WHERE site_id = ?').bind(siteId),
    db.prepare(MARKS).bind(siteId),
  ]
}

/** The part of the store that keeps rollups. */
export const d1RollupStore = (db: D1Database): RollupStore => ({
  closeTime: async (siteId, closingMs) => {
    const results = await db.batch(closeStatements(db, siteId, closingMs))
    countRows(db, siteId, results)
    const [, states, marks] = results
    return { state: (states!.results as RollupState[])[0] ?? null, marks: marks!.results as DirtyMark[] }
  },
  restartRollups: async (siteId, state) =>
    countRows(db, siteId, await db.batch(restartStatements(db, siteId, state))),
  writeRollups: async (siteId, write) => {
    try {
      countRows(db, siteId, await db.batch(rollupStatements(db, siteId, write)))
      return true
    } catch (error) {
      if (hasFailed(error, 'conflict')) return false
      throw error
    }
  },
})
