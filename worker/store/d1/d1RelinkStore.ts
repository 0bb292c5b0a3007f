import { DAY_MS } from '../../../wire/time.ts'
import type { ConversionPath, OrderPath } from '../exclusionStore.ts'
import type { Relink, RelinkStep, RelinkStore } from '../relinkStore.ts'
import type { Query } from '../sqlStore.ts'
import { d1Client } from './d1Client.ts'
import { CONVERSION_COLUMNS, ORDER_COLUMNS, withPath } from './d1ExclusionStore.ts'
import { markChange } from './dirtyMarks.ts'
import { CHECK_CHANGED_ROWS, failedOutcome } from './ledger/preconditions.ts'
import { recentSessions } from './ledger/recentSessions.ts'
import { SET_CORRECTIONS } from './ledger/rowStatements.ts'
import { mayHavePaths } from './relinkSql.ts'
import { countRows } from './rowMeter.ts'
import { UPDATE_CONVERSIONS, UPDATE_ORDERS } from './writeExclusion.ts'

export function d1RelinkStore(db: D1Database): RelinkStore {
  const { all, first } = d1Client(db)
  return {
    relinksOf: (siteId, userIds) => all<Relink>(OF, siteId, JSON.stringify(userIds)),
    async relinkFor(run) {
      const sites = await all<{ id: number }>(WAITING_SITES)
      const site = sites[run % sites.length]
      return site ? first<Relink>(ANY, site.id, Math.floor(run / sites.length)) : null
    },
    browsersToRelink: async ({ site_id, user_id, after, from_ms }, limit) =>
      (await all<{ visitor_id: string }>(BROWSERS, site_id, user_id, after, from_ms, limit)).map(
        ({ visitor_id }) => visitor_id,
      ),
    pathsFrom: async (siteId, visitorId, from_ms, limit) => {
      const values = [siteId, visitorId, from_ms, limit]
      const [conversions, orders] = await Promise.all([all(CONVERSIONS, ...values), all(ORDERS, ...values)])
      return {
        conversions: conversions.map(withPath<ConversionPath>),
        orders: orders.map(withPath<OrderPath>),
      }
    },
    writeRelink: (siteId, step, nowMs) => writeRelink(db, siteId, step, nowMs),
    sharedUserIds: async (siteId, limit) =>
      (await all<{ user_id: string }>(SHARED, siteId, limit)).map(({ user_id }) => user_id),
  }
}

async function writeRelink(
  db: D1Database,
  siteId: number,
  { conversions, orders, corrections, relink }: RelinkStep,
  nowMs: number,
): Promise<'written' | 'conflict'> {
  const ofSite = <R extends object>(rows: R[]) => rows.map((row) => ({ site_id: siteId, ...row }))
  const checked = (queries: (Query & { rows: number })[]) =>
    queries.flatMap(({ sql, params, rows }) => [
      db.prepare(sql).bind(...params),
      db.prepare(CHECK_CHANGED_ROWS).bind(rows),
    ])
  const { user_id, rev, from_ms, after, shared } = relink
  const isDone = from_ms === null && !shared
  const progress = isDone
    ? { sql: REMOVE, params: [siteId, user_id, rev], rows: 1 }
    : { sql: KEEP, params: [siteId, user_id, rev, from_ms, after], rows: 1 }
  const recent = recentSessions(db)
  for (const { visitor_id } of conversions) recent.forget(siteId, visitor_id)
  try {
    const statements = [
      ...markChange(db, siteId, { sessions: conversions, removed: [], orders }, nowMs),
      ...checked(UPDATE_CONVERSIONS(ofSite(conversions))),
      ...checked(UPDATE_ORDERS(ofSite(orders))),
      ...checked(SET_CORRECTIONS(corrections)),
      ...checked([progress]),
    ]
    countRows(db, siteId, await db.batch(statements))
    return 'written'
  } catch (error) {
    if (failedOutcome(error)) return 'conflict'
    throw error
  }
}

const OF = `
SELECT k.* FROM json_each(?2) u CROSS JOIN relinks k ON k.site_id = ?1 AND k.user_id = u.value
WHERE k.from_ms IS NOT NULL`

const IS_PENDING = 'from_ms IS NOT NULL'

const WAITING_SITES = `
SELECT id FROM sites WHERE EXISTS (SELECT 1 FROM relinks WHERE site_id = sites.id AND ${IS_PENDING}) ORDER BY id`

/** One of the first relinks of a site. So few are looked at, because anybody can ask for thousands. */
const ANY = `
SELECT * FROM relinks WHERE site_id = ?1 AND ${IS_PENDING} ORDER BY user_id
LIMIT 1 OFFSET ?2 % max(1, (SELECT count(*) FROM (SELECT 1 FROM relinks WHERE site_id = ?1 AND ${IS_PENDING} LIMIT 100)))`

const BROWSERS = `
SELECT visitor_id FROM identities INDEXED BY identities_by_user
WHERE site_id = ?1 AND user_id = ?2 AND visitor_id > ?3 AND ${mayHavePaths('identities.visitor_id', '?4')}
ORDER BY visitor_id LIMIT ?5`

const CONVERSIONS = `
SELECT ${CONVERSION_COLUMNS} FROM sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ?1 AND s.visitor_id = ?2 AND s.started_ms >= ?3 - ${DAY_MS} AND s.ended_ms >= ?3 AND s.path IS NOT NULL
ORDER BY s.started_ms, s.id LIMIT ?4`

const ORDERS = `
SELECT ${ORDER_COLUMNS} FROM orders o INDEXED BY orders_by_visitor
WHERE o.site_id = ?1 AND o.visitor_id = ?2 AND o.ordered_ms >= ?3
ORDER BY o.ordered_ms LIMIT ?4`

const REMOVE = 'DELETE FROM relinks WHERE site_id = ?1 AND user_id = ?2 AND rev = ?3'

const KEEP = `
UPDATE relinks SET rev = rev + 1, from_ms = ?4, after = ?5 WHERE site_id = ?1 AND user_id = ?2 AND rev = ?3`

const SHARED = `
SELECT user_id FROM relinks WHERE site_id = ? AND shared ORDER BY user_id LIMIT ?`
