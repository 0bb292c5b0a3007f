/** The built Worker's limits: requests of an address and of a site, rows of a day. Its clock is the test's. */
import { timingSafeEqual } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, CHROME, type Dropped, type ErrorBody, unique, wireEvent } from './fixtures.ts'
import { newStore, Recorder } from './recorder.ts'

// What workerd has, and Node has elsewhere.
Object.assign(crypto.subtle, { timingSafeEqual })
const { default: worker } = await import('../../dist/worker/index.js' as string)

/** A day for each test: what the Worker remembers of the tests before is over. */
let day_ms = Date.parse('2027-03-01T10:00:00Z')
beforeEach(() => {
  day_ms += DAY_MS
  vi.useFakeTimers({ toFake: ['Date'], now: day_ms })
})
afterEach(() => vi.useRealTimers())
const later = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** One isolate with an empty database. `vars`: the Worker's variables and bindings. */
async function isolate(vars: Record<string, unknown> = {}) {
  const { recorder } = await newStore()
  const { db } = recorder
  const ask = async (path: string, init: RequestInit = {}, token: string | null = ADMIN_TOKEN) => {
    const headers = { ...init.headers, ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
    const request = new Request(`https://stats.example${path}`, { ...init, headers })
    const answer: Response = await worker.fetch(request, { DB: recorder, ADMIN_TOKEN, ...vars })
    return {
      status: answer.status,
      retry_s: Number(answer.headers.get('retry-after')),
      body: (await answer.json()) as Dropped & ErrorBody & Record<string, unknown>,
    }
  }
  const page = (headers: Record<string, string> = {}, events: unknown[] = [opening()]) =>
    ask(
      '/e',
      {
        method: 'POST',
        headers: { 'user-agent': CHROME, origin: 'https://shop.example', ...headers },
        body: JSON.stringify({ v: 1, site: 'shop.example', now: Date.now(), events }),
      },
      null,
    )
  return {
    db,
    recorder,
    ask,
    page,
    /** Sends so many requests from an address; returns how many were taken, and the last answer. */
    async flood(requests: number, ip?: string) {
      let [taken, last] = [0, await page(ip ? { 'cf-connecting-ip': ip } : {})]
      for (let sent = 1; ; sent++) {
        if (last.status === 202) taken++
        if (sent === requests) return { taken, last }
        last = await page(ip ? { 'cf-connecting-ip': ip } : {})
      }
    },
    server: () =>
      ask('/api/events', {
        method: 'POST',
        body: JSON.stringify({ site: 'shop.example', events: [apiEvent({ visitor_id: unique('v') })] }),
      }),
    order: () =>
      ask(`/api/orders/${unique('T')}`, {
        method: 'PUT',
        body: JSON.stringify({ site: 'shop.example', status: 'paid', value: 1, currency: 'UAH' }),
      }),
    count: (table: string) => Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()!.n),
    limited: () =>
      db.prepare(`SELECT count FROM drops WHERE reason = 'rate_limited'`).get()?.count as number | undefined,
  }
}

/** The first page view of a new visitor. */
function opening() {
  const visitor = unique('v')
  const session = { id: visitor, at: Date.now(), url: 'https://shop.example/', referrer: '' }
  return wireEvent({ visitor, session })
}

describe('requests of one address', () => {
  it('are taken up to 600 a minute; of the others nothing is stored', async () => {
    const { flood, count, page } = await isolate()
    await page({ 'cf-connecting-ip': '203.0.113.7' })
    later(20_000)
    const { taken, last } = await flood(650, '203.0.113.7')
    expect([taken, count('sessions')]).toEqual([599, 600])
    expect([last.status, last.retry_s, last.body.error.code]).toEqual([429, 40, 'rate_limited'])
    expect((await page({ 'cf-connecting-ip': '203.0.113.8' })).status).toBe(202)
    later(40_000)
    expect((await page({ 'cf-connecting-ip': '203.0.113.7' })).status).toBe(202)
  })

  it.each([
    ['an IPv4 address', '203.0.113.7', '203.0.113.7', 429],
    ['the same address in IPv6 form', '203.0.113.7', '::ffff:203.0.113.7', 429],
    ['two addresses of one /64 of IPv6', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 429],
    ['two /64 of IPv6', '2001:db8:1:2::1', '2001:db8:1:3::1', 202],
    ['a loopback address', '127.0.0.1', '127.0.0.1', 202],
    ['no address', '', '', 202],
    ['nonsense', 'x', 'x', 202],
  ])('are counted by network: %s', async (_, first, second, status) => {
    const { page } = await isolate({ RATE_LIMIT_PER_IP: '1' })
    expect((await page({ 'cf-connecting-ip': first })).status).toBe(202)
    expect((await page({ 'cf-connecting-ip': second })).status).toBe(status)
  })

  it('are counted as drops that are written once a minute', async () => {
    const { recorder, flood, page, limited } = await isolate({ RATE_LIMIT_PER_IP: '5' })
    await page()
    const writes = vi.spyOn(recorder, 'prepare')
    await flood(105, '203.0.113.7')
    const drops = () => writes.mock.calls.filter(([sql]) => sql.includes('INTO drops')).length
    expect([drops(), limited()]).toEqual([1, 1])
    later(61_000)
    await page()
    expect([drops(), limited()]).toEqual([2, 100])
  })
})

