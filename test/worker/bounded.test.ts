/** No request to the open endpoint does more than a bounded amount of work, whatever was stored before. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Meter, meter } from '../../bench/shared/meter.ts'
import type { WireEvent } from '../../wire/event.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { TRIALS_TIMEOUT_MS, trials } from '../trials.ts'
import { CHROME, type Dropped, META_AD, newSite, report, unique, wireEvent } from './fixtures.ts'
import { fillVisitor, linkVisitors } from './hostileRows.ts'

const { default: built } = await import('../../dist/worker/index.js' as string)

let worker: TestWorker
let counted: Meter
beforeAll(async () => {
  worker = await startWorker()
  counted = meter(worker.db)
})
afterAll(() => worker.close())

/** The attacks as they were measured, or smaller ones that show the same. */
const VISITS = trials(300, 1000)
const BYTES = trials(100_000, 1_000_000)

const MOST_ROWS = 64
const MOST_BYTES = 2_000_000

/** Sends one request of the script to the built Worker, and checks what it reads and writes. */
async function send(site: string, events: unknown[]) {
  await built.fetch(new Request(`https://stats.example/api/health`), { DB: counted.db, ADMIN_TOKEN })
  counted.take()
  const answer: Response = await built.fetch(
    new Request('https://stats.example/e', {
      method: 'POST',
      headers: { 'user-agent': CHROME, origin: 'https://shop.example' },
      body: JSON.stringify({ v: 1, site, now: Date.now(), events }),
    }),
    { DB: counted.db, ADMIN_TOKEN },
  )
  const cost = counted.take()
  expect(cost.rows_written).toBeLessThanOrEqual(MOST_ROWS)
  expect(cost.result_bytes).toBeLessThan(MOST_BYTES)
  return { status: answer.status, body: (await answer.json()) as Dropped, cost }
}

/** Sends a request again until it is answered with 202, as the script does. @returns how often it was sent */
async function sendUntilStored(site: string, events: unknown[]): Promise<number> {
  for (let sent = 1; sent <= 20; sent++) {
    const { status } = await send(site, events)
    if (status === 202) return sent
    expect(status).toBe(429)
  }
  throw new Error('the request was sent 20 times, and is still refused')
}

const session = (id: string, at: number) => ({ id, at, url: META_AD, referrer: '' })

function purchase(visitor: string, at: number, more: Partial<WireEvent> = {}): WireEvent {
  const params = { transaction_id: unique('T'), value: 10, currency: 'UAH' }
  return wireEvent({ name: 'purchase', visitor, at, session: session(`${visitor}-now`, at), params, ...more })
}

const numbersOf = async (site: string) =>
  (await report(worker, site, 'sessions', 'period=all&limit=1000')).rows
    .map((row) => row.visit_number)
    .reverse()

