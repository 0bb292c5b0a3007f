import { generateSignedCookie } from 'hono/cookie'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestHarness } from 'wrangler'
import { MINUTE_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { type ErrorBody, expireToken, newSite } from './fixtures.ts'

/** The Worker's cookie and its key. The path is in a variable, because the types are those of another runtime. */
const AUTH = '../../worker/auth.ts'
const auth: { COOKIE: string; cookieKey(adminToken: string): Promise<string> } = await import(AUTH)
const { COOKIE, cookieKey } = auth

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

async function signIn(token: unknown) {
  const answer = await worker.fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const set = answer.headers.get('set-cookie') ?? ''
  return { status: answer.status, body: await answer.json(), set, cookie: set.split(';')[0]! }
}

const withCookie = (
  cookie: string,
  more: Record<string, string> = {},
  method = 'GET',
  path = '/api/session',
) => worker.fetch(path, { method, headers: { cookie, ...more } })

const signed = async (value: string, adminToken = ADMIN_TOKEN) =>
  (await generateSignedCookie(COOKIE, value, await cookieKey(adminToken))).split(';')[0]!

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

  it('refuses a cookie that was changed, invented or has expired', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    const later = Date.now() + MINUTE_MS
    const bad = [
      `${COOKIE}=`,
      `${COOKIE}=|${later}`,
      cookie.slice(0, -3),
      cookie.replace(/=./, '=x'),
      cookie.replace(/(\d)(?=\.|%2E)/i, (digit) => String((Number(digit) + 1) % 10)),
      await signed(`|${later}`, 'another admin token'),
      await signed(`|${Date.now() - 1}`),
      await signed(''),
      await signed('|'),
      await signed('|never'),
      await signed(`no-such-token|${later}`),
    ]
    expect((await withCookie(await signed(`|${later}`))).status).toBe(200)
    for (const one of bad) expect((await withCookie(one)).status, one).toBe(401)
  })

  it('does not open the API to other sites, or to a request with a wrong token', async () => {
    const site = await newSite(worker)
    const { cookie } = await signIn(ADMIN_TOKEN)
    const path = `/api/sites/${site}`
    for (const from of ['cross-site', 'same-site']) {
      expect((await withCookie(cookie, { 'sec-fetch-site': from })).status).toBe(401)
      expect((await withCookie(cookie, { 'sec-fetch-site': from }, 'DELETE', path)).status).toBe(401)
    }
    expect((await withCookie(cookie, { authorization: 'Bearer wrong' })).status).toBe(401)
    for (const from of ['same-origin', 'none'])
      expect((await withCookie(cookie, { 'sec-fetch-site': from })).status).toBe(200)
    const { headers } = await withCookie(cookie, { origin: 'https://evil.example' })
    expect(headers.get('access-control-allow-origin')).toBeNull()
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

  it('ends with signing out, which removes the cookie', async () => {
    const { cookie } = await signIn(ADMIN_TOKEN)
    const answer = await withCookie(cookie, {}, 'DELETE')
    expect(answer.status).toBe(204)
    const gone = answer.headers.get('set-cookie')!
    expect(gone).toMatch(new RegExp(`^${COOKIE}=;`))
    expect(gone).toMatch(/Max-Age=0/)
    expect(gone).toMatch(/Path=\//)
  })

  it('is impossible if no admin token is set, even with a forged cookie', async () => {
    const server = createTestHarness({ root: process.cwd(), workers: [{ configPath: 'wrangler.toml' }] })
    try {
      const { url } = await server.listen()
      await server.getWorker().applyD1Migrations('DB')
      const later = Date.now() + MINUTE_MS
      for (const key of ['', 'undefined', 'null']) {
        const cookie = await signed(`|${later}`, key)
        expect((await fetch(new URL('/api/session', url), { headers: { cookie } })).status).toBe(401)
        const headers = { authorization: `Bearer ${key}` }
        expect((await fetch(new URL('/api/session', url), { headers })).status).toBe(401)
      }
    } finally {
      await server.close()
    }
  })
})
