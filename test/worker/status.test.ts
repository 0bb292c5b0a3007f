/** `GET /api/sites/{site}/status`, and the drops that it lists. */
import { describe, expect, it } from 'vitest'
import type { Refused, Status } from '../../wire/answers/site.ts'
import { HOUR_MS, MINUTE_MS, utcDay } from '../../wire/time.ts'
import { engineFor } from '../../worker/engine/engines.ts'
import { countUnknownSite, refuseUnknownSite } from '../../worker/ingest/unknownSite.ts'
import { siteStatus } from '../../worker/stats/status.ts'
import type { Row } from '../../worker/store/sqlStore.ts'
import type { Store } from '../../worker/store/store.ts'
import { ADMIN_TOKEN, AS_ADMIN } from '../harness.ts'
import {
  apiEvent,
  CHROME,
  type ErrorBody,
  GOOGLEBOT,
  newSite,
  post,
  report,
  send,
  unique,
  wireEvent,
} from './fixtures.ts'
import { newStore, Recorder } from './recorder.ts'
import { testWorker } from './testWorker.ts'

const { default: built } = await import('../../dist/worker/index.js' as string)

const worker = testWorker()

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/
const ask = (site: string, token?: string) =>
  worker.api<Status & ErrorBody>('GET', `/api/sites/${site}/status`, undefined, token)
const statusOf = async (site: string): Promise<Status> => (await ask(site)).body

/** A site with a unique host. */
async function newShop(more: Record<string, unknown> = {}) {
  const host = `${unique('own')}.example`
  return { host, site: await newSite(worker, { hosts: [host], ...more }) }
}

const idOf = async (site: string) =>
  (await worker.db.prepare('SELECT id FROM sites WHERE site = ?').bind(site).first<number>('id'))!

/** Sends events of a page on a host, with that host as origin by default. */
const sendFrom = (site: string, host: string, headers: Record<string, string> = {}, events = 1) => {
  const url = `https://${host}/cart?email=someone@mail.example`
  const session = { id: unique('s'), at: Date.now(), url, referrer: '' }
  const sent = Array.from({ length: events }, () => wireEvent({ url, session }))
  return send(worker, site, sent, { origin: `https://${host}`, ...headers })
}

