/**
 * Every route × everybody who may send a request × two sites. The routes are the app's own: a new one fails here until it
 * is in `TABLE`.
 */
import { describe, expect, it } from 'vitest'
import type { Scope } from '../../wire/answers/values.ts'
import { operationOf } from '../../worker/openapi/parameterCheck.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, type ErrorBody, unique, wireEvent } from './fixtures.ts'
import { nodeApp, routes } from './nodeApp.ts'

/** What a test needs to address: one of the two sites, and ids that exist there. */
interface Target {
  site: string
  /** A token that nobody uses. */
  token_id: string
}

interface Route {
  path: (target: Target) => string
  body?: (target: Target) => unknown
  /** Who may use it. `public`: everybody, with or without a token. */
  may: Scope[] | 'public'
  /** `site`: tokens of this site, too. `every site`: only tokens of every site. `own`: every token sees its own. */
  of: 'site' | 'every site' | 'own'
  /** The status for those who may. */
  status?: number
  /** It removes what it addresses, or ends the sign-in. */
  destroys?: true
}

const read = (path: (site: string) => string): Route => ({
  path: ({ site }) => path(site),
  may: ['admin', 'read'],
  of: 'site',
})
const rate = { currency: 'EUR', date: '2026-11-22', rate: 1.1 }
const cost = { date: '2026-11-22', source: 'google', campaign: 'a', spend: 1, currency: 'USD' }
const bought = { transaction_id: 'T1', value: 1, currency: 'USD' }

