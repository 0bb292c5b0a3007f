/** The store on Cloudflare D1. Every statement binds its values; sets of rows travel as one JSON parameter. */

import { ORDERS, parse, SESSIONS, TOUCH_FACETS } from '../columns.ts'
import { foldStore, markExpired, markRated } from '../rollups.ts'
import type { CostRow, RateRow, SessionRow, TokenRow } from '../rows.ts'
import type { Ask, Companion, Identity, NamedAsk, Query, Row, Store, TouchRow } from '../store.ts'
import { COSTS_OF, costStatements } from './d1MoneyStore.ts'
import { addSite, patchSite, readSite } from './d1SiteStore.ts'
import { recentOf } from './recentSessions.ts'
import { statementsFor } from './statementsFor.ts'
import { addDrops, open, write } from './writeChange.ts'

const stores = new WeakMap<D1Database, Store>()

/** The one store of a database. */
export function d1Store(db: D1Database): Store {
  const known = stores.get(db) ?? storeOf(db)
  stores.set(db, known)
  return known
}

function storeOf(db: D1Database): Store {
  const recent = recentOf(db)
  const all = async <T = Row>(sql: string, ...params: unknown[]): Promise<T[]> =>
    (
      await db
        .prepare(sql)
        .bind(...params)
        .all<T>()
    ).results
  const first = async <T>(sql: string, ...params: unknown[]): Promise<T | null> =>
    await db
      .prepare(sql)
      .bind(...params)
      .first<T>()
  const run = (sql: string, ...params: unknown[]) => db.prepare(sql).bind(...params)
  const allOf = async (queries: Query[]) =>
    (await Promise.all(queries.map(({ sql, params }) => all(sql, ...params)))).flat()

  /** What `NEWEST_SESSION` has read, if it is all that was asked for. */
  const nearest = (read: Row | null): SessionRow[] | null => {
    if (!read) return []
    if (read.is_more) return null
    const row = parse(SESSIONS, read)
    recent.keep(row)
    return [row]
  }
  const sessionsFrom = async (siteId: number, asks: Ask[]): Promise<SessionRow[]> => {
    const rows = await allOf(SESSIONS_OF(asks.map((one) => ({ site_id: siteId, ...one }))))
    // Two asks for one visitor bring what they share twice.
    const found = new Map(rows.map((row) => [`${row.visitor_id}\n${row.started_ms} ${row.id}`, row]))
    return [...found.values()].map((row): SessionRow => parse(SESSIONS, row))
  }

  return {
    sites: async () => (await all('SELECT * FROM sites ORDER BY site')).map(readSite),
    site: async (site) => {
      const row = await first<Row>('SELECT * FROM sites WHERE site = ?', site)
      return row && readSite(row)
    },
    addSite: async (site) => (await addSite(db, site).run()).meta.changes > 0,
    patchSite: async (id, patch) => void (await patchSite(db, id, patch).run()),
    removeSite: async ({ id }) => {
      const counted = ['sessions', 'orders', 'drops', 'rates', 'costs', 'rollups', 'folds', 'stale']
      const tables = [...counted, 'identities', 'jobs']
      await db.batch([
        ...tables.map((table) => run(`DELETE FROM ${table} WHERE site_id = ?`, id)),
        run('DELETE FROM tokens WHERE site = (SELECT site FROM sites WHERE id = ?)', id),
        run('DELETE FROM sites WHERE id = ?', id),
      ])
    },

    tokens: () => all<TokenRow>('SELECT * FROM tokens ORDER BY created_ms, id'),
    tokenByHash: (hash) => first<TokenRow>('SELECT * FROM tokens WHERE hash = ?', hash),
    tokenById: (id) => first<TokenRow>('SELECT * FROM tokens WHERE id = ?', id),
    addToken: async (token) => {
      const { id, hash, scope, site, name, created_ms, expires_ms } = token
      const values = [id, hash, scope, site, name, created_ms, expires_ms]
      await run('INSERT INTO tokens VALUES (?, ?, ?, ?, ?, ?, ?)', ...values).run()
    },
    removeToken: async (id) => (await run('DELETE FROM tokens WHERE id = ?', id).run()).meta.changes > 0,

    remembers: (siteId, visitorId) => recent.get(siteId, visitorId) !== undefined,
    sessionsOf: async (siteId, asks) => {
      const [ask] = asks
      if (asks.length === 1 && isNamed(ask!)) {
        const known = recent.get(siteId, ask.visitor_id)
        if (known?.id === ask.session_id) return [known]
        // Nearly always the session is the visitor's newest, or is not there yet: then one row tells.
        const read = nearest(await first<Row>(NEWEST_SESSION, ...placeOf(siteId, ask)))
        if (read) return read
      }
      return sessionsFrom(siteId, asks)
    },
    open: async (row, ask) => {
      const found = await open(db, row, run(FOUND_SESSION, ...placeOf(row.site_id, ask)))
      if (found === 'written') return found
      return (typeof found !== 'string' && nearest(found)) || sessionsFrom(row.site_id, [ask])
    },
    sessionById: async (siteId, id) => {
      const row = await first<Row>(SESSION_BY_ID, siteId, id)
      return row && parse(SESSIONS, row)
    },
    companionsOf: (siteId, visitors, claims) =>
      all<Companion>(COMPANIONS_OF, siteId, JSON.stringify(visitors), JSON.stringify(claims)),
    identitiesOf: (siteId, visitor) =>
      all<Identity>(
        'SELECT visitor_id, user_id, since_ms FROM identities WHERE site_id = ? AND visitor_id = ?',
        siteId,
        visitor,
      ),
    ordersById: async (siteId, ids) =>
      (await allOf(ORDERS_BY_ID(ids.map((key) => ({ site_id: siteId, key }))))).map((row) =>
        parse(ORDERS, row),
      ),
    ordersOf: async (siteId, visitors) =>
      (await allOf(ORDERS_OF(visitors.map((key) => ({ site_id: siteId, key }))))).map((row) =>
        parse(ORDERS, row),
      ),

    write: (siteId, change) => write(db, siteId, change),
    addDrops: async (siteId, drops) => {
      if (Object.keys(drops).length) await addDrops(db, siteId, drops).run()
    },

    salts: async (day, dayBefore) => {
      const read = run('SELECT day, salt FROM salts WHERE day IN (?, ?)', day, dayBefore)
      let { results } = await read.all<{ day: string; salt: string }>()
      const saltOf = (of: string) => results.find((row) => row.day === of)?.salt ?? null
      if (saltOf(day) === null) {
        const answers = await db.batch<{ day: string; salt: string }>([
          run('DELETE FROM salts WHERE day < ?', dayBefore),
          run('INSERT INTO salts VALUES (?, ?) ON CONFLICT DO NOTHING', day, crypto.randomUUID()),
          read,
        ])
        results = answers[2]!.results
      }
      return { today: saltOf(day)!, yesterday: saltOf(dayBefore) }
    },
    forgetSalts: async (before) => void (await run('DELETE FROM salts WHERE day < ?', before).run()),
    expire: async (siteId, beforeMs, limit) => {
      const mark = markExpired(db, siteId, beforeMs, limit)
      const [, removed] = await db.batch([mark, run(EXPIRE, siteId, beforeMs, limit)])
      return removed!.meta.changes
    },

    touchesAfter: (siteId, { ms, id }, limit) => all<TouchRow>(TOUCHES_AFTER, siteId, ms, id, limit),
    sessionsByKey: async (siteId, keys) => {
      if (!keys.length) return []
      return (await all(SESSIONS_BY_KEY, siteId, JSON.stringify(keys))).map((row) => parse(SESSIONS, row))
    },
    ordersAfter: async (siteId, { ms, id }, limit) =>
      (await all(ORDERS_AFTER, siteId, ms, id, limit)).map((row) => parse(ORDERS, row)),
    job: async (siteId, name) => {
      const row = await first<{ state: string }>(
        'SELECT state FROM jobs WHERE site_id = ? AND name = ?',
        siteId,
        name,
      )
      return row && JSON.parse(row.state)
    },
    hasMoney: async (siteId) => (await first(HAS_MONEY, siteId)) !== null,
    rates: (siteId) => all<RateRow>('SELECT * FROM rates WHERE site_id = ? ORDER BY currency, day', siteId),
    setRates: async (siteId, rates) => {
      if (!rates.length) return
      await db.batch([markRated(db, siteId, rates), run(SET_RATES, siteId, JSON.stringify(rates))])
    },
    costs: (siteId, from, to) => all<CostRow>(COSTS_OF, siteId, from, to),
    writeCosts: async (siteId, { removed, written }) => {
      const statements = costStatements(db, siteId, removed, written)
      if (statements.length) await db.batch(statements)
    },

    ...foldStore(db),
    query: ({ sql, params }: Query) => all(sql, ...params),
    rows: ({ sql, params }: Query) => run(sql, ...params).raw<Row[string][]>(),
  }
}

