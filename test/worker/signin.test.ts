import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { type ErrorBody, expireToken, newSite, unique } from './fixtures.ts'
import { nodeApp } from './nodeApp.ts'

const COOKIE = 'utm_dispatcher'

let worker: TestWorker
beforeAll(async () => {
  worker = await startWorker()
})
afterAll(() => worker.close())

async function makeToken(scope: string, site: string | null, expires_days: number | null = null) {
  const asked = { scope, site, expires_days }
  const { body } = await worker.api<{ id: string; token: string }>('POST', '/api/tokens', asked)
  return body
}

async function signIn(token: unknown, more: Record<string, string> = {}) {
  const answer = await worker.fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...more },
    body: JSON.stringify({ token }),
  })
  const set = answer.headers.get('set-cookie') ?? ''
  return {
    status: answer.status,
    headers: answer.headers,
    body: await answer.json(),
    set,
    cookie: set.split(';')[0]!,
  }
}

const withCookie = (
  cookie: string,
  more: Record<string, string> = {},
  method = 'GET',
  path = '/api/session',
) => worker.fetch(path, { method, headers: { cookie, ...more } })

describe('signing in to the dashboard', () => {
  it('turns a token into a cookie that no script can read and no other site can send', async () => {
    const site = await newSite(worker)
    const other = await newSite(worker)
    const cases: [token: string, seen: unknown, sites: string[]][] = [
      [ADMIN_TOKEN, { scope: 'admin', site: null }, [site, other]],
      [(await makeToken('read', site)).token, { scope: 'read', site }, [site]],
    ]
    for (const [token, seen, sites] of cases) {
      const { status, body, set, cookie } = await signIn(token)
      expect(status).toBe(200)
      expect(body).toMatchObject(seen as object)
      expect((body as { sites: { site: string }[] }).sites.map(({ site }) => site)).toEqual(
        expect.arrayContaining(sites),
      )
      if (sites.length === 1) expect((body as { sites: unknown[] }).sites).toHaveLength(1)
      expect(set).toMatch(/; HttpOnly/)
      expect(set).toMatch(/; SameSite=Strict/)
      expect(set).toMatch(/; Path=\//)
      expect(set).not.toContain(token)
      const again = await withCookie(cookie)
      expect([again.status, await again.json()]).toEqual([200, body])
      expect((await withCookie(cookie, {}, 'GET', `/api/stats/general?site=${site}`)).status).toBe(200)
    }
  })

  it('shows no excluded addresses to a read token, neither here nor in the list of sites', async () => {
    const site = await newSite(worker, { excluded_ips: ['192.0.2.7'] })
    const one = (sites: { site: string }[]) => sites.find((row) => row.site === site)
    for (const [scope, where, known] of [
      ['admin', site, ['192.0.2.7']],
      ['read', site, undefined],
      ['read', null, undefined],
    ] as const) {
      const { token } = await makeToken(scope, where)
      const { body } = await signIn(token)
      const list = await worker.api<{ sites: { site: string }[] }>('GET', '/api/sites', undefined, token)
      for (const { sites } of [body as { sites: { site: string }[] }, list.body]) {
        expect(one(sites)).toMatchObject({ site, hosts: expect.anything() })
        expect((one(sites) as { excluded_ips?: string[] }).excluded_ips).toEqual(known)
      }
    }
  })

  it('fails with a wrong token, an ingest token, an empty token, or none', async () => {
    const ingest = (await makeToken('ingest', null)).token
    for (const token of ['wrong', ingest]) {
      const { status, body, set } = await signIn(token)
      expect([status, (body as ErrorBody).error.code, set]).toEqual([401, 'unauthorized', ''])
    }
    for (const token of ['', 7, null, 'x'.repeat(501)]) expect((await signIn(token)).status).toBe(400)
    expect((await worker.fetch('/api/session')).status).toBe(401)
  })

  it('refuses a cookie that was changed or invented, and one of an earlier version', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    expect((await withCookie(cookie)).status).toBe(200)
    const [, secret] = cookie.split('=')
    const { results } = await worker.db.prepare('SELECT id FROM sign_ins').all<{ id: string }>()
    const bad = [
      '',
      '0'.repeat(64),
      secret!.slice(0, -1),
      secret!.toUpperCase(),
      secret!.replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
      ADMIN_TOKEN,
      encodeURIComponent(`|${Date.now() + 60_000}.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=`),
      ...results.map(({ id }) => id),
    ]
    for (const one of bad) expect((await withCookie(`${COOKIE}=${one}`)).status, one).toBe(401)
  })

  it('refuses an expired cookie, which the cron removes', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    await worker.db.prepare('UPDATE sign_ins SET expires_ms = ?').bind(Date.now()).run()
    expect((await withCookie(cookie)).status).toBe(401)
    const { cookie: later } = await signIn(ADMIN_TOKEN)
    await worker.scheduled(new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS))
    expect((await worker.db.prepare('SELECT id FROM sign_ins').all()).results).toHaveLength(1)
    expect((await withCookie(later)).status).toBe(200)
  })

  it('does not open the API to other sites, or to a request with a wrong token', async () => {
    const site = await newSite(worker)
    const { cookie } = await signIn(ADMIN_TOKEN)
    const path = `/api/sites/${site}`
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of foreign) {
      expect((await withCookie(cookie, headers)).status).toBe(401)
      const change = await withCookie(cookie, headers, 'DELETE', path)
      expect([change.status, ((await change.json()) as ErrorBody).error.code]).toEqual([403, 'cross_site'])
    }
    expect((await withCookie(cookie, { authorization: 'Bearer wrong' })).status).toBe(401)
    const own: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { origin: worker.url },
      { origin: worker.url.replace('http:', 'https:'), 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of own) expect((await withCookie(cookie, headers)).status).toBe(200)
    const { headers } = await withCookie(cookie, { origin: 'https://evil.example' })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is not possible from another site, nor is signing out', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      const { status, body, set } = await signIn(ADMIN_TOKEN, headers)
      expect([status, (body as ErrorBody).error.code, set]).toEqual([403, 'cross_site', ''])
      for (const path of ['/api/session', '/api/session?all=1'])
        expect((await withCookie(cookie, headers, 'DELETE', path)).status).toBe(403)
    }
    expect((await withCookie(cookie)).status).toBe(200)
  })

  it('over https sets a cookie with the prefix __Host-, and accepts no other', async () => {
    const ask = (method: string, more: object) =>
      worker.fetch('https://data.shop.example/api/session', { method, cf: {}, ...more })
    const signedIn = await ask('POST', { body: JSON.stringify({ token: ADMIN_TOKEN }) })
    const set = signedIn.headers.get('set-cookie')!
    expect(set).toMatch(/^__Host-utm_dispatcher=[0-9a-f]{64}; /)
    for (const part of ['; Path=/', '; HttpOnly', '; Secure', '; SameSite=Strict'])
      expect(set).toContain(part)
    expect(set).not.toContain('Domain')
    const cookie = set.split(';')[0]!
    expect((await ask('GET', { headers: { cookie } })).status).toBe(200)
    expect((await ask('GET', { headers: { cookie: cookie.slice('__Host-'.length) } })).status).toBe(401)
    const signedOut = await ask('DELETE', { headers: { cookie, origin: 'https://data.shop.example' } })
    expect(signedOut.status).toBe(204)
    expect(signedOut.headers.getSetCookie().map((one) => one.split(';')[0])).toEqual([
      '__Host-utm_dispatcher=',
      'utm_dispatcher=',
    ])
    expect((await ask('GET', { headers: { cookie } })).status).toBe(401)
  })

  it('ends when its token is deleted', async () => {
    const site = await newSite(worker)
    const { id, token } = await makeToken('read', site)
    const { cookie } = await signIn(token)
    expect((await withCookie(cookie)).status).toBe(200)
    await worker.api('DELETE', `/api/tokens/${id}`)
    expect((await withCookie(cookie)).status).toBe(401)
  })

  it('ends when its token expires', async () => {
    const site = await newSite(worker)
    const { id, token } = await makeToken('read', site, 30)
    const { cookie } = await signIn(token)
    expect((await withCookie(cookie)).status).toBe(200)
    await expireToken(worker, id)
    expect((await withCookie(cookie)).status).toBe(401)
    expect((await withCookie(cookie, {}, 'GET', `/api/stats/general?site=${site}`)).status).toBe(401)
    const again = await signIn(token)
    expect([again.status, again.set]).toEqual([401, ''])
  })

  it('ends on the server with signing out, which removes the cookie', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    const { cookie: other } = await signIn(ADMIN_TOKEN)
    const answer = await withCookie(cookie, {}, 'DELETE')
    expect(answer.status).toBe(204)
    const gone = answer.headers.get('set-cookie')!
    expect(gone).toMatch(new RegExp(`^${COOKIE}=;`))
    expect(gone).toMatch(/Max-Age=0/)
    expect(gone).toMatch(/Path=\//)
    expect((await withCookie(cookie)).status).toBe(401)
    expect((await withCookie(other)).status).toBe(200)
    expect((await withCookie(cookie, {}, 'DELETE')).status).toBe(204)
  })

  it('ends the sign-in of the same browser before', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    expect((await signIn(ADMIN_TOKEN, { cookie })).status).toBe(200)
    expect((await withCookie(cookie)).status).toBe(401)
  })

  it('ends everywhere with all=1: for every browser with the same token, and for no other', async () => {
    const { token } = await makeToken('admin', null)
    const all = [await signIn(token), await signIn(token), await signIn(token)].map(({ cookie }) => cookie)
    const { cookie: other } = await signIn(ADMIN_TOKEN)
    expect((await withCookie('', {}, 'DELETE', '/api/session?all=1')).status).toBe(401)
    expect((await withCookie(all[0]!, {}, 'DELETE', '/api/session?all=1')).status).toBe(204)
    for (const cookie of all) expect((await withCookie(cookie)).status).toBe(401)
    expect((await withCookie(other)).status).toBe(200)
    const { cookie: again } = await signIn(token)
    expect((await worker.api('DELETE', '/api/session?all=1', undefined, token)).status).toBe(204)
    expect((await withCookie(again)).status).toBe(401)
  })

  it('is listed with its browser to admins of the same token', async () => {
    const { token } = await makeToken('admin', await newSite(worker))
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    await signIn(token, { 'user-agent': agent })
    const { cookie } = await signIn(token)
    const answer = await withCookie(cookie, {}, 'GET', '/api/session?all=1')
    const { sign_ins } = (await answer.json()) as { sign_ins: { browser: string; is_this: boolean }[] }
    expect(sign_ins.map(({ is_this }) => is_this).sort()).toEqual([false, true])
    expect(sign_ins.find(({ is_this }) => !is_this)!.browser).toBe('Firefox, Linux')
    const { token: shared } = await makeToken('read', null)
    expect((await worker.api('GET', '/api/session?all=1', undefined, shared)).status).toBe(403)
  })

  it('is impossible if no admin token is set, even with a sign-in in the database', async () => {
    const { ask, db } = nodeApp({ adminToken: '' })
    for (const key of ['', 'undefined', 'null']) {
      const answer = await ask('POST', '/api/session', { body: { token: key } })
      expect(answer.status).toBe(key ? 401 : 400)
      const headers = { authorization: `Bearer ${key}` }
      expect((await ask('GET', '/api/session', { headers })).status).toBe(401)
      const secret = '0'.repeat(64)
      const id = createHash('sha256').update(`sign-in\n${key}\n${secret}`).digest('hex')
      db.prepare("INSERT INTO sign_ins VALUES (?, '', 0, 9e15, '')").run(id)
      const cookie = { cookie: `${COOKIE}=${secret}` }
      expect((await ask('GET', '/api/session', { headers: cookie })).status).toBe(401)
    }
  })

  it('ends when the admin token changes', async () => {
    const before = nodeApp({ adminToken: 'the admin token before' })
    const answer = await before.ask('POST', '/api/session', { body: { token: 'the admin token before' } })
    const headers = { cookie: answer.headers.get('set-cookie')!.split(';')[0]! }
    expect((await before.ask('GET', '/api/session', { headers })).status).toBe(200)
    const now = nodeApp({ adminToken: 'the admin token now', db: before.db })
    expect((await now.ask('GET', '/api/session', { headers })).status).toBe(401)
  })

  it('with an admin token of fewer than 16 characters works, with a warning to admins of every site', async () => {
    const { ask } = nodeApp({ adminToken: 'short' })
    const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
    const me = async (token: string) => (await ask('GET', '/api/session', as(token))).json()
    expect(await me('short')).toMatchObject({ scope: 'admin', short_admin_token: true })
    const made = await ask('POST', '/api/tokens', { ...as('short'), body: { scope: 'read' } })
    expect(await me(((await made.json()) as { token: string }).token)).not.toHaveProperty('short_admin_token')
    expect((await worker.api('GET', '/api/session')).body).not.toHaveProperty('short_admin_token')
  })
})

