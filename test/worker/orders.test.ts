import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { AS_ADMIN, startWorker, type TestWorker } from '../harness.ts'
import {
  apiEvent,
  type ErrorBody,
  META_AD,
  newSite,
  post,
  report,
  send,
  unique,
  wireEvent,
} from './fixtures.ts'

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

interface Touch {
  source: string
  campaign: string | null
}
interface Placed extends ErrorBody {
  order: Record<string, unknown>
  attribution: { first: Touch | null; last: Touch | null; touches: Touch[] }
}

const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const paid = (site: string, more: Record<string, unknown> = {}) => ({
  site,
  status: 'paid',
  value: 1250.5,
  currency: 'UAH',
  ...more,
})
const put = (id: string, body: Record<string, unknown>) =>
  worker.api<Placed>('PUT', `/api/orders/${id}`, body)
const get = (id: string, site: string) => worker.api<Placed>('GET', `/api/orders/${id}?site=${site}`)
const general = async (site: string) => (await report(worker, site, 'general')).rows[0]!
const purchase = (more: Record<string, unknown> = {}) =>
  apiEvent({ name: 'purchase', transaction_id: 'T1', value: 1250.5, currency: 'UAH', ...more })

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
      await put('T1', paid(site, { visitor_id: 'v1' }))
      if (serverFirst) await buy()
      expect(await general(site)).toMatchObject({ sessions: 1, conversions: 1, orders: 1, revenue: 1250.5 })
      expect((await get('T1', site)).body).toMatchObject({
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
    await put('T1', paid(site, { visitor_id: 'v1', ts: ago(HOUR_MS - MINUTE_MS) }))
    await put('T2', paid(site, { session_id: 'given', value: 10 }))
    expect(await general(site)).toMatchObject({ sessions: 2, conversions: 2, orders: 2, revenue: 1260.5 })
    expect((await report(worker, site, 'campaigns')).rows[1]).toMatchObject({
      campaign: 'winter',
      revenue: 1250.5,
    })
    expect((await get('T2', site)).body.order).toMatchObject({ session_id: 'given', visitor_id: 'v2' })
  })

  it('finds the order of a page that has printed white space around its number', async () => {
    const site = await newSite(worker)
    const params = { transaction_id: '\n   A-17\n', value: 10, currency: 'UAH' }
    await send(worker, site, [wireEvent(), wireEvent({ name: 'purchase', params })])
    await put('A-17', paid(site, { value: 12 }))
    await put('%20A-17%0A', paid(site, { value: 12 }))
    expect(await general(site)).toMatchObject({ orders: 1, revenue: 12, conversions: 1 })
    expect((await get('%20A-17', site)).body.order).toMatchObject({
      transaction_id: 'A-17',
      visitor_id: 'v1',
    })
  })

  it('has no number that JSON rounds: the events are refused, with the advice to send text', async () => {
    const site = await newSite(worker)
    const body = (quote: string) =>
      `{"site":"${site}","events":[${['820982911946154508', '820982911946154509'].map(
        (id, i) =>
          `{"id":"n${i}","name":"purchase","url":"https://shop.example/thanks","visitor_id":"v${i}","value":100,"currency":"UAH","transaction_id":${quote}${id}${quote}}`,
      )}]}`
    const sendText = async (text: string) =>
      (
        await worker.fetch('/api/events', {
          method: 'POST',
          headers: { ...AS_ADMIN, 'content-type': 'application/json' },
          body: text,
        })
      ).json()
    const advice = expect.stringMatching(/^transaction_id: .*2\^53.*send it as text/)
    expect(await sendText(body(''))).toEqual({
      accepted: 0,
      dropped: [0, 1].map((index) => ({ index, reason: 'invalid', message: advice })),
    })
    expect(await sendText(body('"'))).toEqual({ accepted: 2, dropped: [] })
    expect(await general(site)).toMatchObject({ orders: 2, revenue: 200 })
  })

  it('changes nothing if it is sent twice', async () => {
    const site = await newSite(worker)
    const reported = paid(site, { ts: ago(HOUR_MS) })
    const first = await put('T1', reported)
    const second = await put('T1', reported)
    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(await general(site)).toMatchObject({ orders: 1, revenue: 1250.5 })
  })

  it('counts as revenue only when it is paid, less refunds', async () => {
    const site = await newSite(worker)
    const steps: [Record<string, unknown>, Record<string, unknown>][] = [
      [{ status: 'pending' }, { orders: 0, revenue: 0 }],
      [{ status: 'paid' }, { orders: 1, revenue: 1250.5 }],
      [
        { status: 'paid', refunded: 250.5 },
        { orders: 1, revenue: 1000 },
      ],
      [
        { status: 'refunded', refunded: 300 },
        { orders: 1, revenue: 950.5 },
      ],
      [{ status: 'cancelled' }, { orders: 0, revenue: 0 }],
    ]
    for (const [reported, expected] of steps) {
      await put('T1', paid(site, reported))
      expect(await general(site), JSON.stringify(reported)).toMatchObject(expected)
    }
    await put('T2', paid(site, { status: 'refunded' }))
    expect((await get('T2', site)).body.order).toMatchObject({
      status: 'refunded',
      refunded: 1250.5,
      revenue: 0,
    })
  })

  it('keeps the status paid: a later report as pending only adds the visitor', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ url: META_AD })])
    await put('T1', paid(site))
    const { status, body } = await put('T1', paid(site, { status: 'pending', value: 1, visitor_id: 'v1' }))
    expect(status).toBe(200)
    expect(body).toMatchObject({
      order: { status: 'paid', value: 1250.5 },
      attribution: { last: { source: 'facebook' } },
    })
  })

  it('wins over the page’s purchase, which is kept', async () => {
    const site = await newSite(worker)
    await post(worker, site, [purchase({ value: 99 })])
    const { body } = await put('T1', paid(site))
    expect(body.order).toMatchObject({
      value: 1250.5,
      browser: { value: 99, currency: 'UAH' },
      server: { value: 1250.5 },
    })
    expect(await general(site)).toMatchObject({ orders: 1, revenue: 1250.5 })
  })

  it('before any session counts without a source, until a page reports its visitor', async () => {
    const site = await newSite(worker)
    const { body } = await put('T1', paid(site))
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
    const before = await get('T1', site)
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
    expect(await get('T1', site)).toEqual(before)
    expect(await revenue()).toEqual(credited)
    expect(credited[3]).toEqual([
      ['linear', '(direct)', 625.25],
      ['linear', 'facebook', 625.25],
    ])
  })
})

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
    expect((await get('T1', site)).body.order).toMatchObject({ value: 100, currency: 'EUR', revenue: 4410.5 })
  })

  it('with other minor units than the site’s is converted in both directions', async () => {
    const site = await newSite(worker)
    await put('T1', paid(site, { value: 1000, currency: 'JPY' }))
    await put('T2', paid(site, { value: 1.234, currency: 'KWD' }))
    const date = ago(24 * HOUR_MS).slice(0, 10)
    await rates(site, [
      { currency: 'JPY', date, rate: 0.27 },
      { currency: 'KWD', date, rate: 135 },
    ])
    expect(await general(site)).toMatchObject({ orders: 2, revenue: 436.59 })
  })

  it('prevents a change of the site’s currency', async () => {
    const site = await newSite(worker)
    expect((await worker.api('PATCH', `/api/sites/${site}`, { currency: 'EUR' })).status).toBe(200)
    await put('T1', paid(site))
    expect((await worker.api('PATCH', `/api/sites/${site}`, { currency: 'USD' })).status).toBe(409)
  })
})

