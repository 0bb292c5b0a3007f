/** Writes the outcome of a request: one transaction, only if nothing that was loaded for it has moved since. */
import { ORDERS, SESSIONS, type Table } from './columns.ts'
import { markChange } from './folds.ts'
import type { DropCounts } from './rows.ts'
import type { Change } from './store.ts'

/** D1 takes 2 MB a parameter; a row is at most about half of that. */
const MAX_PARAMETER_CHARS = 500_000

/**
 * A row of revision n overwrites revision n − 1 alone, and a guard behind it compares the rows that changed with those
 * that should have. A first guard looks whether a visitor's sessions are still the ones that were loaded: another
 * request may have added one that belongs together with ours. A guard that does not hold fails the whole batch.
 */
export function changeStatements(db: D1Database, siteId: number, change: Change): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = []
  const guarded = (sql: string, rows: unknown[], ...more: unknown[]) => {
    for (const part of parts(rows)) {
      statements.push(db.prepare(sql).bind(`[${part.join()}]`, ...more))
      statements.push(db.prepare(GUARD).bind(part.length))
    }
  }
  if (change.expect.length) statements.push(db.prepare(EXPECT).bind(JSON.stringify(change.expect), siteId))
  statements.push(...markChange(db, siteId, change))
  guarded(REMOVE_SESSIONS, change.removed, siteId)
  guarded(UPSERT_SESSIONS, change.sessions)
  guarded(UPSERT_ORDERS, change.orders)
  if (change.job) {
    const { name, state } = change.job
    statements.push(db.prepare(SET_JOB).bind(siteId, name, JSON.stringify(state)))
  }
  if (change.forgotten)
    statements.push(
      db
        .prepare('DELETE FROM identities WHERE site_id = ? AND visitor_id = ?')
        .bind(siteId, change.forgotten),
    )
  if (change.identities.length)
    statements.push(db.prepare(ADD_IDENTITIES).bind(siteId, JSON.stringify(change.identities)))
  if (Object.keys(change.drops).length) statements.push(addDrops(db, siteId, change.drops))
  return statements
}

/** The rows as JSON, cut into parts that a parameter holds. */
function parts(rows: unknown[]): string[][] {
  const cut: string[][] = []
  let chars = MAX_PARAMETER_CHARS
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (chars + text.length > MAX_PARAMETER_CHARS) {
      cut.push([])
      chars = 0
    }
    cut.at(-1)!.push(text)
    chars += text.length
  }
  return cut
}

/** `json()` of what is no JSON is the one error that a plain SELECT can raise. */
const GUARD = `SELECT CASE WHEN changes() = ?1 THEN 1 ELSE json('conflict' || changes()) END`

const EXPECT = `
SELECT CASE WHEN NOT EXISTS (
  SELECT 1 FROM json_each(?1) e
  WHERE (e.value ->> 'count', e.value ->> 'revs') <> (
    SELECT count(*), coalesce(sum(rev), 0) FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ?2 AND visitor_id = e.value ->> 'visitor_id' AND started_ms >= e.value ->> 'since_ms')
) THEN 1 ELSE json('conflict' || changes()) END`

const REMOVE_SESSIONS = `
DELETE FROM sessions WHERE site_id = ?2 AND (started_ms, id, visitor_id, rev) IN (
  SELECT value ->> 'started_ms', value ->> 'id', value ->> 'visitor_id', value ->> 'rev' FROM json_each(?1))`

/** A row of a later revision than the first must find its predecessor: it may have been removed meanwhile. */
const upsert = <R>(table: Table<R>): string => `
INSERT INTO ${table.name} (${table.columns.join(', ')})
SELECT ${table.columns.map((c) => `json_extract(r.value, '$.${c}')`).join(', ')}
FROM json_each(?1) r
WHERE r.value ->> 'rev' = 1 OR EXISTS (
  SELECT 1 FROM ${table.name} t
  WHERE t.rev = r.value ->> 'rev' - 1${table.key.map((c) => ` AND t.${c} = r.value ->> '${c}'`).join('')})
ON CONFLICT (${table.key.join(', ')}) DO UPDATE SET
${table.columns
  .filter((c) => !table.key.includes(c) && !table.fixed.includes(c))
  .map((c) => `  ${c} = excluded.${c}`)
  .join(',\n')}
WHERE ${table.name}.rev = excluded.rev - 1`

const UPSERT_SESSIONS = upsert(SESSIONS)
const UPSERT_ORDERS = upsert(ORDERS)

const SET_JOB = `
INSERT INTO jobs (site_id, name, state) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = excluded.state`

const ADD_IDENTITIES = `
INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT ?1, value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET since_ms = excluded.since_ms WHERE excluded.since_ms < identities.since_ms`

export function addDrops(db: D1Database, siteId: number, drops: DropCounts): D1PreparedStatement {
  const day = new Date().toISOString().slice(0, 10)
  return db
    .prepare(
      `INSERT INTO drops (site_id, day, reason, count)
       SELECT ?1, ?2, key, value FROM json_each(?3) WHERE true
       ON CONFLICT DO UPDATE SET count = count + excluded.count`,
    )
    .bind(siteId, day, JSON.stringify(drops))
}