describe('wrong tokens', () => {
  /** An IPv6 network that no other test has. */
  const network = () => `2001:db8:${(0x1000 + Number(unique('').slice(1))).toString(16)}:`
  const from = (ip: string) => ({ 'cf-connecting-ip': ip })
  /** How many of so many requests at the same time are refused with 429. */
  const slowed = async (tries: number, ask: () => Promise<{ status: number }>) => {
    const all = await Promise.all(Array.from({ length: tries }, async () => (await ask()).status))
    return all.filter((status) => status === 429).length
  }

  it('are limited for each address, and the right one works at any other', async () => {
    const ip = network()
    // A minute may end in between: then ten more are let through.
    expect(await slowed(60, () => signIn('wrong', from(`${ip}:1`)))).toBeGreaterThanOrEqual(40)
    const { status, body, headers } = await signIn('wrong', from(`${ip}:2`))
    expect([status, (body as ErrorBody).error.code]).toEqual([429, 'rate_limited'])
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0)
    expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60)
    expect((await signIn(ADMIN_TOKEN, from(`${network()}:1`))).status).toBe(200)
  })

  it('are counted by the platform for all isolates, too, without their address', async () => {
    const keys: string[] = []
    const limit = async ({ key }: { key: string }) => ({ success: keys.push(key) < 2 })
    const { ask } = nodeApp({ bindings: { SIGN_INS: { limit } } })
    const ip = `${network()}:1`
    const headers = { ...from(ip), 'cf-ray': 'a' }
    const signInAs = (token: string) => ask('POST', '/api/session', { headers, body: { token } })
    expect((await signInAs('wrong')).status).toBe(401)
    const refused = await signInAs(ADMIN_TOKEN)
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
    expect(keys).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/), keys[0]])
  })

  it('of hundreds of addresses do not lock out a right token', async () => {
    const { ask } = nodeApp()
    const tryIt = (token: string, headers = from(`${network()}:1`)) =>
      ask('POST', '/api/session', { headers, body: { token } })
    expect(await slowed(300, () => tryIt('wrong'))).toBe(0)
    expect((await tryIt(ADMIN_TOKEN)).status).toBe(200)
  })

  it.each([
    ['after hundreds', 'the-admin-token-of-this-test', 1300],
    ['after ten, if the admin token is short', 'short', 40],
  ])('as bearer tokens lock out the admin token of that address only: %s', async (_, adminToken, tries) => {
    const { ask } = nodeApp({ adminToken })
    const ip = `${network()}:1`
    const askAs = (token: string, ip: string) =>
      ask('GET', '/api/sites', { headers: { authorization: `Bearer ${token}`, ...from(ip) } })
    const admin = { authorization: `Bearer ${adminToken}` }
    const made = await ask('POST', '/api/tokens', { headers: admin, body: { scope: 'read' } })
    const { token } = (await made.json()) as { token: string }
    expect(await slowed(tries, () => askAs('wrong', ip))).toBeGreaterThan(0)
    expect((await askAs(adminToken, ip)).status).toBe(429)
    expect((await askAs(token, ip)).status).toBe(200)
    expect((await askAs(adminToken, `${network()}:1`)).status).toBe(200)
  })
})
