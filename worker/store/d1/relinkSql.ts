/** SQL of relinks that the hot path and their own store share. */
import { DAY_MS } from '../../../wire/time.ts'
import { SHARING_BROWSERS } from '../workLimits.ts'
import { fail } from './failBatch.ts'

/** Sessions of one browser that are looked at, of any number. With more, there may be a conversion among them. */
const MOST_SESSIONS = 9

/**
 * Whether a browser may have conversions or orders from an instant on. A session of the day before may last until then.
 * @param visitor, from columns with its id and the instant, ms
 */
export const mayHavePaths = (visitor: string, from: string) => `(
  EXISTS (
    SELECT 1 FROM orders INDEXED BY orders_by_visitor
    WHERE site_id = ?1 AND visitor_id = ${visitor} AND ordered_ms >= ${from})
  OR (
    SELECT coalesce(max(is_one), 0) OR count(*) = ${MOST_SESSIONS} FROM (
      SELECT path IS NOT NULL AND ended_ms >= ${from} AS is_one FROM sessions INDEXED BY sessions_by_visitor
      WHERE site_id = ?1 AND visitor_id = ${visitor} AND started_ms >= ${from} - ${DAY_MS} LIMIT ${MOST_SESSIONS})))`

/**
 * Adds relinks (`RelinkAsked` as JSON, ?2) for which there is something to do: a browser has conversions; or very many browsers
 * share the user id since now, and then the paths of all of them lose their links. A user id that is known to be shared needs
 * nothing. Behind all that the change writes. (The exceptions are searched as text: a list's rows would be billed each time.)
 */
export const ADD_RELINKS = `
WITH asked AS MATERIALIZED (
  SELECT e.value ->> 'user_id' AS user_id, e.value ->> 'from_ms' AS from_ms, e.value ->> 'except' AS except_ids
  FROM json_each(?2) e
  WHERE NOT EXISTS (
    SELECT 1 FROM relinks k WHERE k.site_id = ?1 AND k.user_id = e.value ->> 'user_id' AND k.shared)
), r AS MATERIALIZED (
  SELECT asked.*, ${SHARING_BROWSERS} = (
      SELECT count(*) FROM (
        SELECT 1 FROM identities INDEXED BY identities_by_user
        WHERE site_id = ?1 AND user_id = asked.user_id LIMIT ${SHARING_BROWSERS})) AS is_shared
  FROM asked
)
INSERT INTO relinks (site_id, user_id, rev, from_ms, after, shared)
SELECT ?1, r.user_id, 1, CASE WHEN r.is_shared THEN 0 ELSE r.from_ms END, '', r.is_shared
FROM r
WHERE r.is_shared OR EXISTS (
    SELECT 1 FROM identities i INDEXED BY identities_by_user
    WHERE i.site_id = ?1 AND i.user_id = r.user_id
      AND NOT instr(r.except_ids, json_quote(i.visitor_id))
      AND ${mayHavePaths('i.visitor_id', 'r.from_ms')})
ON CONFLICT DO UPDATE SET rev = rev + 1, after = '', shared = excluded.shared,
  from_ms = min(coalesce(from_ms, excluded.from_ms), excluded.from_ms)`

/**
 * Fails the batch with `conflict` if one of these user ids (?2, `LinkState` as JSON) has other browsers than were loaded. Before
 * all that the change writes.
 */
export const CHECK_LINKS = `
SELECT CASE WHEN EXISTS (
  SELECT 1 FROM json_each(?2) e
  WHERE e.value ->> 'browsers' <> (
      SELECT count(*) FROM (
        SELECT 1 FROM identities INDEXED BY identities_by_user
        WHERE site_id = ?1 AND user_id = e.value ->> 'user_id' LIMIT ${SHARING_BROWSERS}))
    AND NOT EXISTS (SELECT 1 FROM relinks WHERE site_id = ?1 AND user_id = e.value ->> 'user_id' AND shared))
THEN ${fail('conflict')} END`