describe('requests of one site', () => {
  it('are taken up to the limit of a minute, from any addresses', async () => {
    const { flood, page } = await isolate({ RATE_LIMIT_PER_SITE: '20' })
    const { taken, last } = await flood(30)
    expect([taken, last.status, last.retry_s]).toEqual([20, 429, 60])
    later(60_000)
    expect((await page({ 'cf-connecting-ip': '203.0.113.9' })).status).toBe(202)
  })

  it('of pages displace neither what a server reports nor the reports', async () => {
    const { flood, server, order, ask } = await isolate({ RATE_LIMIT_PER_SITE: '2', RATE_LIMIT_PER_IP: '1' })
    expect((await flood(5, '203.0.113.7')).taken).toBe(1)
    expect((await flood(5)).last.status).toBe(429)
    for (let request = 0; request < 10; request++)
      expect([(await server()).status, (await order()).status]).toEqual([202, 200])
    const report = () => ask('/api/stats/drops?site=shop.example')
    expect([(await report()).status, (await report()).status]).toEqual([200, 200])
    expect(await report()).toMatchObject({ status: 429, retry_s: 60 })
  })
})

describe('the platform’s counter', () => {
  const limiter = (success: boolean | Error) => ({
    limit: vi.fn(async (_: { key: string }) => {
      if (typeof success !== 'boolean') throw success
      return { success }
    }),
  })
  const edge = { 'cf-ray': '1-KBP', 'cf-connecting-ip': '203.0.113.7' }

  it('decides on Cloudflare’s network, and gets no address', async () => {
    const [PER_IP, PER_SITE] = [limiter(false), limiter(true)]
    const { page } = await isolate({ PER_IP, PER_SITE })
    expect((await page(edge)).status).toBe(429)
    const [{ key }] = PER_IP.limit.mock.calls[0]!
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    expect((await page({ 'cf-connecting-ip': '203.0.113.7' })).status).toBe(202)
    expect(PER_IP.limit).toHaveBeenCalledTimes(1)
  })

  it('counts a site for all isolates', async () => {
    const { page } = await isolate({ PER_SITE: limiter(false) })
    expect((await page(edge)).status).toBe(429)
  })

  it('stops nothing when it fails', async () => {
    const failing = limiter(new Error('down'))
    const { page } = await isolate({ PER_IP: failing, PER_SITE: failing })
    expect((await page(edge)).status).toBe(202)
  })
})

