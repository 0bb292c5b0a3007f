/** The hot path begins here: loads the sessions that a request needs. Then `settle` computes, and `writeChange.ts` writes. */
import { parse, SESSIONS } from '../../columns.ts'
import { compositeKey } from '../../compositeKey.ts'
import {
  EMPTY_PAST,
  type NamedSessionSelector,
  type Past,
  type PastSelector,
  type SessionSelector,
} from '../../past.ts'
import type { SessionRow, SessionStub } from '../../rows.ts'
import type { Query, Row } from '../../sqlStore.ts'
import { SESSIONS_AFTER, SESSIONS_BEFORE, SESSIONS_OF_STEP, STUB_BYTES } from '../../workLimits.ts'
import { firstSeenSql, VISIT_NUMBER } from '../correctedSql.ts'
import { d1Client } from '../d1Client.ts'
import { statementsFor } from '../statementsFor.ts'
import { loadNewest } from './newestSession.ts'
import { recentSessions } from './recentSessions.ts'
import { stubOf, stubOrWhole } from './stubSql.ts'

/**
 * Loads the selected sessions in the cheapest way that works:
 * 1. from the memory of this isolate, without a statement;
 * 2. the visitor's newest session, which is one row and nearly always the selected session;
 * 3. all selected sessions.
 */
export async function loadRecent(
  db: D1Database,
  siteId: number,
  selectors: SessionSelector[],
): Promise<Past> {
  const [selector] = selectors
  if (selectors.length === 1 && isNamed(selector!)) {
    const recent = recentSessions(db).get(siteId, selector.visitor_id)
    if (recent?.id === selector.session_id) return { ...EMPTY_PAST, sessions: [recent] }
    const past = await loadNewest(db, siteId, selector)
    if (past) return past
  }
  return selectRecent(db, siteId, selectors)
}

/** Loads the selected sessions from the database. */
export const selectRecent = (db: D1Database, siteId: number, selectors: SessionSelector[]): Promise<Past> =>
  readPast(db, RECENT(ofSite(siteId, selectors)), selectors, MOST_RECENT)

/** Loads the selected sessions from the database, and some that began before each. */
export const loadPast = (db: D1Database, siteId: number, selectors: PastSelector[]): Promise<Past> =>
  readPast(db, AROUND(ofSite(siteId, selectors)), selectors, MOST_AROUND)

export const loadLongPast = (db: D1Database, siteId: number, selector: PastSelector): Promise<Past> =>
  readPast(db, STEP(ofSite(siteId, [selector])), [selector], MOST_OF_STEP, SESSIONS_OF_STEP)

/** Loads all selected sessions, however many there are. */
export async function loadAll(
  db: D1Database,
  siteId: number,
  selectors: SessionSelector[],
): Promise<SessionRow[]> {
  const rows = await d1Client(db).allOf(ALL(ofSite(siteId, selectors)))
  return distinct(rows).map((row): SessionRow => parse(SESSIONS, row))
}

const ofSite = <T extends object>(siteId: number, selectors: T[]) =>
  selectors.map((one) => ({ site_id: siteId, ...one }))

/**
 * @param selectors by which the statements select
 * @param most rows that a statement reads
 * @param atMost sessions after a selector's instant; more are cut
 */
async function readPast(
  db: D1Database,
  queries: Query[],
  selectors: { visitor_id: string; from_ms: number }[],
  most: number,
  atMost = SESSIONS_AFTER,
): Promise<Past> {
  const found = await d1Client(db).allOf(queries)
  const rows = distinct(found)
  const isFull = found.length >= most
  const cut = new Set(isFull ? selectors.map(({ visitor_id }) => visitor_id) : [])
  for (const { visitor_id, from_ms } of selectors) {
    const after = rows.filter((row) => row.visitor_id === visitor_id && Number(row.started_ms) > from_ms)
    if (after.length > atMost) cut.add(visitor_id)
  }
  const stubs: SessionStub[] = []
  const sessions: SessionRow[] = []
  for (const row of rows) row.events === null ? stubs.push(stubOf(row)) : sessions.push(parse(SESSIONS, row))
  const corrected = rows.filter((row) => row.is_corrected).map((row) => String(row.visitor_id))
  return { sessions, stubs, cut, corrected: new Set(corrected), isFull }
}

