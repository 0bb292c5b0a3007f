import type { Identity, IdentityStore } from '../identityStore.ts'
import { SHARING_BROWSERS, USERS_OF_BROWSER } from '../workLimits.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

export function d1IdentityStore(db: D1Database): IdentityStore {
  const { all, first, statement } = d1Client(db)
  return {
    identitiesToLink: async (siteId, visitorIds, userIds) => {
      const sql = userIds.length ? TO_LINK_ALSO : TO_LINK
      const users = userIds.length ? [JSON.stringify(userIds)] : []
      const values = [siteId, JSON.stringify(visitorIds), ...users]
      const rows = await all<{ user_id: string; browsers: string }>(sql, ...values)
      return rows.flatMap(({ user_id, browsers }) =>
        (JSON.parse(browsers) as [string, number][]).map(
          ([visitor_id, since_ms]): Identity => ({
            ...{ visitor_id, user_id, since_ms },
          }),
        ),
      )
    },
    identitiesOf: (siteId, visitorId) => all<Identity>(IDENTITIES_OF, siteId, visitorId),
    forgetOldIdentities: async (siteId, { after, before_ms }, limit) => {
      const row = await first<{ last: string | null }>(LAST_OF_NEXT, siteId, after, limit)
      const last = row?.last ?? null
      if (last === null) return { last, deleted: 0 }
      const result = await statement(FORGET_OLD, siteId, after, last, before_ms).run()
      countRows(db, siteId, [result])
      return { last, deleted: result.meta.changes }
    },
  }
}

const IDENTITIES_OF =
  'SELECT visitor_id, user_id, since_ms FROM identities WHERE site_id = ? AND visitor_id = ?'

/** User ids of one browser that are read. More come from an attack, or from a device that a whole shop uses. */
const MOST_USERS = 100

/** Lists as JSON, because the rows of a second join would be billed, too. */
const toLink = (also: string) => `
WITH users (id) AS (
  SELECT u.value FROM json_each(?2) v CROSS JOIN json_each((
    SELECT json_group_array(user_id) FROM (
      SELECT user_id FROM (
        SELECT user_id, since_ms FROM identities WHERE site_id = ?1 AND visitor_id = v.value LIMIT ${MOST_USERS})
      ORDER BY since_ms, user_id LIMIT ${USERS_OF_BROWSER}))) u
  ${also}
)
SELECT DISTINCT users.id AS user_id, (
  SELECT json_group_array(json_array(visitor_id, since_ms)) FROM (
    SELECT visitor_id, since_ms FROM identities INDEXED BY identities_by_user
    WHERE site_id = ?1 AND user_id = users.id LIMIT ${SHARING_BROWSERS})) AS browsers
FROM users WHERE NOT EXISTS (SELECT 1 FROM relinks WHERE site_id = ?1 AND user_id = users.id AND shared)`

const TO_LINK = toLink('')
/** Also by the user ids of a request. Without them there is no UNION: its rows would be billed for every purchase. */
const TO_LINK_ALSO = toLink('UNION SELECT value FROM json_each(?3)')

const LAST_OF_NEXT = `
SELECT max(visitor_id) AS last FROM (
  SELECT visitor_id FROM identities WHERE site_id = ?1 AND visitor_id > ?2 ORDER BY visitor_id LIMIT ?3)`

const FORGET_OLD = `
DELETE FROM identities
WHERE site_id = ?1 AND visitor_id > ?2 AND visitor_id <= ?3 AND since_ms < ?4 AND NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ?1 AND visitor_id = identities.visitor_id)`
