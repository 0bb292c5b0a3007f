/**
 * Every route × everybody who may send a request × two sites. The routes are the app's own: a new one fails here until it
 * is in routeTable.ts.
 */
import { describe, expect, it } from 'vitest'
import type { Scope } from '../../wire/answers/values.ts'
import { operationOf } from '../../worker/openapi/parameterCheck.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, type ErrorBody } from './fixtures.ts'
import { nodeApp, routes } from './nodeApp.ts'
import { ROUTE_TABLE, type Route, SALE } from './routeTable.ts'

/** Somebody who sends a request. */
interface Sender {
  name: string
  headers: Record<string, string>
  /** What the token or the sign-in allows. Null: there is no valid one. */
  holds: { scope: Scope; site: string | null } | null
  /** Sent by the page of another site. */
  isForeign?: true
}

const SCOPES: Scope[] = ['admin', 'read', 'ingest', 'costs']
/** All of them are on one database: a site that nobody's token is for, too. */
const [OURS, OTHER] = ['ours.example', 'other.example']

/** A database with two sites that have the same data, and everybody who may send a request. */
async function newWorld() {
  const { api, ask, db } = nodeApp()
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const admin = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await api<T>(method, path, body)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer.body
  }
  const makeToken = (scope: Scope, site: string | null) =>
    admin<{ id: string; token: string }>('POST', '/api/tokens', { scope, site })
  const signIn = async (token: string) => {
    const answer = await ask('POST', '/api/session', { body: { token } })
    return { cookie: answer.headers.get('set-cookie')!.split(';')[0]! }
  }
  const expire = (id: string) => db.prepare('UPDATE tokens SET expires_ms = 1 WHERE id = ?').run(id)

  for (const site of [OURS, OTHER]) {
    await admin('POST', '/api/sites', { site })
    const url = `https://${site}/`
    const events = [apiEvent({ url, session_id: 's1' }), apiEvent({ url, name: 'purchase', ...SALE })]
    await admin('POST', '/api/events', { site, events })
  }
  const senders: Sender[] = [
    { name: 'nobody', headers: {}, holds: null },
    { name: 'a wrong token', headers: bearer('wrong'), holds: null },
    { name: 'a bearer without a token', headers: { authorization: 'Bearer' }, holds: null },
    { name: 'the admin token without Bearer', headers: { authorization: ADMIN_TOKEN }, holds: null },
    {
      name: 'basic authentication',
      headers: { authorization: `Basic ${btoa(`a:${ADMIN_TOKEN}`)}` },
      holds: null,
    },
    { name: 'the admin token', headers: bearer(ADMIN_TOKEN), holds: { scope: 'admin', site: null } },
  ]
  for (const scope of SCOPES)
    for (const site of [null, OURS]) {
      const { token } = await makeToken(scope, site)
      senders.push({
        name: `${scope} of ${site ?? 'every site'}`,
        headers: bearer(token),
        holds: { scope, site },
      })
    }
  for (const [name, end] of [
    ['an expired token', (id: string) => expire(id)],
    ['a deleted token', (id: string) => admin('DELETE', `/api/tokens/${id}`)],
  ] as const) {
    const { id, token } = await makeToken('admin', null)
    const cookie = await signIn(token)
    await end(id)
    senders.push({ name, headers: bearer(token), holds: null })
    senders.push({ name: `the sign-in of ${name}`, headers: cookie, holds: null })
  }
  const guest = await signIn((await makeToken('read', OURS)).token)
  const signedIn = await signIn(ADMIN_TOKEN)
  const signedOut = await signIn(ADMIN_TOKEN)
  await ask('DELETE', '/api/session', { headers: signedOut })
  const foreign = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  senders.push(
    { name: 'a sign-in', headers: signedIn, holds: { scope: 'admin', site: null } },
    { name: 'a sign-in to read our site', headers: guest, holds: { scope: 'read', site: OURS } },
    { name: 'a sign-in after signing out', headers: signedOut, holds: null },
    {
      name: 'a sign-in, from the page of another site',
      headers: { ...signedIn, ...foreign },
      holds: { scope: 'admin', site: null },
      isForeign: true,
    },
  )
  const { id: token_id } = await makeToken('read', null)
  const changes = () => db.prepare('SELECT total_changes() AS n').get()!.n
  return { ask, senders, token_id, changes, built: changes() }
}

/** The status that a sender gets, and the error code where a status has several. */
function expected(key: string, { may, of, status = 200 }: Route, { holds, isForeign }: Sender, site: string) {
  const isChange = !/^(GET|OPTIONS)/.test(key)
  // `/e` is for pages of all origins.
  if (isForeign && isChange && !key.endsWith(' /e') && (may !== 'public' || key.includes('/api/session')))
    return [403, 'cross_site']
  if (may === 'public') return [status]
  if (!holds || isForeign) return [401, 'unauthorized']
  const isOfSite = of === 'own' || holds.site === null || (of === 'site' && holds.site === site)
  return may.includes(holds.scope) && isOfSite ? [status] : [403, 'forbidden']
}

const handled = routes.filter(({ method }) => method !== 'ALL').map(({ method, path }) => `${method} ${path}`)

describe('the authorisation matrix', () => {
  it('has every route of the app, and no other', () => {
    expect(Object.keys(ROUTE_TABLE).sort()).toEqual([...new Set(handled)].sort())
  })

  it('says the same of scopes as the API document', () => {
    for (const [key, { path, may }] of Object.entries(ROUTE_TABLE)) {
      const method = key.split(' ')[0]!
      const operation = operationOf(method, path({ site: OURS, token_id: 'x' }).split('?')[0]!)
      if (key.endsWith(' /e')) expect(operation).toBeUndefined()
      else
        expect([key, may === 'public' ? [] : may.filter((s) => s !== 'admin')]).toEqual([
          key,
          operation!.scopes.filter((s) => s !== 'admin'),
        ])
    }
  })

  it.each(Object.entries(ROUTE_TABLE))('%s', async (key, route) => {
    const method = key.split(' ')[0]!
    let world = await newWorld()
    const wrong: string[] = []
    for (const at of world.senders.keys())
      for (const site of [OURS, OTHER]) {
        if (route.destroys && world.changes() !== world.built) world = await newWorld()
        const sender = world.senders[at]!
        const target = { site, token_id: world.token_id }
        const [status, code] = expected(key, route, sender, site)
        const before = world.changes()
        const answer = await world.ask(method, route.path(target), {
          headers: { 'cf-connecting-ip': `192.0.2.${at}`, 'user-agent': 'test', ...sender.headers },
          body: route.body?.(target),
        })
        const text = await answer.text()
        const who = `${sender.name} on ${site === OURS ? 'our' : 'the other'} site`
        const seen = code ? (JSON.parse(text) as ErrorBody).error?.code : undefined
        if (answer.status !== status || seen !== code)
          wrong.push(`${who}: ${answer.status} ${seen}, not ${status} ${code}: ${text.slice(0, 100)}`)
        if (status === 401) expect(answer.headers.get('www-authenticate'), who).toBe('Bearer')
        if (code) expect(world.changes(), who).toBe(before)
      }
    expect(wrong).toEqual([])
  })
})
