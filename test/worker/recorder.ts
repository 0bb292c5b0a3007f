/** The D1 store on node:sqlite. It records every statement, and several isolates may share its database. */
import { readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { D1Database } from '@cloudflare/workers-types'
import { anonymousVisitor } from '../../worker/ingest/anonymousVisitor.ts'
import type { IngestRequest } from '../../worker/ingest/pipeline.ts'
import type { SiteRow } from '../../worker/store/rows.ts'
import type { Store } from '../../worker/store/store.ts'
import { CHROME } from './fixtures.ts'

/** The path is in a variable, because the types are those of another runtime. */
const D1 = '../../worker/store/d1/d1Store.ts'
const { d1Store }: { d1Store(db: D1Database): Store } = await import(D1)

export const SCHEMA = readFileSync('schema.sql', 'utf8')
export const open = (...scripts: string[]) => {
  const db = new DatabaseSync(':memory:')
  for (const script of scripts) db.exec(script)
  return db
}

/** The interface of D1 on node:sqlite. It records every statement in `seen`. */
export class Recorder {
  readonly db: DatabaseSync
  readonly seen = new Set<string>()

  constructor(db: DatabaseSync) {
    this.db = db
  }

  prepare(sql: string) {
    this.seen.add(sql)
    return new Prepared(this, sql, [])
  }

  async batch(statements: Prepared[]) {
    this.db.exec('BEGIN')
    try {
      const changes = this.db.prepare('SELECT changes() AS changes')
      const results = statements.map((one) => {
        const results = one.rows()
        const { changes: count } = changes.get() as { changes: number }
        return {
          results,
          meta: { changes: count, rows_written: /^\s*(SELECT|WITH)/.test(one.sql) ? 0 : count },
        }
      })
      this.db.exec('COMMIT')
      return results
    } catch (error) {
      this.db.exec('ROLLBACK')
      throw error
    }
  }
}

class Prepared {
  readonly of: Recorder
  readonly sql: string
  readonly params: (string | number | null)[]
  constructor(of: Recorder, sql: string, params: (string | number | null)[]) {
    this.of = of
    this.sql = sql
    this.params = params
  }

  bind(...params: (string | number | null)[]) {
    return new Prepared(this.of, this.sql, params)
  }
  /** Replaces `?` and `?1` by named parameters, because node:sqlite does not bind both by position. */
  bound() {
    let place = 0
    const names = this.sql.replace(/\?(\d*)/g, (_, n: string) => `:p${n || ++place}`)
    const values = Object.fromEntries(this.params.map((value, i) => [`p${i + 1}`, value]))
    const used = Object.entries(values).filter(([name]) => new RegExp(`:${name}\\b`).test(names))
    return { statement: this.of.db.prepare(names), values: Object.fromEntries(used) }
  }
  rows() {
    const { statement, values } = this.bound()
    return statement.all(values)
  }
  async all() {
    return { results: this.rows() }
  }
  async raw() {
    const { statement, values } = this.bound()
    statement.setReturnArrays(true)
    return statement.all(values)
  }
  async first() {
    return this.rows()[0] ?? null
  }
  async run() {
    const { statement, values } = this.bound()
    const changes = Number(statement.run(values).changes)
    return { meta: { changes, rows_written: changes } }
  }
}

export interface Isolate {
  recorder: Recorder
  store: Store
  site: SiteRow
  request(from: 'browser' | 'server'): IngestRequest
}

/** A store with one site, as an isolate has it. For a second isolate pass the database of the first. */
export async function newStore(db: DatabaseSync = open(SCHEMA)): Promise<Isolate> {
  const recorder = new Recorder(db)
  const store = d1Store(recorder as unknown as D1Database)
  const settings = { name: 's', timezone: 'Europe/Kyiv', currency: 'UAH', hosts: ['shop.example'] }
  const lists = { ignored_referrers: [], excluded_ips: [], points: {}, hold_above: {}, keep_params: [] }
  const money = { revenue_counts: 'any' as const, identify: 'open' as const }
  await store.addSite({
    site: 'shop.example',
    ...settings,
    ...lists,
    ...money,
    retention_days: 730,
    exclude_data_centres: false,
    rows_per_day: null,
    created_ms: 0,
  })
  const site = (await store.site('shop.example'))!
  recorder.seen.clear()
  const trace = { site_id: site.id, site: site.site, ip: '203.0.113.7', user_agent: CHROME }
  const request: Isolate['request'] = (from) => ({
    site,
    from,
    received_ms: Date.now(),
    sent_ms: Date.now(),
    origin: 'https://shop.example',
    ip: null,
    user_agent: CHROME,
    automated: null,
    hints: { mobile: null, platform: null },
    language: null,
    place: { country: null, region: null, city: null },
    isSigned: async () => false,
    anonymous: () => anonymousVisitor(store, trace, Date.now()),
    denied: false,
  })
  return { recorder, store, site, request }
}
