/** Exclusions and purges: what they concern, how the cron checks them, and what they leave of orders. */
import { describe, expect, it } from 'vitest'
import type { ExclusionsAnswer } from '../../wire/answers/exclusion.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { commit } from '../../worker/ingest/commit.ts'
import { applyExclusions } from '../../worker/jobs/applyExclusions.ts'
import { hit, purchase } from '../unit/settleHarness.ts'
import { addEvents, addSite, ask, exclude, include, PERIOD, rowsOf } from './exclusionHarness.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'
import { NOW, randomVisits, type SiteEvent } from './randomVisits.ts'

describe('an exclusion', () => {
  const page = (visitor_id: string, source: string, hours: number, more: object = {}): SiteEvent => ({
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
  const send = (app: NodeApp, events: SiteEvent[]) => addEvents(app, 'a.example', events)

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
        equal_rows: Number.POSITIVE_INFINITY,
        rowsLeft: () => Number.POSITIVE_INFINITY,
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
  const events = randomVisits(3)
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
