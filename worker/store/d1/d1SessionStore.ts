import { parse, SESSIONS, TOUCH_FACETS } from '../columns.ts'
import type { HistoryRow, SessionAddresses, SessionStore, TouchRow } from '../sessionStore.ts'
import { VISIT_NUMBER } from './correctedSql.ts'
import { d1Client } from './d1Client.ts'
import { markExpired } from './dirtyMarks.ts'
import { countRows } from './rowMeter.ts'

export function d1SessionStore(db: D1Database): SessionStore {
  const { all, first, statement } = d1Client(db)
  return {
    sessionById: async (siteId, id) => {
      const row = await first(SESSION_BY_ID, siteId, id)
      return row && parse(SESSIONS, row)
    },
    sessionsByKey: async (siteId, keys) => {
      if (!keys.length) return []
      return (await all(SESSIONS_BY_KEY, siteId, JSON.stringify(keys))).map((row) => parse(SESSIONS, row))
    },
    touchesAfter: (siteId, { ms, id }, limit) => all<TouchRow>(TOUCHES_AFTER, siteId, ms, id, limit),
    addressesAfter: (siteId, { ms, id }, limit) =>
      all<SessionAddresses>(ADDRESSES_AFTER, siteId, ms, id, limit),
    historyOf: async (siteId, visitorId, limit) =>
      (await all<HistoryRow>(HISTORY_OF, siteId, visitorId, limit)).reverse(),
    expire: async (siteId, beforeMs, limit) => {
      const mark = markExpired(db, siteId, beforeMs, limit)
      const results = await db.batch([mark, statement(EXPIRE, siteId, beforeMs, limit)])
      countRows(db, siteId, results)
      return results[1]!.meta.changes
    },
  }
}

const SESSION_BY_ID = `
SELECT s.*
FROM sessions k INDEXED BY sessions_by_id
CROSS JOIN sessions s
  ON s.site_id = k.site_id AND s.started_ms = k.started_ms AND s.id = k.id AND s.visitor_id = k.visitor_id
WHERE k.site_id = ?1 AND k.id = ?2
ORDER BY s.started_ms DESC
LIMIT 1`

const SESSIONS_BY_KEY = `
SELECT s.* FROM json_each(?2) k
CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms = k.value ->> 'ms' AND s.id = k.value ->> 'id'`

const TOUCHES_AFTER = `
SELECT started_ms, id, url, referrer, browser, macros, ${TOUCH_FACETS.join(', ')}, path IS NOT NULL AS converted,
  octet_length(events) AS events_bytes
FROM sessions WHERE site_id = ?1 AND (started_ms, id) > (?2, ?3) ORDER BY started_ms, id LIMIT ?4`

/** An address with parameters has `?`, and an e-mail address `@`, which may be encoded (`%40`, `%2540`). */
const mayBePersonal = (json: string) =>
  `instr(${json}, '?') OR instr(${json}, '@') OR instr(${json}, '%40') OR instr(${json}, '%25')`

const ADDRESSES_AFTER = `
SELECT started_ms, id, url, referrer, ${TOUCH_FACETS.join(', ')},
  coalesce(${mayBePersonal('events')} OR ${mayBePersonal('path')}, 0) AS is_suspect
FROM sessions WHERE site_id = ?1 AND (started_ms, id) > (?2, ?3) ORDER BY started_ms, id LIMIT ?4`

const HISTORY_OF = `
SELECT s.started_ms, s.id, s.url, s.referrer, ${VISIT_NUMBER} AS visit_number, ${TOUCH_FACETS.join(', ')}
FROM sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ?1 AND s.visitor_id = ?2 ORDER BY s.started_ms DESC, s.id DESC LIMIT ?3`

const EXPIRE = `
DELETE FROM sessions WHERE (site_id, started_ms, id) IN (
  SELECT site_id, started_ms, id FROM sessions WHERE site_id = ?1 AND started_ms < ?2 ORDER BY started_ms LIMIT ?3)`