/**
 * The sessions that each ask names, and all later ones of that visitor. `CROSS JOIN` and `INDEXED BY` because the
 * planner, which does not know how few the asks are, would read every session of the site.
 */
const SESSIONS_OF = statementsFor(
  ['site_id', 'visitor_id', 'session_id', 'from_ms'],
  (of, from) => `
SELECT s.*
FROM ${from && `${from} CROSS JOIN `}sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ${of('site_id')} AND s.visitor_id = ${of('visitor_id')}
  AND s.started_ms >= coalesce(
    (SELECT started_ms FROM sessions INDEXED BY sessions_by_id
     WHERE site_id = ${of('site_id')} AND id = ${of('session_id')} AND visitor_id = ${of('visitor_id')}),
    (SELECT max(started_ms) FROM sessions INDEXED BY sessions_by_visitor
     WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms <= ${of('from_ms')}),
    ${of('from_ms')})
ORDER BY s.visitor_id, s.started_ms, s.id`,
)

const isNamed = (ask: Ask): ask is NamedAsk => ask.session_id !== null
const placeOf = (siteId: number, { visitor_id, session_id, from_ms }: NamedAsk) => [
  siteId,
  visitor_id,
  session_id,
  from_ms,
]

/** The visitor's newest session, and whether `SESSIONS_OF` would find others than it. */
const newest = (limit: string) => `
SELECT s.*, s.id <> ?3 AND (
  s.started_ms > ?4
  OR EXISTS (
    SELECT 1 FROM sessions INDEXED BY sessions_by_id WHERE site_id = ?1 AND id = ?3 AND visitor_id = ?2)
  OR EXISTS (
    SELECT 1 FROM sessions o INDEXED BY sessions_by_visitor
    WHERE o.site_id = ?1 AND o.visitor_id = ?2 AND o.started_ms = s.started_ms AND o.id < s.id)
) AS is_more
FROM sessions s INDEXED BY sessions_by_visitor
WHERE s.site_id = ?1 AND s.visitor_id = ?2 ORDER BY s.started_ms DESC, s.id DESC LIMIT ${limit}`

