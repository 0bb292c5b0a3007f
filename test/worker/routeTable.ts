/** Every route of the app: how it is asked, and who may use it. */
import type { Scope } from '../../wire/answers/values.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, unique, wireEvent } from './fixtures.ts'

/** What a test needs to address: one of the two sites, and ids that exist there. */
export interface Target {
  site: string
  /** A token that nobody uses. */
  token_id: string
}

export interface Route {
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
export const SALE = { transaction_id: 'T1', value: 1, currency: 'USD' }

export const ROUTE_TABLE: Record<string, Route> = {
  'OPTIONS /e': { path: () => '/e', may: 'public', of: 'own', status: 204 },
  'GET /e': { path: () => '/e', may: 'public', of: 'own' },
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
    body: () => ({ orders: [SALE] }),
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
