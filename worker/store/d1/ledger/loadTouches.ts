/** Further loads of a request that is not on the shortest way: touches for paths, whole sessions, stored ids. */
import { parse, SESSIONS } from '../../columns.ts'
import type { NamedEvent } from '../../ledgerStore.ts'
import type { SessionRow, SessionStub } from '../../rows.ts'
import { d1Client } from '../d1Client.ts'
import { statementsFor } from '../statementsFor.ts'
import { STUB_COLUMNS, stubOf } from './stubSql.ts'

/** See `LedgerStore.sessionsInFull`. */
export async function sessionsInFull(
  db: D1Database,
  siteId: number,
  stubs: SessionStub[],
): Promise<SessionRow[]> {
  const keys = stubs.map(({ started_ms, id, visitor_id }) => ({
    site_id: siteId,
    started_ms,
    id,
    visitor_id,
  }))
  return (await d1Client(db).allOf(BY_KEY(keys))).map((row): SessionRow => parse(SESSIONS, row))
}

const BY_KEY = statementsFor(
  ['site_id', 'started_ms', 'id', 'visitor_id'],
  (of, from) => `
SELECT s.* FROM ${from && `${from} CROSS JOIN `}sessions s
WHERE s.site_id = ${of('site_id')} AND s.started_ms = ${of('started_ms')} AND s.id = ${of('id')}
  AND s.visitor_id = ${of('visitor_id')}`,
)

/** See `LedgerStore.touchesOf`. */
export const touchesOf = async (db: D1Database, ...values: (string | number)[]): Promise<SessionStub[]> =>
  (await d1Client(db).all(TOUCHES, ...values)).map(stubOf)

const within = `site_id = ?1 AND visitor_id = ?2 AND started_ms >= ?3 AND started_ms <= ?4`
const keys = (order: string, limit: string) =>
  `SELECT started_ms, id FROM sessions INDEXED BY sessions_by_visitor WHERE ${within} ORDER BY started_ms ${order} LIMIT ${limit}`

const TOUCHES = `
SELECT ${STUB_COLUMNS}
FROM (SELECT * FROM (${keys('', '1')}) UNION SELECT * FROM (${keys('DESC', '?5 - 1')})) k
CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms = k.started_ms AND s.id = k.id AND s.visitor_id = ?2
ORDER BY s.started_ms, s.id`

/** See `LedgerStore.linkedTouchesOf`. */
export const linkedTouchesOf = async (
  db: D1Database,
  siteId: number,
  visitorIds: string[],
  fromMs: number,
  toMs: number,
  limit: number,
): Promise<SessionStub[]> =>
  (await d1Client(db).all(LINKED_TOUCHES, siteId, JSON.stringify(visitorIds), fromMs, toMs, limit)).map(
    stubOf,
  )

/** Of each visitor `limit` keys at most are read, and of all of them `limit` sessions. */
const LINKED_TOUCHES = `
SELECT ${STUB_COLUMNS}
FROM json_each(?2) v
CROSS JOIN sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ?1 AND s.visitor_id = v.value AND s.started_ms <= ?4
  AND s.started_ms >= max(?3, coalesce((
    SELECT started_ms FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ?1 AND visitor_id = v.value AND started_ms <= ?4
    ORDER BY started_ms DESC LIMIT 1 OFFSET ?5 - 1), ?3))
ORDER BY s.started_ms DESC, s.id LIMIT ?5`

/** See `LedgerStore.storedEvents`. */
export async function storedEvents(
  db: D1Database,
  siteId: number,
  visitorId: string,
  eventIds: string[],
): Promise<string[]> {
  const events = JSON.stringify(eventIds.map((id) => ({ id, text: eventText(id) })))
  return (await d1Client(db).all<{ id: string }>(STORED_EVENTS, siteId, visitorId, events)).map(
    ({ id }) => id,
  )
}

const eventText = (id: string) => `{"id":${JSON.stringify(id)},"name":`

/** An event's text begins with its id (`toStoredEvent`). Reading the JSON instead would bill each event as a row. */
const STORED_EVENTS = `
SELECT r.value ->> 'id' AS id FROM json_each(?3) r WHERE EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ?1 AND visitor_id = ?2 AND instr(events, r.value ->> 'text'))`

/** See `LedgerStore.storedHits`. */
export async function storedHits(db: D1Database, siteId: number, hits: NamedEvent[]): Promise<number[]> {
  const texts = hits.map((hit) => ({
    ...hit,
    event: eventText(hit.id),
    claim: `"event_id":${JSON.stringify(hit.id)},"visitor_id":${JSON.stringify(hit.visitor_id)}`,
  }))
  return (await d1Client(db).all<{ place: number }>(STORED_HITS, siteId, JSON.stringify(texts))).map(
    ({ place }) => place,
  )
}

const STORED_HITS = `
SELECT r.key AS place FROM json_each(?2) r WHERE EXISTS (
  SELECT 1 FROM sessions k INDEXED BY sessions_by_id
  CROSS JOIN sessions s
    ON s.site_id = k.site_id AND s.started_ms = k.started_ms AND s.id = k.id AND s.visitor_id = k.visitor_id
  WHERE k.site_id = ?1 AND k.id = r.value ->> 'session_id' AND k.visitor_id = r.value ->> 'visitor_id'
    AND instr(s.events, r.value ->> 'event'))
OR EXISTS (
  SELECT 1 FROM orders WHERE site_id = ?1 AND transaction_id = r.value ->> 'transaction_id'
  AND (instr(browser, r.value ->> 'claim') OR instr(claims, r.value ->> 'claim')))`
