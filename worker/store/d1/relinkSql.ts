/** SQL of relinks that the hot path and their own store share. */
import { DAY_MS } from '../../../wire/time.ts'
import { SHARING_BROWSERS } from '../workLimits.ts'

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
 * Adds relinks (`RelinkAsked` as JSON, ?2) for which there is something to do: a browser, other than those of ?3, has
 * conversions; or very many browsers share the user id since now, and then the paths of all of them lose their links.
 * Behind all that the change writes.
 */
export const ADD_RELINKS = `
INSERT INTO relinks (site_id, user_id, rev, from_ms, after, shared)
SELECT ?1, r.user_id, 1, CASE WHEN r.is_shared THEN 0 ELSE r.from_ms END, '', r.is_shared
FROM (
  SELECT e.value ->> 'user_id' AS user_id, e.value ->> 'from_ms' AS from_ms, e.value ->> 'every' AS every, ${SHARING_BROWSERS} = (
      SELECT count(*) FROM (
        SELECT 1 FROM identities INDEXED BY identities_by_user
        WHERE site_id = ?1 AND user_id = e.value ->> 'user_id' LIMIT ${SHARING_BROWSERS})) AS is_shared
  FROM json_each(?2) e) r
WHERE CASE WHEN r.is_shared
  THEN NOT EXISTS (SELECT 1 FROM relinks k WHERE k.site_id = ?1 AND k.user_id = r.user_id AND k.shared)
  ELSE EXISTS (
    SELECT 1 FROM identities i INDEXED BY identities_by_user
    WHERE i.site_id = ?1 AND i.user_id = r.user_id
      AND (r.every OR i.visitor_id NOT IN (SELECT value FROM json_each(?3)))
      AND ${mayHavePaths('i.visitor_id', 'r.from_ms')}) END
ON CONFLICT DO UPDATE SET rev = rev + 1, after = '', shared = excluded.shared,
  from_ms = min(coalesce(from_ms, excluded.from_ms), excluded.from_ms)`
