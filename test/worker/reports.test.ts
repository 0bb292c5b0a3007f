import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_MODEL, MODELS } from '../../wire/model.ts'
import { startWorker, type TestWorker } from '../harness.ts'
import {
  BREAKDOWNS,
  between,
  expectBreakdown,
  expectFigures,
  newShopWithHistory,
  periodOf,
  type ShopWithHistory,
  somePeriods,
  within,
} from './compare.ts'
import { breakdown, countOf, type NaiveSession, pointsOf, visitorsOf } from './naive.ts'

let worker: TestWorker
let shop: ShopWithHistory
beforeAll(async () => {
  worker = await startWorker()
  shop = await newShopWithHistory(worker)
})
afterAll(() => worker.close())

const ask: ShopWithHistory['ask'] = (name, query) => shop.ask(name, query)

describe('with a random history, sent in random order and partly twice,', () => {
  for (const [name, by, query] of BREAKDOWNS)
    it(`${name} by ${by.join(', ')} has the figures of a count in memory in each row`, async () => {
      const answer = await ask(name, `period=all&${query ?? ''}`)
      expect(answer.rows.length).toBeGreaterThan(1)
      expectBreakdown(shop.past, answer, by)
      expect(Object.keys(answer.rows[0]!)).toEqual(answer.columns.map(({ key }) => key))
      expect(answer).toMatchObject({ report: name, site: shop.site, currency: 'UAH', next: null })
    })

  it.each(MODELS)('each row has the credit of the model %s', async (model) => {
    for (const [name, by] of [BREAKDOWNS[1]!, BREAKDOWNS[7]!])
      for (const period of ['period=all', 'period=week', between(somePeriods(4)[2]!)])
        expectBreakdown(shop.past, await ask(name, `${period}&model=${model}`), by, model)
  })

  it.each(MODELS)('the rows add up exactly to the totals with the model %s', async (model) => {
    const general = (await ask('general', `period=month&model=${model}`)).total
    for (const [name, , query] of BREAKDOWNS) {
      const { rows, total } = await ask(name, `period=month&model=${model}&${query ?? ''}`)
      const sum = (key: string) => rows.reduce((all, row) => all + Number(row[key]), 0)
      expect(Math.round(sum('revenue') * 100)).toBe(Math.round(total.revenue! * 100))
      expect(sum('orders')).toBeCloseTo(total.orders!, 4)
      expect(sum('conversions')).toBeCloseTo(total.conversions!, 4)
      expect(sum('sessions')).toBe(total.sessions)
      for (const key of ['sessions', 'orders', 'conversions', 'revenue', 'average_order_value'])
        expect(total[key], `${name} ${key}`).toBe(general[key])
    }
  })

  it('general counts every metric over any period, and no visitor twice', async () => {
    const periods = somePeriods(8).map(between)
    for (const query of ['period=today', 'period=week', 'period=month', 'period=all', ...periods]) {
      const answer = await ask('general', query)
      const row = breakdown(shop.past, { ...periodOf(answer), by: [], model: DEFAULT_MODEL }).get('')
      expect(answer.rows).toHaveLength(1)
      expectFigures(answer.rows[0]!, row)
      expect(answer.rows[0]!.visitors).toBe(visitorsOf(row?.sessions ?? []))
      expect(answer.total).toEqual(answer.rows[0])
    }
  })

  it('a bounce is a session with one page view and at most one view_item, and no other event', async () => {
    const idle = (session: NaiveSession) =>
      session.events.length === countOf(session, 'page_view') + countOf(session, 'view_item') &&
      countOf(session, 'page_view') <= 1 &&
      countOf(session, 'view_item') <= 1
    const bounced = shop.past.sessions.filter(idle).length
    const { rows } = await ask('general', 'period=all')
    expect(rows[0]!.bounce_rate).toBeCloseTo((100 * bounced) / shop.past.sessions.length, 3)
  })

  it('funnel counts the sessions that reached each stage', async () => {
    for (const query of ['period=all', 'period=week', ...somePeriods(3).map(between)]) {
      const answer = await ask('funnel', query)
      const sessions = within(periodOf(answer), shop.past.sessions)
      const stages = ['view_item', 'add_to_cart', 'begin_checkout', 'generate_lead', 'purchase'] as const
      const reached = stages.map((stage) => sessions.filter((s) => countOf(s, stage)).length)
      const counts = [sessions.length, ...reached]
      expect(answer.rows.map((row) => row.stage)).toEqual(['sessions', ...stages])
      expect(answer.rows.map((row) => row.count)).toEqual(counts)
      for (const [i, row] of answer.rows.entries()) {
        // A lead is not a step between the checkout and the purchase.
        const before = counts[[0, 0, 1, 2, 0, 3][i]!]!
        expect(row.rate).toBeCloseTo(counts[0] ? (100 * counts[i]!) / counts[0] : 0, 3)
        expect(row.drop_off).toBeCloseTo(before ? Math.max(0, 100 * (1 - counts[i]! / before)) : 0, 3)
      }
    }
  })

  it('returning separates first visits from later ones; a visitor with both is in both rows, and once in the total', async () => {
    for (const query of ['period=all', 'period=week', ...somePeriods(6).map(between)]) {
      const answer = await ask('returning', query)
      const period = periodOf(answer)
      const rows = breakdown(shop.past, { ...period, by: ['visitor'], model: 'last' })
      expect(answer.rows.map((row) => row.visitor).sort()).toEqual([...rows.keys()].sort())
      const all = [...rows.values()].flatMap((row) => row.sessions)
      for (const row of answer.rows) {
        const naive = rows.get(String(row.visitor))!
        expectFigures(row, naive, 'last')
        expect(row.visitors).toBe(visitorsOf(naive.sessions))
        const each = naive.sessions.length / (visitorsOf(naive.sessions) || 1)
        expect(row.visits_per_visitor).toBeCloseTo(each, 3)
      }
      expect(answer.total.visitors).toBe(visitorsOf(all))
      expect(answer.total.visits_per_visitor).toBeCloseTo(all.length / (visitorsOf(all) || 1), 3)
    }
  })

  it('sessions lists every session, newest first, with all its columns', async () => {
    const { rows, columns } = await ask('sessions', 'period=all')
    const revenueOf = (session: NaiveSession) =>
      shop.past.orders
        .filter((order) => order.session === session)
        .reduce((sum, one) => sum + one.revenue_minor, 0)
    const stages = [
      'view_item',
      'add_to_cart',
      'begin_checkout',
      'generate_lead',
      'purchase',
      'sign_up',
    ] as const
    const expected = shop.past.sessions
      .toSorted((a, b) => b.started_ms - a.started_ms)
      .map((session) => ({
        started_at: new Date(session.started_ms).toISOString(),
        visitor_id: session.visitor,
        visit_number: session.visit_number,
        channel: session.facets.channel,
        source: session.facets.source,
        medium: session.facets.medium,
        campaign: session.facets.campaign,
        content: session.facets.content,
        click_id_kind: session.facets.kind,
        landing_page: session.landing_page,
        referrer: session.facets.referrer,
        country: session.facets.country,
        region: session.facets.region,
        city: session.facets.city,
        device: session.facets.device,
        browser: session.facets.browser,
        os: session.facets.os,
        ad_consent: '(not set)',
        pageviews: countOf(session, 'page_view'),
        events: session.events.length,
        points: pointsOf(session),
        stages: stages.filter((stage) => countOf(session, stage)),
        converted: shop.past.conversions.some((one) => one.session === session),
        revenue: revenueOf(session) / 100,
      }))
    const listed = rows.map((row) => ({
      ...Object.fromEntries(Object.entries(row).map(([key, cell]) => [key, cell ?? '(not set)'])),
      id: undefined,
      term: undefined,
    }))
    expect(listed).toEqual(expected.map((row) => ({ ...row, id: undefined, term: undefined })))
    expect(new Set(rows.map((row) => row.id)).size).toBe(rows.length)
    expect(Object.keys(rows[0]!)).toEqual(columns.map(({ key }) => key))
  })

  it('sessions/{id} shows the events of that session in order, the visitor’s touches and the orders', async () => {
    const { rows } = await ask('sessions', 'period=all&filter=campaign:is:winter')
    const order = shop.past.orders.find(({ session }) => session.facets.campaign === 'winter')!
    const row = rows.find(
      ({ started_at }) => started_at === new Date(order.session.started_ms).toISOString(),
    )!
    const { body } = await worker.api<{
      session: Record<string, unknown>
      events: { id: string }[]
      touches: { ts: string; source: string }[]
      orders: { transaction_id: string; value: number }[]
    }>('GET', `/api/stats/sessions/${row.id}?site=${shop.site}`)
    // A single session has one cell more than a row of the list.
    expect(body.session).toEqual({ ...row, language: body.session.language })
    expect(body.events.map(({ id }) => id)).toEqual(order.session.events.map(({ id }) => id))
    const own = shop.past.sessions
      .filter((s) => s.visitor === order.session.visitor)
      .toSorted((a, b) => a.started_ms - b.started_ms)
    expect(body.touches.map(({ ts, source }) => [Date.parse(ts), source])).toEqual(
      own.map((s) => [s.started_ms, s.facets.source]),
    )
    const bought = order.session.events.filter((event) => event.transaction_id)
    expect(body.orders.map(({ transaction_id, value }) => [transaction_id, value])).toEqual(
      bought.map((event) => [event.transaction_id, event.value_minor! / 100]),
    )
  })
})