const TABLE: Record<string, Route> = {
  'OPTIONS /e': { path: () => '/e', may: 'public', of: 'own', status: 204 },
  'POST /e': {
    path: () => '/e',
    body: ({ site }) => ({ v: 1, site, now: Date.now(), events: [wireEvent({ url: `https://${site}/` })] }),
    may: 'public',
    of: 'own',
    status: 202,
  },
  'POST /api/events': {
    path: () => '/api/events',
    body: ({ site }) => ({ site, events: [apiEvent({ url: `https://${site}/` })] }),
    may: ['admin', 'ingest'],
    of: 'site',
    status: 202,
  },
  'GET /api/health': { path: () => '/api/health', may: 'public', of: 'own' },
  'GET /api/openapi.json': { path: () => '/api/openapi.json', may: 'public', of: 'own' },
  'POST /api/session': {
    path: () => '/api/session',
    body: () => ({ token: ADMIN_TOKEN }),
    may: 'public',
    of: 'own',
  },
  'GET /api/session': { path: () => '/api/session', may: ['admin', 'read'], of: 'own' },
  'DELETE /api/session': {
    path: () => '/api/session',
    may: 'public',
    of: 'own',
    status: 204,
    destroys: true,
  },
  'GET /api/sites': { path: () => '/api/sites', may: ['admin', 'read'], of: 'own' },
  'POST /api/sites': {
    path: () => '/api/sites',
    body: () => ({ site: `${unique('made')}.example` }),
    may: ['admin'],
    of: 'every site',
    status: 201,
  },
  'PATCH /api/sites/:site': {
    path: ({ site }) => `/api/sites/${site}`,
    body: () => ({ name: 'Shop' }),
    may: ['admin'],
    of: 'site',
  },
  'DELETE /api/sites/:site': {
    path: ({ site }) => `/api/sites/${site}`,
    may: ['admin'],
    of: 'site',
    status: 204,
    destroys: true,
  },
  'GET /api/sites/:site/status': read((site) => `/api/sites/${site}/status`),
  'POST /api/sites/:site/identify-secret': {
    path: ({ site }) => `/api/sites/${site}/identify-secret`,
    may: ['admin'],
    of: 'site',
    status: 201,
  },
  'POST /api/sites/:site/reclassify': {
    path: ({ site }) => `/api/sites/${site}/reclassify`,
    may: ['admin'],
    of: 'site',
  },
  'PUT /api/orders/:id': {
    path: () => '/api/orders/T1',
    body: ({ site }) => ({ site, status: 'paid', value: 1, currency: 'USD' }),
    may: ['admin', 'ingest'],
    of: 'site',
  },
  'GET /api/orders/:id': {
    path: ({ site }) => `/api/orders/T1?site=${site}`,
    may: ['admin', 'read', 'ingest'],
    of: 'site',
  },
  'DELETE /api/orders/:id': {
    path: ({ site }) => `/api/orders/T1?site=${site}`,
    may: ['admin'],
    of: 'site',
    status: 204,
    destroys: true,
  },
  'POST /api/orders/:id/accept': {
    path: ({ site }) => `/api/orders/T1/accept?site=${site}`,
    may: ['admin'],
    of: 'site',
  },
  'GET /api/orders': read((site) => `/api/orders?site=${site}`),
  'PUT /api/rates': {
    path: ({ site }) => `/api/rates?site=${site}`,
    body: () => ({ rates: [rate] }),
    may: ['admin'],
    of: 'site',
  },
  'GET /api/rates': read((site) => `/api/rates?site=${site}`),
  'POST /api/costs': {
    path: ({ site }) => `/api/costs?site=${site}`,
    body: () => ({ costs: [cost] }),
    may: ['admin', 'costs'],
    of: 'site',
  },
  'POST /api/reconcile': {
    ...read((site) => `/api/reconcile?site=${site}`),
    body: () => ({ orders: [bought] }),
  },
  'GET /api/tokens': { path: () => '/api/tokens', may: ['admin'], of: 'every site' },
  'POST /api/tokens': {
    path: () => '/api/tokens',
    body: ({ site }) => ({ scope: 'read', site }),
    may: ['admin'],
    of: 'every site',
    status: 201,
  },
  'DELETE /api/tokens/:id': {
    path: ({ token_id }) => `/api/tokens/${token_id}`,
    may: ['admin'],
    of: 'every site',
    status: 204,
    destroys: true,
  },
  'GET /api/audit': { path: ({ site }) => `/api/audit?site=${site}`, may: ['admin'], of: 'site' },
  'GET /api/people': {
    path: ({ site }) => `/api/people?site=${site}&visitor_id=v1`,
    may: ['admin'],
    of: 'site',
  },
  'DELETE /api/people': {
    path: ({ site }) => `/api/people?site=${site}&visitor_id=v9`,
    may: ['admin'],
    of: 'site',
  },
  'GET /api/visitors/:id': {
    path: ({ site }) => `/api/visitors/v1?site=${site}`,
    may: ['admin'],
    of: 'site',
  },
  'DELETE /api/visitors/:id': {
    path: ({ site }) => `/api/visitors/v1?site=${site}`,
    may: ['admin'],
    of: 'site',
    status: 204,
  },
  'GET /api/exclusions': { path: ({ site }) => `/api/exclusions?site=${site}`, may: ['admin'], of: 'site' },
  'POST /api/exclusions': {
    path: ({ site }) => `/api/exclusions?site=${site}`,
    body: () => ({ source: 'spam' }),
    may: ['admin'],
    of: 'site',
  },
  'DELETE /api/exclusions/:id': {
    path: ({ site }) => `/api/exclusions/none?site=${site}`,
    may: ['admin'],
    of: 'site',
    status: 404,
  },
  'POST /api/purge': {
    path: ({ site }) => `/api/purge?site=${site}`,
    body: () => ({ source: 'spam' }),
    may: ['admin'],
    of: 'site',
  },
  'GET /api/stats': read((site) => `/api/stats?site=${site}&report=general`),
  'GET /api/stats/sessions/:id': read((site) => `/api/stats/sessions/s1?site=${site}`),
  'GET /api/stats/:report': read((site) => `/api/stats/general?site=${site}`),
  'GET /api/export/:file{[a-z_]+\\.(?:csv|xlsx)}': read((site) => `/api/export/sources.csv?site=${site}`),
}

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
  const { ask, db } = nodeApp()
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
  const admin = async <T>(method: string, path: string, body?: unknown) => {
    const answer = await ask(method, path, { headers: bearer(ADMIN_TOKEN), body })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (answer.status === 204 ? null : await answer.json()) as T
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
    const events = [apiEvent({ url, session_id: 's1' }), apiEvent({ url, name: 'purchase', ...bought })]
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
    expect(Object.keys(TABLE).sort()).toEqual([...new Set(handled)].sort())
  })

  it('says the same of scopes as the API document', () => {
    for (const [key, { path, may }] of Object.entries(TABLE)) {
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

  it.each(Object.entries(TABLE))('%s', async (key, route) => {
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
