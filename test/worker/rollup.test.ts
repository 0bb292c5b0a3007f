import type { D1Database } from '@cloudflare/workers-types'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { MODELS, type Model } from '../../wire/model.ts'
import type { SiteRow } from '../../worker/store/rows.ts'
import type { Store } from '../../worker/store/store.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import { BREAKDOWNS, between, expectBreakdown, expectFigures, periodOf, within } from './compare.ts'
import { apiEvent, newSite, post, type Report, report } from './fixtures.ts'
import { asApiEvent, asApiRefund, type History, makeHistory, POINTS, shuffled } from './history.ts'
import { breakdown, evaluate, type NaivePast, visitorsOf } from './naive.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Random histories; more of them when somebody has the time. */
const HISTORIES = Number(process.env.HISTORIES ?? 3)
const REQUESTS = 25

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

/** The last full hour: then what has changed is folded again, too. */
const onTheHour = () => new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS)

interface Folded {
  until_slot: number
  until_ms: number
  stale: number
}

async function foldedOf(site: string): Promise<Folded | null> {
  const sql = `SELECT until_slot, until_ms, (SELECT count(*) FROM stale t WHERE t.site_id = f.site_id) AS stale
FROM folds f WHERE site_id = (SELECT id FROM sites WHERE site = ?)`
  return worker.db.prepare(sql).bind(site).first<Folded>()
}

/** Runs the cron until it changes nothing of this site any more. */
async function foldAll(site: string): Promise<Folded> {
  let before = ''
  for (;;) {
    await worker.scheduled(onTheHour())
    const folded = await foldedOf(site)
    if (folded && JSON.stringify(folded) === before) return folded
    before = JSON.stringify(folded)
  }
}

const ask = (site: string, name: string, query: string) => report(worker, site, name, `limit=1000&${query}`)

/** The answer, after making sure that the same comes out without folds. */
async function askBoth(site: string, name: string, query: string): Promise<Report> {
  const folded = await ask(site, name, query)
  // A period that ends now would end later the second time.
  const { from, to } = folded.period
  const raw = await ask(site, name, `${query}&from=${from}&to=${to}&rollup=off`)
  expect({ ...folded, next: null }, `${name} ${query}`).toEqual({ ...raw, next: null })
  return folded
}

/** Every third sale is in euros. */
const RATE = 45.25
const isForeign = (id: string) => Number(id.slice(1)) % 3 === 0

function toldAs(history: History): Record<string, unknown>[] {
  const foreign = new Set(
    history.events.filter(({ id }) => isForeign(id)).map((event) => event.transaction_id),
  )
  const sales = history.events
    .map(asApiEvent)
    .map((sent) => (foreign.has(sent.transaction_id as string) ? { ...sent, currency: 'EUR' } : sent))
  const refunds = history.refunds.map((refund) => {
    const sent = asApiRefund(refund)
    return foreign.has(refund.transaction_id) && sent.value !== undefined
      ? { ...sent, currency: 'EUR' }
      : sent
  })
  return [...sales, ...refunds]
}

function pastOf(history: History): NaivePast {
  const past = evaluate(history)
  for (const order of past.orders) {
    const sale = order.session.events.find(({ name, ms }) => name === 'purchase' && ms === order.ms)!
    if (isForeign(sale.id)) order.revenue_minor = Math.round(order.revenue_minor * RATE)
  }
  return past
}

async function send(site: string, events: Record<string, unknown>[]): Promise<void> {
  for (let at = 0; at < events.length; at += 50) {
    const { status } = await post(worker, site, events.slice(at, at + 50))
    expect(status).toBe(202)
  }
}

