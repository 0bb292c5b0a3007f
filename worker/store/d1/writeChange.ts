/** Writes the outcome of a request: one transaction, only if nothing that was loaded for it has moved since. */
import { ORDERS, SESSIONS, type Table } from '../columns.ts'
import { markChange } from '../rollups.ts'
import type { DropCounts, SessionRow } from '../rows.ts'
import type { Change, Query, Row, Written } from '../store.ts'
import { fail, hasFailed } from './failBatch.ts'
import { type Recent, recentOf } from './recentSessions.ts'
import { statementsFor } from './statementsFor.ts'

/**
 * A row of revision 1 is new, and fails where there is one of its key. A row of revision n overwrites revision n − 1
 * alone, and a guard behind it compares the rows that changed with those that should have. A first guard looks whether a
 * visitor's sessions are still the ones that were loaded: another request may have added one that belongs together with
 * ours. Whatever does not hold fails the whole batch.
 */
export async function write(db: D1Database, siteId: number, change: Change): Promise<Written> {
  const recent = recentOf(db)
  const steps = stepsOf(db, siteId, change, recent)
  const [only] = steps
  let written: Written = 'written'
  try {
    // The commonest write, one row of a visit that goes on, tells by itself whether it found what it expected.
    if (steps.length === 1 && only!.rows !== undefined) {
      if ((await only!.statement.run()).meta.changes !== only!.rows) written = 'conflict'
    } else if (steps.length) {
      const guard = (rows: number) => db.prepare(GUARD).bind(rows)
      await db.batch(
        steps.flatMap(({ statement, rows }) => (rows === undefined ? [statement] : [statement, guard(rows)])),
      )
    }
  } catch (error) {
    const end = endOf(error)
    if (!end) throw error
    written = end
  }
  const outdated = written === 'written' ? change.removed : [...change.removed, ...change.sessions]
  for (const { visitor_id } of outdated) recent.forget(siteId, visitor_id)
  if (written === 'written') for (const row of change.sessions) recent.keep(row)
  return written
}

/**
 * Writes a session if its visitor has none and no order waits for one; then runs `read`, for what there is instead.
 * @returns the row that was read where nothing is written, null without one
 */
export async function open(
  db: D1Database,
  row: SessionRow,
  read: D1PreparedStatement,
): Promise<Written | Row | null> {
  const marks = markChange(db, row.site_id, { sessions: [row], removed: [], orders: [] })
  const { sql, params } = OPEN_SESSION([row])[0]!
  try {
    const answers = await db.batch<Row>([...marks, db.prepare(sql).bind(...params), read])
    const [opened, found] = answers.slice(marks.length)
    if (!opened!.meta.changes) return found!.results[0] ?? null
    recentOf(db).keep(row)
    return 'written'
  } catch (error) {
    const end = endOf(error)
    if (!end) throw error
    return end
  }
}

/** A statement, and how many rows it must change where that is not for itself to see. */
interface Step {
  statement: D1PreparedStatement
  rows?: number
}

function stepsOf(db: D1Database, siteId: number, change: Change, recent: Recent): Step[] {
  const steps: Step[] = []
  const run = (sql: string, ...params: unknown[]) =>
    steps.push({ statement: db.prepare(sql).bind(...params) })
  const runAll = (queries: Query[]) => {
    for (const { sql, params } of queries) run(sql, ...params)
  }
  const guarded = (queries: (Query & { rows: number })[]) => {
    for (const { sql, params, rows } of queries)
      steps.push({ statement: db.prepare(sql).bind(...params), rows })
  }
  const ofSite = <R extends object>(rows: R[]) => rows.map((row) => ({ site_id: siteId, ...row }))
  const isLast = (row: SessionRow) => {
    const known = recent.get(siteId, row.visitor_id)
    return known?.id === row.id && known.started_ms === row.started_ms
  }
  if (change.expect.length) runAll(EXPECT(ofSite(change.expect)))
  for (const statement of markChange(db, siteId, change)) steps.push({ statement })
  guarded(REMOVE_SESSIONS(ofSite(change.removed)))
  runAll(INSERT_SESSIONS(change.sessions.filter(isNew)))
  const updated = change.sessions.filter((row) => !isNew(row))
  guarded(UPDATE_SESSIONS(updated.map((row) => ({ ...row, is_last: isLast(row) }))))
  runAll(INSERT_ORDERS(change.orders.filter(isNew)))
  guarded(UPDATE_ORDERS(change.orders.filter((row) => !isNew(row))))
  if (change.job) run(SET_JOB, siteId, change.job.name, JSON.stringify(change.job.state))
  if (change.forgotten)
    run('DELETE FROM identities WHERE site_id = ? AND visitor_id = ?', siteId, change.forgotten)
  if (change.identities.length) run(ADD_IDENTITIES, siteId, JSON.stringify(change.identities))
  if (Object.keys(change.drops).length) steps.push({ statement: addDrops(db, siteId, change.drops) })
  return steps
}

