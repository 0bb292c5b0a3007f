/** SQL of small plans: a few rows by a key or an index. */
import { REVENUE_MINOR } from '../../sqlite/revenueSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { DropsPlan, FirstAndLastPlan, OldestPlan, OrderRevenuePlan, RefusedPlan } from '../plan.ts'

export const dropsSql = ({ site, from_day, to_day }: DropsPlan): Query => ({
  sql: `SELECT reason, day, count, detail, last_ms FROM drops
WHERE site_id = ?1 AND day >= ?2 AND day <= ?3
ORDER BY day DESC, count DESC`,
  params: [site.id, from_day, to_day],
})

/** Reads one row of each index. */
export const oldestSql = ({ site, default_ms }: OldestPlan): Query => ({
  sql: `SELECT
  coalesce((SELECT min(started_ms) FROM sessions WHERE site_id = ?1), ?2) AS session_ms,
  coalesce((SELECT min(ordered_ms) FROM orders INDEXED BY orders_by_time WHERE site_id = ?1), ?2) AS order_ms`,
  params: [site.id, default_ms],
})

export const orderRevenueSql = ({ site, transaction_id }: OrderRevenuePlan): Query => ({
  sql: `SELECT ${REVENUE_MINOR} AS revenue FROM orders o WHERE o.site_id = ?1 AND o.transaction_id = ?2`,
  params: [site.id, transaction_id],
})

/** Reads one row at each end of the primary key. */
export const firstAndLastSql = ({ site }: FirstAndLastPlan): Query => ({
  sql: `SELECT
  (SELECT started_ms FROM sessions WHERE site_id = ?1 ORDER BY started_ms LIMIT 1) AS first_ms,
  (SELECT ended_ms FROM sessions WHERE site_id = ?1 ORDER BY started_ms DESC LIMIT 1) AS last_ms`,
  params: [site.id],
})

/** The rows are in the order of the key and not grouped, because D1 bills rows that SQLite sorts or groups once more. */
export const refusedSql = ({ site, from_day, since_ms }: RefusedPlan): Query => ({
  sql: `SELECT reason, count, detail, last_ms FROM drops
WHERE site_id = ?1 AND day >= ?2 AND last_ms >= ?3
ORDER BY day, reason`,
  params: [site.id, from_day, since_ms],
})
