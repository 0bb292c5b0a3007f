/** Exclusions on D1. */
import type {
  ConversionPath,
  ExclusionRow,
  ExclusionStore,
  OrderPath,
  Place,
  Visit,
} from '../exclusionStore.ts'
import { d1Client } from './d1Client.ts'
import { setExclusion, writeExclusion } from './writeExclusion.ts'

const FIRST: Place = [Number.MIN_SAFE_INTEGER, '', '']

export function d1ExclusionStore(db: D1Database): ExclusionStore {
  const { all, first, statement } = d1Client(db)
  return {
    exclusions: async (siteId) => (await all(EXCLUSIONS, siteId)).map(withProgress<ExclusionRow>),
    unfinishedExclusions: async () =>
      (await all(UNFINISHED)).map(withProgress<ExclusionRow & { site_id: number }>),
    setExclusion: async (siteId, row) => void (await setExclusion(db, siteId, row).run()),
    removeExclusion: async (siteId, id) => void (await statement(REMOVE, siteId, id).run()),
    visitsAfter: (siteId, interval, after, limit) =>
      all<Visit>(VISITS_AFTER, siteId, ...interval, ...startOf(interval, after), limit),
    visitsOf: (siteId, visitorIds, limit) => all<Visit>(VISITS_OF, siteId, JSON.stringify(visitorIds), limit),
    visitsByKey: async (siteId, keys) =>
      keys.length ? all<Visit>(VISITS_BY_KEY, siteId, JSON.stringify(keys)) : [],
    conversionPaths: async (siteId, visitorIds, after, limit) =>
      (await all(CONVERSION_PATHS, siteId, JSON.stringify(visitorIds), ...(after ?? FIRST), limit)).map(
        withPath<ConversionPath>,
      ),
    orderPaths: async (siteId, visitorIds, after, limit) =>
      (await all(ORDER_PATHS, siteId, JSON.stringify(visitorIds), after, limit)).map(withPath<OrderPath>),
    orderPathsAfter: async (siteId, interval, after, limit) => {
      const [ms, id] = startOf(interval, after)
      return (await all(ORDER_PATHS_AFTER, siteId, ...interval, ms, id, limit)).map(withPath<OrderPath>)
    },
    orderPathsIn: async (siteId, visits, limit) => {
      if (!visits.length) return []
      return (
        await all(`SELECT ${ORDER_COLUMNS} ${FROM_ORDERS_IN} LIMIT ?3`, siteId, keysOf(visits), limit)
      ).map(withPath<OrderPath>)
    },
    ordersIn: async (siteId, visits) => {
      if (!visits.length) return 0
      const row = await first<{ n: number }>(`SELECT count(*) AS n ${FROM_ORDERS_IN}`, siteId, keysOf(visits))
      return row!.n
    },
    contestedOrders: async (siteId, visitorId, after, limit) =>
      (await all<{ transaction_id: string }>(CONTESTED, siteId, visitorId, after, limit)).map(
        (row) => row.transaction_id,
      ),
    ordersOfVisitor: async (siteId, visitorId) =>
      (await first<{ n: number }>(ORDERS_OF, siteId, visitorId))!.n,
    forgetOldExclusions: async (siteId, beforeMs) =>
      void (await statement(FORGET_OLD, siteId, beforeMs).run()),
    writeExclusion: (siteId, change, nowMs) => writeExclusion(db, siteId, change, nowMs),
  }
}

/** A place before the first row of an interval, so that SQLite begins to read there. */
const startOf = ([from]: [number, number], after: Place | null): Place => after ?? [from, '', '']

const keysOf = (visits: Visit[]) =>
  JSON.stringify(visits.map(({ started_ms, id, visitor_id }) => ({ started_ms, id, visitor_id })))

const withProgress = <R>(row: object): R =>
  ({ ...row, progress: JSON.parse(String((row as { progress: string }).progress)) }) as R

/** A row with its path as a list. */
export const withPath = <R>(row: object): R =>
  ({ ...row, path: JSON.parse(String((row as { path: string }).path)) }) as R

const EXCLUSIONS = `
SELECT id, kind, value, from_ms, to_ms, created_ms, state, progress FROM exclusions
WHERE site_id = ? ORDER BY created_ms, id`

const UNFINISHED = `
SELECT site_id, id, kind, value, from_ms, to_ms, created_ms, state, progress FROM exclusions
WHERE progress ->> 'pass' <> 'done' ORDER BY created_ms, id`

