import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, type ErrorBody, META_AD, newSite, post, report, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const BOOTS = { item_id: 'B1', item_name: 'Boots', price: 1000 }
const SOCKS = { item_id: 'S1', item_name: 'Socks', price: 80.5 }

const products = async (site: string, query?: string) => (await report(worker, site, 'products', query)).rows
const put = async (site: string, id: string, more: Record<string, unknown>) => {
  const body = { site, status: 'paid', currency: 'UAH', ...more }
  expect(await worker.api('PUT', `/api/orders/${id}`, body)).toMatchObject({ status: 200 })
}

describe('the products report', () => {
  it('counts views, carts, orders, quantities and money of each item, whether the page or the server reports the order', async () => {
    const site = await newSite(worker)
    const purchase = { transaction_id: 'T1', value: 2161, currency: 'UAH' }
    await send(worker, site, [
      wireEvent({ name: 'view_item', params: { items: [BOOTS] } }),
      wireEvent({ name: 'view_product', params: { items: [BOOTS] } }),
      wireEvent({ name: 'view_item', params: { items: [SOCKS] } }),
      wireEvent({ name: 'add_to_cart', params: { items: [BOOTS, SOCKS, { ...SOCKS, quantity: 3 }] } }),
      wireEvent({ name: 'add_to_wishlist', params: { items: [BOOTS] } }),
      wireEvent({
        name: 'purchase',
        params: { ...purchase, items: [{ ...BOOTS, quantity: 2 }, SOCKS, SOCKS] },
      }),
    ])
    await put(site, 'T2', { value: 80.5, items: [SOCKS] })
    const answer = await report(worker, site, 'products')
    expect(answer.rows).toEqual([
      { item_id: 'B1', item_name: 'Boots', views: 2, carts: 1, purchases: 1, quantity: 2, revenue: 2000 },
      { item_id: 'S1', item_name: 'Socks', views: 1, carts: 1, purchases: 2, quantity: 3, revenue: 241.5 },
    ])
    expect(answer.total).toEqual({ views: 3, carts: 2, purchases: 3, quantity: 5, revenue: 2241.5 })
    expect(answer.columns.map(({ key, unit }) => `${key} ${unit}`)).toEqual([
      'item_id text',
      'item_name text',
      'views count',
      'carts count',
      'purchases count',
      'quantity count',
      'revenue money',
    ])
  })

  it('identifies an item by its id and shows its latest name, or by its name if it has no id', async () => {
    const site = await newSite(worker)
    const seen = (item: Record<string, unknown>, hours: number) =>
      apiEvent({ name: 'view_item', ts: ago(hours * HOUR_MS), items: [item] })
    await post(worker, site, [
      seen({ item_id: 'B1', item_name: 'Winter boots' }, 1),
      seen({ item_id: 'B1', item_name: 'Boots' }, 5),
      seen({ item_id: 'B1' }, 0.1),
      seen({ item_name: 'B1' }, 0.1),
      seen({ item_id: 7 }, 0.1),
    ])
    expect(await products(site)).toMatchObject([
      { item_id: 'B1', item_name: 'Winter boots', views: 3 },
      { item_id: '7', item_name: '(not set)', views: 1 },
      { item_id: '(not set)', item_name: 'B1', views: 1 },
    ])
  })

  it('compares each item with the previous period', async () => {
    const site = await newSite(worker)
    const seen = (item: Record<string, unknown>, hours: number) =>
      apiEvent({ name: 'view_item', ts: ago(hours * HOUR_MS), items: [item] })
    await post(worker, site, [
      seen({ item_id: 'B1', item_name: 'Winter boots' }, 1),
      seen({ item_id: 'B1', item_name: 'Boots' }, 30),
      seen({ item_id: 'B1', item_name: 'Boots' }, 31),
      seen({ item_name: 'Socks' }, 2),
      seen({ item_name: 'Socks' }, 40),
      seen({ item_id: 'Socks' }, 3),
      seen({ item_id: 'G1', item_name: 'Gloves' }, 40),
    ])
    await put(site, 'T3', { value: 1000, items: [BOOTS], ts: ago(2 * HOUR_MS) })
    const answer = await report(worker, site, 'products', 'period=today&compare=previous&limit=2')
    const sold = { item_name: 'Winter boots', previous_revenue: 0, revenue: 1000 }
    expect(answer.rows).toMatchObject([
      { ...sold, views: 1, previous_views: 2, change_views: -50 },
      { item_id: 'Socks', views: 1, previous_views: 0, change_views: null },
    ])
    const rest = await products(site, `period=today&compare=previous&limit=2&cursor=${answer.next}`)
    expect(rest).toMatchObject([{ item_name: 'Socks', previous_views: 1, change_views: 0 }])
    expect(answer.total).toMatchObject({ views: 3, previous_views: 4, change_views: -25 })
    expect(Object.keys(answer.rows[0]!).sort()).toEqual(answer.columns.map(({ key }) => key).sort())
  })

  const money: [
    what: string,
    items: Record<string, unknown>[],
    order: Record<string, unknown>,
    revenue: number[],
  ][] = [
    [
      'uses GA4’s price, which already includes the discount',
      [{ ...BOOTS, discount: 100.1, quantity: 3 }],
      { value: 3000 },
      [3000],
    ],
    ['is zero without a price', [{ item_id: 'B1' }], { value: 1000 }, [0]],
    ['keeps the decimals of 1.005', [{ ...BOOTS, price: 1.005 }], { value: 1.01 }, [1.01]],
    ['adds 0.1 three times', [{ ...BOOTS, price: 0.1, quantity: 3 }], { value: 0.3 }, [0.3]],
    ['counts by weight', [{ ...BOOTS, price: 99.99, quantity: 0.333 }], { value: 33.3 }, [33.3]],
    ['is zero if nothing was paid', [BOOTS], { value: 0 }, [0]],
    ['leaves out delivery', [BOOTS], { value: 1090 }, [1000]],
    ['subtracts its share of a refund', [BOOTS], { value: 1090, refunded: 545 }, [500]],
    ['is zero after a full refund', [BOOTS], { value: 1000, status: 'refunded' }, [0]],
    [
      'is cut to the last cent among the items of an order',
      ['A', 'B', 'C'].map((item_id) => ({ item_id, price: 33.33 })).concat({ item_id: 'D', price: 0.01 }),
      { value: 100, refunded: 50 },
      [16.67, 16.67, 16.66, 0],
    ],
  ]
  for (const [what, items, order, revenue] of money)
    it(`has revenue that ${what}`, async () => {
      const site = await newSite(worker)
      await put(site, 'T1', { items, ...order })
      const rows = await products(site)
      expect(rows.map((row) => row.revenue)).toEqual(revenue)
    })

  it('subtracts what a refund lists from these items, also without its value', async () => {
    const site = await newSite(worker)
    const about = { visitor_id: 'b', url: 'https://shop.example/' }
    const mug = { item_id: 'mug', price: 100 }
    await post(worker, site, [
      apiEvent({
        ...about,
        name: 'purchase',
        params: {
          ...{ transaction_id: 'A1', value: 1000, currency: 'UAH' },
          items: [
            { ...mug, quantity: 3 },
            { item_id: 'jug', price: 700, quantity: 1 },
          ],
        },
      }),
      apiEvent({
        ...about,
        name: 'refund',
        params: { transaction_id: 'A1', currency: 'UAH', items: [{ ...mug, quantity: 1 }] },
      }),
    ])
    const bought = async () => {
      const { rows, total } = await report(worker, site, 'products')
      const { revenue } = (await report(worker, site, 'general')).rows[0]!
      return [...rows.map((row) => [row.item_id, row.revenue]), revenue, total.revenue]
    }
    expect(await bought()).toEqual([['jug', 700], ['mug', 200], 900, 900])
    // Another tenth, of the order as a whole.
    await post(worker, site, [
      apiEvent({ ...about, name: 'refund', transaction_id: 'A1', value: 90, currency: 'UAH' }),
    ])
    expect(await bought()).toEqual([['jug', 630], ['mug', 180], 810, 810])
    const shown = await worker.api<{ order: { items: unknown[] } }>('GET', `/api/orders/A1?site=${site}`)
    expect(shown.body.order.items[0]).toEqual({ ...mug, quantity: 3 })
  })

  it('leaves out orders that are not paid', async () => {
    const site = await newSite(worker)
    await put(site, 'T1', { value: 1000, items: [BOOTS], status: 'pending' })
    await put(site, 'T2', { value: 1000, items: [BOOTS], status: 'cancelled' })
    expect(await products(site)).toEqual([])
  })

  it('converts other currencies by their rate, and leaves out money without a rate', async () => {
    const site = await newSite(worker)
    await put(site, 'T1', { value: 1200, currency: 'JPY', refunded: 600, items: [{ ...BOOTS, price: 1000 }] })
    expect(await products(site)).toMatchObject([{ purchases: 1, quantity: 1, revenue: 0 }])
    const rates = [{ currency: 'JPY', date: ago(48 * HOUR_MS).slice(0, 10), rate: 0.25 }]
    await worker.api('PUT', `/api/rates?site=${site}`, { rates })
    expect(await products(site)).toMatchObject([{ purchases: 1, quantity: 1, revenue: 125 }])
  })

  it('filters views by their session and orders by the touches they are credited to', async () => {
    const site = await newSite(worker)
    const of = (hours: number, more: Record<string, unknown>) =>
      apiEvent({ ts: ago(hours * HOUR_MS), items: [BOOTS], ...more })
    await post(worker, site, [
      of(48, { url: META_AD, name: 'view_item' }),
      of(24, { name: 'view_item' }),
      of(24, { name: 'purchase', transaction_id: 'T1', value: 1000, currency: 'UAH', items: [BOOTS] }),
    ])
    const row = async (model: string, source: string) =>
      (await products(site, `period=all&model=${model}&filter=source:is:${source}`))[0]
    expect(await row('last', 'facebook')).toMatchObject({ views: 1, purchases: 0, quantity: 0, revenue: 0 })
    expect(await row('last', '(direct)')).toMatchObject({
      views: 1,
      purchases: 1,
      quantity: 1,
      revenue: 1000,
    })
    expect(await row('last_non_direct', 'facebook')).toMatchObject({ views: 1, purchases: 1, revenue: 1000 })
    for (const source of ['facebook', '(direct)'])
      expect(await row('linear', source)).toMatchObject({ purchases: 0.5, quantity: 0.5, revenue: 500 })
    expect(await row('linear', 'google')).toBeUndefined()
  })

  it('sorts by revenue and then by views by default, page by page and as CSV', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      ...['A', 'C', 'C'].map((id) =>
        apiEvent({ name: 'view_item', items: [{ item_id: id, item_name: `=${id}` }] }),
      ),
    ])
    await put(site, 'T1', { value: 5, items: [{ item_id: 'B', item_name: '=B', price: 5 }] })
    const ids = async (query: string) => (await products(site, query)).map((row) => row.item_id)
    expect(await ids('period=all')).toEqual(['B', 'C', 'A'])
    expect(await ids('period=all&sort=item_name')).toEqual(['A', 'B', 'C'])
    expect(await ids('period=all&sort=-views')).toEqual(['C', 'A', 'B'])
    const first = await report(worker, site, 'products', 'period=all&limit=2')
    expect(first.rows).toHaveLength(2)
    expect(first.total).toMatchObject({ views: 3, revenue: 5 })
    const second = await report(worker, site, 'products', `period=all&limit=2&cursor=${first.next}`)
    expect(second).toMatchObject({ rows: [{ item_id: 'A' }], total: { views: 3 }, next: null })
    const csv = await worker.fetch(`/api/export/products.csv?site=${site}&period=all&bom=0`, {
      headers: AS_ADMIN,
    })
    expect((await csv.text()).split('\r\n')).toEqual([
      'item_id,item_name,views,carts,purchases,quantity,revenue',
      `B,"'=B",0,0,1,1,5`,
      `C,"'=C",2,0,0,0,0`,
      `A,"'=A",1,0,0,0,0`,
      '',
    ])
  })

  it('refuses to sort by a column that it does not have', async () => {
    const site = await newSite(worker)
    const { status, body } = await worker.api<ErrorBody>('GET', `/api/stats/products?site=${site}&sort=price`)
    expect(status).toBe(400)
    expect(body.error.issues).toMatchObject([{ path: 'sort' }])
  })
})
