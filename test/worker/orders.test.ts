/** What the shop's server reports of an order: `PUT /api/orders/{id}`. */
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, META_AD, newSite, post } from './fixtures.ts'
import { ago, general, getOrder, paid, putOrder } from './orders.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('the server’s report of an order', () => {
  it('changes nothing if it is sent twice', async () => {
    const site = await newSite(worker)
    const reported = paid(site, { ts: ago(HOUR_MS) })
    const first = await putOrder(worker, 'T1', reported)
    const second = await putOrder(worker, 'T1', reported)
    expect(first.status).toBe(200)
    expect(second.body).toEqual(first.body)
    expect(await general(worker, site)).toMatchObject({ orders: 1, revenue: 1250.5 })
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
      await putOrder(worker, 'T1', paid(site, reported))
      expect(await general(worker, site), JSON.stringify(reported)).toMatchObject(expected)
    }
    await putOrder(worker, 'T2', paid(site, { status: 'refunded' }))
    expect((await getOrder(worker, 'T2', site)).body.order).toMatchObject({
      status: 'refunded',
      refunded: 1250.5,
      revenue: 0,
    })
  })

  it('keeps the status paid: a later report as pending only adds the visitor', async () => {
    const site = await newSite(worker)
    await post(worker, site, [apiEvent({ url: META_AD })])
    await putOrder(worker, 'T1', paid(site))
    const { status, body } = await putOrder(
      worker,
      'T1',
      paid(site, { status: 'pending', value: 1, visitor_id: 'v1' }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({
      order: { status: 'paid', value: 1250.5 },
      attribution: { last: { source: 'facebook' } },
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
    expect(await general(worker, site)).toMatchObject({ orders: 2, revenue: 200 })
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
      const { status, body: answer } = await putOrder(worker, 'T1', paid(site, body))
      expect(status).toBe(400)
      expect(answer.error.issues).toMatchObject([{ path }])
      expect((await getOrder(worker, 'T1', site)).status).toBe(404)
    })

  it('of a site that does not exist: 404; the same id on another site is another order', async () => {
    expect((await putOrder(worker, 'T1', paid('nobody.example'))).status).toBe(404)
    const [one, two] = [await newSite(worker), await newSite(worker)]
    await putOrder(worker, 'T1', paid(one))
    expect((await getOrder(worker, 'T1', two)).status).toBe(404)
    await putOrder(worker, 'T1', paid(two, { value: 7 }))
    expect((await getOrder(worker, 'T1', one)).body.order).toMatchObject({ value: 1250.5 })
  })
})
