import { describe, expect, it } from 'vitest'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, newSite, post, report, send, unique, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const money = { name: 'purchase', currency: 'UAH', transaction_id: 'T1' }
const LONE = '\ud800'

/** Unusual events. Each may be stored or refused, but the other events of its request must be stored. */
const API: [what: string, event: Record<string, unknown>][] = [
  ['a time of 1e300', { ts: 1e300 }],
  ['a time of -1e300', { ts: -1e300 }],
  ['a time with a fraction', { ts: Date.now() - 1000.5 }],
  ['a time beyond what dates can hold', { ts: 8_640_000_000_000_001 }],
  ['a year before all calendars', { ts: '0000-01-01T00:00:00Z' }],
  [
    'items worth more than a number holds',
    { ...money, items: [{ item_id: 'a', price: 1e11, quantity: 1e11 }] },
  ],
  ['the largest value of a currency with three digits', { ...money, currency: 'KWD', value: 1e11 }],
  ['a value of a hundredth of a cent', { ...money, value: 0.0001 }],
  [
    'two hundred items',
    { ...money, value: 1, items: Array.from({ length: 200 }, (_, i) => ({ item_id: `${i}` })) },
  ],
  ['a visitor that is a lone surrogate', { visitor_id: LONE }],
  ['a visitor with a lone surrogate', { visitor_id: `a${LONE}b` }],
  ['a visitor that is a NUL', { visitor_id: '\u0000' }],
  ['a visitor with a NUL', { visitor_id: 'a\u0000b' }],
  ['a visitor of blanks', { visitor_id: ' ' }],
  ['a visitor that looks like an id of the Worker', { visitor_id: '~x' }],
  ['a visitor of emoji', { visitor_id: '🙂'.repeat(60) }],
  ['a visitor of another normal form', { visitor_id: 'e\u0301' }],
  ['a session with a lone surrogate', { session_id: `a${LONE}` }],
  ['a session with a NUL', { session_id: 'a\u0000b' }],
  ['a session of quotes', { session_id: `'"\\` }],
  ['an order with a lone surrogate', { ...money, value: 1, transaction_id: `a${LONE}` }],
  ['an order with a NUL', { ...money, value: 1, transaction_id: 'a\u0000b' }],
  ['an id with a NUL', { id: 'a\u0000b-hostile' }],
  ['an id with a lone surrogate', { id: `${LONE}-hostile` }],
  ['a user with a NUL', { user_id: 'a\u0000b' }],
  ['a user with a lone surrogate', { user_id: LONE }],
  ['a city with a NUL and a lone surrogate', { city: `a\u0000${LONE}`, region: LONE }],
  ['a language of nonsense', { language: `${LONE}\u0000`.repeat(1000) }],
  ['a user agent of 30 KB', { user_agent: `Mozilla/5.0 ${'('.repeat(30_000)}` }],
  ['a URL of 30 KB', { url: `https://shop.example/${'a/'.repeat(15_000)}` }],
  ['a URL whose query is 30 KB', { url: `https://shop.example/?${'utm_source=a&'.repeat(2_500)}` }],
  ['a URL of broken escapes', { url: 'https://shop.example/%E0%A4%A?utm_source=%E0%A4%A&utm_campaign=%' }],
  ['a URL of an IPv6 host', { url: 'https://[2001:db8::1]:8443/?utm_source=a' }],
  ['a referrer that is no URL', { referrer: '\u0000 not a url' }],
  ['a parameter of 1e308', { params: { big: 1e308, small: 5e-324, negative: -0 } }],
  ['a parameter called __proto__', { params: JSON.parse('{"__proto__": "x", "constructor": "y"}') }],
  ['a name that every object inherits', { name: 'constructor' }],
  ['a parameter of nested objects', { params: { a: { b: { c: [1, 2] } } } }],
  ['a currency of lower case', { ...money, value: 1, currency: 'uah' }],
]

