/** What is excluded from reports: the same figures as if it had never happened, and afterwards the same as before. */
import { describe, expect, it } from 'vitest'
import type { ExclusionAnswer, ExclusionsAnswer, PurgeAnswer } from '../../wire/answers/exclusion.ts'
import { DEFAULT_MODEL, MODELS, type Model } from '../../wire/model.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { trials } from '../trials.ts'
import { hit, purchase } from '../unit/settleHarness.ts'
import { CHROME } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

/** The paths are in variables, because the types are those of another runtime. */
const [REPORTS, EXPORTS, ROLL_UP, JOBS, COMMIT] = [
  '../../worker/stats/reports.ts',
  '../../worker/stats/export/exports.ts',
  '../../worker/rollup/rollUp.ts',
  '../../worker/jobs/applyExclusions.ts',
  '../../worker/ingest/commit.ts',
]
const reports: string[] = Object.keys((await import(REPORTS)).REPORTS)
const exports: string[] = Object.keys((await import(EXPORTS)).EXPORTS)
const { rollUpStep } = await import(ROLL_UP)
const { applyExclusions } = await import(JOBS)
const { commit } = await import(COMMIT)

const NOW = Math.floor(Date.now() / DAY_MS) * DAY_MS
const headers = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' }

async function ask<T>(app: NodeApp, method: string, path: string, body?: unknown): Promise<T> {
  const answer = await app.ask(method, path, { headers, body })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`)
  return text.startsWith('{') ? JSON.parse(text) : (text as T)
}

interface Event {
  visitor_id: string
  name: string
  ts: string
  source: string
  [more: string]: unknown
}

const SOURCES = ['google', 'facebook', 'newsletter']

/** Numbers that look random and are the same in each run. */
function numbers(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648
    return Math.floor((state / 2147483648) * below)
  }
}

/** Visits of some visitors, an hour apart at least, with purchases. */
function history(seed: number): Event[] {
  const random = numbers(seed)
  const events: Event[] = []
  for (let visit = 0; visit < 24; visit++) {
    const at_ms = NOW - 60 * DAY_MS + visit * 58 * HOUR_MS + random(60) * MINUTE_MS
    const visitor_id = `v${random(6)}`
    const source = SOURCES[random(SOURCES.length)]!
    const at = (minutes: number) => new Date(at_ms + minutes * MINUTE_MS).toISOString()
    const of = { visitor_id, source }
    events.push({ ...of, id: `p${visit}`, name: 'page_view', ts: at(0) })
    if (random(2)) events.push({ ...of, id: `i${visit}`, name: 'view_item', ts: at(1), items: [ITEM] })
    if (random(3) === 0) events.push({ ...of, id: `l${visit}`, name: 'generate_lead', ts: at(2) })
    if (random(2))
      events.push({
        ...{
          ...of,
          id: `o${visit}`,
          name: 'purchase',
          ts: at(3),
          transaction_id: `T${visit}`,
          items: [ITEM],
        },
        ...{ value: 1 + random(10_000) / 100, currency: random(5) ? 'UAH' : 'EUR' },
      })
  }
  return events
}
const ITEM = { item_id: 'SKU-1', item_name: 'Tea', price: 3.33, quantity: 2 }

async function addSite(app: NodeApp, site: string, events: Event[]): Promise<void> {
  await ask(app, 'POST', '/api/sites', { site, timezone: 'Europe/Kyiv', currency: 'UAH' })
  // Two of the visitors are the same person. A link stays, also if it was made in a visit that is excluded later.
  app.db.exec(`INSERT INTO identities (site_id, visitor_id, user_id, since_ms)
SELECT sites.id, value, 'u1', 0 FROM sites CROSS JOIN json_each('["v1", "v2"]') WHERE sites.site = '${site}'`)
  await addEvents(app, site, events)
}

async function addEvents(app: NodeApp, site: string, events: Event[]): Promise<void> {
  for (let i = 0; i < events.length; i += 50)
    await ask(app, 'POST', '/api/events', {
      site,
      events: events.slice(i, i + 50).map(({ source, ...event }) => ({
        url: `https://shop.example/?utm_source=${source}&utm_medium=cpc`,
        user_agent: CHROME,
        ...event,
      })),
    })
}

async function rollUp(app: NodeApp, site: string): Promise<void> {
  const row = await app.store.site(site)
  for (let i = 0; i < 500; i++) {
    const step = await rollUpStep(app.store, row, NOW, 1)
    if ((step.outcome ?? step) === 'done') return
  }
  throw new Error('the rollups are never done')
}