const NEWEST_SESSION = newest('1')
/** The same where the statement before it has written nothing. */
const FOUND_SESSION = newest('(changes() = 0)')

const ordersBy = (key: string, index = '') =>
  statementsFor(
    ['site_id', 'key'],
    (of, from) => `
SELECT orders.* FROM ${from && `${from} CROSS JOIN `}orders ${index}
WHERE site_id = ${of('site_id')} AND ${key} = ${of('key')}`,
  )

const ORDERS_BY_ID = ordersBy('transaction_id')
const ORDERS_OF = ordersBy('visitor_id', 'INDEXED BY orders_by_visitor')

const COMPANIONS_OF = `
WITH said AS (
  SELECT i.visitor_id, i.user_id, i.since_ms
  FROM json_each(?2) v CROSS JOIN identities i ON i.site_id = ?1 AND i.visitor_id = v.value
  UNION ALL
  SELECT value ->> 'visitor_id', value ->> 'user_id', value ->> 'since_ms' FROM json_each(?3)
)
SELECT said.visitor_id, i.visitor_id AS other_id, min(max(said.since_ms, i.since_ms)) AS since_ms
FROM said CROSS JOIN identities i INDEXED BY identities_by_user ON i.site_id = ?1 AND i.user_id = said.user_id
WHERE i.visitor_id <> said.visitor_id
GROUP BY said.visitor_id, i.visitor_id`

const SESSION_BY_ID = `
SELECT s.*
FROM sessions k INDEXED BY sessions_by_id
CROSS JOIN sessions s
  ON s.site_id = k.site_id AND s.started_ms = k.started_ms AND s.id = k.id AND s.visitor_id = k.visitor_id
WHERE k.site_id = ?1 AND k.id = ?2
ORDER BY s.started_ms DESC
LIMIT 1`

const TOUCHES_AFTER = `
SELECT started_ms, id, url, referrer, ${TOUCH_FACETS.join(', ')}, path IS NOT NULL AS converted
FROM sessions WHERE site_id = ?1 AND (started_ms, id) > (?2, ?3) ORDER BY started_ms, id LIMIT ?4`

const SESSIONS_BY_KEY = `
SELECT s.* FROM json_each(?2) k
CROSS JOIN sessions s ON s.site_id = ?1 AND s.started_ms = k.value ->> 'ms' AND s.id = k.value ->> 'id'`

const ORDERS_AFTER = `
SELECT * FROM orders INDEXED BY orders_by_time
WHERE site_id = ?1 AND (ordered_ms, transaction_id) > (?2, ?3) ORDER BY ordered_ms, transaction_id LIMIT ?4`

const HAS_MONEY = `
SELECT 1 WHERE EXISTS (SELECT 1 FROM orders WHERE site_id = ?1) OR EXISTS (SELECT 1 FROM rates WHERE site_id = ?1)`

const SET_RATES = `
INSERT INTO rates (site_id, currency, day, rate, factor)
SELECT ?1, value ->> 'currency', value ->> 'day', value ->> 'rate', value ->> 'factor' FROM json_each(?2) WHERE true
ON CONFLICT DO UPDATE SET rate = excluded.rate, factor = excluded.factor`

const EXPIRE = `
DELETE FROM sessions WHERE (site_id, started_ms, id) IN (
  SELECT site_id, started_ms, id FROM sessions WHERE site_id = ?1 AND started_ms < ?2 ORDER BY started_ms LIMIT ?3)`