describe('the rows of a day', () => {
  const used = ({ recorder }: Awaited<ReturnType<typeof isolate>>, rows: number) =>
    recorder.db.prepare('INSERT INTO usage VALUES (?, 1, ?)').run(new Date().toISOString().slice(0, 10), rows)

  it('stop pages before servers, and servers before D1 does', async () => {
    const one = await isolate({ ROWS_PER_DAY: '200' })
    const { taken, last } = await one.flood(200)
    expect([taken, last.status, last.retry_s]).toEqual([179, 429, 3600])
    expect([(await one.server()).status, (await one.order()).status]).toEqual([202, 200])
    let requests = 0
    while (requests < 100 && (await one.server()).status === 202) requests++
    expect(requests).toBeLessThan(30)
    expect(requests).toBeGreaterThan(5)
    expect(await one.order()).toMatchObject({ status: 429, retry_s: 3600 })
    later(DAY_MS)
    expect((await one.page()).status).toBe(202)
  })

  it('are those of all isolates, as soon as one has counted fifty', async () => {
    const one = await isolate({ ROWS_PER_DAY: '100000' })
    used(one, 90_000)
    expect((await one.flood(60)).last.status).toBe(429)
    expect((await one.server()).status).toBe(202)
  })

  it('are 100,000 by default, and without a limit if the variable says so', async () => {
    for (const [vars, status] of [
      [{}, 429],
      [{ ROWS_PER_DAY: 'unlimited' }, 202],
    ] as const) {
      const one = await isolate(vars)
      used(one, 100_000)
      // On a developer's machine there is no limit by default.
      expect((await one.flood(60)).last.status).toBe(202)
      expect((await one.page({ 'cf-ray': '1-KBP' })).status).toBe(status)
      later(DAY_MS)
    }
  })

  it('cost one row a minute to count', async () => {
    const one = await isolate()
    const writes = vi.spyOn(one.recorder, 'prepare')
    const stored = () => writes.mock.calls.filter(([sql]) => sql.includes('INTO usage')).length
    await one.flood(150)
    expect(stored()).toBe(1)
    later(60_000)
    await one.flood(150)
    expect(stored()).toBe(2)
    const { body } = await one.ask('/api/health?detail=1', { headers: { 'cf-ray': '1-KBP' } })
    expect(body).toMatchObject({ rows_written_today: expect.any(Number), rows_per_day: 100_000 })
    expect(body.rows_written_today).toBeGreaterThanOrEqual(300)
    expect(body.rows_written_today).toBeLessThan(310)
  })

  it('may be fewer for one site, which then stops alone', async () => {
    const one = await isolate()
    const site = `${unique('small')}.example`
    const settings = { site, hosts: ['*'], rows_per_day: 1000 }
    await one.ask('/api/sites', { method: 'POST', body: JSON.stringify(settings) })
    const send = () =>
      one.ask('/e', {
        method: 'POST',
        headers: { 'user-agent': CHROME },
        body: JSON.stringify({ v: 1, site, now: Date.now(), events: [opening()] }),
      })
    one.db.prepare('INSERT INTO usage VALUES (?, 2, 860)').run(new Date().toISOString().slice(0, 10))
    let taken = 0
    while (taken < 100 && (await send()).status === 202) taken++
    // What other isolates have written is known after fifty rows.
    expect(taken).toBe(50)
    expect((await one.page()).status).toBe(202)
  })

  it('stop a site that has more than its share, once most of them are used up', async () => {
    const one = await isolate({ ROWS_PER_DAY: '200' })
    for (const name of ['one', 'two'])
      await one.ask('/api/sites', { method: 'POST', body: JSON.stringify({ site: unique(name) }) })
    expect((await one.flood(140)).taken).toBe(119)
    expect((await one.page()).status).toBe(429)
    expect((await one.server()).status).toBe(202)
  })

  it('are left to events by the jobs that can wait', async () => {
    const one = await isolate({ ROWS_PER_DAY: '1000' })
    const run = async () => {
      const waiting: Promise<unknown>[] = []
      const context = { waitUntil: (work: Promise<unknown>) => waiting.push(work) }
      worker.scheduled({ scheduledTime: Date.now() }, { DB: one.recorder, ROWS_PER_DAY: '1000' }, context)
      await Promise.all(waiting)
    }
    const old = Date.now() - 800 * DAY_MS
    await one.server()
    one.db.prepare('UPDATE sessions SET started_ms = ?').run(old)
    used(one, 800)
    await run()
    expect(one.count('sessions')).toBe(1)
    later(DAY_MS)
    await run()
    expect(one.count('sessions')).toBe(0)
    expect((await one.ask('/api/health?detail=1')).body.cron).toEqual({ last_ms: Date.now() })
  })
})

describe('a database that is overloaded', () => {
  /** A D1 that is overloaded, or hangs, while it is told so. */
  class Slow extends Recorder {
    mode: 'fine' | 'overloaded' | 'hangs' = 'fine'
    override async batch(statements: Parameters<Recorder['batch']>[0]) {
      if (this.mode === 'hangs') return new Promise<never>(() => {})
      if (this.mode === 'overloaded') throw new Error('D1_ERROR: D1 DB is overloaded.')
      return super.batch(statements)
    }
  }
  const slow = async () => {
    const database = new Slow((await newStore()).recorder.db)
    return { database, ...(await isolate({ DB: database })) }
  }

  it('gets no reports for five seconds, but events', async () => {
    const { database, page, ask } = await slow()
    const report = () => ask('/api/stats/drops?site=shop.example')
    expect((await report()).status).toBe(200)
    database.mode = 'overloaded'
    expect(await page()).toMatchObject({ status: 503, retry_s: 2 })
    database.mode = 'fine'
    expect([(await page()).status, (await report()).status]).toEqual([202, 503])
    later(5001)
    expect((await report()).status).toBe(200)
  })

  it('lets a sender of events wait for twenty seconds at most', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout'], now: Date.now() })
    const { database, page } = await slow()
    expect((await page()).status).toBe(202)
    database.mode = 'hangs'
    const answer = page()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(await answer).toMatchObject({ status: 503, retry_s: 2 })
  })
})

describe('the detail of health', () => {
  it('is for admins of every site only, and the short answer for everybody', async () => {
    const { ask } = await isolate()
    expect((await ask('/api/health', {}, null)).body).toEqual({ status: 'ok', version: expect.any(String) })
    expect((await ask('/api/health?detail=1', {}, null)).status).toBe(401)
    const made = await ask('/api/tokens', {
      method: 'POST',
      body: JSON.stringify({ scope: 'admin', site: 'shop.example' }),
    })
    expect((await ask('/api/health?detail=1', {}, String(made.body.token))).status).toBe(403)
  })

  it('counts the drops of the last sixty minutes', async () => {
    const { ask, page } = await isolate()
    const drops = async () => (await ask('/api/health?detail=1')).body.drops_last_hour
    const bots = (count: number) =>
      page(
        { 'user-agent': 'Googlebot' },
        Array.from({ length: count }, () => opening()),
      )
    await bots(10)
    expect(await drops()).toBe(10)
    later(90 * 60_000)
    expect(await drops()).toBe(5)
    await bots(7)
    expect(await drops()).toBe(12)
    later(150 * 60_000)
    expect(await drops()).toBe(0)
  })
})
