/** The hot path begins here: loads the sessions that a request needs. Then `settle` computes, and `writeChange.ts` writes. */
import { parse, SESSIONS } from '../../columns.ts'
import { compositeKey } from '../../compositeKey.ts'
import type { NamedSessionSelector, SessionSelector } from '../../ledgerStore.ts'
import type { SessionRow } from '../../rows.ts'
import type { Row } from '../../sqlStore.ts'
import { d1Client } from '../d1Client.ts'
import { statementsFor } from '../statementsFor.ts'
import { recentSessions } from './recentSessions.ts'

/**
 * Loads the selected sessions in the cheapest way that works:
 * 1. from the memory of this isolate, without a statement;
 * 2. the visitor's newest session, which is one row and nearly always the selected session;
 * 3. all selected sessions.
 */
export async function loadSessions(
  db: D1Database,
  siteId: number,
  selectors: SessionSelector[],
): Promise<SessionRow[]> {
  const [selector] = selectors
  if (selectors.length === 1 && isNamed(selector!)) {
    const recent = recentSessions(db).get(siteId, selector.visitor_id)
    if (recent?.id === selector.session_id) return [recent]
    const newest = await d1Client(db).first(NEWEST_SESSION, ...valuesOf(siteId, selector))
    const sessions = sessionsFromNewest(db, newest)
    if (sessions) return sessions
  }
  return selectSessions(db, siteId, selectors)
}

/** Loads all selected sessions from the database. */
export async function selectSessions(
  db: D1Database,
  siteId: number,
  selectors: SessionSelector[],
): Promise<SessionRow[]> {
  const rows = await d1Client(db).allOf(SESSIONS_OF(selectors.map((one) => ({ site_id: siteId, ...one }))))
  // Two selectors of one visitor may both select a session.
  const found = new Map(
    rows.map((row) => [compositeKey(String(row.visitor_id), Number(row.started_ms), String(row.id)), row]),
  )
  return [...found.values()].map((row): SessionRow => parse(SESSIONS, row))
}

/**
 * Reads the result of `NEWEST_SESSION`, and remembers the session.
 * @returns the selected sessions; null when there are more than this row
 */
export function sessionsFromNewest(db: D1Database, newest: Row | null): SessionRow[] | null {
  if (!newest) return []
  if (newest.is_more) return null
  const row = parse(SESSIONS, newest)
  recentSessions(db).keep(row)
  return [row]
}

/** The statement of `NEWEST_SESSION`, to run in a batch behind an insert: it reads only if the insert wrote nothing. */
export const newestIfNothingWritten = (
  db: D1Database,
  siteId: number,
  selector: NamedSessionSelector,
): D1PreparedStatement => d1Client(db).statement(NEWEST_IF_NOTHING_WRITTEN, ...valuesOf(siteId, selector))

const isNamed = (selector: SessionSelector): selector is NamedSessionSelector => selector.session_id !== null
const valuesOf = (siteId: number, { visitor_id, session_id, from_ms }: NamedSessionSelector) => [
  siteId,
  visitor_id,
  session_id,
  from_ms,
]

/**
 * The selected session of each selector and all later ones of its visitor. `CROSS JOIN` and `INDEXED BY` fix the plan:
 * SQLite's planner does not know that the selectors are few, and would read every session of the site.
 */
const SESSIONS_OF = statementsFor(
  ['site_id', 'visitor_id', 'session_id', 'from_ms'],
  (of, from) => `
SELECT s.*
FROM ${from && `${from} CROSS JOIN `}sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ${of('site_id')} AND s.visitor_id = ${of('visitor_id')}
  AND s.started_ms >= coalesce(
    (SELECT started_ms FROM sessions INDEXED BY sessions_by_id
     WHERE site_id = ${of('site_id')} AND id = ${of('session_id')} AND visitor_id = ${of('visitor_id')}),
    (SELECT max(started_ms) FROM sessions INDEXED BY sessions_by_visitor
     WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms <= ${of('from_ms')}),
    ${of('from_ms')})
ORDER BY s.visitor_id, s.started_ms, s.id`,
)

/**
 * The visitor's newest session. `is_more`: the selector selects other sessions, or more than this one, so that
 * `SESSIONS_OF` must run. That is so if this is not the session that the selector names, and one of these holds:
 * 1. It began after `from_ms`: the selected session is an earlier one.
 * 2. The named session exists: it and all later ones are selected.
 * 3. Another session began at the same instant: both are selected.
 */
const newest = (limit: string) => `
SELECT s.*, s.id <> ?3 AND (
  s.started_ms > ?4
  OR EXISTS (
    SELECT 1 FROM sessions INDEXED BY sessions_by_id WHERE site_id = ?1 AND id = ?3 AND visitor_id = ?2)
  OR EXISTS (
    SELECT 1 FROM sessions o INDEXED BY sessions_by_visitor
    WHERE o.site_id = ?1 AND o.visitor_id = ?2 AND o.started_ms = s.started_ms AND o.id < s.id)
) AS is_more
FROM sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ?1 AND s.visitor_id = ?2 ORDER BY s.started_ms DESC, s.id DESC LIMIT ${limit}`

const NEWEST_SESSION = newest('1')
/** `changes()` is the number of rows that the statement before has written. */
const NEWEST_IF_NOTHING_WRITTEN = newest('(changes() = 0)')
