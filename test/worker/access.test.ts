import { describe, expect, it } from 'vitest'
import type { Scope } from '../../wire/answers/values.ts'
import { DAY_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, type ErrorBody, expireToken, newSite, post, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

interface Token {
  id: string
  token: string
}
type Listed = Token & { created_ms: number; expires_ms: number | null }

async function makeToken(scope: Scope, site: string | null): Promise<Token> {
  const { status, body } = await worker.api<Token>('POST', '/api/tokens', { scope, site, name: 'for a test' })
  expect(status).toBe(201)
  return body
}

function expectError(
  answer: { status: number; headers: Headers; body: unknown },
  status: number,
  code: string,
) {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/json')
  const { error } = answer.body as ErrorBody
  expect(Object.keys(answer.body as object)).toEqual(['error'])
  expect(Object.keys(error).filter((key) => key !== 'issues')).toEqual(['code', 'message'])
  expect(error.code).toBe(code)
  expect(error.message).not.toMatch(/\bat .*:\d+|SQLITE|D1_|undefined/)
}

describe('a token', () => {
  it('that is missing, wrong or not a bearer token opens nothing', async () => {
    const wrong = ['Bearer wrong', 'Bearer', 'Basic YTpi', ADMIN_TOKEN]
    for (const headers of [{}, ...wrong.map((authorization) => ({ authorization }))]) {
      const answer = await worker.fetch('/api/sites', { headers })
      const body = await answer.json()
      expectError({ status: answer.status, headers: answer.headers, body }, 401, 'unauthorized')
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
  })

  it('for one site does not tell which other sites there are', async () => {
    const [site, other] = [await newSite(worker), await newSite(worker)]
    const { token } = await makeToken('read', site)
    for (const one of [other, 'nobody.example'])
      expectError(
        await worker.api('GET', `/api/stats/general?site=${one}`, undefined, token),
        403,
        'forbidden',
      )
  })

  it('for one site sees only that site, in upper or lower case', async () => {
    const [site] = [await newSite(worker), await newSite(worker)]
    for (const scope of ['read', 'admin'] as const) {
      const { token } = await makeToken(scope, site.toUpperCase())
      const { body } = await worker.api<{ sites: { site: string }[] }>('GET', '/api/sites', undefined, token)
      expect(body.sites.map((one) => one.site)).toEqual([site])
      expect(
        (await worker.api('GET', `/api/stats/general?site=${site.toUpperCase()}`, undefined, token)).status,
      ).toBe(200)
    }
  })

  it('is shown once and stored as a hash; the list shows neither token nor hash', async () => {
    const { id, token } = await makeToken('read', null)
    expect(token.length).toBeGreaterThanOrEqual(40)
    const { body } = await worker.api<{ tokens: { id: string }[] }>('GET', '/api/tokens')
    const listed = body.tokens.find((one) => one.id === id)!
    expect(Object.keys(listed).sort()).toEqual(['created_ms', 'expires_ms', 'id', 'name', 'scope', 'site'])
    expect(JSON.stringify(body)).not.toContain(token)
    const stored = JSON.stringify(await worker.db.prepare('SELECT * FROM tokens').all())
    expect(stored).not.toContain(token)
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token))
    expect(stored).toContain(Buffer.from(digest).toString('hex'))
  })

  it.each([
    [{}, null],
    [{ expires_days: null }, null],
    [{ expires_days: 1 }, 1],
    [{ expires_days: 3650 }, 3650],
  ])('created with %j has the right expiry', async (asked, days) => {
    const { body } = await worker.api<Listed>('POST', '/api/tokens', { scope: 'read', ...asked })
    expect(body.expires_ms).toBe(days === null ? null : body.created_ms + days * DAY_MS)
    const { tokens } = (await worker.api<{ tokens: Listed[] }>('GET', '/api/tokens')).body
    expect(tokens.find(({ id }) => id === body.id)!.expires_ms).toBe(body.expires_ms)
  })

  it('is refused after its expiry', async () => {
    const site = await newSite(worker)
    const asked = { scope: 'read', site, expires_days: 1 }
    const { id, token } = (await worker.api<Token>('POST', '/api/tokens', asked)).body
    const ask = () => worker.api('GET', `/api/stats/general?site=${site}`, undefined, token)
    expect((await ask()).status).toBe(200)
    await expireToken(worker, id)
    expectError(await ask(), 401, 'unauthorized')
  })

  it('is refused after it is deleted', async () => {
    const site = await newSite(worker)
    const { id, token } = await makeToken('read', site)
    const ask = () => worker.api('GET', `/api/stats/general?site=${site}`, undefined, token)
    expect((await ask()).status).toBe(200)
    expect((await worker.api('DELETE', `/api/tokens/${id}`)).status).toBe(204)
    expectError(await ask(), 401, 'unauthorized')
    expectError(await worker.api('DELETE', `/api/tokens/${id}`), 404, 'not_found')
  })

  it.each([
    [{ scope: 'owner' }, 400, 'scope'],
    [{}, 400, 'scope'],
    [{ scope: 'read', name: 'x'.repeat(256) }, 400, 'name'],
    [{ scope: 'read', site: 7 }, 400, 'site'],
    [{ scope: 'read', expires_days: 0 }, 400, 'expires_days'],
    [{ scope: 'read', expires_days: 1.5 }, 400, 'expires_days'],
    [{ scope: 'read', expires_days: 3651 }, 400, 'expires_days'],
    [{ scope: 'read', expires_days: '7' }, 400, 'expires_days'],
    [{ scope: 'read', site: 'nobody.example' }, 404, undefined],
  ])('is not created from %j', async (body, status, path) => {
    const answer = await worker.api<ErrorBody>('POST', '/api/tokens', body)
    expectError(answer, status, status === 404 ? 'not_found' : 'bad_request')
    expect(answer.body.error.issues?.[0]?.path).toBe(path)
  })
})

