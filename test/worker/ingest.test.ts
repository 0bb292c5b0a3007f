import { describe, expect, it } from 'vitest'
import { phraseOf } from '../../wire/reasons.ts'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { ENGLISH, type explain } from '../../worker/classify/explain.ts'
import { apiEvent, CHROME, GOOGLEBOT, META_AD, newSite, post, report, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const sale = (more: Record<string, unknown> = {}) => ({
  value: 1250.5,
  currency: 'UAH',
  transaction_id: 'T1',
  ...more,
})

describe('a visitor who comes from an ad and buys', () => {
  it('is one session and one conversion, with its revenue under the campaign and creative of the ad', async () => {
    const site = await newSite(worker)
    await send(worker, site, [wireEvent()])
    await send(worker, site, [
      wireEvent(),
      wireEvent({ name: 'view_item', params: { value: 1250.5, currency: 'UAH' } }),
    ])
    await send(worker, site, [wireEvent({ name: 'add_to_cart' })])
    await send(worker, site, [wireEvent({ name: 'purchase', params: sale() })])

    const { rows, currency } = await report(worker, site, 'campaigns')
    expect(currency).toBe('UAH')
    expect(rows).toEqual([
      {
        campaign: 'winter',
        source: 'facebook',
        medium: 'cpc',
        sessions: 1,
        new_visitors: 1,
        conversions: 1,
        conversion_rate: 100,
        orders: 1,
        revenue: 1250.5,
        unconfirmed_revenue: 1250.5,
        average_order_value: 1250.5,
        share: 100,
      },
    ])
    expect((await report(worker, site, 'content')).rows[0]).toMatchObject({
      content: 'video_ad_1',
      revenue: 1250.5,
    })
    expect((await report(worker, site, 'channels')).rows[0]).toMatchObject({
      channel: 'Paid Social',
      sessions: 1,
    })
    expect((await report(worker, site, 'funnel')).rows.map((row) => [row.stage, row.count])).toEqual([
      ['sessions', 1],
      ['view_item', 1],
      ['add_to_cart', 1],
      ['begin_checkout', 0],
      ['generate_lead', 0],
      ['purchase', 1],
    ])
    const detail = await worker.api<{ events: { name: string }[]; why: object }>(
      'GET',
      `/api/stats/sessions/s1?site=${site}`,
    )
    expect(detail.body.events.map((event) => event.name)).toEqual([
      'page_view',
      'page_view',
      'view_item',
      'add_to_cart',
      'purchase',
    ])
    expect(detail.body.why).toMatchObject({
      source: 'utm_source',
      medium: 'utm_medium',
      channel: 'source facebook is a social network and medium cpc is a paid medium',
      reasons: {
        source: [{ code: 'parameter', parameter: 'utm_source' }],
        medium: [{ code: 'parameter', parameter: 'utm_medium' }],
        channel: [
          { code: 'is_kind', field: 'source', value: 'facebook', kind: 'social' },
          { code: 'paid', field: 'medium', value: 'cpc' },
        ],
      },
    })
  })

  it('is reported by device, browser, operating system and language', async () => {
    const site = await newSite(worker)
    await send(worker, site, [wireEvent()], { 'accept-language': 'uk-UA,uk;q=0.9' })
    expect((await report(worker, site, 'devices')).rows[0]).toMatchObject({ device: 'desktop', sessions: 1 })
    expect((await report(worker, site, 'browsers')).rows[0]).toMatchObject({ browser: 'Chrome' })
    expect((await report(worker, site, 'os')).rows[0]).toMatchObject({ os: 'Windows' })
    expect((await report(worker, site, 'languages')).rows[0]).toMatchObject({ language: 'uk' })
  })

  it('comes back as a returning visitor, and the ad is credited with the order of the direct session', async () => {
    const site = await newSite(worker)
    const at = (ms: number) => new Date(Date.now() - ms).toISOString()
    await post(worker, site, [apiEvent({ url: META_AD, ts: at(3 * DAY_MS) })])
    await post(worker, site, [
      apiEvent({ ts: at(DAY_MS) }),
      apiEvent({ name: 'purchase', ts: at(DAY_MS - MINUTE_MS), ...sale() }),
    ])
    const { rows } = await report(worker, site, 'sources')
    expect(rows).toMatchObject([
      { source: '(direct)', medium: '(none)', sessions: 1, conversions: 0, revenue: 0 },
      { source: 'facebook', medium: 'cpc', sessions: 1, conversions: 1, revenue: 1250.5 },
    ])
    const last = await report(worker, site, 'sources', 'period=all&model=last')
    expect(last.rows[0]).toMatchObject({ source: '(direct)', revenue: 1250.5 })
    expect((await report(worker, site, 'returning', `from=${at(2 * DAY_MS)}`)).rows).toMatchObject([
      { visitor: 'returning', sessions: 1, revenue: 1250.5 },
    ])
  })
})

it.each([
  ['?gclid=1', ''],
  ['?fbclid=1', 'https://l.instagram.com/'],
  ['?utm_campaign=c', ''],
  ['?utm_source=bob&utm_medium=web-push', ''],
  ['?utm_source=bob&utm_campaign=shopping', ''],
  ['', 'https://checkout.stripe.com/c/pay'],
  ['', 'https://blog.example.org/'],
])(
  'the reasons of a session with the landing /%s from "%s" are codes, and the phrases are made from them',
  async (query, referrer) => {
    const site = await newSite(worker)
    const url = `https://shop.example/${query}`
    await send(worker, site, [wireEvent({ url, session: { id: 's1', at: Date.now(), url, referrer } })])
    const path = `/api/stats/sessions/s1?site=${site}`
    const { why } = (await worker.api<{ why: ReturnType<typeof explain> }>('GET', path)).body
    for (const by of ['source', 'medium', 'channel'] as const)
      expect(phraseOf(why.reasons[by], ENGLISH)).toBe(why[by])
  },
)

it('a session gets points for its events, by the site’s own table if it has one', async () => {
  const own = { points: { page_view: 7, quiz_done: 5 } }
  for (const [settings, points] of [
    [{}, 1 + 10],
    [own, 7 + 10 + 5],
  ] as const) {
    const site = await newSite(worker, settings)
    const events = ['page_view', 'add_to_cart', 'quiz_done'].map((name) => apiEvent({ name }))
    await post(worker, site, events)
    expect((await report(worker, site, 'sessions')).rows).toMatchObject([{ points }])
  }
})

describe('one person with two browsers', () => {
  it('shares touches between them once both browsers have the same user id', async () => {
    const site = await newSite(worker)
    const at = (minutes: number) => new Date(Date.now() - minutes * MINUTE_MS).toISOString()
    await post(worker, site, [
      apiEvent({ visitor_id: 'phone', url: META_AD, ts: at(600) }),
      apiEvent({ visitor_id: 'phone', user_id: 'U1', ts: at(590) }),
      apiEvent({ visitor_id: 'desktop', ts: at(300) }),
      apiEvent({ visitor_id: 'desktop', name: 'purchase', ts: at(299), ...sale() }),
    ])
    const credited = async () =>
      (await report(worker, site, 'sources')).rows
        .filter((row) => row.revenue)
        .map((row) => [row.source, row.revenue])
    expect(await credited()).toEqual([['(direct)', 1250.5]])
    await post(worker, site, [
      apiEvent({ visitor_id: 'desktop', user_id: 'U1', ts: at(60) }),
      apiEvent({ visitor_id: 'desktop', name: 'purchase', ts: at(59), ...sale({ transaction_id: 'T2' }) }),
    ])
    expect(await credited()).toEqual([
      ['(direct)', 1250.5],
      ['facebook', 1250.5],
    ])
  })
})

describe('an event', () => {
  it('is counted once, however often it is sent', async () => {
    const site = await newSite(worker)
    const event = wireEvent()
    expect((await send(worker, site, [event, event])).body).toMatchObject({
      accepted: 1,
      dropped: [{ index: 1, reason: 'duplicate' }],
    })
    expect((await send(worker, site, [event])).body.dropped).toMatchObject([
      { index: 0, reason: 'duplicate' },
    ])
    const server = apiEvent()
    await post(worker, site, [server])
    expect((await post(worker, site, [server])).body).toMatchObject({
      accepted: 0,
      dropped: [{ reason: 'duplicate' }],
    })
    expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ pageviews: 2 })
  })

  it('without a visitor id counts as a new visitor, and as the same one if it is sent again', async () => {
    const site = await newSite(worker)
    const event = apiEvent({ visitor_id: null })
    await post(worker, site, [event])
    await post(worker, site, [event, apiEvent({ visitor_id: null })])
    expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ visitors: 2, pageviews: 2 })
  })

  it.each([
    ['?_utmd=eyJ2aXNp', ''],
    ['?_utmd=eyJ2aXNp&email=me@mail.example#token=x', ''],
    ['?utm_source=a&_utmd=eyJ2aXNp', '?utm_source=a'],
    ['?_utmd=eyJ2aXNp&utm_source=a', '?utm_source=a'],
    ['?a=%20&_utmd=eyJ2aXNp%3D&b&ref=me%40mail.example', '?a=%20&b&ref=(email)'],
  ])(
    'at %s is stored without personal data and the visitor id of a link between domains',
    async (query, kept) => {
      const site = await newSite(worker, { keep_params: ['a', 'b'] })
      const url = `https://shop.example/${query}`
      const session = { id: 's1', at: Date.now(), url, referrer: url }
      await send(worker, site, [
        wireEvent({ url, session }),
        wireEvent({ url, visitor: undefined, session: undefined, referrer: url }),
      ])
      const params = { page_location: url, page_path: `/${query}` }
      await post(worker, site, [apiEvent({ url, referrer: url, visitor_id: 'v2', params })])
      const { results } = await worker.db
        .prepare('SELECT * FROM sessions WHERE site_id = (SELECT id FROM sites WHERE site = ?)')
        .bind(site)
        .all()
      expect(results.map((row) => row.url)).toEqual(Array(3).fill(`https://shop.example/${kept}`))
      expect(JSON.stringify(results)).not.toMatch(/_utmd|eyJ2aXNp|mail.example|token/)
    },
  )

  it('with another spelling of its name is stored with GA4’s name', async () => {
    const site = await newSite(worker)
    await send(worker, site, [wireEvent({ name: 'initiate_checkout' }), wireEvent({ name: 'lead' })])
    const rows = (await report(worker, site, 'funnel')).rows
    expect(rows.filter((row) => row.count).map((row) => row.stage)).toEqual([
      'sessions',
      'begin_checkout',
      'generate_lead',
    ])
  })

  it('has the right time even if the browser’s clock is wrong', async () => {
    const site = await newSite(worker)
    const wrong = Date.now() - 400 * DAY_MS
    const event = wireEvent({ at: wrong, session: { id: 's1', at: wrong, url: META_AD, referrer: '' } })
    const answer = await worker.fetch('/e', {
      method: 'POST',
      headers: { 'user-agent': CHROME, origin: 'https://shop.example' },
      body: JSON.stringify({ v: 1, site, now: wrong + 500, events: [event] }),
    })
    expect(answer.status).toBe(202)
    expect((await report(worker, site, 'sessions', 'period=today')).rows).toHaveLength(1)
  })

  it('of a bot is refused, but a server may leave the user agent out, or empty', async () => {
    const site = await newSite(worker)
    const { body } = await post(worker, site, [
      apiEvent({ user_agent: GOOGLEBOT }),
      apiEvent({ user_agent: '' }),
      apiEvent({ user_agent: undefined }),
      apiEvent(),
    ])
    expect(body.dropped.map((drop) => [drop.index, drop.reason])).toEqual([[0, 'bot']])
    expect(body.accepted).toBe(3)
    expect((await report(worker, site, 'drops')).rows).toMatchObject([{ reason: 'bot', count: 1 }])
  })

  it('of an app that names no browser, only the phone, is a person’s', async () => {
    const site = await newSite(worker)
    const user_agent =
      '[FBAN/FB4A;FBAV/567.1.0.52.74;FBBV/1003893689;FBDM/{density=3.0,width=1080,height=2340};FBLC/uk_UA;FBRV/1012267334;FBCR/Kyivstar;FBMF/samsung;FBBD/samsung;FBPN/com.facebook.katana;FBDV/SM-S921B;FBSV/16;FBOP/1;FBCA/arm64-v8a:;]'
    const event = apiEvent({ user_agent, url: 'https://shop.example/?fbclid=IwAR1', referrer: undefined })
    expect((await post(worker, site, [event])).body.accepted).toBe(1)
    expect((await report(worker, site, 'sessions')).rows).toMatchObject([
      { device: 'mobile', os: 'Android', browser: 'Facebook', channel: 'Organic Social' },
    ])
  })

  it('from an excluded address is refused', async () => {
    const site = await newSite(worker, { excluded_ips: ['203.0.113.0/24'] })
    const from = (ip: string) => send(worker, site, [wireEvent()], { 'cf-connecting-ip': ip })
    expect((await from('203.0.113.7')).body.dropped).toMatchObject([{ reason: 'excluded_ip' }])
    expect((await from('198.51.100.7')).body.accepted).toBe(1)
  })

  it('of a browser that sends Sec-GPC is counted without its ids', async () => {
    const site = await newSite(worker)
    // Long enough that no hash contains it by chance.
    const visitor = 'the visitor of this browser'
    await send(worker, site, [wireEvent({ visitor })], { 'sec-gpc': '1' })
    await send(worker, site, [wireEvent({ visitor: undefined, session: undefined, referrer: '' })])
    const { rows } = await report(worker, site, 'sessions')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({ pageviews: 2, campaign: 'winter' })
    expect(rows[0]!.visitor_id).toMatch(/^a[\w-]{22}$/)
    expect(rows[0]!.visitor_id).not.toContain(visitor)
  })
})

describe('two requests at once', () => {
  it('of one session lose no event and write one session', async () => {
    const site = await newSite(worker)
    const answers = await Promise.all(Array.from({ length: 12 }, () => send(worker, site, [wireEvent()])))
    expect(answers.map((answer) => answer.status)).toEqual(Array(12).fill(202))
    expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ sessions: 1, pageviews: 12 })
  })

  it('of one visitor from a server write one session, too', async () => {
    const site = await newSite(worker)
    await Promise.all(Array.from({ length: 8 }, () => post(worker, site, [apiEvent()])))
    expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ sessions: 1, pageviews: 8 })
  })
})

it('says where a visitor is only on Cloudflare’s network, for consent that differs from region to region', async () => {
  const ask = async (headers: Record<string, string>) => {
    const answer = await worker.fetch('/e', { headers: { origin: 'https://shop.example', ...headers } })
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(answer.headers.get('cache-control')).toBe('no-store')
    return answer.text()
  }
  // Elsewhere, the place of a request is an example.
  expect(await ask({})).toBe('')
  expect(await ask({ 'cf-ray': 'ray' })).toMatch(/^([A-Z]{2}(-[A-Z0-9]{1,3})?)?$/)
})