describe('a request that contains an event with', () => {
  it.each(API)('%s still stores its nine other events, and reports still work', async (_, more) => {
    const site = await newSite(worker)
    const nine = Array.from({ length: 9 }, (_, i) => apiEvent({ visitor_id: `plain-${i}` }))
    const odd = apiEvent({ visitor_id: 'odd', ...more })
    const { status, body } = await post(worker, site, [...nine.slice(0, 5), odd, ...nine.slice(5)])
    expect(status).toBe(202)
    expect(body.dropped.filter(({ index }) => index !== 5)).toEqual([])
    const { total } = await report(worker, site, 'campaigns', 'period=all')
    expect(total.sessions).toBe(body.accepted)
    // Sent again, it is a duplicate or is refused as before. The same event with a new id gets a normal answer, too.
    expect(await post(worker, site, [odd])).toMatchObject({ status: 202, body: { accepted: 0 } })
    expect((await post(worker, site, [{ ...odd, id: unique('later') }])).status).toBe(202)
  })

  const at = Date.now()
  const opened = (session: Record<string, unknown>) => ({
    session: { id: 's-odd', at, url: 'https://shop.example/', referrer: '', ...session },
  })
  it.each([
    ['a session that began at 1e300', opened({ at: 1e300 })],
    ['a session that began at -1e300', opened({ at: -1e300 })],
    ['a session that began in 1970', opened({ at: 0 })],
    ['a session that began between two milliseconds', opened({ at: at - 0.5 })],
    ['an instant between two milliseconds', { at: at - 0.25 }],
    ['an instant at -1e300', { at: -1e300 }],
    ['a session whose page is no URL of the shop', opened({ url: 'https://evil.example/?utm_source=spam' })],
    ['a session with a NUL', opened({ id: 'a\u0000b' })],
    ['a session with a lone surrogate', opened({ id: `a${LONE}b` })],
    ['a visitor with a NUL', { visitor: 'a\u0000b' }],
    ['a visitor with a lone surrogate', { visitor: `a${LONE}b` }],
    ['a name that every object inherits', { name: 'constructor' }],
    ['a landing of 30 KB', opened({ url: `https://shop.example/?utm_source=${'a'.repeat(30_000)}` })],
  ] as [string, Parameters<typeof wireEvent>[0]][])(
    '%s still stores its other events if the script sends it',
    async (_, more) => {
      const site = await newSite(worker)
      const plain = wireEvent({ visitor: 'plain', session: { ...opened({}).session, id: 's-plain' } })
      const odd = wireEvent({ visitor: 'odd', ...opened({}), ...more })
      const { status, body } = await send(worker, site, [plain, odd])
      expect(status).toBe(202)
      expect(body.dropped.filter(({ index }) => index === 0)).toEqual([])
      expect((await send(worker, site, [odd])).body.accepted).toBe(0)
      expect((await send(worker, site, [{ ...odd, id: unique('later') }])).status).toBe(202)
      const { total } = await report(worker, site, 'general', 'period=today')
      expect(total.sessions).toBe(body.accepted)
    },
  )
})

/** As text, because `JSON.stringify` cannot write it. */
const NESTED = `${'['.repeat(20_000)}${']'.repeat(20_000)}`

describe('JSON that is nested 20,000 levels deep', () => {
  const ask = (method: string, path: string, body: string) =>
    worker.fetch(path, {
      method,
      headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
      body,
    })

  it.each(['params', 'items', 'user_id', 'name', 'url'])(
    'as %s of an event costs at most this event',
    async (field) => {
      const site = await newSite(worker)
      const sale = { name: 'purchase', transaction_id: 'T1', value: 1, currency: 'UAH' }
      const odd = JSON.stringify(apiEvent({ ...sale, [field]: 'odd' })).replace('"odd"', NESTED)
      const body = `{"site":"${site}","events":[${odd},${JSON.stringify(apiEvent())}]}`
      const answer = await ask('POST', '/api/events', body)
      expect([answer.status, await answer.json()]).toMatchObject([
        202,
        field === 'name' || field === 'url'
          ? { accepted: 1, dropped: [{ index: 0, reason: 'invalid' }] }
          : { accepted: 2, dropped: [] },
      ])
    },
  )

  it.each([
    ['POST', '/e'],
    ['POST', '/api/events'],
    ['PUT', '/api/orders/T1'],
    ['POST', '/api/sites'],
    ['PATCH', '/api/sites/SITE'],
    ['POST', '/api/tokens'],
    ['PUT', '/api/rates?site=SITE'],
    ['POST', '/api/costs?site=SITE'],
    ['POST', '/api/reconcile?site=SITE'],
  ])('in the body of %s %s is answered with 400', async (method, path) => {
    const site = await newSite(worker)
    const to = path.replace('SITE', site)
    for (const body of [NESTED, `{"points":{"purchase":${NESTED}}}`])
      expect((await ask(method, to, body)).status).toBe(400)
  })

  it('is too much for the body of a sign-in', async () => {
    expect((await ask('POST', '/api/session', NESTED)).status).toBe(413)
  })
})

describe('a session full of text of three bytes per character', () => {
  it('stays below the size limit of a database row, and still accepts a purchase', async () => {
    const site = await newSite(worker)
    const at = Date.now()
    const session = { id: 's-long', at, url: 'https://shop.example/', referrer: '' }
    const event = (more: Parameters<typeof wireEvent>[0] = {}) =>
      wireEvent({ visitor: 'v-long', at, session, ...more })
    const params = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`p${i}`, '漢'.repeat(490)]))
    const answers = []
    for (let request = 0; request < 45; request++)
      answers.push(
        await send(
          worker,
          site,
          Array.from({ length: 4 }, () => event({ name: 'search', params })),
        ),
      )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]))
    expect(answers.at(-1)!.body.dropped).toMatchObject(Array(4).fill({ reason: 'rate_limited' }))
    const sale = { transaction_id: unique('T'), value: 10, currency: 'UAH' }
    expect((await send(worker, site, [event({ name: 'purchase', params: sale })])).body.accepted).toBe(1)
    const sql = 'SELECT length(CAST(events AS BLOB)) AS bytes FROM sessions WHERE id = ?'
    expect(await worker.db.prepare(sql).bind('s-long').first('bytes')).toBeLessThan(200_000)
    expect((await report(worker, site, 'general', 'period=today')).total.orders).toBe(1)
  })
})