describe('an order is refused', () => {
  const cases: [what: string, path: string, body: Record<string, unknown>][] = [
    ['with a refund above its value', 'refunded', { refunded: 2000 }],
    ['in an unknown currency', 'currency', { currency: 'ZZZ' }],
    ['with a negative value', 'value', { value: -1 }],
    ['with a time in the future', 'ts', { ts: '2100-01-01T00:00:00Z' }],
    ['with an unknown status', 'status', { status: 'shipped' }],
  ]
  for (const [what, path, body] of cases)
    it(`${what}: 400, naming ${path}`, async () => {
      const site = await newSite(worker)
      const { status, body: answer } = await put('T1', paid(site, body))
      expect(status).toBe(400)
      expect(answer.error.issues).toMatchObject([{ path }])
      expect((await get('T1', site)).status).toBe(404)
    })

  it('of a site that does not exist: 404; the same id on another site is another order', async () => {
    expect((await put('T1', paid('nobody.example'))).status).toBe(404)
    const [one, two] = [await newSite(worker), await newSite(worker)]
    await put('T1', paid(one))
    expect((await get('T1', two)).status).toBe(404)
    await put('T1', paid(two, { value: 7 }))
    expect((await get('T1', one)).body.order).toMatchObject({ value: 1250.5 })
  })
})

