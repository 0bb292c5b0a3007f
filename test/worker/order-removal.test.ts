/** Orders that an admin removes: `DELETE /api/orders/{id}`. */
import { describe, expect, it } from 'vitest'
import { AS_ADMIN } from '../harness.ts'
import { newSite, post, send, wireEvent } from './fixtures.ts'
import { general, getOrder, paid, purchase, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('a removed order', () => {
  const remove = (id: string, site: string) => worker.api('DELETE', `/api/orders/${id}?site=${site}`)
  const buy = () =>
    wireEvent({ name: 'purchase', params: { transaction_id: 'T1', value: 1e11, currency: 'UAH' } })

  it('is gone with its conversion, and no page brings it back, only the server', async () => {
    const site = await newSite(worker)
    const event = buy()
    await send(worker, site, [wireEvent(), event])
    await post(worker, site, [purchase({ transaction_id: 'T2', visitor_id: 'v2', value: 5 })])
    expect(await general(worker, site)).toMatchObject({ orders: 2, conversions: 2 })
    expect((await remove('T1', site)).status).toBe(204)
    const left = { sessions: 2, orders: 1, conversions: 1, revenue: 5, unconfirmed_revenue: 0 }
    expect(await general(worker, site)).toMatchObject(left)
    expect((await getOrder(worker, 'T1', site)).status).toBe(404)
    expect((await send(worker, site, [wireEvent(), event, buy()])).body).toEqual({ accepted: 3, dropped: [] })
    const again = await post(worker, site, [purchase({ visitor_id: 'v1' })])
    expect(again.body.dropped).toMatchObject([{ reason: 'duplicate' }])
    expect((await remove('T1', site)).status).toBe(204)
    expect((await remove('unknown', site)).status).toBe(204)
    expect(await general(worker, site)).toMatchObject(left)
    const csv = await worker.fetch(`/api/export/orders.csv?site=${site}&period=all`, { headers: AS_ADMIN })
    expect((await csv.text()).trim().split('\n')).toHaveLength(2)
    await putOrder(worker, 'T1', paid(site, { visitor_id: 'v1' }))
    expect(await general(worker, site)).toMatchObject({ orders: 2, conversions: 2, revenue: 1255.5 })
  })
})