const REMOVE = 'DELETE FROM exclusions WHERE site_id = ? AND id = ?'

const VISIT = `s.started_ms, s.id, s.visitor_id, s.rev, s.source, s.excluded, s.visit_number, s.first_seen_ms,
  s.prev_started_ms, s.path IS NOT NULL AS converted`

const VISITS_AFTER = `
SELECT ${VISIT} FROM sessions s
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND (s.started_ms, s.id, s.visitor_id) > (?4, ?5, ?6)
ORDER BY s.started_ms, s.id, s.visitor_id LIMIT ?7`

const VISITS_OF = `
SELECT ${VISIT} FROM json_each(?2) v
CROSS JOIN sessions s INDEXED BY sessions_by_visitor ON s.site_id = ?1 AND s.visitor_id = v.value
ORDER BY s.visitor_id, s.started_ms, s.id LIMIT ?3`

const VISITS_BY_KEY = `
SELECT ${VISIT} FROM json_each(?2) k
CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms = k.value ->> 'ms' AND s.id = k.value ->> 'id'`

/** The instant of the session's first conversion, as `convertedMs` in settle/sessionRow.ts. */
const CONVERTED_MS = `(
    SELECT min(e.value ->> 'ms') FROM json_each(s.events) e
    WHERE e.value ->> 'name' IN ('generate_lead', 'sign_up', 'purchase') AND e.value ->> 'rival' IS NULL)`

/** SQL: the columns of `ConversionPath`, of session `s`. */
export const CONVERSION_COLUMNS = `s.started_ms, s.id, s.visitor_id, s.rev, s.path, ${CONVERTED_MS} AS converted_ms`

const CONVERSION_PATHS = `
SELECT ${CONVERSION_COLUMNS}
FROM json_each(?2) v
CROSS JOIN sessions s INDEXED BY sessions_by_visitor ON s.site_id = ?1 AND s.visitor_id = v.value
WHERE s.path IS NOT NULL AND (s.started_ms, s.id, s.visitor_id) > (?3, ?4, ?5)
ORDER BY s.started_ms, s.id, s.visitor_id LIMIT ?6`

/** SQL: the columns of `OrderPath`, of order `o`. */
export const ORDER_COLUMNS = `o.transaction_id, o.rev, o.ordered_ms, o.visitor_id, o.session_id, o.session_started_ms, o.path, o.excluded`

const ORDER_PATHS = `
SELECT ${ORDER_COLUMNS} FROM json_each(?2) v
CROSS JOIN orders o INDEXED BY orders_by_visitor ON o.site_id = ?1 AND o.visitor_id = v.value
WHERE o.transaction_id > ?3 ORDER BY o.transaction_id LIMIT ?4`

const ORDER_PATHS_AFTER = `
SELECT ${ORDER_COLUMNS} FROM orders o INDEXED BY orders_by_time
WHERE o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND (o.ordered_ms, o.transaction_id) > (?4, ?5)
ORDER BY o.ordered_ms, o.transaction_id LIMIT ?6`

const FROM_ORDERS_IN = `
FROM json_each(?2) k
CROSS JOIN orders o INDEXED BY orders_by_visitor
  ON o.site_id = ?1 AND o.visitor_id = k.value ->> 'visitor_id' AND o.session_id = k.value ->> 'id'
  AND o.session_started_ms = k.value ->> 'started_ms'`

const ORDERS_OF = `
SELECT count(*) AS n FROM orders INDEXED BY orders_by_visitor WHERE site_id = ? AND visitor_id = ?`

const FORGET_OLD = `
DELETE FROM exclusions
WHERE site_id = ?1 AND kind = 'visitor' AND state = 'active' AND created_ms < ?2 AND NOT EXISTS (
  SELECT 1 FROM sessions INDEXED BY sessions_by_visitor
  WHERE site_id = ?1 AND visitor_id = exclusions.value)`

/** The second line is the condition of the index: few orders have several claims. */
const CONTESTED = `
SELECT transaction_id FROM orders INDEXED BY orders_shared
WHERE site_id = ?1 AND (claims <> '[]' OR refunds <> '[]' OR nullif(browser ->> 'visitor_id', '') <> visitor_id)
  AND transaction_id > ?3 AND claims <> '[]' AND (
    browser ->> 'visitor_id' = ?2
    OR EXISTS (SELECT 1 FROM json_each(claims) e WHERE e.value ->> 'visitor_id' = ?2))
ORDER BY transaction_id LIMIT ?4`
