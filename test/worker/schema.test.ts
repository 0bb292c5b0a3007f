import { globSync, readFileSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { commit } from '../../worker/ingest/commit.ts'
import { ingest } from '../../worker/ingest/ingest.ts'
import { countUnknownSite } from '../../worker/ingest/unknownSite.ts'
import { apiEvent, META_AD, wireEvent } from './fixtures.ts'
import { newStore, open, SCHEMA } from './recorder.ts'

describe('the migrations', () => {
  /** The columns, indexes and options of all tables. The SQL texts are not compared: migrations write them differently. */
  function shapeOf(db: DatabaseSync) {
    const all = (sql: string, ...params: string[]) => db.prepare(sql).all(...params)
    const tables = all(
      `SELECT name, type, strict, wr FROM pragma_table_list WHERE schema = 'main' ORDER BY name`,
    )
    return tables
      .filter(({ name }) => !String(name).startsWith('sqlite_'))
      .map((table) => ({
        ...table,
        columns: all('SELECT * FROM pragma_table_xinfo(?) ORDER BY cid', String(table.name)),
        indexes: all(
          'SELECT name, "unique", origin, partial FROM pragma_index_list(?) ORDER BY name',
          String(table.name),
        ).map((index) => ({
          ...index,
          columns: all(
            'SELECT seqno, name, "desc", coll, key FROM pragma_index_xinfo(?)',
            String(index.name),
          ),
          where: all('SELECT sql FROM sqlite_schema WHERE name = ?', String(index.name)).map(({ sql }) =>
            String(sql)
              .split(/\bWHERE\b/i)[1]
              ?.replace(/\s+/g, ' ')
              .trim(),
          ),
        })),
      }))
  }

  it('create exactly the tables of schema.sql', () => {
    const files = globSync('migrations/*.sql').sort()
    expect(files.length).toBeGreaterThan(0)
    const migrated = open(...files.map((file) => readFileSync(file, 'utf8')))
    const wanted = shapeOf(open(SCHEMA))
    expect(wanted).toContainEqual(expect.objectContaining({ name: 'sessions', strict: 1, wr: 1 }))
    expect(shapeOf(migrated)).toEqual(wanted)
    const others = `SELECT type, name FROM sqlite_schema WHERE type NOT IN ('table', 'index')`
    expect(migrated.prepare(others).all()).toEqual(open(SCHEMA).prepare(others).all())
  })
})

/**
 * Deploying migrates first, so that the previous Worker runs on the new schema until the new one is uploaded, and after a rollback.
 * What it would stumble over in the step from one schema to the next; empty if nothing.
 */
function hurdles(before: DatabaseSync, after: DatabaseSync): string[] {
  const found: string[] = []
  const names = (db: DatabaseSync, sql: string, ...params: string[]) =>
    db
      .prepare(sql)
      .all(...params)
      .map(({ name }) => String(name))
  for (const table of names(before, `SELECT name FROM sqlite_schema WHERE type = 'table'`)) {
    const columns = 'SELECT name, type, "notnull", dflt_value, pk FROM pragma_table_info(?)'
    const old = before.prepare(columns).all(table)
    const now = new Map(
      after
        .prepare(columns)
        .all(table)
        .map((column) => [column.name, column]),
    )
    for (const column of old) {
      if (JSON.stringify(now.get(column.name)) !== JSON.stringify(column))
        found.push(`${table}.${column.name} is gone or changed`)
      now.delete(column.name)
    }
    for (const column of now.values())
      if (column.notnull && column.dflt_value === null)
        found.push(`${table}.${column.name} is new and has no default`)
    const guards = `SELECT name FROM pragma_index_list(?1) WHERE "unique"
UNION ALL SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1`
    const had = names(before, guards, table)
    for (const name of names(after, guards, table))
      if (!had.includes(name)) found.push(`${name} is new and may refuse what was written to ${table}`)
    // A row of zeros and empty texts: a new CHECK may refuse it.
    const values = old.map(({ type }) => (type === 'TEXT' ? `''` : 0)).join(', ')
    const insert = `INSERT OR REPLACE INTO "${table}" (${old.map(({ name }) => `"${name}"`).join(', ')}) VALUES (${values})`
    const failure = (db: DatabaseSync) => {
      try {
        db.exec(insert)
        return undefined
      } catch (error) {
        return String(error)
      }
    }
    if (!failure(before) && failure(after)) found.push(`${table} refuses a row: ${failure(after)}`)
  }
  return found
}

describe('after each migration', () => {
  const scripts = globSync('migrations/*.sql')
    .sort()
    .map((file) => [file, readFileSync(file, 'utf8')] as const)

  it.each(scripts.map(([file], i) => [file, i] as const).slice(1))(
    '%s, the previous Worker still finds its tables and may write as before',
    (_, i) => {
      const schema = (count: number) => open(...scripts.slice(0, count).map(([, sql]) => sql))
      expect(hurdles(schema(i), schema(i + 1))).toEqual([])
    },
  )

  it('a change that the previous Worker would stumble over is found', () => {
    const table = 'CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT NOT NULL, b TEXT) STRICT;'
    const found = (change: string) => hurdles(open(table), open(table, change))
    expect(found('ALTER TABLE t ADD COLUMN c TEXT')).toEqual([])
    expect(found(`ALTER TABLE t ADD COLUMN c TEXT NOT NULL DEFAULT 'x'`)).toEqual([])
    const changes = [
      'DROP TABLE t',
      'ALTER TABLE t DROP COLUMN b',
      'ALTER TABLE t RENAME COLUMN a TO c',
      'CREATE UNIQUE INDEX t_a ON t (a)',
      'CREATE TRIGGER no BEFORE INSERT ON t BEGIN SELECT 1; END',
      `DROP TABLE t; ${table.replace('b TEXT', `b TEXT, CHECK (a <> '')`)}`,
      `DROP TABLE t; ${table.replace('b TEXT', 'b TEXT, c TEXT NOT NULL')}`,
    ]
    expect(changes.filter((change) => !found(change).length)).toEqual([])
  })
})

/** Sends every kind of request: first and later page views, orders, repeats, refunds, late events. */
async function sendEveryKind() {
  const { recorder, store, site, request } = await newStore()
  const money = { value: 10, currency: 'UAH', transaction_id: 'T1' }
  const at = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()
  const view = wireEvent()
  const session = (id: string) => ({ id, at: Date.now(), url: META_AD, referrer: '' })
  await store.site('shop.example')
  await store.tokenByHash('0'.repeat(64))
  await ingest(store, [view], request('browser'))
  await ingest(store, [view, wireEvent()], request('browser'))
  await ingest(store, [wireEvent({ name: 'purchase', params: money, user: 'u1' })], request('browser'))
  await ingest(store, [wireEvent({ name: 'purchase', params: money }), { name: '?' }], request('browser'))
  await ingest(store, [wireEvent({ visitor: undefined, session: undefined })], request('browser'))
  await ingest(store, [wireEvent({ visitor: 'v2', session: undefined, user: 'u1' })], request('browser'))
  // Several visitors at once, a returning visitor, and a visitor whose earlier session continues.
  await ingest(
    store,
    [wireEvent(), wireEvent({ visitor: 'v3', session: session('s3') }), wireEvent({ visitor: 'v4' })],
    request('browser'),
  )
  await ingest(store, [wireEvent({ session: session('s9') })], request('browser'))
  await ingest(store, [wireEvent(), wireEvent({ visitor: 'v3', session: session('s3') })], request('browser'))
  const server = [
    apiEvent({ ts: at(1) }),
    apiEvent({ ts: at(3), url: META_AD }),
    apiEvent({ ts: at(2), url: `${META_AD}2` }),
    apiEvent({ name: 'purchase', ts: at(1), ...money, transaction_id: 'T2', user_id: 'u1' }),
    apiEvent({ name: 'refund', ...money }),
    apiEvent({ name: 'refund', transaction_id: 'T3' }),
    apiEvent({ session_id: 'given', ts: at(4) }),
  ]
  for (const event of server) await ingest(store, [event], request('server'))
  // An earlier purchase replaces that of a known order, and a page view between two sessions makes them one.
  await ingest(
    store,
    [apiEvent({ name: 'purchase', ts: at(2), ...money, transaction_id: 'T2' })],
    request('server'),
  )
  await ingest(store, [apiEvent({ ts: at(0.5) }), apiEvent({ ts: at(0.2) })], request('server'))
  await ingest(store, [apiEvent({ ts: at(0.35) })], request('server'))
  await store.sessionById(site.id, 's1')
  const reported = {
    status: 'paid' as const,
    value_minor: 1000,
    currency: 'UAH',
    refunded_minor: null,
    visitor_id: 'v1',
    session_id: 's1',
    ms: null,
    seen_ms: Date.now(),
  }
  await commit(store, site, [], {
    request: { kind: 'report', transaction_id: 'T1', items: null, reported },
    now_ms: Date.now(),
  })
  await countUnknownSite(store, [site], 'shp.example', 1, Date.now())
  await store.expire(site.id, Date.now() - 900 * 24 * HOUR_MS, 500)
  return recorder
}

describe('the ingest', () => {
  it('reads rows by their keys: no statement scans a table or all rows of a site', async () => {
    const { db, seen } = await sendEveryKind()
    const tables = db
      .prepare(`SELECT name, sql LIKE '%site_id%' AS of_site FROM sqlite_schema WHERE type = 'table'`)
      .all()
    // These tables have one row per site, or few that come with it.
    const isOne = (name: unknown) => ['sites', 'folds', 'exclusions'].includes(String(name))
    const ofSite = new Set(
      tables.flatMap(({ name, of_site }) => (of_site && !isOne(name) ? [String(name)] : [])),
    )
    const wrong: string[] = []
    for (const sql of seen) {
      // The names of each table in the plan: its own name and its alias.
      const names = new Map<string, string>()
      for (const [, table, alias] of sql.matchAll(
        /\b(?:FROM|JOIN|INTO|UPDATE)\s+(\w+)(?:\s+(?:AS\s+)?(?!ON\b|WHERE\b|SET\b|INDEXED\b|CROSS\b|SELECT\b|VALUES\b)(\w+))?/g,
      ))
        if (tables.some(({ name }) => name === table)) {
          names.set(table!, table!)
          if (alias) names.set(alias, table!)
        }
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as { detail: string }[]
      for (const { detail } of plan) {
        const [, how, name] = detail.match(/^(SCAN|SEARCH) (\w+)/) ?? []
        const table = name && names.get(name)
        if (!table) continue
        const key = detail.match(/\(([^()]*)\)$/)?.[1]?.split(' AND ') ?? []
        const narrow = how === 'SEARCH' && (!ofSite.has(table) || (key[0] === 'site_id=?' && key.length > 1))
        if (!narrow) wrong.push(`${detail}\n${sql}`)
      }
    }
    expect(seen.size).toBeGreaterThan(12)
    expect(wrong).toEqual([])
  })

  it('writes only sessions, orders, drops and identities', async () => {
    const { db } = await sendEveryKind()
    const count = (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n)
    expect(count('orders')).toBe(3)
    expect(count('sessions')).toBeGreaterThan(4)
    expect(count('drops')).toBeGreaterThan(0)
    expect(count('identities')).toBe(2)
    const ids = db.prepare(`SELECT e.value ->> 'id' AS id FROM sessions, json_each(events) e`).all()
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
  })
})

it('a removed site leaves no row in any table', async () => {
  const { recorder, store, site } = await newStore()
  const ofSites = `
SELECT t.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' AND c.name = 'site_id'`
  const tables = recorder.db.prepare(ofSites).all()
  await store.removeSite(site)
  const deletes = tables.map(({ name }) => `DELETE FROM ${name} WHERE site_id = ?`)
  expect([...recorder.seen]).toEqual(expect.arrayContaining(deletes))
  expect(deletes.length).toBeGreaterThan(8)
})
