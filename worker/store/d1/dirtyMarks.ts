/** Dirty marks: which closed time has changed since it was rolled up. Each statement belongs in the batch of the change. */

import type { Renumbered } from '../ledgerStore.ts'
import { GRACE_MS, QUARTER_MS } from '../rollupRows.ts'
import type { OrderRow, SessionRow } from '../rows.ts'

/** Adds one write to the dirty marks of the quarters in which these instants lie, if they are closed. */
const mark = (instants: string) => `
INSERT INTO stale (site_id, quarter, writes)
SELECT DISTINCT ?1, ms / ${QUARTER_MS}, 1 FROM (${instants})
WHERE ms < (SELECT closing_ms FROM folds WHERE site_id = ?1)
ON CONFLICT DO UPDATE SET writes = writes + 1`

const MARK_CHANGE = mark(`
SELECT value AS ms FROM json_each(?2)
UNION ALL
SELECT o.ordered_ms FROM json_each(?3) k CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = k.value
UNION ALL
SELECT o.session_started_ms FROM json_each(?3) k CROSS JOIN orders o ON o.site_id = ?1 AND o.transaction_id = k.value`)

/** What changes, as far as dirty marks depend on it. `rev`: of an order, 1 if it is new. */
interface Marked {
  sessions: Pick<SessionRow, 'started_ms'>[]
  removed: Pick<SessionRow, 'started_ms'>[]
  renumbered?: Pick<Renumbered, 'started_ms' | 'counted'>[]
  orders: Pick<OrderRow, 'transaction_id' | 'ordered_ms' | 'session_started_ms' | 'rev'>[]
}

/**
 * The statement that sets dirty marks for the closed time that a change affects: the time of the stored rows and that of
 * the new ones. It must run in the same batch as the change, and before it. None if there is nothing to mark, which is
 * the case in most requests.
 *
 * Time is closed `GRACE_MS` (an hour) after it has ended. Rows that are younger than half of that need no mark. The limit
 * is not the whole hour, because `nowMs` is when the request came in: the write may happen some minutes later, and the
 * clock of the cron may be ahead.
 */
export function markChange(
  db: D1Database,
  siteId: number,
  { sessions, removed, renumbered = [], orders }: Marked,
  nowMs: number,
): D1PreparedStatement[] {
  const young_ms = nowMs - GRACE_MS / 2
  const times = [...sessions, ...removed, ...renumbered.filter(({ counted }) => counted)].map(
    ({ started_ms }) => started_ms,
  )
  // An order is counted at its own time, and for the pages of its session at the session's.
  const ordered = orders.flatMap((order) => [order.ordered_ms, order.session_started_ms ?? order.ordered_ms])
  const instants = [...times, ...ordered].filter((ms) => ms < young_ms)
  const moved = orders.filter(({ rev }) => rev > 1).map(({ transaction_id }) => transaction_id)
  if (!instants.length && !moved.length) return []
  const quarters = new Set(instants.map((ms) => Math.floor(ms / QUARTER_MS) * QUARTER_MS))
  return [db.prepare(MARK_CHANGE).bind(siteId, JSON.stringify([...quarters]), JSON.stringify(moved))]
}

/** Sets dirty marks for the sessions that `expire` removes next. */
export const markExpired = (db: D1Database, siteId: number, beforeMs: number, limit: number) =>
  db
    .prepare(
      mark(
        `SELECT started_ms AS ms FROM sessions WHERE site_id = ?1 AND started_ms < ?2 ORDER BY started_ms LIMIT ?3`,
      ),
    )
    .bind(siteId, beforeMs, limit)

/** Sets dirty marks for the orders that new rates convert: those in these currencies since the first day of a rate. */
export const markRated = (db: D1Database, siteId: number, rates: { currency: string; day: string }[]) =>
  db
    .prepare(
      mark(`
SELECT value AS ms FROM orders o INDEXED BY orders_by_time
CROSS JOIN json_each(json_array(o.ordered_ms, o.session_started_ms))
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.revenue_minor IS NULL
  AND o.currency IN (SELECT value FROM json_each(?3))`),
    )
    .bind(
      siteId,
      Math.min(...rates.map(({ day }) => Date.parse(day))),
      JSON.stringify([...new Set(rates.map(({ currency }) => currency))]),
    )
