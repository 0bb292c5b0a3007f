import { ORDERS, parse, SESSIONS } from '../columns.ts'
import type { PersonStore, SessionKey } from '../personStore.ts'
import type { OrderRow } from '../rows.ts'
import { d1Client } from './d1Client.ts'

export function d1PersonStore(db: D1Database): PersonStore {
  const { all } = d1Client(db)
  const orders = async (sql: string, ...values: unknown[]): Promise<OrderRow[]> =>
    (await all(sql, ...values)).map((row) => parse(ORDERS, row))
  return {
    visitorsOfUsers: async (siteId, userIds, from, limit) => {
      const rows = await all<{ visitor_id: string }>(
        VISITORS_OF,
        siteId,
        JSON.stringify(userIds),
        from,
        limit,
      )
      return rows.map(({ visitor_id }) => visitor_id)
    },
    visitorsLinkedWith: async (siteId, visitorIds, limit) => {
      const rows = await all<{ visitor_id: string }>(LINKED_WITH, siteId, JSON.stringify(visitorIds), limit)
      return rows.map(({ visitor_id }) => visitor_id)
    },
    sessionKeysOf: (siteId, visitorIds, limit) =>
      all<SessionKey>(SESSION_KEYS, siteId, JSON.stringify(visitorIds), limit),
    sessionsOfVisitorAfter: async (siteId, visitorId, { ms, id }, limit) =>
      (await all(SESSIONS_AFTER, siteId, visitorId, ms, id, limit)).map((row) => parse(SESSIONS, row)),
    ordersNaming: async (siteId, visitorIds, limit) => {
      const ids = JSON.stringify(visitorIds)
      const own = await orders(OWN_ORDERS, siteId, ids, limit)
      const others = own.length < limit ? await orders(SHARED_ORDERS, siteId, ids, limit - own.length) : []
      return [...new Map([...own, ...others].map((order) => [order.transaction_id, order])).values()]
    },
    pathsThrough: async (siteId, visitorIds, sessionIds, limit) => {
      const values = [siteId, JSON.stringify(visitorIds), JSON.stringify(sessionIds), limit]
      const [sessions, ofOrders] = await Promise.all([
        all(SESSION_PATHS, ...values),
        orders(ORDER_PATHS, ...values),
      ])
      return { sessions: sessions.map((row) => parse(SESSIONS, row)), orders: ofOrders }
    },
  }
}

const VISITORS_OF = `
SELECT DISTINCT i.visitor_id FROM json_each(?2) u
CROSS JOIN identities i INDEXED BY identities_by_user ON i.site_id = ?1 AND i.user_id = u.value AND i.visitor_id >= ?3
ORDER BY i.visitor_id LIMIT ?4`

const LINKED_WITH = `
SELECT DISTINCT o.visitor_id FROM json_each(?2) v
CROSS JOIN identities i ON i.site_id = ?1 AND i.visitor_id = v.value
CROSS JOIN identities o INDEXED BY identities_by_user ON o.site_id = ?1 AND o.user_id = i.user_id
LIMIT ?3`

const SESSION_KEYS = `
SELECT s.started_ms, s.id, s.visitor_id, s.rev FROM json_each(?2) v
CROSS JOIN sessions s INDEXED BY sessions_by_visitor ON s.site_id = ?1 AND s.visitor_id = v.value
LIMIT ?3`

const SESSIONS_AFTER = `
SELECT * FROM sessions INDEXED BY sessions_by_visitor
WHERE site_id = ?1 AND visitor_id = ?2 AND (started_ms, id) > (?3, ?4) ORDER BY started_ms, id LIMIT ?5`

const OWN_ORDERS = `
SELECT o.* FROM json_each(?2) v
CROSS JOIN orders o INDEXED BY orders_by_visitor ON o.site_id = ?1 AND o.visitor_id = v.value
LIMIT ?3`

const isAmong = (list: string) => `EXISTS (
  SELECT 1 FROM json_each(${list}) e WHERE e.value ->> 'visitor_id' IN (SELECT value FROM json_each(?2)))`

/** The first condition is that of the index: few orders have claims or refunds, and only these are read. */
const SHARED_ORDERS = `
SELECT * FROM orders INDEXED BY orders_shared
WHERE site_id = ?1
  AND (claims <> '[]' OR refunds <> '[]' OR nullif(browser ->> 'visitor_id', '') <> visitor_id)
  AND (browser ->> 'visitor_id' IN (SELECT value FROM json_each(?2))
    OR ${isAmong('claims')} OR ${isAmong('refunds')})
LIMIT ?3`

const goesThrough = (path: string) => `EXISTS (
  SELECT 1 FROM json_each(${path}) p WHERE p.value ->> 'session_id' IN (SELECT value FROM json_each(?3)))`

const SESSION_PATHS = `
SELECT s.* FROM json_each(?2) v
CROSS JOIN sessions s INDEXED BY sessions_by_visitor ON s.site_id = ?1 AND s.visitor_id = v.value
WHERE s.path IS NOT NULL AND ${goesThrough('s.path')} LIMIT ?4`

const ORDER_PATHS = `
SELECT o.* FROM json_each(?2) v
CROSS JOIN orders o INDEXED BY orders_by_visitor ON o.site_id = ?1 AND o.visitor_id = v.value
WHERE ${goesThrough('o.path')} LIMIT ?4`
