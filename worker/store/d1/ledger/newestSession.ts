/** Reads a visitor's newest session, which is one row and nearly always the selected session. */
import { parse, SESSIONS } from '../../columns.ts'
import { EMPTY_PAST, type NamedSessionSelector, type Past } from '../../past.ts'
import type { Row } from '../../sqlStore.ts'
import { SESSION_BYTES } from '../../workLimits.ts'
import { d1Client } from '../d1Client.ts'
import { recentSessions } from './recentSessions.ts'
import { stubOf, stubOrWhole } from './stubSql.ts'

/** @returns the selected sessions; null when there are more than the newest */
export const loadNewest = async (
  db: D1Database,
  siteId: number,
  selector: NamedSessionSelector,
): Promise<Past | null> =>
  pastFromNewest(db, await d1Client(db).first(NEWEST_SESSION, ...valuesOf(siteId, selector)))

/**
 * Reads the result of `NEWEST_SESSION`, and remembers the session.
 * @returns the selected sessions; null when there are more than this row
 */
export function pastFromNewest(db: D1Database, newest: Row | null): Past | null {
  if (!newest) return EMPTY_PAST
  if (newest.is_more) return null
  if (newest.events === null) return { ...EMPTY_PAST, stubs: [stubOf(newest)] }
  const row = parse(SESSIONS, newest)
  recentSessions(db).keep(row)
  return { ...EMPTY_PAST, sessions: [row] }
}

/** The statement of `NEWEST_SESSION`, to run in a batch behind an insert: it reads only if the insert wrote nothing. */
export const newestIfNothingWritten = (
  db: D1Database,
  siteId: number,
  selector: NamedSessionSelector,
): D1PreparedStatement => d1Client(db).statement(NEWEST_IF_NOTHING_WRITTEN, ...valuesOf(siteId, selector))

const valuesOf = (siteId: number, { visitor_id, session_id, from_ms }: NamedSessionSelector) => [
  siteId,
  visitor_id,
  session_id,
  from_ms,
]

/**
 * The visitor's newest session. `is_more`: the selector selects other sessions, or more than this one, so that
 * the selected sessions must be loaded. That is so if this is not the session that the selector names, and one of these holds:
 * 1. It began after `from_ms`: the selected session is an earlier one.
 * 2. The named session exists: it and all later ones are selected.
 * 3. Another session began at the same instant: both are selected.
 */
const newest = (limit: string) => `
SELECT ${stubOrWhole(SESSION_BYTES)}, s.id <> ?3 AND (
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
