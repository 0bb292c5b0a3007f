/** Which report of an order counts: that of the shop's server, of the buyer's page, or of another visitor. */
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { apiEvent, META_AD, newSite, post, report, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
const put = (site: string, more: Record<string, unknown> = {}) =>
  worker.api('PUT', '/api/orders/T1', { site, status: 'paid', value: 1000, currency: 'UAH', ...more })
const general = async (site: string) => (await report(worker, site, 'general')).rows[0]!
const sources = async (site: string) =>
  (await report(worker, site, 'sources')).rows
    .filter((row) => row.revenue)
    .map((row) => [row.source, row.revenue])
const money = { transaction_id: 'T1', value: 1000, currency: 'UAH' }
const GOOGLE_AD = 'https://shop.example/?utm_source=google&utm_medium=cpc&gclid=G1'

/** An event of a visitor's browser, in a session of that visitor. */
const of = (visitor: string, name: string, params: Record<string, unknown> = {}, url = META_AD) =>
  wireEvent({ visitor, name, params, session: { id: `s-${visitor}`, at: Date.now(), url, referrer: '' } })

describe('the server’s order', () => {
  it('that comes before the first page of its session still belongs to that session', async () => {
    const site = await newSite(worker)
    await put(site, { visitor_id: 'v1', session_id: 's-v1' })
    await send(worker, site, [of('v1', 'page_view')])
    expect(await general(site)).toMatchObject({ sessions: 1, conversions: 1, orders: 1, revenue: 1000 })
    expect(await sources(site)).toEqual([['facebook', 1000]])
  })

  it('stays with its buyer when another visitor opens the thank-you page', async () => {
    for (const serverFirst of [true, false]) {
      const site = await newSite(worker)
      await send(worker, site, [of('buyer', 'page_view')])
      if (serverFirst) await put(site, { visitor_id: 'buyer' })
      await send(worker, site, [
        of('staff', 'page_view', {}, GOOGLE_AD),
        of('staff', 'purchase', money, GOOGLE_AD),
      ])
      if (!serverFirst) await put(site, { visitor_id: 'buyer' })
      expect(await sources(site), `server first: ${serverFirst}`).toEqual([['facebook', 1000]])
      expect(await general(site)).toMatchObject({ sessions: 2, conversions: 1, orders: 1 })
    }
  })

  it('keeps its first time: a later report has the time of the payment', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ url: META_AD, ts: ago(300) }),
      apiEvent({ url: GOOGLE_AD, ts: ago(100) }),
    ])
    await put(site, { status: 'pending', visitor_id: 'v1', ts: ago(290) })
    await put(site, { visitor_id: 'v1', ts: ago(10) })
    expect(await sources(site)).toEqual([['facebook', 1000]])
  })

  it('is refunded in full by the status refunded after a partial refund', async () => {
    const site = await newSite(worker)
    await put(site, { refunded: 300 })
    expect(await general(site)).toMatchObject({ revenue: 700 })
    await put(site, { status: 'refunded' })
    expect(await general(site)).toMatchObject({ revenue: 0 })
  })

  it('keeps its path when the sessions in it are deleted by age', async () => {
    const site = await newSite(worker)
    const old = 3 * 24 * 60
    await post(worker, site, [
      apiEvent({ url: META_AD, ts: ago(old) }),
      apiEvent({ name: 'purchase', ts: ago(old - 1), ...money }),
    ])
    await worker.api('PATCH', `/api/sites/${site}`, { retention_days: 1 })
    await worker.scheduled(new Date())
    await post(worker, site, [apiEvent()])
    await put(site, { refunded: 100 })
    expect(await sources(site)).toEqual([['facebook', 900]])
  })
})

describe('a refund', () => {
  it('counts from the buyer’s page, not from another visitor’s, and from no page once the server has reported the order', async () => {
    const site = await newSite(worker)
    await send(worker, site, [of('buyer', 'purchase', money)])
    await send(worker, site, [of('stranger', 'refund', { ...money, value: 400 })])
    expect(await general(site)).toMatchObject({ revenue: 1000 })
    await send(worker, site, [of('buyer', 'refund', { ...money, value: 100 })])
    expect(await general(site)).toMatchObject({ revenue: 900 })
    await put(site)
    expect(await general(site)).toMatchObject({ revenue: 1000 })
    await post(worker, site, [apiEvent({ name: 'refund', ...money, value: 250 })])
    expect(await general(site)).toMatchObject({ revenue: 750 })
  })

  it('in another currency than the order’s is not subtracted', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ name: 'purchase', ...money }),
      apiEvent({ name: 'refund', transaction_id: 'T1', value: 10, currency: 'EUR' }),
    ])
    expect(await general(site)).toMatchObject({ revenue: 1000 })
  })
})