const isNew = ({ rev }: { rev: number }) => rev === 1

/** How a batch ended that failed with this error; undefined for a failure of another kind. */
function endOf(error: unknown): Exclude<Written, 'written'> | undefined {
  if (hasFailed(error, 'waiting')) return 'waiting'
  const isThere = error instanceof Error && THERE.test(error.message)
  return hasFailed(error, 'conflict') || isThere ? 'conflict' : undefined
}

/** What SQLite says when a row that should be new is there. */
const THERE = /UNIQUE constraint failed: (sessions|orders)\./

const GUARD = `SELECT CASE WHEN changes() <> ?1 THEN ${fail('conflict')} END`

/** Whether an order waits for the visitor's visit. */
const isAwaited = (of: (name: 'site_id' | 'visitor_id') => string) => `EXISTS (
  SELECT 1 FROM orders INDEXED BY orders_by_visitor
  WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND server IS NOT NULL AND browser IS NULL)`

const EXPECT = statementsFor(
  ['site_id', 'visitor_id', 'since_ms', 'count', 'revs', 'all_orders'],
  (of, from) => `
SELECT CASE
  WHEN (${of('count')}, ${of('revs')}) <> (
    SELECT count(*), coalesce(sum(rev), 0) FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms >= ${of('since_ms')})
  THEN ${fail('conflict')}
  WHEN NOT ${of('all_orders')} AND ${isAwaited(of)}
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

/** @param when what must hold for a row to be written; without it, of those that are there the first fails the batch */
const insert = <R>({ name, columns }: Table<R>, when = (_: (name: keyof R & string) => string) => '') =>
  statementsFor(
    columns,
    (of, from) => `
INSERT INTO ${name} (${columns.join(', ')})
SELECT ${columns.map(of).join(', ')} ${from && `FROM ${from}`} ${when(of)}`,
  )

/** @param more what must hold besides, and the columns of the row that say so */
const update = <R extends { rev: number }, More extends string>(
  { name, columns, key, fixed }: Table<R>,
  names: More[],
  more: (of: (name: More) => string) => string,
) => {
  const used = columns.filter((column) => !fixed.includes(column))
  const set = used.filter((column) => !key.includes(column))
  return statementsFor(
    [...used, ...names],
    (of, from) => `
UPDATE ${name} SET
${set.map((column) => `  ${column} = ${of(column)}`).join(',\n')}
${from && `FROM ${from}`}
WHERE ${key.map((column) => `${name}.${column} = ${of(column)}`).join(' AND ')} AND ${name}.rev = ${of('rev')} - 1
${more(of)}`,
  )
}

const INSERT_SESSIONS = insert(SESSIONS)
const OPEN_SESSION = insert(
  SESSIONS,
  (of) => `
WHERE NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')})
AND NOT ${isAwaited(of)}`,
)
const UPDATE_SESSIONS = update(
  SESSIONS,
  ['is_last'],
  (of) => `
AND NOT (${of('is_last')} AND EXISTS (
  SELECT 1 FROM sessions later INDEXED BY sessions_by_visitor
  WHERE later.site_id = sessions.site_id AND later.visitor_id = sessions.visitor_id
    AND later.started_ms > sessions.started_ms))`,
)
const INSERT_ORDERS = insert(ORDERS)
const UPDATE_ORDERS = update(ORDERS, [], () => '')

const SET_JOB = `
INSERT INTO jobs (site_id, name, state) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET state = excluded.state`

const ADD_IDENTITIES = `
INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT ?1, value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET since_ms = excluded.since_ms WHERE excluded.since_ms < identities.since_ms`

export function addDrops(db: D1Database, siteId: number, drops: DropCounts): D1PreparedStatement {
  const now = new Date()
  return db
    .prepare(
      `INSERT INTO drops (site_id, day, reason, count, detail, last_ms)
       SELECT ?1, ?2, key, value ->> 'count', value ->> 'detail', ?4 FROM json_each(?3) WHERE true
       ON CONFLICT DO UPDATE SET
         count = count + excluded.count, detail = excluded.detail, last_ms = excluded.last_ms`,
    )
    .bind(siteId, now.toISOString().slice(0, 10), JSON.stringify(drops), now.getTime())
}