const PERIOD = `from=${new Date(NOW - 70 * DAY_MS).toISOString()}&to=${new Date(NOW).toISOString()}`
const OWN: Record<string, string[]> = {
  timeseries: ['&interval=day', '&interval=hour&limit=1000'],
  breakdown: ['&by=source&by=device'],
  roi: ['', '&by=source'],
  geo: ['', '&by=city'],
  cohorts: ['', '&by=channel'],
}

/** Reports that are also asked for under every attribution model. */
const CREDITED = ['campaigns', 'roi', 'breakdown', 'products']

/** All answers of the API about a site's figures. */
async function figures(
  app: NodeApp,
  site: string,
  rollup: '' | '&rollup=off' = '',
  models: readonly Model[] = [DEFAULT_MODEL],
): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  const about = `site=${site}&${PERIOD}${rollup}`
  const named = (text: unknown) => JSON.parse(JSON.stringify(text).replaceAll(site, 'the site'))
  for (const name of reports)
    for (const own of OWN[name] ?? [''])
      for (const model of CREDITED.includes(name) ? models : [DEFAULT_MODEL]) {
        const query = `${name}?${about}&model=${model}${own}`
        found[query.replace(site, '').replace(rollup, '')] = named(
          await ask(app, 'GET', `/api/stats/${query}`),
        )
      }
  for (const name of exports)
    found[`${name}.csv`] = named(await ask(app, 'GET', `/api/export/${name}.csv?${about}`))
  for (const filter of ['source:is:google', 'visitor:is:returning', 'device:is_not:tv']) {
    const query = `${about}&filter=${filter}`
    for (const name of ['general', 'campaigns', 'pages', 'products', 'cohorts'])
      found[`${name} ${filter}`] = named(await ask(app, 'GET', `/api/stats/${name}?${query}`))
  }
  return found
}

/** The rows of a site, without revisions. */
const rowsOf = (app: NodeApp, site: string) =>
  ['sessions', 'orders'].map((table) =>
    app.db
      .prepare(`SELECT * FROM ${table} WHERE site_id = (SELECT id FROM sites WHERE site = ?)`)
      .all(site)
      .map(({ rev, ...row }) => row),
  )

async function exclude(app: NodeApp, site: string, body: unknown): Promise<ExclusionAnswer> {
  for (;;) {
    const answer = await ask<ExclusionAnswer>(app, 'POST', `/api/exclusions?site=${site}`, body)
    if (answer.state !== 'applying') return answer
  }
}

async function include(app: NodeApp, site: string, id: string): Promise<ExclusionAnswer> {
  for (;;) {
    const answer = await ask<ExclusionAnswer>(app, 'DELETE', `/api/exclusions/${id}?site=${site}`)
    if (answer.state !== 'removing') return answer
  }
}

const iso = (days: number) => new Date(NOW - days * DAY_MS).toISOString()
const TARGETS: [name: string, body: Record<string, string>, isOut: (event: Event) => boolean][] = [
  ['a visitor', { visitor_id: 'v1' }, ({ visitor_id }) => visitor_id === 'v1'],
  ['a source', { source: 'facebook' }, ({ source }) => source === 'facebook'],
  ['an interval', { from: iso(40), to: iso(25) }, ({ ts }) => ts >= iso(40) && ts < iso(25)],
]

