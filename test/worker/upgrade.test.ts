/**
 * Today's Worker with a database that the Worker of commit 627a38f has filled, which has the schema of version 0.1.0: migrations 1 to
 * 4. `test/fixtures/627a38f.sql` is that database; `627a38f.json` has its API tokens, the answers of that Worker and the requests
 * of its script. Databases of earlier schemas are made of it: without the tables and columns that came later.
 */
import { globSync, readFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, CHROME, type Dropped, post } from './fixtures.ts'

const read = (name: string) => readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
const SITE = 'shop.example'

interface Recorded {
  tokens: { read: string; ingest: string }
  /** Answers by path and query, without the `columns` of reports: their labels may change. */
  answers: Record<string, object>
  /** Bodies of `POST /e`, by the consent that the visitor had given. */
  envelopes: Record<'granted' | 'denied', string[]>
}
const recorded = JSON.parse(read('627a38f.json')) as Recorded
const answers = Object.entries(recorded.answers).map(([path, answer]) => [path, asNow(path, answer)] as const)

interface FunnelRows {
  rows: { stage: string; rate: number; drop_off: number }[]
}

/**
 * The recorded answer, with what is counted by another rule today: in the funnel a lead is no stage on the way to a purchase.
 * Its `drop_off` is since all sessions, and that of a purchase since the checkout, which more sessions may have skipped.
 */
function asNow(path: string, answer: object): object {
  if (!path.startsWith('/api/stats/funnel?')) return answer
  const { rows, ...rest } = answer as FunnelRows
  const rateOf = (stage: string) => rows.find((row) => row.stage === stage)!.rate
  const dropOffs: Record<string, number> = {
    generate_lead: 100 - rateOf('generate_lead'),
    purchase: Math.max(0, 100 * (1 - rateOf('purchase') / rateOf('begin_checkout'))),
  }
  return { ...rest, rows: rows.map((row) => ({ ...row, drop_off: dropOffs[row.stage] ?? row.drop_off })) }
}

const FIXTURE = read('627a38f.sql').split(';\n\n')
const TABLES = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%'`

/** Statements that make the database as it was when only the first `count` migrations existed. */
function databaseOf(count: number): string[] {
  const db = new DatabaseSync(':memory:')
  db.exec(FIXTURE.join(';\n'))
  const names = (table: string, schema: string) =>
    db
      .prepare('SELECT name FROM pragma_table_info(?, ?)')
      .all(table, schema)
      .map(({ name }) => `"${name}"`)
  db.exec("ATTACH ':memory:' AS older")
  const files = globSync('migrations/*.sql').sort().slice(0, count)
  const creates = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split(/;\s*$/m)
      .filter((sql) => sql.replace(/--.*$/gm, '').trim()),
  )
  for (const sql of creates)
    db.exec(sql.replace(/^(\s*(?:--.*\n|\s)*(?:CREATE|ALTER) (?:TABLE|INDEX) )/i, '$1older.'))
  const tables = db
    .prepare("SELECT name FROM older.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
  const inserts = tables.flatMap(({ name }) => {
    const columns = names(String(name), 'older')
    const values = columns.map((column) => `quote(${column})`).join(` || ', ' || `)
    return db
      .prepare(
        `SELECT 'INSERT INTO "${name}" (${columns.join(', ')}) VALUES (' || ${values} || ')' AS sql FROM main."${name}"`,
      )
      .all()
      .map(({ sql }) => String(sql))
  })
  return [...FIXTURE.slice(0, 1 + count), ...creates, ...inserts]
}

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker(undefined, (db) => db.batch(FIXTURE.map((sql) => db.prepare(sql))))
})
afterAll(() => worker.close())

/** Replaces the Worker's database. */
async function replaceDatabase(statements: string[]) {
  const { db } = worker
  const { results } = await db.prepare(TABLES).all<{ name: string }>()
  const drops = results.map(({ name }) => `DROP TABLE "${name}"`)
  await db.batch([...drops, ...statements].map((sql) => db.prepare(sql)))
  await worker.migrate()
}

interface MetricRows {
  rows: { metric: string }[]
}

/** `compare` has a row for each metric: an answer without the metrics that did not exist yet. */
function withoutNewMetrics(path: string, body: unknown, recordedAnswer: object): unknown {
  if (!path.startsWith('/api/stats/compare?')) return body
  const known = (recordedAnswer as MetricRows).rows.map(({ metric }) => metric)
  const { rows, ...rest } = body as MetricRows
  return { ...rest, rows: rows.filter(({ metric }) => known.includes(metric)) }
}

