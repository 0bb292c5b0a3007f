import { ORDERS, parse } from '../columns.ts'
import type { HeldSum, OrderStore } from '../orderStore.ts'
import { d1Client } from './d1Client.ts'
import { statementsFor } from './statementsFor.ts'

export function d1OrderStore(db: D1Database): OrderStore {
  const { all, allOf } = d1Client(db)
  return {
    ordersById: async (siteId, transactionIds) => {
      const keys = transactionIds.map((key) => ({ site_id: siteId, key }))
      return (await allOf(ORDERS_BY_ID(keys))).map((row) => parse(ORDERS, row))
    },
    ordersOf: async (siteId, visitorIds) => {
      const keys = visitorIds.map((key) => ({ site_id: siteId, key }))
      return (await allOf(ORDERS_OF(keys))).map((row) => parse(ORDERS, row))
    },
    heldOrders: async (siteId) => {
      const [rows, sums] = await Promise.all([all(HELD_ORDERS, siteId), all<HeldSum>(HELD_SUMS, siteId)])
      return { orders: rows.map((row) => parse(ORDERS, row)), sums }
    },
    ordersAfter: async (siteId, { ms, id }, limit) =>
      (await all(ORDERS_BETWEEN, siteId, ms, id, Number.MAX_SAFE_INTEGER, limit)).map((row) =>
        parse(ORDERS, row),
      ),
    ordersBetween: async (siteId, { ms, id }, beforeMs, limit) =>
      (await all(ORDERS_BETWEEN, siteId, ms, id, beforeMs, limit)).map((row) => parse(ORDERS, row)),
  }
}

/** Statements that select orders by one column. `CROSS JOIN`: see `SESSIONS_OF`. */
const ordersBy = (key: string, index = '') =>
  statementsFor(
    ['site_id', 'key'],
    (of, from) => `
SELECT orders.* FROM ${from && `${from} CROSS JOIN `}orders ${index}
WHERE site_id = ${of('site_id')} AND ${key} = ${of('key')}`,
  )

const ORDERS_BY_ID = ordersBy('transaction_id')
const ORDERS_OF = ordersBy('visitor_id', 'INDEXED BY orders_by_visitor')

const held = (columns: string, limit: number) => `
SELECT ${columns} FROM orders INDEXED BY orders_held WHERE site_id = ?1 AND held ORDER BY ordered_ms DESC LIMIT ${limit}`
const HELD_ORDERS = held('*', 100)
const HELD_SUMS = `
SELECT currency, count(*) AS orders, sum(value_minor * 1.0) AS minor
FROM (${held('currency, value_minor', 1000)}) GROUP BY currency`

const ORDERS_BETWEEN = `
SELECT * FROM orders INDEXED BY orders_by_time
WHERE site_id = ?1 AND (ordered_ms, transaction_id) > (?2, ?3) AND ordered_ms < ?4
ORDER BY ordered_ms, transaction_id LIMIT ?5`
