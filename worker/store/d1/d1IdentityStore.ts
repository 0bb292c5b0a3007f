import type { Identity, IdentityStore, LinkedBrowser } from '../identityStore.ts'
import { d1Client } from './d1Client.ts'

export function d1IdentityStore(db: D1Database): IdentityStore {
  const { all } = d1Client(db)
  return {
    linkedBrowsersOf: (siteId, visitorIds, claims) =>
      all<LinkedBrowser>(LINKED_BROWSERS, siteId, JSON.stringify(visitorIds), JSON.stringify(claims)),
    identitiesOf: (siteId, visitorId) => all<Identity>(IDENTITIES_OF, siteId, visitorId),
  }
}

const IDENTITIES_OF =
  'SELECT visitor_id, user_id, since_ms FROM identities WHERE site_id = ? AND visitor_id = ?'

const LINKED_BROWSERS = `
WITH claim AS (
  SELECT i.visitor_id, i.user_id, i.since_ms
  FROM json_each(?2) v CROSS JOIN identities i ON i.site_id = ?1 AND i.visitor_id = v.value
  UNION ALL
  SELECT value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?3)
)
SELECT claim.visitor_id, i.visitor_id AS other_id, min(max(claim.since_ms, i.since_ms)) AS since_ms
FROM claim CROSS JOIN identities i INDEXED BY identities_by_user ON i.site_id = ?1 AND i.user_id = claim.user_id
WHERE i.visitor_id <> claim.visitor_id
GROUP BY claim.visitor_id, i.visitor_id`