/** Compares the answers with the recorded ones. They may have additional keys and metrics, but no other difference. */
async function expectRecorded(more = '', compared = answers) {
  for (const [path, answer] of compared) {
    const { status, body } = await worker.api('GET', more ? `${path}&${more}` : path)
    expect([path, status, withoutNewMetrics(path, body, answer)]).toMatchObject([path, 200, answer])
  }
}

/** Before migration 2 there was nothing about costs. */
const isAboutCosts = (path: string) => path.includes('/roi?')

describe.each([1, 2, 3])('a database of the first %i migrations', (count) => {
  it('gives the same answers after it is migrated', async () => {
    await replaceDatabase(databaseOf(count))
    await expectRecorded(
      '',
      answers.filter(([path]) => count > 1 || !isAboutCosts(path)),
    )
    const { results } = await worker.db.prepare('SELECT name FROM d1_migrations').all()
    expect(results).toHaveLength(globSync('migrations/*.sql').length)
  })
})

// The order matters: the later tests change the figures of the reports.
describe('a database of 627a38f', () => {
  it('gives the same answers, from its rollups and from its sessions', async () => {
    await expectRecorded()
    const stats = answers.filter(([path]) => path.startsWith('/api/stats/'))
    for (const [path, answer] of stats) {
      const { body } = await worker.api('GET', `${path}&rollup=off`)
      expect([path, withoutNewMetrics(path, body, answer)]).toMatchObject([path, answer])
    }
  })

  it('gives the same answers after the cron has continued its rollups', async () => {
    for (let run = 0; run < 12; run++)
      await worker.scheduled(new Date(Date.UTC(2026, 10, 29) + run * 900_000))
    await expectRecorded()
  })

  it('still accepts its tokens', async () => {
    const path = `/api/stats/general?site=${SITE}&period=all`
    expect((await worker.api('GET', path, undefined, recorded.tokens.read)).status).toBe(200)
    expect((await worker.api('GET', path, undefined, recorded.tokens.ingest)).status).toBe(403)
  })

  it('continues with its visitors, and counts nothing twice', async () => {
    const visits = async () => {
      const { body } = await worker.api<{ sessions: { visit_number: number; started_ms: number }[] }>(
        'GET',
        `/api/visitors/v1?site=${SITE}`,
      )
      return body.sessions.map(({ visit_number }) => visit_number)
    }
    const before = await visits()
    const { body } = await post(worker, SITE, [
      apiEvent({ visitor_id: 'v1', url: `https://${SITE}/?utm_source=google&utm_medium=cpc` }),
      apiEvent({ id: 'id1', name: 'sign_up', visitor_id: 'v1' }),
      apiEvent({ name: 'purchase', visitor_id: 'v1', transaction_id: 'T-PHONE', value: 1, currency: 'UAH' }),
    ])
    expect([body.accepted, body.dropped.map(({ reason }) => reason)]).toEqual([1, ['duplicate', 'duplicate']])
    expect(await visits()).toEqual([...before, before.length + 1])
    const order = { site: SITE, status: 'paid', value: 500, currency: 'UAH' }
    const { body: put } = await worker.api<{ order: { status: string } }>('PUT', '/api/orders/T2', order)
    expect(put.order.status).toBe('cancelled')
  })

  it.each(['granted', 'denied'] as const)(
    'accepts the requests of its script with consent %s',
    async (consent) => {
      for (const body of recorded.envelopes[consent]) {
        const answer = await worker.fetch('/e', {
          method: 'POST',
          headers: { 'content-type': 'text/plain', 'user-agent': CHROME, origin: `https://${SITE}` },
          body,
        })
        const { accepted, dropped } = (await answer.json()) as Dropped
        expect([answer.status, accepted, dropped]).toEqual([202, JSON.parse(body).events.length, []])
      }
      const { body } = await worker.api<{ order: object; attribution: { touches: object[] } }>(
        'GET',
        `/api/orders/ORDER-${consent}?site=${SITE}`,
      )
      expect(body.order).toMatchObject({ value: 498 })
      expect(body.attribution.touches.at(-1)).toMatchObject({ source: 'facebook', campaign: 'winter' })
    },
  )

  it('erases a visitor and keeps the order', async () => {
    const order = () =>
      worker.api<{ order: { value: number; visitor_id: null } }>('GET', `/api/orders/T-PHONE?site=${SITE}`)
    const { value } = (await order()).body.order
    for (const visitor of ['v1', 'v1-phone']) {
      expect((await worker.api('DELETE', `/api/visitors/${visitor}?site=${SITE}`)).status).toBe(204)
      expect((await worker.api('GET', `/api/visitors/${visitor}?site=${SITE}`)).status).toBe(404)
    }
    expect((await order()).body.order).toMatchObject({ value, visitor_id: null })
  })
})