/** Two selectors of one visitor may both select a session. */
const distinct = (rows: Row[]): Row[] => [
  ...new Map(
    rows.map((row) => [compositeKey(String(row.visitor_id), Number(row.started_ms), String(row.id)), row]),
  ).values(),
]

const isNamed = (selector: SessionSelector): selector is NamedSessionSelector => selector.session_id !== null

/**
 * The selected session of each selector and later ones of its visitor. `CROSS JOIN` and `INDEXED BY` fix the plan:
 * SQLite's planner does not know that the selectors are few, and would read every session of the site.
 * @param columns SQL of the columns
 * @param most the number of sessions to read after `from_ms`, and one more
 */
const selected = (columns: string, most: number | null) =>
  statementsFor(
    ['site_id', 'visitor_id', 'session_id', 'from_ms'],
    (of, from) => `
SELECT ${columns}
FROM ${from && `${from} CROSS JOIN `}sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ${of('site_id')} AND s.visitor_id = ${of('visitor_id')}
  AND s.started_ms >= coalesce(
    (SELECT started_ms FROM sessions INDEXED BY sessions_by_id
     WHERE site_id = ${of('site_id')} AND id = ${of('session_id')} AND visitor_id = ${of('visitor_id')}),
    (SELECT max(started_ms) FROM sessions INDEXED BY sessions_by_visitor
     WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms <= ${of('from_ms')}),
    ${of('from_ms')})
ORDER BY s.visitor_id, s.started_ms, s.id ${most === null ? '' : `LIMIT ${most}`}`,
  )

/** Sessions to read in one statement, for all its selectors together: those of two visitors, and of four. */
const MOST_RECENT = 40
const MOST_OF_STEP = SESSIONS_BEFORE + SESSIONS_OF_STEP + 10
const MOST_AROUND = 4 * (SESSIONS_BEFORE + SESSIONS_AFTER + 1)

/** With the right numbers, also while a correction is pending. */
const CORRECTED: Partial<Record<string, string>> = {
  visit_number: VISIT_NUMBER,
  first_seen_ms: firstSeenSql('s'),
}
const ALL = selected(
  SESSIONS.columns.map((column) => `${CORRECTED[column] ?? `s.${column}`} AS ${column}`).join(', '),
  null,
)
const RECENT = selected(stubOrWhole(STUB_BYTES), MOST_RECENT)

/** SQL: the start of the visitor's session that is `offset` after (or before) an instant, NULL if there is none. */
const startBeside = (
  of: (name: 'site_id' | 'visitor_id' | 'from_ms') => string,
  order: 'ASC' | 'DESC',
  offset: number,
) => `(
    SELECT started_ms FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')}
      AND started_ms ${order === 'ASC' ? '>' : '<='} ${of('from_ms')}
    ORDER BY started_ms ${order} LIMIT 1 OFFSET ${offset})`

/** As `selected`, with `SESSIONS_BEFORE` sessions up to `from_ms` and `after` later ones, and one more. */
const around = (after: number, most: number) =>
  statementsFor(
    ['site_id', 'visitor_id', 'session_ids', 'from_ms'],
    (of, from) => `
SELECT ${stubOrWhole(STUB_BYTES)},
  EXISTS (SELECT 1 FROM corrections c WHERE c.site_id = s.site_id AND c.visitor_id = s.visitor_id) AS is_corrected
FROM ${from && `${from} CROSS JOIN `}sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ${of('site_id')} AND s.visitor_id = ${of('visitor_id')}
  AND s.started_ms >= min(
    coalesce(${startBeside(of, 'DESC', SESSIONS_BEFORE - 1)}, -9e15),
    coalesce((
      SELECT min(started_ms) FROM json_each(${of('session_ids')}) n
      CROSS JOIN sessions k INDEXED BY sessions_by_id
      WHERE k.site_id = ${of('site_id')} AND k.id = n.value AND k.visitor_id = ${of('visitor_id')}), 9e15))
  AND s.started_ms <= coalesce(${startBeside(of, 'ASC', after)}, 9e15)
ORDER BY s.visitor_id, s.started_ms, s.id LIMIT ${most}`,
  )

const AROUND = around(SESSIONS_AFTER, MOST_AROUND)
const STEP = around(SESSIONS_OF_STEP, MOST_OF_STEP)
