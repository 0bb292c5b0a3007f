/** Writes exclusions, and steps of the job that applies them. */
import type { ExclusionChange, ExclusionRow } from '../exclusionStore.ts'
import type { Query } from '../sqlStore.ts'
import { markChange } from './dirtyMarks.ts'
import { CHECK_CHANGED_ROWS, CHECK_PRECONDITIONS, failedOutcome } from './ledger/preconditions.ts'
import { recentSessions } from './ledger/recentSessions.ts'
import { DELETE_SESSIONS } from './ledger/rowStatements.ts'
import { countRows } from './rowMeter.ts'
import { statementsFor } from './statementsFor.ts'

/**
 * All or nothing: each row is replaced or deleted only at the revision that was loaded. Deleted rows set no dirty marks,
 * because they are excluded already.
 */
export async function writeExclusion(
  db: D1Database,
  siteId: number,
  { visits = [], conversions = [], orders = [], preconditions = [], deleted, next }: ExclusionChange,
  nowMs: number,
): Promise<'written' | 'conflict'> {
  const ofSite = <R extends object>(rows: R[]) => rows.map((row) => ({ site_id: siteId, ...row }))
  const prepare = ({ sql, params }: Query) => db.prepare(sql).bind(...params)
  const checked = (queries: (Query & { rows: number })[]) =>
    queries.flatMap((query) => [prepare(query), db.prepare(CHECK_CHANGED_ROWS).bind(query.rows)])
  const gone = deleted?.visits ?? []
  const changed = { sessions: [...visits, ...conversions], removed: [], orders }
  const statements = [
    ...CHECK_PRECONDITIONS(ofSite(preconditions)).map(prepare),
    ...markChange(db, siteId, changed, nowMs),
    ...checked(UPDATE_VISITS(ofSite(visits))),
    ...(preconditions.length ? [renumbered(db, siteId, preconditions)] : []),
    ...checked(UPDATE_CONVERSIONS(ofSite(conversions))),
    ...checked(UPDATE_ORDERS(ofSite(orders))),
    ...checked(DELETE_SESSIONS(ofSite(gone))),
    ...checked(DELETE_ORDERS(ofSite(deleted?.orders ?? []))),
    ...(next ? [setExclusion(db, siteId, next)] : []),
  ]
  if (!statements.length) return 'written'
  const recent = recentSessions(db)
  for (const { visitor_id } of [...visits, ...conversions, ...gone]) recent.forget(siteId, visitor_id)
  try {
    countRows(db, siteId, await db.batch(statements))
    return 'written'
  } catch (error) {
    if (failedOutcome(error)) return 'conflict'
    throw error
  }
}

/** All sessions of these visitors have their right numbers now: nothing is left of what a correction adds to them. */
const renumbered = (db: D1Database, siteId: number, visitors: { visitor_id: string }[]) =>
  db.prepare(RENUMBERED).bind(siteId, JSON.stringify(visitors.map(({ visitor_id }) => visitor_id)))

const RENUMBERED = `
UPDATE corrections SET rev = rev + 1, shifts = '[]', first_seen_ms = NULL
WHERE site_id = ?1 AND visitor_id IN (SELECT value FROM json_each(?2))`

const ofSession = (of: (name: 'site_id' | 'started_ms' | 'id' | 'visitor_id' | 'rev') => string) => `
WHERE sessions.site_id = ${of('site_id')} AND sessions.started_ms = ${of('started_ms')} AND sessions.id = ${of('id')}
  AND sessions.visitor_id = ${of('visitor_id')} AND sessions.rev = ${of('rev')}`

const NUMBERS = ['excluded', 'visit_number', 'first_seen_ms', 'prev_started_ms'] as const

const UPDATE_VISITS = statementsFor(
  ['site_id', 'started_ms', 'id', 'visitor_id', 'rev', ...NUMBERS],
  (of, from) => `
UPDATE sessions SET rev = sessions.rev + 1, ${NUMBERS.map((name) => `${name} = ${of(name)}`).join(', ')}
${from && `FROM ${from}`} ${ofSession(of)}`,
)

export const UPDATE_CONVERSIONS = statementsFor(
  ['site_id', 'started_ms', 'id', 'visitor_id', 'rev', 'path'],
  (of, from) => `
UPDATE sessions SET rev = sessions.rev + 1, path = ${of('path')} ${from && `FROM ${from}`} ${ofSession(of)}`,
)

const isOrder = (of: (name: 'site_id' | 'transaction_id' | 'rev') => string) => `
WHERE orders.site_id = ${of('site_id')} AND orders.transaction_id = ${of('transaction_id')} AND orders.rev = ${of('rev')}`

export const UPDATE_ORDERS = statementsFor(
  ['site_id', 'transaction_id', 'rev', 'path', 'excluded'],
  (of, from) => `
UPDATE orders SET rev = orders.rev + 1, path = ${of('path')}, excluded = ${of('excluded')}
${from && `FROM ${from}`} ${isOrder(of)}`,
)

const DELETE_ORDERS = statementsFor(
  ['site_id', 'transaction_id', 'rev'],
  (of, from) => `
DELETE FROM orders WHERE (site_id, transaction_id, rev) IN (
  SELECT ${(['site_id', 'transaction_id', 'rev'] as const).map(of).join(', ')} ${from && `FROM ${from}`})`,
)

/** Also for the batch of a step of the job. */
export const setExclusion = (db: D1Database, siteId: number, row: ExclusionRow): D1PreparedStatement => {
  const { id, kind, value, from_ms, to_ms, created_ms, state, progress } = row
  return db
    .prepare(SET)
    .bind(siteId, id, kind, value, from_ms, to_ms, created_ms, state, JSON.stringify(progress))
}

const SET = `
INSERT INTO exclusions (site_id, id, kind, value, from_ms, to_ms, created_ms, state, progress)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
ON CONFLICT DO UPDATE SET state = excluded.state, progress = excluded.progress`