describe('the status of a site', () => {
  it('is empty before the first event', async () => {
    const { site } = await newShop()
    expect(await statusOf(site)).toEqual({ site, first_event_at: null, last_event_at: null, refused: [] })
  })

  it('has the times of the first and of the last event', async () => {
    const { site, host } = await newShop()
    const at = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
    const [first, last] = [at(300), at(10)]
    const url = `https://${host}/`
    for (const [visitor_id, ts] of [
      ['a', at(60)],
      ['b', first],
      ['a', last],
      ['a', at(20)],
    ])
      await post(worker, site, [apiEvent({ visitor_id, ts, url })])
    expect(await statusOf(site)).toEqual({ site, first_event_at: first, last_event_at: last, refused: [] })
  })

  it('changes with the first page view of the script', async () => {
    const { site, host } = await newShop()
    const before = Date.now()
    expect((await sendFrom(site, host)).body.accepted).toBe(1)
    const { first_event_at, last_event_at } = await statusOf(site)
    for (const instant of [first_event_at, last_event_at]) {
      expect(instant).toMatch(INSTANT)
      expect(Date.parse(instant!)).toBeGreaterThanOrEqual(before - 1000)
      expect(Date.parse(instant!)).toBeLessThanOrEqual(Date.now())
    }
  })

  const cases: [
    what: string,
    refuse: (site: string, host: string) => Promise<unknown>,
    reason: string,
    detail: string | null,
  ][] = [
    ['a page of another host', (site) => sendFrom(site, 'Copy.Example'), 'origin', 'copy.example'],
    [
      'a page of the shop in a frame of another origin',
      (site, host) => sendFrom(site, host, { origin: 'https://frame.example:8443' }),
      'origin',
      'frame.example',
    ],
    ['a page that is opened by its IP address', (site) => sendFrom(site, '203.0.113.77'), 'origin', null],
    [
      'a page of the shop with an unknown site',
      (_, host) => sendFrom('shp.example', host),
      'unknown_site',
      'shp.example',
    ],
    [
      'a page of a subdomain with a URL instead of a site',
      (_, host) => sendFrom(`https://${host}/?a=b`, `www.${host}`),
      'unknown_site',
      'https://HOST',
    ],
    ['a bot', (site, host) => sendFrom(site, host, { 'user-agent': GOOGLEBOT }), 'bot', null],
    [
      'an excluded address',
      (site, host) => sendFrom(site, host, { 'cf-connecting-ip': '203.0.113.7' }),
      'excluded_ip',
      null,
    ],
    ['an invalid event', (site) => post(worker, site, [{ name: 'Add to cart!' }]), 'invalid', null],
  ]
  it.each(cases)('lists %s', async (_, refuse, reason, detail) => {
    const { site, host } = await newShop({ excluded_ips: ['203.0.113.7'] })
    await refuse(site, host)
    const expected = {
      reason,
      count: 1,
      detail: detail?.replace('HOST', host) ?? null,
      last_at: expect.stringMatching(INSTANT),
    }
    expect(await statusOf(site)).toEqual({
      site,
      first_event_at: null,
      last_event_at: null,
      refused: [expected],
    })
    const { rows, columns } = await report(worker, site, 'drops')
    expect(rows).toEqual([{ ...expected, day: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) }])
    expect(columns.map(({ key, unit }) => [key, unit])).toEqual([
      ['reason', 'text'],
      ['day', 'text'],
      ['count', 'count'],
      ['detail', 'text'],
      ['last_at', 'instant'],
    ])
  })

  it('has one entry for each reason, the newest first, with the last host', async () => {
    const { site, host } = await newShop()
    await sendFrom(site, 'one.example', {}, 3)
    // Also within one request the last host is shown.
    const { body } = await send(worker, site, [
      wireEvent({ url: 'https://three.example/' }),
      wireEvent({ url: 'https://two.example/' }),
    ])
    expect(body.dropped.map((drop) => Object.keys(drop))).toEqual(
      Array(2).fill(['index', 'reason', 'message']),
    )
    await sendFrom(site, host, { 'user-agent': GOOGLEBOT }, 2)
    const { refused } = await statusOf(site)
    expect(refused.map(({ reason, count, detail }) => [reason, count, detail])).toEqual([
      ['bot', 2, null],
      ['origin', 5, 'two.example'],
    ])
  })

  it('covers one day, adds up two calendar days, and leaves out drops without a time', async () => {
    const { site } = await newShop()
    const id = await idOf(site)
    const now = Date.now()
    const hours = (n: number) => now - n * HOUR_MS
    const rows: [
      reason: string,
      day: string,
      count: number,
      detail: string | null,
      last_ms: number | null,
    ][] = [
      ['origin', utcDay(hours(24)), 3, 'old.example', hours(23)],
      ['origin', utcDay(now), 4, 'new.example', hours(0)],
      ['bot', utcDay(hours(24)), 5, null, hours(25)],
      ['invalid', utcDay(now), 6, null, null],
      ['duplicate', utcDay(hours(2)), 1, null, hours(2)],
      ['too_old', utcDay(hours(1)), 1, null, hours(1)],
    ]
    const add = worker.db.prepare(
      'INSERT INTO drops (site_id, day, reason, count, detail, last_ms) VALUES (?, ?, ?, ?, ?, ?)',
    )
    await worker.db.batch(rows.map(([reason, ...rest]) => add.bind(id, rest[0], reason, ...rest.slice(1))))
    const at = (ms: number) => new Date(ms).toISOString()
    expect((await statusOf(site)).refused).toEqual([
      { reason: 'origin', count: 7, detail: 'new.example', last_at: at(now) },
      { reason: 'too_old', count: 1, detail: null, last_at: at(hours(1)) },
      { reason: 'duplicate', count: 1, detail: null, last_at: at(hours(2)) },
    ])
    const listed = (await report(worker, site, 'drops')).rows
    expect(listed.find(({ reason }) => reason === 'invalid')).toMatchObject({ detail: null, last_at: null })
  })

  it('is in the export, where a host is never a formula', async () => {
    const { site, host } = await newShop()
    await sendFrom('=cmd()', host)
    const headers = AS_ADMIN
    const csv = await (await worker.fetch(`/api/export/drops.csv?site=${site}&bom=0`, { headers })).text()
    const [head, row] = csv.split('\r\n')
    expect(head).toBe('reason,day,count,detail,last_at')
    expect(row).toMatch(/^unknown_site,\d{4}-\d\d-\d\d,1,"'=cmd\(\)",\d{4}-.*Z$/)
  })

  it('reads a few rows, however many sessions there are', async () => {
    const { site, host } = await newShop()
    const url = `https://${host}/`
    await post(
      worker,
      site,
      Array.from({ length: 40 }, (_, i) => apiEvent({ visitor_id: `v${i}`, url })),
    )
    await sendFrom(site, 'one.example')
    await sendFrom(site, host, { 'user-agent': GOOGLEBOT })
    let read = 0
    const query: Store['query'] = async ({ sql, params }) => {
      const { results, meta } = await worker.db
        .prepare(sql)
        .bind(...params)
        .all<Row>()
      read += meta.rows_read
      return results
    }
    const rows = () => Promise.reject(new Error('the status is no list'))
    expect(await siteStatus(engineFor({ query, rows }), { id: await idOf(site), site }, Date.now())).toEqual(
      await statusOf(site),
    )
    expect(read).toBeGreaterThan(0)
    // The first and the last session, and two reasons.
    expect(read).toBeLessThanOrEqual(4)
  })

  it('needs a token that may read the site', async () => {
    const [{ site }, other] = [await newShop(), await newShop()]
    const token = async (scope: string, of: string | null) =>
      (await worker.api<{ token: string }>('POST', '/api/tokens', { scope, site: of })).body.token
    const reader = await token('read', site)
    expect((await ask(site.toUpperCase(), reader)).body).toMatchObject({ site })
    expect((await ask(other.site, reader)).status).toBe(403)
    expect((await ask('nobody.example', reader)).status).toBe(403)
    expect((await ask(site, await token('ingest', null))).status).toBe(403)
    expect((await ask('nobody.example')).status).toBe(404)
  })
})