describe('another visitor', () => {
  it('cannot take over an order with a backdated purchase', async () => {
    const site = await newSite(worker)
    await send(worker, site, [of('buyer', 'purchase', money)])
    const back = {
      ...of('thief', 'purchase', { ...money, value: 0.01 }, GOOGLE_AD),
      at: Date.now() - 60 * MINUTE_MS,
    }
    expect((await send(worker, site, [back])).body).toEqual({ accepted: 1, dropped: [] })
    expect(await sources(site)).toEqual([['facebook', 1000]])
  })

  it('who claims a guessed order id first neither stops the buyer’s purchase nor gets the credit of the server’s order', async () => {
    const site = await newSite(worker)
    await send(worker, site, [of('buyer', 'page_view')])
    const claim = of('thief', 'purchase', { ...money, value: 0.01 }, GOOGLE_AD)
    expect((await send(worker, site, [claim])).body).toEqual({ accepted: 1, dropped: [] })
    expect((await send(worker, site, [of('buyer', 'purchase', money)])).body).toEqual({
      accepted: 1,
      dropped: [],
    })
    const bought = { sessions: 2, conversions: 1, orders: 1, revenue: 1000 }
    expect(await general(site)).toMatchObject(bought)
    expect(await sources(site)).toEqual([['facebook', 1000]])
    const dear = { ...money, value: 99_000 }
    await send(worker, site, [of('thief2', 'purchase', dear, GOOGLE_AD)])
    await put(site)
    expect(await sources(site)).toEqual([['facebook', 1000]])
    expect(await general(site)).toMatchObject({ ...bought, sessions: 3, unconfirmed_revenue: 0 })
  })

  it('gets the same answer for an order that exists, that does not, and that was removed', async () => {
    const site = await newSite(worker)
    await put(site, { visitor_id: 'buyer' })
    const answers = []
    for (const transaction_id of ['T1', 'T2']) {
      const sent = of('thief', 'purchase', { ...money, transaction_id }, GOOGLE_AD)
      for (const event of [sent, sent, { ...sent, id: `again-${transaction_id}` }])
        answers.push((await send(worker, site, [event])).body)
      await worker.api('DELETE', `/api/orders/${transaction_id}?site=${site}`)
      answers.push((await send(worker, site, [sent])).body)
    }
    expect(answers).toEqual(Array(8).fill({ accepted: 1, dropped: [] }))
  })

  it('cannot use up the refunds or the event ids of the server', async () => {
    const site = await newSite(worker)
    await send(worker, site, [of('buyer', 'purchase', money)])
    for (let i = 0; i < 100; i += 50) {
      const low = Array.from({ length: 50 }, (_, n) => ({
        ...of('thief', 'refund', { ...money, value: 1 }),
        id: `0-${i + n}`,
      }))
      await send(worker, site, low)
    }
    await send(worker, site, [{ ...of('thief', 'refund', money), id: 'refund-1' }])
    const spoofed = { ...of('event:purchase-2', 'page_view'), id: 'purchase-2' }
    expect((await send(worker, site, [spoofed])).body.dropped).toMatchObject([{ reason: 'invalid' }])
    const { body } = await post(worker, site, [
      apiEvent({ id: 'refund-1', name: 'refund', ...money, value: 250 }),
      apiEvent({ id: 'purchase-2', name: 'purchase', ...money, transaction_id: 'T2', visitor_id: undefined }),
    ])
    expect(body).toEqual({ accepted: 2, dropped: [] })
    expect(await general(site)).toMatchObject({ orders: 2, revenue: 1750 })
  })

  it('who sends the session id of the buyer at the same instant does not change the buyer’s session', async () => {
    const site = await newSite(worker)
    const at = Date.now()
    const session = { id: 'shared', at, url: META_AD, referrer: '' }
    const events = ['v1', 'v2'].map((visitor) => wireEvent({ visitor, at, session }))
    expect((await send(worker, site, events)).body.accepted).toBe(2)
    expect((await send(worker, site, [wireEvent({ visitor: 'v2', at, session })])).body.accepted).toBe(1)
    expect(await general(site)).toMatchObject({ sessions: 2, visitors: 2, pageviews: 3 })
  })
})

it('events of a server between two sessions make them one, also when all come at once', async () => {
  for (let round = 0; round < 15; round++) {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ ts: ago(100) })])
    await Promise.all([75, 50].map((minutes) => post(worker, site, [apiEvent({ ts: ago(minutes) })])))
    expect(await general(site), `round ${round}`).toMatchObject({ sessions: 1, pageviews: 3 })
  }
})
