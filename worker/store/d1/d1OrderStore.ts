import { ORDERS, parse } from '../columns.ts'
import type { HeldSum, OrderStore } from '../orderStore.ts'
import type { Cursor } from '../sessionStore.ts'
import type { Row } from '../sqlStore.ts'
import { ORDER_BYTES, ORDERS_OF_VISITOR } from '../workLimits.ts'
import { d1Client } from './d1Client.ts'
import { statementsFor } from './statementsFor.ts'

export function d1OrderStore(db: D1Database): OrderStore {
  const { all, allOf } = d1Client(db)
  return {
    ordersById: async (siteId, transactionIds) => {
      const keys = transactionIds.map((key) => ({ site_id: siteId, key }))
      return (await allOf(ORDERS_BY_ID(keys))).map((row) => parse(ORDERS, row))
    },
    ordersToSettle: async (siteId, transactionIds) => {
      const queries =
        transactionIds.length === 1 ? ORDERS_BY_ID([{ site_id: siteId, key: transactionIds[0] }]) : []
      const rows = await (transactionIds.length > 1
        ? all(SHORT_ORDERS, siteId, JSON.stringify(transactionIds))
        : allOf(queries))
      return {
        orders: rows.filter(isRead).map((row) => parse(ORDERS, row)),
        unread: rows.filter((row) => !isRead(row)).map((row) => String(row.transaction_id)),
      }
    },
    ordersFrom: async (siteId, visitorIds, fromMs) => {
      const rows = await all(ORDERS_FROM, siteId, JSON.stringify(visitorIds), fromMs)
      const read = rows.filter(isRead)
      const isFull = (id: string) => rows.filter((row) => row.visitor_id === id).length > ORDERS_OF_VISITOR
      return {
        orders: read.map((row) => parse(ORDERS, row)),
        isCut: rows.length === MOST_NEAR || read.length < rows.length || visitorIds.some(isFull),
      }
    },
    ordersAfterOf: (siteId, visitorId, { ms, id }, limit) =>
      all<Cursor>(ORDERS_AFTER_OF, siteId, visitorId, ms, id, limit),
    ordersOf: async (siteId, visitorIds) => {
      const keys = visitorIds.map((key) => ({ site_id: siteId, key }))
      return (await allOf(ORDERS_OF(keys))).map((row) => parse(ORDERS, row))
    },
    ordersOfSession: async (siteId, visitorId, sessionId, limit) =>
      (await all(ORDERS_OF_SESSION, siteId, visitorId, sessionId, limit)).map((row) => parse(ORDERS, row)),
    heldOrders: async (siteId) => {
      const [rows, sums] = await Promise.all([all(HELD_ORDERS, siteId), all<HeldSum>(HELD_SUMS, siteId)])
      return { orders: rows.map((row) => parse(ORDERS, row)), sums }
    },
    incompleteOrders: async (siteId) =>
      (await all(INCOMPLETE_ORDERS, siteId)).map((row) => parse(ORDERS, row)),
    ordersAfter: async (siteId, { ms, id }, limit) =>
      (await all(ORDERS_BETWEEN, siteId, ms, id, Number.MAX_SAFE_INTEGER, limit)).map((row) =>
        parse(ORDERS, row),
      ),
    ordersBetween: async (siteId, { ms, id }, beforeMs, limit) =>
      (await all(ORDERS_BETWEEN, siteId, ms, id, beforeMs, limit)).map((row) => parse(ORDERS, row)),
  }
}

/** Statements that select orders by one column. `CROSS JOIN`: see `loadSessions.ts`. */
const ordersBy = (key: string, index = '') =>
  statementsFor(
    ['site_id', 'key'],
    (of, from) => `
SELECT orders.* FROM ${from && `${from} CROSS JOIN `}orders ${index}
WHERE site_id = ${of('site_id')} AND ${key} = ${of('key')}`,
  )

const isRead = ({ path }: Row) => path !== null

/** The columns of order `o`; the long ones are NULL if they have more bytes than this. */
const readBelow = (most: number) => {
  const bytes = ORDERS.json.map((column) => `coalesce(octet_length(o.${column}), 0)`).join(' + ')
  const isLong = (column: string) => (ORDERS.json as readonly string[]).includes(column)
  return ORDERS.columns
    .map((column) =>
      isLong(column) ? `CASE WHEN ${bytes} <= ${most} THEN o.${column} END AS ${column}` : `o.${column}`,
    )
    .join(', ')
}

const SHORT_ORDERS = `
SELECT ${readBelow(ORDER_BYTES)}
FROM json_each(?2) k CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = k.value`

/** Bytes of an order that is loaded only because it is near. */
const NEAR_BYTES = 6000
/** Of all visitors together. */
const MOST_NEAR = 2 * (ORDERS_OF_VISITOR + 1)

const ORDERS_FROM = `
SELECT ${readBelow(NEAR_BYTES)}
FROM json_each(?2) v CROSS JOIN orders o INDEXED BY orders_by_visitor
WHERE o.site_id = ?1 AND o.visitor_id = v.value AND o.ordered_ms >= ?3
  AND o.ordered_ms <= coalesce((
    SELECT ordered_ms FROM orders INDEXED BY orders_by_visitor
    WHERE site_id = ?1 AND visitor_id = v.value AND ordered_ms >= ?3
    ORDER BY ordered_ms LIMIT 1 OFFSET ${ORDERS_OF_VISITOR}), 9e15)
ORDER BY o.visitor_id, o.ordered_ms LIMIT ${MOST_NEAR}`

const ORDERS_AFTER_OF = `
SELECT ordered_ms AS ms, transaction_id AS id FROM orders INDEXED BY orders_by_visitor
WHERE site_id = ?1 AND visitor_id = ?2 AND (ordered_ms, transaction_id) > (?3, ?4)
ORDER BY ordered_ms, transaction_id LIMIT ?5`

const ORDERS_BY_ID = ordersBy('transaction_id')
const ORDERS_OF = ordersBy('visitor_id', 'INDEXED BY orders_by_visitor')

const ORDERS_OF_SESSION = `
SELECT * FROM orders INDEXED BY orders_by_visitor
WHERE site_id = ?1 AND visitor_id = ?2 AND session_id = ?3
ORDER BY ordered_ms LIMIT ?4`

const held = (columns: string, limit: number) => `
SELECT ${columns} FROM orders INDEXED BY orders_held WHERE site_id = ?1 AND held ORDER BY ordered_ms DESC LIMIT ${limit}`
const HELD_ORDERS = held('*', 100)
const HELD_SUMS = `
SELECT currency, count(*) AS orders, sum(value_minor * 1.0) AS minor
FROM (${held('currency, value_minor', 1000)}) GROUP BY currency`

const INCOMPLETE_ORDERS = `
SELECT * FROM orders INDEXED BY orders_incomplete WHERE site_id = ?1 AND value_complete = 0
ORDER BY ordered_ms DESC LIMIT 100`

const ORDERS_BETWEEN = `
SELECT * FROM orders INDEXED BY orders_by_time
WHERE site_id = ?1 AND (ordered_ms, transaction_id) > (?2, ?3) AND ordered_ms < ?4
ORDER BY ordered_ms, transaction_id LIMIT ?5`
