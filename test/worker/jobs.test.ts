/** What the cron does in a run is bounded: by rows read, by rows written, and for each site. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { ReclassifyAnswer } from '../../wire/answers/site.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { apiEvent } from './fixtures.ts'
import { fillVisitor } from './hostileRows.ts'
import { NOW_MS } from './linkedHistory.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'
import { Recorder } from './recorder.ts'

/** The path is in a variable, because the types are those of another runtime. */
const RUN_JOBS = '../../worker/jobs/runJobs.ts'
const { runJobs }: { runJobs(store: NodeApp['store'], nowMs: number, rowsPerDay: number): Promise<void> } =
  await import(RUN_JOBS)

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'], now: NOW_MS }))
afterEach(() => void vi.useRealTimers())

const SITES = ['a.example', 'b.example']
async function newSites(sites = SITES): Promise<NodeApp> {
  const app = nodeApp()
  for (const site of sites) await app.api('POST', '/api/sites', { site, currency: 'UAH' })
  return app
}
const idOf = ({ db }: NodeApp, site: string) =>
  db.prepare('SELECT id FROM sites WHERE site = ?').get(site)!.id as number
const count = ({ db }: NodeApp, sql: string, ...values: (string | number)[]) =>
  db.prepare(`SELECT count(*) AS n FROM ${sql}`).get(...values)!.n as number
/** Runs of the cron, a quarter of an hour apart. */
async function cron({ store }: NodeApp, runs: number, rowsPerDay = Number.POSITIVE_INFINITY) {
  for (let run = 0; run < runs; run++) await runJobs(store, NOW_MS + run * 15 * MINUTE_MS, rowsPerDay)
}
/** Relinks without a browser that has conversions. */
const addRelinks = ({ db }: NodeApp, siteId: number, users: string[]) =>
  db
    .prepare(
      `INSERT INTO relinks (site_id, user_id, rev, from_ms, after, shared) SELECT ?, value, 1, 0, '', 0 FROM json_each(?)`,
    )
    .run(siteId, JSON.stringify(users))

it('relinks the browsers of a site whose turn it is, however many relinks wait for another site', async () => {
  const app = await newSites()
  const [many, one] = SITES.map((site) => idOf(app, site)) as [number, number]
  addRelinks(
    app,
    many,
    Array.from({ length: 3000 }, (_, i) => `user ${i}`),
  )
  addRelinks(app, one, ['olena'])
  await cron(app, 3)
  expect(count(app, 'relinks WHERE site_id = ?', one)).toBe(0)
  expect(count(app, 'relinks WHERE site_id = ?', many)).toBeLessThan(3000)
})

it.each([
  ['without a limit', Number.POSITIVE_INFINITY, 3],
  ['with few rows a day', 9600, 6],
])('relinks six browsers %s with a tenth of the rows of a day', async (_, rowsPerDay, runs) => {
  const app = await newSites()
  const [site] = SITES as [string]
  for (let browser = 0; browser < 6; browser++) {
    const lead = (hours: number) =>
      apiEvent({
        visitor_id: `browser ${browser}`,
        user_id: 'olena',
        name: 'generate_lead',
        ts: new Date(NOW_MS - hours * HOUR_MS).toISOString(),
      })
    const { status } = await app.api('POST', '/api/events', { site, events: [lead(30), lead(20), lead(10)] })
    expect(status).toBe(202)
  }
  await cron(app, 1)
  const old = `sessions WHERE path ->> '$[0].source' = 'old'`
  app.db.exec(`UPDATE sessions SET path = json_set(path, '$[0].source', 'old')`)
  addRelinks(app, idOf(app, site), ['olena'])
  await cron(app, runs - 1, rowsPerDay)
  expect(count(app, old)).toBeGreaterThan(0)
  await cron(app, 1, rowsPerDay)
  expect(count(app, old)).toBe(0)
})

it('reclassifies the history of all sites with few steps in a run', async () => {
  const sites = Array.from({ length: 8 }, (_, i) => `shop-${i}.example`)
  const app = await newSites(sites)
  for (const site of sites) {
    const event = apiEvent({ visitor_id: 'v', url: `https://${site}/?utm_source=fb` })
    expect((await app.api('POST', '/api/events', { site, events: [event] })).status).toBe(202)
  }
  app.db.exec("UPDATE sessions SET source = 'fb'")
  const left = () => count(app, "sessions WHERE source = 'fb'")
  for (let before = left(), run = 0; before; run++) {
    expect(run).toBeLessThan(10)
    await cron(app, 1)
    expect(before - left()).toBeLessThanOrEqual(4)
    before = left()
  }
})

it('reclassifies few bytes of long sessions in a step, and all of them in the end', async () => {
  const app = await newSites()
  const [site] = SITES as [string]
  const past = { visitor: 'long', visits: 7, newest_ms: NOW_MS - HOUR_MS, bytes: 900_000 }
  await fillVisitor(new Recorder(app.db) as never, site, past)
  app.db.exec("UPDATE sessions SET source = 'fb'")
  const steps: ReclassifyAnswer[] = []
  while (!steps.at(-1)?.done)
    steps.push((await app.api<ReclassifyAnswer>('POST', `/api/sites/${site}/reclassify?limit=100`)).body)
  expect(steps.map(({ checked, changed }) => [checked, changed])).toEqual([
    [3, 3],
    [3, 3],
    [1, 1],
    [0, 0],
  ])
  expect(count(app, "sessions WHERE source = 'fb'")).toBe(0)
})