describe('a request to the open endpoint', { timeout: TRIALS_TIMEOUT_MS }, () => {
  it('with a purchase of a user whose 60 browsers have long sessions reads only some touches', async () => {
    const site = await newSite(worker, { identify: 'open' })
    const now = Date.now()
    const visitors = Array.from({ length: 60 }, (_, i) => `linked-${i}`)
    for (const visitor of visitors)
      await fillVisitor(worker.db, site, { visitor, visits: 1, newest_ms: now - HOUR_MS, bytes: BYTES })
    await linkVisitors(worker.db, site, visitors, 'victim')
    const { status, body, cost } = await send(site, [purchase('buyer', now, { user: 'victim' })])
    expect([status, body.accepted]).toEqual([202, 1])
    expect(cost.rows_read).toBeLessThan(500)
    const { body: order } = await worker.api<{ attribution: { touches: unknown[] } }>(
      'GET',
      `/api/orders/${await worker.db.prepare('SELECT max(transaction_id) AS id FROM orders WHERE visitor_id = ?').bind('buyer').first('id')}?site=${site}`,
    )
    expect(order.attribution.touches).toHaveLength(11)
  })

  it('with an event before hundreds of visits writes few rows; reports are right at once, and rows after the cron', async () => {
    const site = await newSite(worker)
    const now = Date.now()
    const newest_ms = now - MINUTE_MS
    await fillVisitor(worker.db, site, { visitor: 'often', visits: VISITS, newest_ms, gap_ms: 8 * MINUTE_MS })
    const at = now - 6.9 * DAY_MS
    const { status, body, cost } = await send(site, [
      wireEvent({ visitor: 'often', at, session: session('first', at) }),
    ])
    expect([status, body.accepted]).toEqual([202, 1])
    expect(cost.rows_read).toBeLessThan(300)
    const right = Array.from({ length: VISITS + 1 }, (_, i) => i + 1).slice(-1000)
    expect(await numbersOf(site)).toEqual(right)
    const { rows } = await report(worker, site, 'returning', 'period=all')
    expect(rows.map(({ visitor, sessions }) => [visitor, sessions])).toEqual([
      ['returning', VISITS],
      ['new', 1],
    ])
    for (let run = 0; run < 4; run++) await worker.scheduled(new Date(now + run * 15 * MINUTE_MS))
    expect(await numbersOf(site)).toEqual(right)
    const sql = `
SELECT (SELECT count(*) FROM corrections WHERE visitor_id = 'often') AS pending, max(visit_number) AS last,
  count(DISTINCT first_seen_ms) AS seen FROM sessions WHERE visitor_id = 'often'`
    expect(await worker.db.prepare(sql).first()).toEqual({ pending: 0, last: VISITS + 1, seen: 1 })
  })

  it.each([
    [
      'in one session',
      (i: number) => ({ visitor: 'one', session: session('one-now', Date.now()), id: `one-${i}` }),
    ],
    [
      'in fifty sessions',
      (i: number) => ({ visitor: 'fifty', session: session(`fifty-${i}`, Date.now()), id: `fifty-e${i}` }),
    ],
    [
      'of fifty visitors',
      (i: number) => ({ visitor: `v-${i}`, session: session(`v-${i}-now`, Date.now()), id: `v-e${i}` }),
    ],
  ])('with fifty purchases %s stores some of them, and all when it is repeated', async (_, more) => {
    const site = await newSite(worker)
    const at = Date.now()
    const events = Array.from({ length: 50 }, (_, i) => purchase('', at, { at, ...more(i) }))
    // At least four purchases each time.
    expect(await sendUntilStored(site, events)).toBeLessThanOrEqual(13)
    const { total } = await report(worker, site, 'general', 'period=today')
    expect([total.orders, total.revenue]).toEqual([50, 500])
  })

  it('with late purchases between many visits stores all of them when it is repeated', async () => {
    const site = await newSite(worker)
    const now = Date.now()
    await fillVisitor(worker.db, site, { visitor: 'away', visits: 100, newest_ms: now - HOUR_MS })
    const events = [45, 25, 5].map((hours) => {
      const at = now - hours * HOUR_MS + 40 * MINUTE_MS
      return purchase('away', at, { session: session(`away-at-${hours}`, at) })
    })
    expect(await sendUntilStored(site, events)).toBeLessThanOrEqual(3)
    const { total } = await report(worker, site, 'general', 'period=week')
    expect([total.orders, total.revenue]).toEqual([3, 30])
  })

  it('with fifty old events sets few dirty marks', async () => {
    const site = await newSite(worker)
    const now = Date.now()
    const id = await worker.db.prepare('SELECT id FROM sites WHERE site = ?').bind(site).first('id')
    await worker.db.prepare('INSERT INTO folds VALUES (?, ?, 0, 0, ?)').bind(id, 'test', now).run()
    const events = Array.from({ length: 50 }, (_, i) => {
      const at = now - HOUR_MS - i * 3 * HOUR_MS
      return wireEvent({ visitor: `old-${i}`, at, session: session(`old-${i}`, at) })
    })
    await send(site, events)
    const marks = await worker.db
      .prepare('SELECT count(*) AS n FROM stale WHERE site_id = ?')
      .bind(id)
      .first('n')
    expect(marks).toBeLessThanOrEqual(16)
  })

  it('that joins two long sessions leaves them alone, and keeps a purchase there', async () => {
    const site = await newSite(worker)
    const now = Date.now()
    const past = { visits: 2, newest_ms: now - 10 * MINUTE_MS, gap_ms: 50 * MINUTE_MS, bytes: 1_000_000 }
    await fillVisitor(worker.db, site, { visitor: 'long', ...past })
    const between = { visitor: 'long', at: now - 35 * MINUTE_MS, session: undefined }
    const joined = await send(site, [wireEvent(between)])
    expect([joined.status, joined.body.dropped]).toMatchObject([202, [{ reason: 'rate_limited' }]])
    const { status, body } = await send(site, [purchase('long', between.at, between)])
    expect([status, body.accepted]).toEqual([202, 1])
    expect((await report(worker, site, 'general', 'period=today')).total.orders).toBe(1)
  })

  it('of a visitor with 2,000 orders reads none of them', async () => {
    const site = await newSite(worker)
    const now = Date.now()
    await worker.db
      .prepare(`
WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 1999)
INSERT INTO orders (site_id, transaction_id, rev, ordered_ms, visitor_id, status, currency, value_minor, refunded_minor,
  counted, revenue_minor, items, browser, refunds, path)
SELECT (SELECT id FROM sites WHERE site = ?1), 'many-' || i, 1, ?2 - i * 1000, 'many', 'paid', 'UAH', 1, 0, 1, 1, '[]',
  '{"event_id":"e","visitor_id":"many","ms":1,"value_minor":1,"currency":"UAH"}', '[]', '[]' FROM n`)
      .bind(site, now)
      .run()
    for (const at of [now, now - HOUR_MS]) {
      const { cost } = await send(site, [wireEvent({ visitor: 'many', at, session: session(`s-${at}`, at) })])
      expect(cost.rows_read).toBeLessThan(200)
    }
  })
})