describe('events of an unknown site', () => {
  const refusedOf = async (site: string) =>
    (await statusOf(site)).refused.map(({ reason, detail }: Refused) => [reason, detail])

  it.each([
    ['of a page of an unknown host', 'nobodys.example'],
    ['of a page without an origin of its own', 'null'],
    ['of a server', null],
  ])('%s are counted for no site', async (_, origin) => {
    const shops = [await newShop(), await newShop({ hosts: ['*'] })]
    const count = () => worker.db.prepare('SELECT count(*) AS n FROM drops').first<number>('n')
    const before = await count()
    const { body } =
      origin === null
        ? await post(worker, 'shp.example', [apiEvent()])
        : await send(worker, 'shp.example', [wireEvent()], { origin })
    expect(body).toMatchObject({ accepted: 0, dropped: [{ reason: 'unknown_site' }] })
    for (const { site } of shops) expect(await refusedOf(site)).toEqual([])
    expect(await count()).toBe(before)
  })

  it('are counted for the site that names their host most exactly, not for one that accepts any host', async () => {
    const { site: anywhere } = await newShop({ hosts: ['*'] })
    const { site: whole, host } = await newShop()
    const { site: part } = await newShop({ hosts: [`blog.${host}`, '*'] })
    await sendFrom('blg.example', `blog.${host}`)
    expect([await refusedOf(anywhere), await refusedOf(whole), await refusedOf(part)]).toEqual([
      [],
      [],
      [['unknown_site', 'blg.example']],
    ])
    await sendFrom('shp.example', `www.${host}`)
    expect(await refusedOf(whole)).toEqual([['unknown_site', 'shp.example']])
  })

  it('from many origins read the list of sites once, and events of known sites never read it', async () => {
    const { recorder } = await newStore()
    const asked: string[] = []
    class Counting extends Recorder {
      override prepare(sql: string) {
        asked.push(sql)
        return super.prepare(sql)
      }
    }
    const db = new Counting(recorder.db)
    const flood = async (site: string, origin: (i: number) => string) => {
      asked.length = 0
      for (let i = 0; i < 30; i++) {
        const body = JSON.stringify({ v: 1, site, now: Date.now(), events: [wireEvent()] })
        const headers = { 'user-agent': CHROME, origin: origin(i) }
        const request = new Request('https://stats.example/e', { method: 'POST', headers, body })
        expect((await built.fetch(request, { DB: db, ADMIN_TOKEN })).status).toBe(202)
      }
      return asked.filter((sql) => /FROM sites ORDER/.test(sql)).length
    }
    expect(await flood('shop.example', () => 'https://evil.example')).toBe(0)
    expect(await flood('shp.example', (i) => `https://${i}.evil.example`)).toBeLessThanOrEqual(1)
    // Each request reads its own site, as always. Nothing else is read or written.
    expect(asked.length).toBeLessThanOrEqual(31)
  })

  it('write one row per ten seconds, however many arrive, and all are counted', async () => {
    const { recorder, store } = await newStore()
    const owner = { id: 4711 }
    const rows = () =>
      recorder.db
        .prepare('SELECT count, detail FROM drops')
        .all()
        .map((row) => ({ ...row }))
    await countUnknownSite(store, [owner], 'a.example', 2, 100_000)
    expect(rows()).toEqual([{ count: 2, detail: 'a.example' }])
    for (let i = 0; i < 500; i++) await countUnknownSite(store, [owner], `${i}.example`, 1, 100_000 + i)
    expect(rows()).toEqual([{ count: 2, detail: 'a.example' }])
    await countUnknownSite(store, [owner], 'b.example', 1, 110_000)
    expect(rows()).toEqual([{ count: 503, detail: 'b.example' }])
    expect(refuseUnknownSite('a.example', [1]).dropped[0]!.message).toBe('there is no site a.example')
  })
})
