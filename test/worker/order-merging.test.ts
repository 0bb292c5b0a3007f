/** The server's report and the page's purchase of one order, and the sessions that it is credited to. */
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { apiEvent, META_AD, newSite, post, report, send, wireEvent } from './fixtures.ts'
import { ago, general, getOrder, paid, purchase, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('the server’s report of an order', () => {
  it('merges with the browser’s purchase, whichever comes first', async () => {
    for (const serverFirst of [true, false]) {
      const site = await newSite(worker)
      await send(worker, site, [wireEvent()])
      const buy = () =>
        send(worker, site, [
          wireEvent({ name: 'purchase', params: { transaction_id: 'T1', value: 1250.5, currency: 'UAH' } }),
        ])
      if (!serverFirst) await buy()
      await putOrder(worker, 'T1', paid(site, { visitor_id: 'v1' }))
      if (serverFirst) await buy()
      expect(await general(worker, site)).toMatchObject({
        sessions: 1,
        conversions: 1,
        orders: 1,
        revenue: 1250.5,
      })
      expect((await getOrder(worker, 'T1', site)).body).toMatchObject({
        order: { status: 'paid', value: 1250.5, session_id: 's1', visitor_id: 'v1' },
        attribution: { last: { source: 'facebook', campaign: 'winter' } },
      })
    }
  })

  it('without a purchase event makes its session a conversion, found by its id or by its time', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ url: META_AD, ts: ago(HOUR_MS) }),
      apiEvent({ visitor_id: 'v2', session_id: 'given', ts: ago(HOUR_MS) }),
    ])
    await putOrder(worker, 'T1', paid(site, { visitor_id: 'v1', ts: ago(HOUR_MS - MINUTE_MS) }))
    await putOrder(worker, 'T2', paid(site, { session_id: 'given', value: 10 }))
    expect(await general(worker, site)).toMatchObject({
      sessions: 2,
      conversions: 2,
      orders: 2,
      revenue: 1260.5,
    })
    expect((await report(worker, site, 'campaigns')).rows[1]).toMatchObject({
      campaign: 'winter',
      revenue: 1250.5,
    })
    expect((await getOrder(worker, 'T2', site)).body.order).toMatchObject({
      session_id: 'given',
      visitor_id: 'v2',
    })
  })

  it('finds the order of a page that has printed white space around its number', async () => {
    const site = await newSite(worker)
    const params = { transaction_id: '\n   A-17\n', value: 10, currency: 'UAH' }
    await send(worker, site, [wireEvent(), wireEvent({ name: 'purchase', params })])
    await putOrder(worker, 'A-17', paid(site, { value: 12 }))
    await putOrder(worker, '%20A-17%0A', paid(site, { value: 12 }))
    expect(await general(worker, site)).toMatchObject({ orders: 1, revenue: 12, conversions: 1 })
    expect((await getOrder(worker, '%20A-17', site)).body.order).toMatchObject({
      transaction_id: 'A-17',
      visitor_id: 'v1',
    })
  })

  it('wins over the page’s purchase, which is kept', async () => {
    const site = await newSite(worker)
    await post(worker, site, [purchase({ value: 99 })])
    const { body } = await putOrder(worker, 'T1', paid(site))
    expect(body.order).toMatchObject({
      value: 1250.5,
      browser: { value: 99, currency: 'UAH' },
      server: { value: 1250.5 },
    })
    expect(await general(worker, site)).toMatchObject({ orders: 1, revenue: 1250.5 })
  })

  it('before any session counts without a source, until a page reports its visitor', async () => {
    const site = await newSite(worker)
    const { body } = await putOrder(worker, 'T1', paid(site))
    expect(body.attribution).toMatchObject({ last: { source: '(not set)', channel: 'Unassigned' } })
    expect((await report(worker, site, 'channels')).rows).toMatchObject([
      { channel: 'Unassigned', revenue: 1250.5 },
    ])
    await post(worker, site, [apiEvent({ url: META_AD, ts: ago(MINUTE_MS) }), purchase()])
    expect((await report(worker, site, 'sources')).rows).toMatchObject([
      { source: 'facebook', revenue: 1250.5 },
    ])
  })

  it('is credited the same after a later session from another campaign, under any model', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      apiEvent({ url: META_AD, ts: ago(48 * HOUR_MS) }),
      apiEvent({ ts: ago(24 * HOUR_MS) }),
    ])
    await post(worker, site, [purchase({ ts: ago(24 * HOUR_MS - MINUTE_MS) })])
    const before = await getOrder(worker, 'T1', site)
    const models = ['first', 'last', 'last_non_direct', 'linear', 'position', 'time_decay']
    const revenue = () =>
      Promise.all(
        models.map(async (model) =>
          (await report(worker, site, 'sources', `period=all&model=${model}`)).rows
            .filter((row) => row.revenue)
            .map((row) => [model, row.source, row.revenue]),
        ),
      )
    const credited = await revenue()
    await post(worker, site, [
      apiEvent({ url: 'https://shop.example/?utm_source=google&utm_medium=cpc&gclid=G1' }),
    ])
    expect(await getOrder(worker, 'T1', site)).toEqual(before)
    expect(await revenue()).toEqual(credited)
    expect(credited[3]).toEqual([
      ['linear', '(direct)', 625.25],
      ['linear', 'facebook', 625.25],
    ])
  })
})