const iso = (ms: number) => new Date(ms).toISOString()
const anyDate = fc.integer({ min: 0, max: 85 }).map((days) => iso(Date.now() - days * DAY_MS).slice(0, 10))
const anyPeriod = fc.oneof(
  fc.constantFrom('period=all', 'period=month', 'period=week', 'period=today'),
  fc
    .tuple(anyDate, anyDate)
    .map(([a, b]) => (a === b ? 'period=all' : `from=${a < b ? a : b}&to=${a < b ? b : a}`)),
  fc
    .tuple(fc.integer({ min: 1, max: 85 * 24 * 60 }), fc.integer({ min: 1, max: 60 * 24 * 60 }))
    .map(([ago, long]) => {
      const from_ms = Date.now() - ago * 60_000
      return between({ from_ms, to_ms: from_ms + long * 60_000 })
    }),
)
const anyReport = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...BREAKDOWNS.map(([name, , query]) => [name, query ?? ''])) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ['terms', ''],
      ['languages', ''],
      ['funnel', ''],
      ['compare', ''],
      ['pages', ''],
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom(['general', ''], ['returning', '']) },
  {
    weight: 2,
    arbitrary: fc.constantFrom('day', 'week', 'month').map((by) => ['timeseries', `interval=${by}`]),
  },
)
const anyFilter = fc.constantFrom(
  'source:is:google|facebook',
  'channel:is_not:Direct',
  'country:is:UA|PL',
  'campaign:contains:in|Зима',
  'visitor:is:returning',
)
const anyRequest = fc.record({
  report: anyReport,
  period: anyPeriod,
  model: fc.constantFrom(...MODELS),
  filters: fc.oneof(
    { weight: 4, arbitrary: fc.constant<string[]>([]) },
    { weight: 1, arbitrary: fc.array<string>(anyFilter, { maxLength: 2 }) },
  ),
  compare: fc.constantFrom('', '', '&compare=previous', '&compare=year'),
  tz: fc.constantFrom('', '', '&tz=Asia/Kolkata', '&tz=America/New_York'),
})

