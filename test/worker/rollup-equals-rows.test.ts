import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MODELS, type Model } from '../../wire/model.ts'
import { DAY_MS, HOUR_MS, iso, MINUTE_MS } from '../../wire/time.ts'
import { trials } from '../trials.ts'
import { BREAKDOWNS, between, expectBreakdown, expectFigures, periodOf, within } from './compare.ts'
import { newSite, type Report } from './fixtures.ts'
import { asApiEvent, asApiRefund, type History, makeHistory, POINTS, shuffled } from './history.ts'
import { breakdown, evaluate, type NaivePast, visitorsOf } from './naive.ts'
import * as rollups from './rollups.ts'
import { testWorker } from './testWorker.ts'

const HISTORIES = trials(3)
const REQUESTS = 25

const worker = testWorker()

const send = (site: string, events: Record<string, unknown>[]) => rollups.send(worker, site, events)
const rollUpAll = (site: string) => rollups.rollUpAll(worker, site)
const askBoth = (site: string, name: string, query: string) => rollups.askBoth(worker, site, name, query)

/** Every third sale is in euros. */
const RATE = 45.25
const isForeign = (id: string) => Number(id.slice(1)) % 3 === 0

function asSent(history: History): Record<string, unknown>[] {
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

const anyDate = fc.integer({ min: 0, max: 85 }).map((days) => iso(Date.now() - days * DAY_MS).slice(0, 10))
const anyPeriod = fc.oneof(
  fc.constantFrom('period=all', 'period=month', 'period=week', 'period=today'),
  fc
    .tuple(anyDate, anyDate)
    .map(([a, b]) => (a === b ? 'period=all' : `from=${a < b ? a : b}&to=${a < b ? b : a}`)),
  fc
    .tuple(fc.integer({ min: 1, max: 85 * 24 * 60 }), fc.integer({ min: 1, max: 60 * 24 * 60 }))
    .map(([ago, long]) => {
      const from_ms = Date.now() - ago * MINUTE_MS
      return between({ from_ms, to_ms: from_ms + long * MINUTE_MS })
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
  'campaign:contains:IN|зИМ',
  'campaign:not_contains:ЗИМА',
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

describe('rolled-up time', () => {
  it(
    'gives the same answers as the rows, and both equal a count in memory',
    async () => {
      const anyHistory = fc.record({
        seed: fc.integer({ min: 1, max: 2 ** 31 }),
        // The clocks of most of these zones change during the history.
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
        const sent = shuffled(asSent(history), seed)
        const cut = Math.floor(sent.length * (1 - late))
        await send(site, sent.slice(0, cut))
        await rollUpAll(site)
        // Late events fall into days that are rolled up: these are counted from the rows until they are rolled up again.
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
        expect((await rollUpAll(site)).dirty).toBe(0)
        for (const request of requests) await check(request)
      })
      // No shrinking, which would send hundreds of requests many times. The seed is enough to repeat a history.
      await fc.assert(property, { numRuns: HISTORIES, endOnFailure: true })
    },
    HOUR_MS,
  )

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
})
