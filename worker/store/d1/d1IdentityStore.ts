import type { Identity, IdentityStore, LinkedBrowser } from '../identityStore.ts'
import { LINKED_BROWSERS } from '../workLimits.ts'
import { d1Client } from './d1Client.ts'
import { countRows } from './rowMeter.ts'

export function d1IdentityStore(db: D1Database): IdentityStore {
  const { all, first, statement } = d1Client(db)
  return {
    linkedBrowsersOf: async (siteId, visitorIds, claims) => {
      const [visitors, added] = [JSON.stringify(visitorIds), JSON.stringify(claims)]
      const found = await all<LinkedBrowser>(LINKED_BROWSERS_OF, siteId, visitors, added)
      // Those count that were linked first: nobody can displace them later.
      const byVisitor = Map.groupBy(found, ({ visitor_id }) => visitor_id)
      const byLink = (a: LinkedBrowser, b: LinkedBrowser) =>
        a.since_ms - b.since_ms || (a.other_id < b.other_id ? -1 : 1)
      return [...byVisitor.values()].flatMap((own) => own.sort(byLink).slice(0, LINKED_BROWSERS))
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

/** User ids of the visitors, and browsers of these user ids, that are read. More come from an attack or from a shared id. */
const MOST_USERS = 10
const MOST_BROWSERS = 100

const LINKED_BROWSERS_OF = `
WITH claim AS (
  SELECT * FROM (
    SELECT i.visitor_id, i.user_id, i.since_ms
    FROM json_each(?2) v CROSS JOIN identities i ON i.site_id = ?1 AND i.visitor_id = v.value
    LIMIT ${MOST_USERS})
  UNION ALL
  SELECT value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?3)
)
SELECT visitor_id, other_id, min(since_ms) AS since_ms
FROM (
  SELECT claim.visitor_id, i.visitor_id AS other_id, max(claim.since_ms, i.since_ms) AS since_ms
  FROM claim CROSS JOIN identities i INDEXED BY identities_by_user
    ON i.site_id = ?1 AND i.user_id = claim.user_id AND i.visitor_id <> claim.visitor_id
  LIMIT ${MOST_BROWSERS})
GROUP BY visitor_id, other_id`

const LAST_OF_NEXT = `
SELECT max(visitor_id) AS last FROM (
  SELECT visitor_id FROM identities WHERE site_id = ?1 AND visitor_id > ?2 ORDER BY visitor_id LIMIT ?3)`

const FORGET_OLD = `
DELETE FROM identities
WHERE site_id = ?1 AND visitor_id > ?2 AND visitor_id <= ?3 AND since_ms < ?4 AND NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ?1 AND visitor_id = identities.visitor_id)`
