import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../wire/time.ts'
import { AS_ADMIN } from '../harness.ts'
import {
  apiEvent,
  CHROME,
  type ErrorBody,
  META_AD,
  newSite,
  post,
  report,
  send,
  wireEvent,
} from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const raw = async (path: string, body: string, headers: Record<string, string> = {}) => {
  const answer = await worker.fetch(path, {
    method: 'POST',
    body,
    headers: { 'user-agent': CHROME, ...headers },
  })
  return { status: answer.status, body: (await answer.json()) as ErrorBody }
}

const nothingStored = async (site: string) =>
  expect((await report(worker, site, 'general')).rows[0]).toMatchObject({
    sessions: 0,
    pageviews: 0,
    revenue: 0,
  })

describe('a whole request is refused', () => {
  const bodies: [what: string, status: number, code: string, body: (site: string) => string][] = [
    ['that is not JSON', 400, 'bad_request', () => '{"site":'],
    ['that is not an object', 400, 'bad_request', () => '[]'],
    [
      'with NaN, which is not JSON',
      400,
      'bad_request',
      (site) => `{"site":"${site}","events":[{"value":NaN}]}`,
    ],
    ['without events', 400, 'bad_request', (site) => JSON.stringify({ v: 1, now: 1, site, events: [] })],
    [
      'with 51 events',
      413,
      'too_large',
      (site) =>
        JSON.stringify({
          v: 1,
          now: Date.now(),
          site,
          events: Array.from({ length: 51 }, () => wireEvent()),
        }),
    ],
    [
      'of 65 KB',
      413,
      'too_large',
      (site) =>
        JSON.stringify({
          v: 1,
          now: Date.now(),
          site,
          events: [wireEvent({ params: { text: 'x'.repeat(65 * 1024) } })],
        }),
    ],
  ]
  for (const [what, status, code, body] of bodies)
    it(`${what}: ${status}`, async () => {
      const site = await newSite(worker)
      for (const [path, headers] of [
        ['/e', {}],
        ['/api/events', AS_ADMIN],
      ] as const) {
        const answer = await raw(path, body(site), headers)
        expect(answer).toMatchObject({ status, body: { error: { code } } })
        expect(answer.body.error.message).not.toBe('')
      }
      await nothingStored(site)
    })

  it('with the CORS header, because the script would retry forever if it could not read the answer', async () => {
    for (const body of ['{"site":', JSON.stringify({ v: 1, now: 1, site: 'x', events: Array(51).fill(1) })]) {
      const answer = await worker.fetch('/e', {
        method: 'POST',
        body,
        headers: { origin: 'https://shop.example' },
      })
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    }
  })

  it('of an unknown envelope version: 400', async () => {
    const site = await newSite(worker)
    expect((await raw('/e', JSON.stringify({ v: 99, site, now: 1, events: [wireEvent()] }))).status).toBe(400)
  })

  it('from a server without a token: 401; with a wrong token: 401; with a read token: 403', async () => {
    const site = await newSite(worker)
    const body = { site, events: [apiEvent()] }
    expect((await worker.api('POST', '/api/events', body, null)).status).toBe(401)
    expect((await worker.api('POST', '/api/events', body, 'wrong')).status).toBe(401)
    const { body: made } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site })
    expect(await worker.api('POST', '/api/events', body, made.token)).toMatchObject({
      status: 403,
      body: { error: { code: 'forbidden' } },
    })
    await nothingStored(site)
  })
})

