/** Writes the outcome of a request: one transaction, only if nothing that was loaded for it has moved since. */
import { ORDERS, SESSIONS, type Table } from './columns.ts'
import type { DropCounts } from './rows.ts'
import { statementsFor } from './source.ts'
import type { Change, Query, Written } from './store.ts'

/**
 * A row of revision 1 is new, and fails where there is one of its key. A row of revision n overwrites revision n − 1
 * alone, and a guard behind it compares the rows that changed with those that should have. A first guard looks whether a
 * visitor's sessions are still the ones that were loaded: another request may have added one that belongs together with
 * ours. Whatever does not hold fails the whole batch.
 */
export function changeStatements(db: D1Database, siteId: number, change: Change): D1PreparedStatement[] {
  const statements: D1PreparedStatement[] = []
  const add = (queries: Query[]) =>
    queries.map(({ sql, params }) => statements.push(db.prepare(sql).bind(...params)))
  const guarded = (queries: (Query & { rows: number })[]) => {
    for (const query of queries) add([query, { sql: GUARD, params: [query.rows] }])
  }
  const ofSite = <R extends object>(rows: R[]) => rows.map((row) => ({ site_id: siteId, ...row }))
  if (change.expect.length) add(EXPECT(ofSite(change.expect)))
  guarded(REMOVE_SESSIONS(ofSite(change.removed)))
  add(INSERT_SESSIONS(change.sessions.filter(isNew)))
  guarded(UPDATE_SESSIONS(change.sessions.filter((row) => !isNew(row))))
  add(INSERT_ORDERS(change.orders.filter(isNew)))
  guarded(UPDATE_ORDERS(change.orders.filter((row) => !isNew(row))))
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

const isNew = ({ rev }: { rev: number }) => rev === 1

/** How a batch ended that failed with this error; undefined for a failure of another kind. */
export function endOf(error: unknown): Exclude<Written, 'written'> | undefined {
  const message = error instanceof Error ? error.message : ''
  if (message.includes(`bad JSON path: 'waiting'`)) return 'waiting'
  return CONFLICT.test(message) ? 'conflict' : undefined
}

/** What SQLite says when a guard does not hold, and when a row that should be new is there. */
const CONFLICT = /bad JSON path: 'conflict'|UNIQUE constraint failed: (sessions|orders)\./

/** A path that is none is the one error that a plain SELECT can raise, in words of our own. */
const fail = (word: Exclude<Written, 'written'>) => `json_extract('{}', '${word}')`

const GUARD = `SELECT CASE WHEN changes() <> ?1 THEN ${fail('conflict')} END`

const EXPECT = statementsFor(
  ['site_id', 'visitor_id', 'since_ms', 'count', 'revs', 'all_orders'],
  (of, from) => `
SELECT CASE
  WHEN (${of('count')}, ${of('revs')}) <> (
    SELECT count(*), coalesce(sum(rev), 0) FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms >= ${of('since_ms')})
  THEN ${fail('conflict')}
  WHEN NOT ${of('all_orders')} AND EXISTS (
    SELECT 1 FROM orders INDEXED BY orders_by_visitor
    WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')}
      AND server IS NOT NULL AND browser IS NULL)
  THEN ${fail('waiting')}
END ${from && `FROM ${from}`}`,
)

const REMOVE_SESSIONS = statementsFor(
  ['site_id', 'started_ms', 'id', 'visitor_id', 'rev'],
  (of, from) => `
DELETE FROM sessions WHERE (site_id, started_ms, id, visitor_id, rev) IN (
  SELECT ${['site_id', 'started_ms', 'id', 'visitor_id', 'rev'].map((name) => of(name as 'id')).join(', ')}
  ${from && `FROM ${from}`})`,
)

const insert = <R>({ name, columns }: Table<R>) =>
  statementsFor(
    columns,
    (of, from) => `
INSERT INTO ${name} (${columns.join(', ')})
SELECT ${columns.map(of).join(', ')} ${from && `FROM ${from}`}`,
  )

const update = <R>({ name, columns, key, fixed }: Table<R>) =>
  statementsFor(
    columns,
    (of, from) => `
UPDATE ${name} SET
${columns
  .filter((c) => !key.includes(c) && !fixed.includes(c))
  .map((c) => `  ${c} = ${of(c)}`)
  .join(',\n')}
${from && `FROM ${from}`}
WHERE ${key.map((c) => `${name}.${c} = ${of(c)}`).join(' AND ')} AND ${name}.rev = ${of('rev' as (typeof columns)[number])} - 1`,
  )

const INSERT_SESSIONS = insert(SESSIONS)
const UPDATE_SESSIONS = update(SESSIONS)
const INSERT_ORDERS = insert(ORDERS)
const UPDATE_ORDERS = update(ORDERS)

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