describe('folded time', () => {
  it('gives the same answers as the rows themselves, and both those of a count by hand', async () => {
    const anyHistory = fc.record({
      seed: fc.integer({ min: 1, max: 2 ** 31 }),
      // Clocks have changed in most of them within the history.
      timezone: fc.constantFrom(
        'Europe/Kyiv',
        'America/Havana',
        'Africa/Cairo',
        'Asia/Kolkata',
        'Australia/Lord_Howe',
      ),
      late: fc.double({ min: 0.02, max: 0.5, noNaN: true }),
      requests: fc.array(anyRequest, { minLength: REQUESTS, maxLength: REQUESTS }),
    })
    const property = fc.asyncProperty(anyHistory, async ({ seed, timezone, late, requests }) => {
      const site = await newSite(worker, { points: POINTS, timezone })
      const history = makeHistory(seed, 160, Date.now())
      const past = pastOf(history)
      const sent = shuffled(toldAs(history), seed)
      const cut = Math.floor(sent.length * (1 - late))
      await send(site, sent.slice(0, cut))
      await foldAll(site)
      // What comes late falls into folded days: until they are folded again they are counted from the rows.
      await send(site, sent.slice(cut))
      const date = iso(Date.now() - 100 * DAY_MS).slice(0, 10)
      await worker.api('PUT', `/api/rates?site=${site}`, { rates: [{ currency: 'EUR', date, rate: RATE }] })
      const check = async ({
        report: [name, by],
        period,
        model,
        filters,
        compare,
        tz,
      }: (typeof requests)[number]) => {
        const query = [
          period,
          by,
          `model=${model}`,
          ...filters.map((one) => `filter=${encodeURIComponent(one)}`),
        ]
        const answer = await askBoth(site, name!, query.filter(Boolean).join('&') + compare + tz)
        if (!filters.length && !compare) expectNaive(past, name!, by!, answer, model)
      }
      for (const request of requests.slice(0, REQUESTS / 3)) await check(request)
      expect((await foldAll(site)).stale).toBe(0)
      for (const request of requests) await check(request)
    })
    // Shrinking would tell a history of hundreds of requests again and again; the seed tells it once.
    await fc.assert(property, { numRuns: HISTORIES, endOnFailure: true })
  }, 600_000)

  function expectNaive(past: NaivePast, name: string, by: string, answer: Report, model: Model) {
    const dimensions = BREAKDOWNS.find(([one, , query = '']) => one === name && query === by)?.[1]
    if (dimensions) expectBreakdown(past, answer, dimensions, model)
    const figuresOf = (period: { from_ms: number; to_ms: number }) =>
      breakdown(past, { ...period, by: [], model }).get('')
    const period = periodOf(answer)
    if (name === 'general' || name === 'timeseries') {
      expectFigures(answer.total, figuresOf(period), model)
      expect(answer.total.visitors).toBe(visitorsOf(within(period, past.sessions)))
    }
    if (name !== 'timeseries') return
    answer.rows.forEach((row, i) => {
      const next = answer.rows[i + 1]?.start
      const bucket = {
        from_ms: Math.max(Date.parse(String(row.start)), period.from_ms),
        to_ms: next ? Date.parse(String(next)) : period.to_ms,
      }
      expectFigures(row, figuresOf(bucket), model)
      expect(row.visitors).toBe(visitorsOf(within(bucket, past.sessions)))
    })
  }

  const DAYS_AGO = 12
  const visit = (days: number, more: Record<string, unknown> = {}) =>
    apiEvent({ ts: iso(Date.now() - days * DAY_MS), url: 'https://shop.example/?utm_source=mail', ...more })
  const sale = (days: number, transaction_id: string, value: number, more: Record<string, unknown> = {}) =>
    visit(days, { name: 'purchase', transaction_id, value, currency: 'UAH', ...more })

  async function someSite(): Promise<string> {
    const site = await newSite(worker)
    await send(site, [
      visit(DAYS_AGO, { visitor_id: 'a' }),
      sale(DAYS_AGO - 1, `${site}-1`, 100, { visitor_id: 'a' }),
      visit(5, { visitor_id: 'b' }),
      visit(3, { visitor_id: 'a', url: 'https://shop.example/?utm_source=ads' }),
    ])
    await foldAll(site)
    return site
  }
  const sourcesOf = async (site: string) =>
    Object.fromEntries(
      (await askBoth(site, 'sources', 'period=month')).rows.map((row) => [
        row.source,
        [row.sessions, row.revenue],
      ]),
    )

  it('is what reports read: rows of closed days are not looked at', async () => {
    const site = await someSite()
    await worker.db
      .prepare(`UPDATE sessions SET source = 'changed behind our back' WHERE source = 'ads'`)
      .run()
    expect(
      Object.keys((await ask(site, 'sources', 'period=month')).rows.map((row) => row.source)),
    ).toHaveLength(2)
    const sources = (await ask(site, 'sources', 'period=month')).rows.map((row) => row.source)
    expect(sources).toEqual(['mail', 'ads'])
    const raw = (await ask(site, 'sources', 'period=month&rollup=off')).rows.map((row) => row.source)
    expect(raw).toEqual(['mail', 'changed behind our back'])
  })

  it('ends an hour ago at the latest, for visits that are under way', async () => {
    const { until_ms } = await foldAll(await someSite())
    const ago = Date.now() - until_ms
    expect(ago).toBeGreaterThanOrEqual(HOUR_MS)
    expect(ago).toBeLessThan(9 * HOUR_MS)
  })

  const changes: [what: string, change: (site: string) => Promise<unknown>, mail: number[]][] = [
    ['a late event', (site) => send(site, [visit(8, { visitor_id: 'c' })]), [4, 100]],
    ['a late sale', (site) => send(site, [sale(8, `${site}-2`, 50, { visitor_id: 'c' })]), [4, 150]],
    [
      'a refund',
      (site) =>
        send(site, [visit(0, { name: 'refund', transaction_id: `${site}-1`, value: 30, currency: 'UAH' })]),
      [3, 70],
    ],
    [
      'what the shop’s server says of an order',
      (site) =>
        worker.api('PUT', `/api/orders/${site}-1`, {
          site,
          status: 'cancelled',
          value: 100,
          currency: 'UAH',
        }),
      [3, 0],
    ],
    ['the erasure of a visitor', (site) => worker.api('DELETE', `/api/visitors/b?site=${site}`), [2, 100]],
  ]
  it.each(changes)('is counted from the rows after %s, until it is folded again', async (_, change, mail) => {
    const site = await someSite()
    expect((await sourcesOf(site)).mail).toEqual([3, 100])
    await change(site)
    expect((await foldedOf(site))!.stale).toBeGreaterThan(0)
    expect((await sourcesOf(site)).mail).toEqual(mail)
    expect((await foldAll(site)).stale).toBe(0)
    expect((await sourcesOf(site)).mail).toEqual(mail)
  })

  it('leaves out what has been forgotten by age', async () => {
    const site = await someSite()
    await worker.api('PATCH', `/api/sites/${site}`, { retention_days: 10 })
    // The cron forgets before it folds.
    await foldAll(site)
    expect(await sourcesOf(site)).toEqual({ mail: [1, 100], ads: [1, 0] })
    const { visitors } = (await askBoth(site, 'general', 'period=month')).total
    expect(visitors).toBe(2)
  })

  it('counts money again when a rate for it becomes known, and until then apart', async () => {
    const site = await someSite()
    await send(site, [sale(6, `${site}-eur`, 10, { visitor_id: 'd', currency: 'EUR' })])
    await foldAll(site)
    const general = async () => {
      const answer = (await askBoth(site, 'general', 'period=month')) as Report & { unconverted?: unknown }
      return [answer.total.revenue, answer.unconverted]
    }
    expect(await general()).toEqual([100, [{ currency: 'EUR', orders: 1, revenue: 10 }]])
    const date = iso(Date.now() - 20 * DAY_MS).slice(0, 10)
    await worker.api('PUT', `/api/rates?site=${site}`, { rates: [{ currency: 'EUR', date, rate: 40 }] })
    expect(await general()).toEqual([500, undefined])
    await foldAll(site)
    expect(await general()).toEqual([500, undefined])
  })

  it('is folded anew for other days when the site moves to another time zone', async () => {
    const site = await someSite()
    const before = await foldedOf(site)
    await worker.api('PATCH', `/api/sites/${site}`, { timezone: 'Asia/Tokyo' })
    expect((await sourcesOf(site)).mail).toEqual([3, 100])
    expect((await foldAll(site)).until_ms).not.toBe(before!.until_ms)
    expect((await sourcesOf(site)).mail).toEqual([3, 100])
  })

  it('goes with its site', async () => {
    const site = await someSite()
    const { id } = (await worker.db
      .prepare('SELECT id FROM sites WHERE site = ?')
      .bind(site)
      .first<{ id: number }>())!
    await worker.api('DELETE', `/api/sites/${site}`)
    for (const table of ['rollups', 'folds', 'stale'])
      expect(await worker.db.prepare(`SELECT * FROM ${table} WHERE site_id = ?`).bind(id).first()).toBeNull()
  })

  it('is not written when something came in while it was being made', async () => {
    const [site, other] = [await someSite(), 'visitor-in-between']
    await send(site, [visit(8, { visitor_id: 'c' })])
    // Behind variables, since their types are those of another runtime.
    const [D1, FOLD] = ['../../worker/store/d1.ts', '../../worker/stats/rollup/fold.ts']
    const { d1Store }: { d1Store(db: D1Database): Store } = await import(D1)
    const { foldStep }: { foldStep(...args: unknown[]): Promise<string> } = await import(FOLD)
    const store = d1Store(worker.db)
    const row = (await store.site(site)) as SiteRow
    let isBetween = true
    const slow: Store = {
      ...store,
      writeFold: async (id, fold) => {
        if (isBetween) await send(site, [visit(8, { visitor_id: other })])
        isBetween = false
        return store.writeFold(id, fold)
      },
    }
    expect(await foldStep(slow, row, Date.now(), true)).toBe('busy')
    expect((await sourcesOf(site)).mail).toEqual([5, 100])
    expect(await foldStep(slow, row, Date.now(), true)).toBe('more')
    expect(await foldStep(slow, row, Date.now(), true)).toBe('done')
    expect((await sourcesOf(site)).mail).toEqual([5, 100])
  })

  it('may be left aside by an admin only', async () => {
    const site = await someSite()
    const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', {
      scope: 'read',
      site,
      name: 'reader',
    })
    const asReader = (query: string) =>
      worker.api('GET', `/api/stats/general?site=${site}${query}`, undefined, body.token)
    expect((await asReader('')).status).toBe(200)
    expect((await asReader('&rollup=off')).status).toBe(403)
    expect(await worker.api('GET', `/api/stats/general?site=${site}&rollup=maybe`)).toMatchObject({
      status: 400,
      body: { error: { issues: [{ path: 'rollup' }] } },
    })
  })
})
