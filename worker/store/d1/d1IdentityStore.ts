import type { Identity, IdentityStore, LinkedBrowser } from '../identityStore.ts'
import { LINKED_BROWSERS } from '../workLimits.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

export function d1IdentityStore(db: D1Database): IdentityStore {
  const { all, first, statement } = d1Client(db)
  return {
    linkedBrowsersOf: (siteId, visitorIds, claims) =>
      all<LinkedBrowser>(LINKED_BROWSERS_OF, siteId, JSON.stringify(visitorIds), JSON.stringify(claims)),
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

/** User ids of one visitor, and browsers of one user id, that are read. More come from an attack or from a shared id. */
const MOST_USERS = 5
const MOST_BROWSERS = 50

/** Of more than `LINKED_BROWSERS`, those count that were linked first: nobody can displace them later. */
const LINKED_BROWSERS_OF = `
WITH claim AS (
  SELECT v.value AS visitor_id, i.user_id, i.since_ms
  FROM json_each(?2) v CROSS JOIN identities i ON i.site_id = ?1 AND i.visitor_id = v.value
    AND i.user_id <= coalesce((
      SELECT user_id FROM identities WHERE site_id = ?1 AND visitor_id = v.value
      ORDER BY user_id LIMIT 1 OFFSET ${MOST_USERS - 1}), i.user_id)
  UNION ALL
  SELECT value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?3)
), linked AS (
  SELECT claim.visitor_id, i.visitor_id AS other_id, min(max(claim.since_ms, i.since_ms)) AS since_ms
  FROM claim CROSS JOIN identities i INDEXED BY identities_by_user ON i.site_id = ?1 AND i.user_id = claim.user_id
    AND i.visitor_id <= coalesce((
      SELECT visitor_id FROM identities INDEXED BY identities_by_user WHERE site_id = ?1 AND user_id = claim.user_id
      ORDER BY visitor_id LIMIT 1 OFFSET ${MOST_BROWSERS - 1}), i.visitor_id)
  WHERE i.visitor_id <> claim.visitor_id
  GROUP BY claim.visitor_id, i.visitor_id
)
SELECT visitor_id, other_id, since_ms FROM (
  SELECT *, row_number() OVER (PARTITION BY visitor_id ORDER BY since_ms, other_id) AS place FROM linked)
WHERE place <= ${LINKED_BROWSERS}`

const LAST_OF_NEXT = `
SELECT max(visitor_id) AS last FROM (
  SELECT visitor_id FROM identities WHERE site_id = ?1 AND visitor_id > ?2 ORDER BY visitor_id LIMIT ?3)`

const FORGET_OLD = `
DELETE FROM identities
WHERE site_id = ?1 AND visitor_id > ?2 AND visitor_id <= ?3 AND since_ms < ?4 AND NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ?1 AND visitor_id = identities.visitor_id)`
