/** Signing in to the dashboard: the token, the cookie, and who may send it. */
import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { type ErrorBody, newSite } from './fixtures.ts'
import { nodeApp } from './nodeApp.ts'
import { COOKIE, makeToken, signIn, withCookie } from './signIn.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

describe('signing in to the dashboard', () => {
  it('turns a token into a cookie that no script can read and no other site can send', async () => {
    const site = await newSite(worker)
    const other = await newSite(worker)
    const cases: [token: string, seen: unknown, sites: string[]][] = [
      [ADMIN_TOKEN, { scope: 'admin', site: null }, [site, other]],
      [(await makeToken(worker, 'read', site)).token, { scope: 'read', site }, [site]],
    ]
    for (const [token, seen, sites] of cases) {
      const { status, body, set, cookie } = await signIn(worker, token)
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
      const again = await withCookie(worker, cookie)
      expect([again.status, await again.json()]).toEqual([200, body])
      expect((await withCookie(worker, cookie, {}, 'GET', `/api/stats/general?site=${site}`)).status).toBe(
        200,
      )
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
      const { token } = await makeToken(worker, scope, where)
      const { body } = await signIn(worker, token)
      const list = await worker.api<{ sites: { site: string }[] }>('GET', '/api/sites', undefined, token)
      for (const { sites } of [body as { sites: { site: string }[] }, list.body]) {
        expect(one(sites)).toMatchObject({ site, hosts: expect.anything() })
        expect((one(sites) as { excluded_ips?: string[] }).excluded_ips).toEqual(known)
      }
    }
  })

  it('fails with a wrong token, an ingest token, an empty token, or none', async () => {
    const ingest = (await makeToken(worker, 'ingest', null)).token
    for (const token of ['wrong', ingest]) {
      const { status, body, set } = await signIn(worker, token)
      expect([status, (body as ErrorBody).error.code, set]).toEqual([401, 'unauthorized', ''])
    }
    for (const token of ['', 7, null, 'x'.repeat(501)]) expect((await signIn(worker, token)).status).toBe(400)
    expect((await worker.fetch('/api/session')).status).toBe(401)
  })

  it('refuses a cookie that was changed or invented, and one of an earlier version', async () => {
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    expect((await withCookie(worker, cookie)).status).toBe(200)
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
    for (const one of bad) expect((await withCookie(worker, `${COOKIE}=${one}`)).status, one).toBe(401)
  })

  it('refuses an expired cookie, which the cron removes', async () => {
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    await worker.db.prepare('UPDATE sign_ins SET expires_ms = ?').bind(Date.now()).run()
    expect((await withCookie(worker, cookie)).status).toBe(401)
    const { cookie: later } = await signIn(worker, ADMIN_TOKEN)
    await worker.scheduled(new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS))
    expect((await worker.db.prepare('SELECT id FROM sign_ins').all()).results).toHaveLength(1)
    expect((await withCookie(worker, later)).status).toBe(200)
  })

  it('does not open the API to other sites, or to a request with a wrong token', async () => {
    const site = await newSite(worker)
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    const path = `/api/sites/${site}`
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of foreign) {
      expect((await withCookie(worker, cookie, headers)).status).toBe(401)
      const change = await withCookie(worker, cookie, headers, 'DELETE', path)
      expect([change.status, ((await change.json()) as ErrorBody).error.code]).toEqual([403, 'cross_site'])
    }
    expect((await withCookie(worker, cookie, { authorization: 'Bearer wrong' })).status).toBe(401)
    const own: Record<string, string>[] = [
      { 'sec-fetch-site': 'same-origin' },
      { 'sec-fetch-site': 'none' },
      { origin: worker.url },
      { origin: worker.url.replace('http:', 'https:'), 'sec-fetch-site': 'same-origin' },
    ]
    for (const headers of own) expect((await withCookie(worker, cookie, headers)).status).toBe(200)
    const { headers } = await withCookie(worker, cookie, { origin: 'https://evil.example' })
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  it('is not possible from another site, nor is signing out', async () => {
    const { cookie } = await signIn(worker, ADMIN_TOKEN)
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { 'sec-fetch-site': 'cross-site' },
    ]
    for (const headers of foreign) {
      const { status, body, set } = await signIn(worker, ADMIN_TOKEN, headers)
      expect([status, (body as ErrorBody).error.code, set]).toEqual([403, 'cross_site', ''])
      for (const path of ['/api/session', '/api/session?all=1'])
        expect((await withCookie(worker, cookie, headers, 'DELETE', path)).status).toBe(403)
    }
    expect((await withCookie(worker, cookie)).status).toBe(200)
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
