/** Orders of an unusual amount are held until an admin accepts them. */
import { describe, expect, it } from 'vitest'
import { META_AD, newSite, post, send, wireEvent } from './fixtures.ts'
import { general, getOrder, type Placed, paid, purchase, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('an order of an unusual amount', () => {
  const buy = (id: string, value: number) =>
    wireEvent({
      ...{
        name: 'purchase',
        visitor: id,
        session: { id: `s-${id}`, at: Date.now(), url: META_AD, referrer: '' },
      },
      params: { transaction_id: id, value, currency: 'UAH' },
    })
  const held = async (site: string) =>
    (
      await worker.api<{ rows: { transaction_id: string }[]; total: object[] }>(
        'GET',
        `/api/orders?site=${site}`,
      )
    ).body

  it('is held from 100 orders on, until an admin accepts it or the server reports it', async () => {
    const site = await newSite(worker)
    for (let from = 0; from < 100; from += 50)
      await post(
        worker,
        site,
        Array.from({ length: 50 }, (_, i) =>
          purchase({ transaction_id: `N${from + i}`, visitor_id: `n${from + i}`, value: 100 }),
        ),
      )
    const before = 100 * 100
    await worker.scheduled(new Date())
    await send(worker, site, [buy('usual', 2000), buy('T1', 1e11), buy('T2', 2001)])
    await putOrder(worker, 'T3', paid(site, { value: 5000 }))
    expect(await general(worker, site)).toMatchObject({ orders: 102, revenue: before + 7000 })
    const { rows, total } = await held(site)
    expect(rows.map(({ transaction_id }) => transaction_id).sort()).toEqual(['T1', 'T2'])
    expect(total).toEqual([{ currency: 'UAH', orders: 2, value: 1e11 + 2001 }])
    expect((await getOrder(worker, 'T1', site)).body.order).toMatchObject({
      held: true,
      revenue: 0,
      value: 1e11,
    })

    const accepted = await worker.api<Placed>('POST', `/api/orders/T2/accept?site=${site}`)
    expect([accepted.status, accepted.body.order]).toMatchObject([200, { held: false, revenue: 2001 }])
    await putOrder(worker, 'T1', paid(site, { value: 1e10 }))
    expect(await general(worker, site)).toMatchObject({ orders: 104, revenue: before + 7000 + 2001 + 1e10 })
    expect(await held(site)).toEqual({ rows: [], total: [], incomplete: [] })
    expect((await worker.api('POST', `/api/orders/none/accept?site=${site}`)).status).toBe(404)
  })
})
