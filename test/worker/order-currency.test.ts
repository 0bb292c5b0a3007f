/** Orders in a currency that is not the site's. */
import { describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { apiEvent, META_AD, newSite, post, report } from './fixtures.ts'
import { ago, general, getOrder, paid, purchase, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('an order in another currency', () => {
  const rates = (site: string, list: Record<string, unknown>[]) =>
    worker.api('PUT', `/api/rates?site=${site}`, { rates: list })

  it('is reported as unconverted until there is a rate, then counted by the rate of its day', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ url: META_AD, ts: ago(MINUTE_MS) })])
    await post(worker, site, [purchase({ value: 100, currency: 'EUR' })])
    const before = await report(worker, site, 'general')
    expect(before.rows[0]).toMatchObject({ orders: 1, revenue: 0 })
    expect(before).toMatchObject({ unconverted: [{ currency: 'EUR', orders: 1, revenue: 100 }] })

    const day = (ms: number) => ago(ms).slice(0, 10)
    const answer = await rates(site, [
      { currency: 'EUR', date: day(40 * 24 * HOUR_MS), rate: 40 },
      { currency: 'eur', date: day(2 * 24 * HOUR_MS), rate: 44.105 },
    ])
    expect(answer).toMatchObject({ status: 200, body: { stored: 2, currency: 'UAH' } })
    const counted = await report(worker, site, 'general')
    expect(counted.rows[0]).toMatchObject({ orders: 1, revenue: 4410.5 })
    expect(counted).not.toHaveProperty('unconverted')
    expect((await report(worker, site, 'sources')).rows).toMatchObject([
      { source: 'facebook', revenue: 4410.5 },
    ])
    expect((await getOrder(worker, 'T1', site)).body.order).toMatchObject({
      value: 100,
      currency: 'EUR',
      revenue: 4410.5,
    })
  })

  it('with other minor units than the site’s is converted in both directions', async () => {
    const site = await newSite(worker)
    await putOrder(worker, 'T1', paid(site, { value: 1000, currency: 'JPY' }))
    await putOrder(worker, 'T2', paid(site, { value: 1.234, currency: 'KWD' }))
    const date = ago(24 * HOUR_MS).slice(0, 10)
    await rates(site, [
      { currency: 'JPY', date, rate: 0.27 },
      { currency: 'KWD', date, rate: 135 },
    ])
    expect(await general(worker, site)).toMatchObject({ orders: 2, revenue: 436.59 })
  })

  it('prevents a change of the site’s currency', async () => {
    const site = await newSite(worker)
    expect((await worker.api('PATCH', `/api/sites/${site}`, { currency: 'EUR' })).status).toBe(200)
    await putOrder(worker, 'T1', paid(site))
    expect((await worker.api('PATCH', `/api/sites/${site}`, { currency: 'USD' })).status).toBe(409)
  })
})
