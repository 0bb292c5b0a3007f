/** Orders and events with fields that are empty, malformed or too large: they are kept, without what cannot be read. */
import { describe, expect, it } from 'vitest'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, newSite, post, report, send, unique, wireEvent } from './fixtures.ts'
import { general, getOrder, paid, purchase, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('fields that a shop did not fill in, or filled in wrong,', () => {
  const bare = (id: string, more: Record<string, unknown>) => ({
    ...{ id: unique(id), name: 'page_view', url: 'https://shop.example/', visitor_id: unique('v') },
    ...more,
  })
  const money = (transaction_id: string, params: Record<string, unknown> = {}) => ({
    name: 'purchase',
    params: { transaction_id, value: 10, currency: 'UAH', ...params },
  })

  it('cost no event: blanks, codes of no country, ids that are numbers, a locale in the place of a language', async () => {
    const site = await newSite(worker)
    const { body } = await post(worker, site, [
      bare('b', { name: 'generate_lead', params: { lead_source: 'form', value: '', currency: '' } }),
      bare('b', money('B1', { value: '', items: [{ item_id: 'a', price: 10 }] })),
      bare('b', { user_agent: '', ...money('B2') }),
      bare('b', { country: 'T1', ...money('B3') }),
      bare('b', { country: '', ts: '', session_id: null, city: false, referrer: [], ...money('B4') }),
      bare('b', { user_id: 42, visitor_id: 43, params: [] }),
      bare('b', { language: 'uk_UA', country: 'uk', id: 44, user_agent: null }),
    ])
    expect(body).toMatchObject({ accepted: 7, dropped: [] })
    expect(await general(worker, site)).toMatchObject({ orders: 4, revenue: 40, leads: 1 })
    const languages = (await report(worker, site, 'languages')).rows.map(({ language }) => language)
    expect(languages).toContain('uk')
    const countries = (await report(worker, site, 'geo')).rows.map(({ country }) => country)
    expect(countries.sort()).toEqual(['(not set)', 'GB'])
  })

  it('are what is not known of an order: in its answer, its export and the list of orders to look into', async () => {
    const site = await newSite(worker)
    // What JSON makes of parseFloat('1 000') and parseInt('').
    const items = [
      { item_id: 'jug', price: Number.NaN, quantity: Number.NaN, item_name: 'Jug' },
      { item_id: 'mug', price: 20, quantity: 1 },
    ]
    const { body } = await send(worker, site, [
      wireEvent({ name: 'purchase', params: { transaction_id: 'N-3', currency: 'UAH', items } }),
      wireEvent({
        name: 'purchase',
        params: { transaction_id: 'N-4', currency: 'UAH', value: '1,250' as never },
      }),
      wireEvent({
        name: 'purchase',
        params: { transaction_id: 'N-5', currency: 'UAH', value: '1 250,50' as never },
      }),
    ] as Parameters<typeof send>[2])
    expect(body).toMatchObject({ accepted: 3, dropped: [], warnings: [{ index: 1, field: 'value' }] })
    expect(await general(worker, site)).toMatchObject({ orders: 3, revenue: 1270.5 })
    expect((await getOrder(worker, 'N-3', site)).body.order).toMatchObject({
      value: 20,
      value_complete: false,
      items: [{ item_id: 'jug', item_name: 'Jug' }, { item_id: 'mug' }],
    })
    const file = await worker.fetch(`/api/export/orders.csv?site=${site}&period=week`, {
      headers: AS_ADMIN,
    })
    const complete = (await file.text())
      .split('\r\n')
      .slice(1, 4)
      .map((line) => [line.split(',')[0], line.split(',').at(-1)])
    expect(complete.sort()).toEqual([
      ['N-3', 'false'],
      ['N-4', 'false'],
      ['N-5', 'true'],
    ])
    const { body: list } = await worker.api<{ incomplete: { transaction_id: string }[] }>(
      'GET',
      `/api/orders?site=${site}`,
    )
    expect(list.incomplete.map(({ transaction_id }) => transaction_id).sort()).toEqual(['N-3', 'N-4'])

    // The shop's server knows the amount, or does not know it either.
    expect(
      (await putOrder(worker, 'N-4', paid(site, { value: '₴1 250', items: [{ item_id: 5, price: 'x' }] })))
        .body,
    ).toMatchObject({
      order: { value: 1250, value_complete: true, items: [{ item_id: '5' }] },
      warnings: [{ field: 'items[0].price' }],
    })
    expect((await putOrder(worker, 'N-6', paid(site, { value: '1,250' }))).body.order).toMatchObject({
      value: 0,
      value_complete: false,
    })
    expect((await putOrder(worker, 'N-6', paid(site))).body.order).toMatchObject({
      value: 1250.5,
      value_complete: true,
    })
  })

  it('make no refund larger: one that cannot be read takes nothing off, and the amount of the order is not known', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      purchase(),
      apiEvent({ ...{ name: 'refund', transaction_id: 'T1' }, value: '1,250', currency: 'UAH' }),
    ])
    expect((await getOrder(worker, 'T1', site)).body.order).toMatchObject({
      refunded: 0,
      revenue: 1250.5,
      value_complete: false,
    })
  })

  it('are those of a cart that is too large: the order is kept, with its value and the items that fit', async () => {
    const site = await newSite(worker)
    const items = Array.from({ length: 900 }, (_, i) => ({
      item_id: `sku-${i}`,
      item_name: 'A mug for tea',
      price: 1,
    }))
    const { body } = await post(worker, site, [
      bare(
        'c',
        money('C1', {
          value: null,
          items: items.slice(0, 700),
          note: 'x'.repeat(500),
          ...Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, 'y'.repeat(400)])),
        }),
      ),
    ])
    expect(body).toMatchObject({ accepted: 1, dropped: [] })
    expect((await getOrder(worker, 'C1', site)).body.order).toMatchObject({
      value: 700,
      value_complete: true,
      items: items.slice(0, 200),
    })
    expect((await putOrder(worker, 'C2', paid(site, { items }))).body.order).toMatchObject({
      value: 1250.5,
      items: items.slice(0, 200),
    })
  })
})