describe('an event is refused with its reason', () => {
  const year = (y: number) => `${y}-06-01T10:00:00Z`
  const money = { value: 10, currency: 'UAH', transaction_id: 'T1' }
  const cases: [what: string, reason: string, event: Record<string, unknown>][] = [
    ['with a name like "Add To Cart!"', 'invalid', { name: 'Add To Cart!' }],
    ['with no name', 'invalid', { name: undefined }],
    ['with no url', 'invalid', { url: undefined }],
    ['with a javascript: url', 'invalid', { url: 'javascript:alert(1)' }],
    [
      'that is a purchase without transaction_id',
      'invalid',
      { name: 'purchase', value: 10, currency: 'UAH' },
    ],
    ['with a value and no currency', 'invalid', { name: 'add_to_cart', value: 10 }],
    ['with a negative value', 'invalid', { ...money, name: 'purchase', value: -1 }],
    ['with a value of 1e300', 'invalid', { ...money, name: 'purchase', value: 1e300 }],
    ['with an unknown currency', 'invalid', { ...money, name: 'purchase', currency: 'ZZZ' }],
    ['from 2010', 'too_old', { ts: year(2010) }],
    ['from 2100', 'invalid', { ts: year(2100) }],
    ['with a time that is written wrong', 'invalid', { ts: '22.11.2026 10:00' }],
    [
      'with too many bytes of parameters',
      'too_big',
      { params: Object.fromEntries(Array.from({ length: 50 }, (_, i) => [`p${i}`, 'x'.repeat(500)])) },
    ],
    [
      'with 32,000 bytes of Ukrainian parameters, which are 16,000 characters',
      'too_big',
      { params: Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`p${i}`, 'ї'.repeat(500)])) },
    ],
  ]
  for (const [what, reason, more] of cases)
    it(`${what}: ${reason}, and the nine other events are stored`, async () => {
      const site = await newSite(worker)
      const nine = Array.from({ length: 9 }, () => apiEvent())
      const { status, body } = await post(worker, site, [
        ...nine.slice(0, 4),
        apiEvent(more),
        ...nine.slice(4),
      ])
      expect(status).toBe(202)
      expect(body.accepted).toBe(9)
      expect(body.dropped).toMatchObject([{ index: 4, reason }])
      expect(body.dropped[0]!.message).not.toBe('')
      expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ pageviews: 9, revenue: 0 })
    })

  it('of an unknown site: unknown_site', async () => {
    expect((await send(worker, 'nobody.example', [wireEvent(), wireEvent()])).body).toMatchObject({
      accepted: 0,
      dropped: [{ reason: 'unknown_site' }, { reason: 'unknown_site' }],
    })
  })

  it('from an origin or a page of another site: origin', async () => {
    const site = await newSite(worker)
    const abroad = await send(worker, site, [wireEvent()], { origin: 'https://evil.example' })
    expect(abroad.body.dropped).toMatchObject([{ reason: 'origin' }])
    const copied = await send(worker, site, [wireEvent({ url: 'https://shop.example.evil.test/' })])
    expect(copied.body.dropped).toMatchObject([{ reason: 'origin' }])
    await nothingStored(site)
    expect((await send(worker, site, [wireEvent({ url: 'https://www.shop.example/' })])).body.accepted).toBe(
      1,
    )
  })

  it('that the script kept for longer than a week: too_old', async () => {
    const site = await newSite(worker)
    const old = wireEvent({ at: Date.now() - 8 * DAY_MS })
    expect((await send(worker, site, [old])).body.dropped).toMatchObject([{ reason: 'too_old' }])
  })
})

describe('hostile text', () => {
  it('in a campaign is stored without lone surrogates and NULs, and nothing else is lost', async () => {
    const site = await newSite(worker)
    const url = 'https://shop.example/?utm_source=fb&utm_medium=cpc&utm_campaign=a%00b%ED%A0%80c'
    const { body } = await post(worker, site, [
      apiEvent({ url }),
      apiEvent({ params: { note: 'x\u0000y\ud800z' } }),
    ])
    expect(body.accepted).toBe(2)
    const campaign = String((await report(worker, site, 'campaigns')).rows[0]!.campaign)
    expect(campaign.isWellFormed()).toBe(true)
    expect(campaign).toMatch(/^ab.*c$/)
  })

  it('of 10,000 characters in a campaign is cut to the limit, with a warning in the answer', async () => {
    const site = await newSite(worker)
    const url = `${META_AD.replace('winter', 'w'.repeat(10_000))}&utm_id=77&gclid=G1`
    const { body } = await post(worker, site, [apiEvent({ url })])
    expect(body.accepted).toBe(1)
    expect(body.warnings).toContainEqual({
      index: 0,
      field: 'utm_campaign',
      message: 'cut to 255 characters',
    })
    expect((await report(worker, site, 'content')).rows).toMatchObject([
      { campaign: 'w'.repeat(255), content: 'video_ad_1' },
    ])
  })

  it('in an item drops the item, not the purchase', async () => {
    const site = await newSite(worker)
    const items = [{ item_id: 'a', price: 5 }, { price: 7 }, 'nonsense']
    const { body } = await post(worker, site, [
      apiEvent({ name: 'purchase', transaction_id: 'T1', value: 5, currency: 'UAH', items }),
    ])
    expect(body).toMatchObject({ accepted: 1, warnings: [{ field: 'items[1]' }, { field: 'items[2]' }] })
  })
})

describe('an order', () => {
  it('that the thank-you page reports twice is counted once', async () => {
    const site = await newSite(worker)
    const buy = () =>
      wireEvent({ name: 'purchase', params: { transaction_id: 'T1', value: 10, currency: 'UAH' } })
    expect((await send(worker, site, [buy()])).body.accepted).toBe(1)
    // The answer does not tell a page that the order is known.
    expect((await send(worker, site, [buy()])).body).toEqual({ accepted: 1, dropped: [] })
    expect((await send(worker, site, [buy(), wireEvent()])).body.accepted).toBe(2)
    expect((await report(worker, site, 'drops')).rows).toMatchObject([{ reason: 'duplicate', count: 2 }])
    expect((await report(worker, site, 'general')).rows[0]).toMatchObject({
      orders: 1,
      revenue: 10,
      conversions: 1,
    })
  })

  it('with the same id on another site is another order', async () => {
    const [one, two] = [await newSite(worker), await newSite(worker)]
    const buy = (visitor_id: string) =>
      apiEvent({ visitor_id, name: 'purchase', transaction_id: 'T1', value: 10, currency: 'UAH' })
    await post(worker, one, [buy('a')])
    await post(worker, two, [buy('b')])
    for (const site of [one, two])
      expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ orders: 1, revenue: 10 })
  })
})
