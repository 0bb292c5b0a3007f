/** The script's cookie, which a Worker on the shop's own domain sets again by HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startWorker, type TestWorker } from '../harness.ts'
import { CHROME, newSite, wireEvent } from './fixtures.ts'

let worker: TestWorker
let site: string
beforeAll(async () => {
  worker = await startWorker()
  site = await newSite(worker)
})
afterAll(() => worker.close())

const state = (more: object = {}) => ({ at: Date.now(), visitor: 'v1', ...more })
const cookie = (value: unknown, name = `utm_${site}_`) =>
  `${name}=${encodeURIComponent(JSON.stringify(value))}`

interface Sent {
  headers?: Record<string, string>
  visitor?: string
  /** The origin of the Worker. */
  host?: string
  as?: string
}

/** The Worker's answer to a page view of v1 with this `Cookie` header. */
async function answerTo(header: string, { headers, visitor = 'v1', host, as = site }: Sent = {}) {
  const event = visitor ? wireEvent({ visitor }) : wireEvent({ visitor: undefined, session: undefined })
  const answer = await worker.fetch(`${host ?? 'https://stats.shop.example'}/e`, {
    method: 'POST',
    cf: {},
    headers: { 'user-agent': CHROME, origin: 'https://shop.example', cookie: header, ...headers },
    body: JSON.stringify({ v: 1, site: as, now: Date.now(), events: [event] }),
  })
  return { status: answer.status, set: answer.headers.getSetCookie(), headers: answer.headers }
}

describe('the cookie of a visitor', () => {
  it('is set again unchanged for 400 days, and the script can read it', async () => {
    const value = cookie(
      state({ session: { id: 's1', url: 'https://shop.example/?a=%20b;c', referrer: '' } }),
    )
    const { status, set } = await answerTo(`other=1; ${value}; another=2`)
    expect([status, set]).toEqual([202, [`${value}; Max-Age=34560000; Path=/; Secure; SameSite=Lax`]])
  })

  it('is not Secure if the Worker is on http, as on a developer’s machine', async () => {
    const value = cookie(state())
    const { set } = await answerTo(value, { host: 'http://localhost' })
    expect(set).toEqual([`${value}; Max-Age=34560000; Path=/; SameSite=Lax`])
  })

  it.each([
    ['https://stats.shop.example', 'shop.example', 'shop.example'],
    ['https://shop.example', 'shop.example', 'shop.example'],
    ['https://a.b.shop.example', 'b.shop.example', 'b.shop.example'],
    ['https://stats.shop.example', 'other.example', null],
    ['https://myshop.example', 'shop.example', null],
    ['https://shop.example', 'stats.shop.example', null],
    ['https://stats.shop.example', '', null],
    ['https://stats.shop.example', 7, null],
    ['https://stats.shop.example', 'shop.example; HttpOnly', null],
  ])('on %s, set for the domain %j, has the domain %j', async (host, domain, expected) => {
    const { set } = await answerTo(cookie(state({ domain })), { host })
    expect(set).toHaveLength(1)
    expect(/; Domain=([^;]*)/.exec(set[0]!)?.[1] ?? null).toBe(expected)
    expect(set[0]).not.toContain('; HttpOnly')
  })

  it('is the newer one if there are two', async () => {
    const [old, recent] = [state({ at: 1 }), state({ at: 2, domain: 'shop.example' })]
    for (const header of [`${cookie(old)}; ${cookie(recent)}`, `${cookie(recent)}; ${cookie(old)}`]) {
      const { set } = await answerTo(header)
      expect(set).toEqual([expect.stringContaining(cookie(recent))])
    }
  })
})

describe('no cookie is set', () => {
  const refused: [string, () => string, Sent?][] = [
    ['without a cookie', () => ''],
    ['for a cookie of another site', () => cookie(state(), 'utm_other.example_')],
    ['for a cookie whose name only ends in the same way', () => `x${cookie(state())}`],
    ['for the dashboard’s cookie', () => 'utm_dispatcher=%7C1.abc'],
    ['for the cookie of another visitor than the events', () => cookie(state({ visitor: 'v2' }))],
    ['for events without a visitor', () => cookie(state()), { visitor: '' }],
    ['for an opt-out', () => cookie({ out: true, at: 1 })],
    ['under Sec-GPC', () => cookie(state()), { headers: { 'sec-gpc': '1' } }],
    ['for an unknown site', () => cookie(state(), 'utm_no.example_'), { as: 'no.example' }],
    ['for a cookie of 4096 bytes', () => cookie(state({ user: 'x'.repeat(4096) }))],
    ['for a cookie that is not JSON', () => `utm_${site}_=abc`],
    ['for null', () => cookie(null)],
    ['for a list', () => cookie([1])],
    ['for text', () => cookie('v1')],
    ['for a cookie with broken percent encoding', () => `utm_${site}_=%E0%A4%A`],
    ['for a cookie that is not encoded as the script does it', () => `utm_${site}_={"at":1,"visitor":"v1"}`],
  ]
  it.each(refused)('%s', async (_, header, sent) => {
    const { status, set } = await answerTo(header(), sent)
    expect([status, set]).toEqual([202, []])
  })
})

it('a site with a port in its name is counted, and its cookie stays as it is', async () => {
  const { status } = await worker.api('POST', '/api/sites', {
    site: 'localhost:8788',
    hosts: ['shop.example'],
  })
  expect(status).toBe(201)
  const sent = await answerTo(cookie(state(), 'utm_localhost:8788_'), { as: 'localhost:8788' })
  expect([sent.status, sent.set]).toEqual([202, []])
})

describe('another origin', () => {
  it.each(['https://shop.example', 'https://elsewhere.example', 'null'])(
    '%s is allowed by the answer, so that its page may send cookies and read Retry-After',
    async (origin) => {
      const { headers } = await answerTo('', { headers: { origin } })
      expect(headers.get('access-control-allow-origin')).toBe(origin)
      expect(headers.get('access-control-allow-credentials')).toBe('true')
      expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
      expect(headers.get('vary')).toContain('Origin')
    },
  )

  it('gets no HSTS header, because the host may be the shop’s own; nor does a subdomain', async () => {
    const { headers } = await answerTo('')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toBeNull()
    const health = await worker.fetch('/api/health')
    expect(health.headers.get('strict-transport-security')).toMatch(/^max-age=\d+$/)
  })

  it('may send cookies to no other path', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-method': 'POST' }
    for (const path of ['/api/stats/general', '/api/sites', '/api/session', '/api/events', '/e/']) {
      const { headers: answered } = await worker.fetch(path, { method: 'OPTIONS', headers })
      expect([path, answered.get('access-control-allow-origin')]).toEqual([path, null])
      expect([path, answered.get('access-control-allow-credentials')]).toEqual([path, null])
    }
  })
})
