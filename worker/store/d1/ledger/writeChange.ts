/** The hot path ends here: writes what `settle` has computed, in one transaction. */

import type { Change, WriteOutcome } from '../../ledgerStore.ts'
import type { SessionRow } from '../../rows.ts'
import type { Query } from '../../sqlStore.ts'
import { addDrops } from '../d1DropStore.ts'
import { SET_JOB } from '../d1JobStore.ts'
import { markChange } from '../dirtyMarks.ts'
import { ADD_RELINKS, CHECK_LINKS } from '../relinkSql.ts'
import { countRows } from '../rowMeter.ts'
import { CHECK_CHANGED_ROWS, CHECK_PRECONDITIONS, failedOutcome } from './preconditions.ts'
import { type RecentSessions, recentSessions } from './recentSessions.ts'
import {
  DELETE_CORRECTIONS,
  DELETE_SESSIONS,
  INSERT_ORDERS,
  INSERT_SESSIONS,
  RENUMBER_SESSIONS,
  SET_CORRECTIONS,
  UPDATE_ORDERS,
  UPDATE_SESSIONS,
} from './rowStatements.ts'

/**
 * Writes a change. If anything that it was computed from has changed, nothing is written. Any of four checks makes the
 * whole batch fail:
 * 1. the preconditions, before anything is written;
 * 2. an INSERT of a new row fails when a row with its key exists;
 * 3. an UPDATE finds its row only at the revision that was loaded;
 * 4. a check after each UPDATE and DELETE compares the number of rows written with the number expected.
 * Afterwards the memory of recent sessions is brought up to date; on a conflict the visitors are forgotten there.
 */
export async function writeChange(
  db: D1Database,
  siteId: number,
  change: Change,
  nowMs: number,
): Promise<WriteOutcome> {
  const recent = recentSessions(db)
  const outcome = await runAll(db, siteId, stepsOf(db, siteId, change, recent, nowMs))
  const gone = [...change.removed, ...change.renumbered]
  const outdated = outcome === 'written' ? gone : [...gone, ...change.sessions]
  for (const { visitor_id } of outdated) recent.forget(siteId, visitor_id)
  if (outcome === 'written') for (const row of change.sessions) recent.keep(row)
  return outcome
}

/** One statement of the batch. `rows`: how many rows it must write; absent where the statement itself fails. */
interface Step {
  statement: D1PreparedStatement
  rows?: number
}

async function runAll(db: D1Database, siteId: number, steps: Step[]): Promise<WriteOutcome> {
  const [only] = steps
  try {
    // The most common write updates one row. It needs no batch: the number of rows that it wrote is the check.
    if (steps.length === 1 && only!.rows !== undefined) {
      const result = await only!.statement.run()
      countRows(db, siteId, [result])
      return result.meta.changes === only!.rows ? 'written' : 'conflict'
    }
    const check = (rows: number) => db.prepare(CHECK_CHANGED_ROWS).bind(rows)
    const statements = steps.flatMap(({ statement, rows }) =>
      rows === undefined ? [statement] : [statement, check(rows)],
    )
    if (statements.length) countRows(db, siteId, await db.batch(statements))
    return 'written'
  } catch (error) {
    const outcome = failedOutcome(error)
    if (!outcome) throw error
    return outcome
  }
}

function stepsOf(
  db: D1Database,
  siteId: number,
  change: Change,
  recent: RecentSessions,
  nowMs: number,
): Step[] {
  const prepare = ({ sql, params }: Query) => db.prepare(sql).bind(...params)
  const unchecked = (queries: Query[]): Step[] => queries.map((query) => ({ statement: prepare(query) }))
  const checked = (queries: (Query & { rows: number })[]): Step[] =>
    queries.map((query) => ({ statement: prepare(query), rows: query.rows }))
  const ofSite = <R extends object>(rows: R[]) => rows.map((row) => ({ site_id: siteId, ...row }))
  const { sessions, removed, renumbered, orders, preconditions, corrections, corrected } = change
  const { identities, relinks, links, job, forgotten, drops } = change
  const updated = sessions.filter((row) => !isNew(row))
  return [
    ...unchecked(CHECK_PRECONDITIONS(ofSite(preconditions))),
    ...(links.length ? [{ statement: db.prepare(CHECK_LINKS).bind(siteId, JSON.stringify(links)) }] : []),
    ...markChange(db, siteId, change, nowMs).map((statement) => ({ statement })),
    ...checked(DELETE_SESSIONS(ofSite(removed))),
    ...unchecked(INSERT_SESSIONS(sessions.filter(isNew))),
    ...checked(UPDATE_SESSIONS(updated.map((row) => ({ ...row, is_last: isRecent(recent, siteId, row) })))),
    ...checked(RENUMBER_SESSIONS(ofSite(renumbered))),
    ...unchecked(INSERT_ORDERS(orders.filter(isNew))),
    ...checked(UPDATE_ORDERS(orders.filter((row) => !isNew(row)))),
    ...checked(SET_CORRECTIONS(corrections)),
    ...checked(DELETE_CORRECTIONS(ofSite(corrected))),
    ...(job ? [{ statement: db.prepare(SET_JOB).bind(siteId, job.name, JSON.stringify(job.state)) }] : []),
    ...(forgotten
      ? [DELETE_IDENTITIES, DELETE_EXCLUSIONS, DELETE_CORRECTIONS_OF, DELETE_RELINKS, RESTART_RELINKS].map(
          (sql) => ({
            statement: db.prepare(sql).bind(siteId, JSON.stringify(forgotten)),
          }),
        )
      : []),
    ...(identities.length
      ? [{ statement: db.prepare(ADD_IDENTITIES).bind(siteId, JSON.stringify(identities)) }]
      : []),
    ...(relinks.length
      ? [
          {
            statement: db.prepare(ADD_RELINKS).bind(siteId, JSON.stringify(relinks)),
          },
        ]
      : []),
    ...(Object.keys(drops).length ? [{ statement: addDrops(db, siteId, drops, nowMs) }] : []),
  ]
}

const isNew = ({ rev }: { rev: number }) => rev === 1

/** Whether the row may have been loaded from memory, which holds it as the visitor's newest session. */
function isRecent(recent: RecentSessions, siteId: number, row: SessionRow): boolean {
  const known = recent.get(siteId, row.visitor_id)
  return known?.id === row.id && known.started_ms === row.started_ms
}

const DELETE_IDENTITIES = `
DELETE FROM identities WHERE site_id = ?1 AND visitor_id IN (SELECT value FROM json_each(?2))`

const DELETE_EXCLUSIONS = `
DELETE FROM exclusions
WHERE site_id = ?1 AND kind = 'visitor' AND value IN (SELECT value FROM json_each(?2))`

const DELETE_CORRECTIONS_OF = `
DELETE FROM corrections WHERE site_id = ?1 AND visitor_id IN (SELECT value FROM json_each(?2))`

/** After the identities of the forgotten: of people who are gone altogether. `?2` is bound as in the others. */
const DELETE_RELINKS = `
DELETE FROM relinks WHERE site_id = ?1 AND ?2 IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM identities i INDEXED BY identities_by_user
  WHERE i.site_id = ?1 AND i.user_id = relinks.user_id)`

const RESTART_RELINKS = `
UPDATE relinks SET rev = rev + 1, after = '' WHERE site_id = ?1 AND after IN (SELECT value FROM json_each(?2))`

const ADD_IDENTITIES = `
INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT ?1, value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET since_ms = excluded.since_ms WHERE excluded.since_ms < identities.since_ms`