describe.each(TARGETS)('%s that is excluded', (_, body, isOut) => {
  it('is in no report and no export, and comes back exactly', { timeout: 120_000 }, async () => {
    for (let seed = 1; seed <= trials(1, 5); seed++) {
      const app = nodeApp()
      const events = history(seed)
      await addSite(app, 'a.example', events)
      await addSite(
        app,
        'b.example',
        events.filter((event) => !isOut(event)),
      )
      for (const site of ['a.example', 'b.example']) await rollUp(app, site)
      const before = rowsOf(app, 'a.example')
      const figuresBefore = await figures(app, 'a.example')

      const { id, state, sessions, orders } = await exclude(app, 'a.example', body)
      expect([state, sessions, orders]).toEqual([
        'active',
        new Set(events.filter(isOut).map((event) => String(event.id).slice(1))).size,
        events.filter((event) => isOut(event) && event.name === 'purchase').length,
      ])
      const wanted = await figures(app, 'b.example', '&rollup=off', MODELS)
      expect(wanted).toMatchObject(await figures(app, 'a.example', '&rollup=off'))
      await rollUp(app, 'a.example')
      expect(await figures(app, 'a.example', '', MODELS)).toEqual(wanted)

      expect((await include(app, 'a.example', id)).state).toBe('removed')
      expect(rowsOf(app, 'a.example')).toEqual(before)
      await rollUp(app, 'a.example')
      expect(await figures(app, 'a.example')).toEqual(figuresBefore)
    }
  })

  it('is deleted by a purge, and no figure changes by that', async () => {
    const app = nodeApp()
    const events = history(7)
    await addSite(app, 'a.example', events)
    await addSite(
      app,
      'b.example',
      events.filter((event) => !isOut(event)),
    )
    // As if pages had sent the purchases. Otherwise the shop's server has confirmed them, and they stay.
    app.db.exec(`UPDATE orders SET confirmed = 0, browser = json_remove(browser, '$.trusted', '$.has_items')`)
    await rollUp(app, 'a.example')
    let state = ''
    while (state !== 'purged')
      ({ state } = await ask<PurgeAnswer>(app, 'POST', '/api/purge?site=a.example', body))
    expect(rowsOf(app, 'a.example').map((rows) => rows.length)).toEqual(
      rowsOf(app, 'b.example').map((rows) => rows.length),
    )
    const wanted = await figures(app, 'b.example', '&rollup=off')
    await rollUp(app, 'a.example')
    expect(await figures(app, 'a.example')).toEqual(wanted)
  })
})

describe('an exclusion', () => {
  const page = (visitor_id: string, source: string, hours: number, more: object = {}): Event => ({
    ...{ visitor_id, source, name: 'page_view', id: `${visitor_id}.${hours}` },
    ...{ ts: new Date(NOW - hours * HOUR_MS).toISOString(), ...more },
  })
  const sessionsOf = async (app: NodeApp) => {
    const { rows } = await ask<{ rows: { visitor_id: string; visit_number: number }[] }>(
      app,
      'GET',
      `/api/stats/sessions?site=a.example&${PERIOD}`,
    )
    return rows.map((row) => `${row.visitor_id} ${row.visit_number}`)
  }
  const send = (app: NodeApp, events: Event[]) => addEvents(app, 'a.example', events)

  it('also concerns what comes later, and not what another visitor does', async () => {
    const app = nodeApp()
    await addSite(app, 'a.example', [page('v1', 'google', 90), page('v2', 'facebook', 89)])
    await exclude(app, 'a.example', { source: 'facebook' })
    await send(app, [page('v1', 'facebook', 80), page('v1', 'google', 70), page('v3', 'facebook', 60)])
    expect(await sessionsOf(app)).toEqual(['v1 2', 'v1 1'])
    const { id } = await exclude(app, 'a.example', { visitor_id: 'v1' })
    await send(app, [page('v1', 'google', 50), page('v4', 'google', 40)])
    expect(await sessionsOf(app)).toEqual(['v4 1'])
    await include(app, 'a.example', id)
    expect(await sessionsOf(app)).toEqual(['v4 1', 'v1 3', 'v1 2', 'v1 1'])
  })

  it('is checked once more by the cron, for isolates that did not know of it', async () => {
    const app = nodeApp()
    await addSite(app, 'a.example', [page('v1', 'google', 90), page('v2', 'google', 89)])
    const { id } = await exclude(app, 'a.example', { visitor_id: 'v1' })
    const cron = async (later_ms: number) =>
      applyExclusions.run(app.store, {
        now_ms: Date.now() + later_ms,
        number: 0,
        sites: await app.store.sites(),
      })
    app.db.exec(`UPDATE sessions SET excluded = 0, rev = rev + 1 WHERE visitor_id = 'v1'`)
    await cron(MINUTE_MS)
    expect(await sessionsOf(app)).toEqual(['v2 1', 'v1 1'])
    await cron(5 * MINUTE_MS)
    expect(await sessionsOf(app)).toEqual(['v2 1'])
    await include(app, 'a.example', id)
    const list = () => ask<ExclusionsAnswer>(app, 'GET', '/api/exclusions?site=a.example')
    expect((await list()).exclusions).toEqual([])
    app.db.exec(`UPDATE sessions SET excluded = 1, rev = rev + 1 WHERE visitor_id = 'v1'`)
    await cron(5 * MINUTE_MS)
    expect(await sessionsOf(app)).toEqual(['v2 1', 'v1 1'])
    expect(app.db.prepare('SELECT count(*) AS n FROM exclusions').get()).toEqual({ n: 0 })
  })

  it('is made once, is listed, and refuses what it cannot be', async () => {
    const app = nodeApp()
    await addSite(app, 'a.example', [page('v1', 'google', 90)])
    const first = await exclude(app, 'a.example', { source: 'google' })
    expect(await exclude(app, 'a.example', { source: 'google' })).toEqual(first)
    await exclude(app, 'a.example', { from: '2026-11-01', to: '2026-11-02T12:00:00Z' })
    const { exclusions } = await ask<ExclusionsAnswer>(app, 'GET', '/api/exclusions?site=a.example')
    expect(exclusions.map(({ excludes, state, sessions }) => [excludes, state, sessions])).toEqual([
      [{ source: 'google' }, 'active', 1],
      [{ from: '2026-10-31T22:00:00.000Z', to: '2026-11-02T12:00:00.000Z' }, 'active', 0],
    ])
    for (const body of [
      {},
      { visitor_id: 'a', source: 'b' },
      { from: 'now', to: '2026-11-02' },
      { from: '2026-11-02', to: '2026-11-02' },
    ])
      for (const path of ['/api/exclusions', '/api/purge'])
        await expect(ask(app, 'POST', `${path}?site=a.example`, body), JSON.stringify(body)).rejects.toThrow(
          ': 400 ',
        )
    await expect(ask(app, 'DELETE', '/api/exclusions/none?site=a.example')).rejects.toThrow(': 404 ')
  })
})