describe('the database and the log', () => {
  it('contain no IP address and no secret', async () => {
    const site = await newSite(worker, { excluded_ips: ['192.0.2.0/24'] })
    const { token } = await makeToken('ingest', site)
    const signIn = await worker.api('POST', '/api/session', { token: ADMIN_TOKEN }, null)
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!
    const addresses = ['203.0.113.77', '2001:db8:77::1', '192.0.2.77']
    for (const ip of addresses) {
      const headers = { 'cf-connecting-ip': ip, 'x-forwarded-for': ip, 'x-real-ip': ip }
      await send(worker, site, [wireEvent({ visitor: `v${ip.length}` })], headers)
      await send(worker, site, [wireEvent()], { ...headers, 'sec-gpc': '1' })
      await send(worker, site, [wireEvent({ name: 'Bad Name' })], headers)
      await send(worker, site, [wireEvent()], { ...headers, 'user-agent': 'curl/8' })
      await worker.fetch('/e', { method: 'POST', body: '{', headers })
      await worker.fetch(`/api/stats/nonsense?site=${site}`, { headers: { cookie, ...headers } })
    }
    await worker.api('POST', '/api/events', { site, events: [apiEvent()] }, token)
    const { results: tables } = await worker.db
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'`)
      .all<{ name: string }>()
    expect(tables.length).toBeGreaterThan(5)
    const kept: string[] = []
    for (const { name } of tables) {
      const { results } = await worker.db.prepare(`SELECT * FROM "${name}"`).all()
      kept.push(JSON.stringify(results))
    }
    const everything = kept.join('\n')
    expect(everything).toContain(site)
    const logged = worker.logs().map(({ message }) => message)
    for (const secret of [...addresses, token, ADMIN_TOKEN, decodeURIComponent(cookie.split('=')[1]!)]) {
      expect(everything).not.toContain(secret)
      expect(logged.join('\n')).not.toContain(secret)
    }
  })
})

describe('GET /api/health', () => {
  it('needs no token', async () => {
    const { status, body } = await worker.api('GET', '/api/health', undefined, null)
    expect([status, body]).toEqual([200, { status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) }])
    const { body: made } = await post(worker, await newSite(worker), [apiEvent()])
    expect(made.accepted).toBe(1)
  })
})