describe('a removed order', () => {
  const remove = (id: string, site: string) => worker.api('DELETE', `/api/orders/${id}?site=${site}`)
  const buy = () =>
    wireEvent({ name: 'purchase', params: { transaction_id: 'T1', value: 1e11, currency: 'UAH' } })

  it('is gone with its conversion, and no page brings it back, only the server', async () => {
    const site = await newSite(worker)
    const event = buy()
    await send(worker, site, [wireEvent(), event])
    await post(worker, site, [purchase({ transaction_id: 'T2', visitor_id: 'v2', value: 5 })])
    expect(await general(site)).toMatchObject({ orders: 2, conversions: 2 })
    expect((await remove('T1', site)).status).toBe(204)
    const left = { sessions: 2, orders: 1, conversions: 1, revenue: 5, unconfirmed_revenue: 0 }
    expect(await general(site)).toMatchObject(left)
    expect((await get('T1', site)).status).toBe(404)
    expect((await send(worker, site, [wireEvent(), event, buy()])).body).toEqual({ accepted: 3, dropped: [] })
    const again = await post(worker, site, [purchase({ visitor_id: 'v1' })])
    expect(again.body.dropped).toMatchObject([{ reason: 'duplicate' }])
    expect((await remove('T1', site)).status).toBe(204)
    expect((await remove('unknown', site)).status).toBe(204)
    expect(await general(site)).toMatchObject(left)
    const csv = await worker.fetch(`/api/export/orders.csv?site=${site}&period=all`, { headers: AS_ADMIN })
    expect((await csv.text()).trim().split('\n')).toHaveLength(2)
    await put('T1', paid(site, { visitor_id: 'v1' }))
    expect(await general(site)).toMatchObject({ orders: 2, conversions: 2, revenue: 1255.5 })
  })
})

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
    await put('T3', paid(site, { value: 5000 }))
    expect(await general(site)).toMatchObject({ orders: 102, revenue: before + 7000 })
    const { rows, total } = await held(site)
    expect(rows.map(({ transaction_id }) => transaction_id).sort()).toEqual(['T1', 'T2'])
    expect(total).toEqual([{ currency: 'UAH', orders: 2, value: 1e11 + 2001 }])
    expect((await get('T1', site)).body.order).toMatchObject({ held: true, revenue: 0, value: 1e11 })

    const accepted = await worker.api<Placed>('POST', `/api/orders/T2/accept?site=${site}`)
    expect([accepted.status, accepted.body.order]).toMatchObject([200, { held: false, revenue: 2001 }])
    await put('T1', paid(site, { value: 1e10 }))
    expect(await general(site)).toMatchObject({ orders: 104, revenue: before + 7000 + 2001 + 1e10 })
    expect(await held(site)).toEqual({ rows: [], total: [], incomplete: [] })
    expect((await worker.api('POST', `/api/orders/none/accept?site=${site}`)).status).toBe(404)
  })
})

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
    expect(await general(site)).toMatchObject({ orders: 4, revenue: 40, leads: 1 })
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
    expect(await general(site)).toMatchObject({ orders: 3, revenue: 1270.5 })
    expect((await get('N-3', site)).body.order).toMatchObject({
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
      (await put('N-4', paid(site, { value: '₴1 250', items: [{ item_id: 5, price: 'x' }] }))).body,
    ).toMatchObject({
      order: { value: 1250, value_complete: true, items: [{ item_id: '5' }] },
      warnings: [{ field: 'items[0].price' }],
    })
    expect((await put('N-6', paid(site, { value: '1,250' }))).body.order).toMatchObject({
      value: 0,
      value_complete: false,
    })
    expect((await put('N-6', paid(site))).body.order).toMatchObject({ value: 1250.5, value_complete: true })
  })

  it('make no refund larger: one that cannot be read takes nothing off, and the amount of the order is not known', async () => {
    const site = await newSite(worker)
    await post(worker, site, [
      purchase(),
      apiEvent({ ...{ name: 'refund', transaction_id: 'T1' }, value: '1,250', currency: 'UAH' }),
    ])
    expect((await get('T1', site)).body.order).toMatchObject({
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
    expect((await get('C1', site)).body.order).toMatchObject({
      value: 700,
      value_complete: true,
      items: items.slice(0, 200),
    })
    expect((await put('C2', paid(site, { items }))).body.order).toMatchObject({
      value: 1250.5,
      items: items.slice(0, 200),
    })
  })
})