it('a purge leaves orders that the shop’s server has reported, without their touches', async () => {
  const app = nodeApp()
  const events = history(3)
  await addSite(app, 'a.example', events)
  const revenue = async () =>
    (
      await ask<{ total: { revenue: number; orders: number } }>(
        app,
        'GET',
        `/api/stats/sources?site=a.example&${PERIOD}`,
      )
    ).total
  const { revenue: before, orders } = await revenue()
  const { visitor_id } = events.find(({ name }) => name === 'purchase')!
  await ask(app, 'POST', '/api/purge?site=a.example', { visitor_id })
  expect(await revenue()).toMatchObject({ revenue: before, orders })
  const text = JSON.stringify(rowsOf(app, 'a.example'))
  expect(text).not.toMatch(new RegExp(`\\b${visitor_id}\\b`))
  expect(text).toContain('(not set)')
})

it('an order that an excluded visitor claims is credited to the other one, until it is included again', async () => {
  const app = nodeApp()
  await addSite(app, 'a.example', [])
  const site = (await app.store.site('a.example'))!
  const claim = (visitor_id: string, source: string, value_minor: number, minute: number) => {
    const touch = { url: `https://shop.example/?utm_source=${source}&utm_medium=cpc` }
    const more = { visitor_id, trusted: false, ...touch, ms: NOW - 9 * HOUR_MS + minute * MINUTE_MS }
    return [
      hit(`view of ${visitor_id}`, 0, more),
      purchase(`order of ${visitor_id}`, 0, 'T1', value_minor, { ...more, ms: more.ms + MINUTE_MS }),
    ]
  }
  for (const hits of [claim('buyer', 'google', 1000, 0), claim('attacker', 'spam', 9_000, 5)])
    await commit(app.store, site, hits, { now_ms: Date.now() })
  const revenue = async () => {
    const { rows } = await ask<{ rows: { source: string; revenue: number; conversions: number }[] }>(
      app,
      'GET',
      `/api/stats/sources?site=a.example&${PERIOD}`,
    )
    return rows.map((row) => [row.source, row.revenue, row.conversions])
  }
  const before = rowsOf(app, 'a.example')
  expect(await revenue()).toEqual([
    ['google', 0, 0],
    ['spam', 90, 1],
  ])
  const { id } = await exclude(app, 'a.example', { visitor_id: 'attacker' })
  expect(await revenue()).toEqual([['google', 10, 1]])
  await include(app, 'a.example', id)
  expect(rowsOf(app, 'a.example')).toEqual(before)
  await ask(app, 'POST', '/api/purge?site=a.example', { visitor_id: 'attacker' })
  expect(await revenue()).toEqual([['google', 10, 1]])
  expect(JSON.stringify(rowsOf(app, 'a.example'))).not.toContain('attacker')
})
