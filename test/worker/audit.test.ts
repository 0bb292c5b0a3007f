import { describe, expect, it } from 'vitest'
import { AUDIT_ACTIONS, type AuditAnswer, type AuditRow } from '../../wire/answers/audit.ts'
import { DAY_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { nodeApp } from './nodeApp.ts'

const SITE = 'shop.example'
const NO_ROWS = { rows: [], next: null }

/** An app with the site, and what the tests ask of it as the deployment's admin. */
async function started() {
  const app = nodeApp()
  const { api } = app
  const trail = async (query = '', token = ADMIN_TOKEN) =>
    (await api<AuditAnswer>('GET', `/api/audit?site=${SITE}${query}`, undefined, token)).body
  const makeToken = async (scope: string, site: string | null, name = '') =>
    (await api<{ id: string; token: string }>('POST', '/api/tokens', { scope, site, name })).body
  expect((await api('POST', '/api/sites', { site: SITE })).status).toBe(201)
  app.db.exec('DELETE FROM audit')
  return { ...app, trail, makeToken }
}
type Started = Awaited<ReturnType<typeof started>>

const COST = { date: '2026-11-22', source: 'google', campaign: 'a', spend: 1, currency: 'USD' }
const RATES = { rates: [{ currency: 'EUR', date: '2026-11-22', rate: 1.1 }] }

const order = ({ api }: Started) =>
  api('PUT', '/api/orders/T1', { site: SITE, status: 'paid', value: 1, currency: 'USD' })

/** Requests that change something, with the row that each of them adds. */
const CHANGES: [request: (app: Started) => Promise<unknown>, row: Partial<AuditRow>][] = [
  [
    ({ api }) => api('POST', '/api/sites', { site: 'new.example', excluded_ips: ['192.0.2.7'] }),
    { action: 'site_added', site: null, detail: { site: 'new.example' } },
  ],
  [
    ({ api }) =>
      api('PATCH', `/api/sites/${SITE}`, {
        excluded_ips: ['192.0.2.7'],
        name: 'Secret',
        hosts: [SITE],
        points: {},
      }),
    { action: 'site_changed', site: SITE, detail: { fields: ['name', 'excluded_ips'] } },
  ],
  [
    ({ api }) => api('POST', `/api/sites/${SITE}/reclassify`),
    { action: 'reclassify_started', site: SITE, detail: { rules_version: expect.any(Number) } },
  ],
  [
    async ({ api }) => {
      await api('POST', '/api/sites', { site: 'old.example' })
      return api('DELETE', '/api/sites/old.example')
    },
    { action: 'site_removed', site: null, detail: { site: 'old.example' } },
  ],
  [
    ({ makeToken }) => makeToken('read', SITE, 'Reports'),
    { action: 'token_added', site: SITE, detail: { name: 'Reports', scope: 'read', id: expect.any(String) } },
  ],
  [
    async ({ api, makeToken }) =>
      api('DELETE', `/api/tokens/${(await makeToken('ingest', null, 'Shop')).id}`),
    {
      action: 'token_removed',
      site: null,
      detail: { name: 'Shop', scope: 'ingest', id: expect.any(String) },
    },
  ],
  [
    ({ api }) => api('POST', `/api/costs?site=${SITE}`, { costs: [COST] }),
    {
      action: 'costs_loaded',
      site: SITE,
      detail: { rows: 1, removed: 0, from: '2026-11-22', to: '2026-11-22' },
    },
  ],
  [
    ({ api }) => api('PUT', `/api/rates?site=${SITE}`, RATES),
    { action: 'rates_set', site: SITE, detail: { rows: 1 } },
  ],
  [
    ({ api }) => api('DELETE', `/api/visitors/visitor-77?site=${SITE}`),
    { action: 'visitor_erased', site: SITE, detail: {} },
  ],
  [
    ({ api }) => api('DELETE', `/api/people?site=${SITE}&user_id=user-77`),
    { action: 'person_erased', site: SITE, detail: {} },
  ],
  [
    async (app) => {
      await order(app)
      return app.api('POST', `/api/orders/T1/accept?site=${SITE}`)
    },
    { action: 'order_accepted', site: SITE, detail: { transaction_id: 'T1' } },
  ],
  [
    async (app) => {
      await order(app)
      return app.api('DELETE', `/api/orders/T1?site=${SITE}`)
    },
    { action: 'order_removed', site: SITE, detail: { transaction_id: 'T1' } },
  ],
  [
    ({ api }) => api('POST', `/api/exclusions?site=${SITE}`, { source: 'spam' }),
    { action: 'exclusion_added', site: SITE, detail: { kind: 'source' } },
  ],
  [
    async ({ api }) => {
      const { body } = await api<{ id: string }>('POST', `/api/exclusions?site=${SITE}`, { source: 'spam' })
      return api('DELETE', `/api/exclusions/${body.id}?site=${SITE}`)
    },
    { action: 'exclusion_removed', site: SITE, detail: { kind: 'source' } },
  ],
  [
    ({ api }) => api('POST', `/api/purge?site=${SITE}`, { visitor_id: 'visitor-77' }),
    { action: 'purged', site: SITE, detail: { kind: 'visitor' } },
  ],
  [
    ({ api }) => api('POST', `/api/sites/${SITE}/identify-secret`),
    { action: 'identify_secret_made', site: SITE, detail: {} },
  ],
  [
    ({ ask }) => ask('POST', '/api/session', { body: { token: ADMIN_TOKEN } }),
    { action: 'signed_in', site: null, detail: {} },
  ],
  [
    ({ api }) => api('DELETE', '/api/session?all=1'),
    { action: 'signed_out_everywhere', site: null, detail: { sign_ins: 0 } },
  ],
]

describe('the audit trail', () => {
  it.each(CHANGES.map(([request, row]) => [row.action, request, row] as const))(
    'has a row for %s',
    async (_, request, row) => {
      const app = await started()
      await request(app)
      const { rows } = await app.trail()
      const by = { token_id: null, token_name: '', by_sign_in: false }
      expect(rows[0]).toEqual({ at: expect.any(String), ...by, ...row })
      expect(JSON.stringify(rows)).not.toMatch(/192\.0\.2\.7|Secret|visitor-77|utmd_/)
      expect(JSON.stringify(rows)).not.toContain(ADMIN_TOKEN)
    },
  )

  it('is tested with every action that there is', () => {
    expect(CHANGES.map(([, { action }]) => action).sort()).toEqual([...AUDIT_ACTIONS].sort())
  })

  it('says which token it was, also after it is deleted, and whether it was used in the dashboard', async () => {
    const { api, ask, makeToken, trail } = await started()
    const { id, token } = await makeToken('admin', SITE, 'Of a colleague')
    await api('PATCH', `/api/sites/${SITE}`, { name: 'A' }, token)
    const signedIn = await ask('POST', '/api/session', { body: { token } })
    const headers = { cookie: signedIn.headers.get('set-cookie')!.split(';')[0]! }
    expect((await ask('PATCH', `/api/sites/${SITE}`, { headers, body: { name: 'B' } })).status).toBe(200)
    await api('DELETE', `/api/tokens/${id}`)
    const by = { token_id: id, token_name: 'Of a colleague' }
    expect((await trail()).rows).toMatchObject([
      { action: 'token_removed', token_id: null },
      { action: 'site_changed', ...by, by_sign_in: true },
      { action: 'signed_in', ...by, by_sign_in: false },
      { action: 'site_changed', ...by, by_sign_in: false },
      { action: 'token_added', token_id: null },
    ])
  })

  it('has no row for what failed, changed nothing, or came from shops and guests', async () => {
    const { api, ask, makeToken, trail, db } = await started()
    const { token: shop } = await makeToken('ingest', SITE)
    const { token: guest } = await makeToken('read', SITE)
    db.exec('DELETE FROM audit')
    await api('PATCH', `/api/sites/${SITE}`, { currency: 'nonsense' })
    await api('PATCH', `/api/sites/${SITE}`, {})
    await api('DELETE', '/api/tokens/none')
    await api('POST', `/api/costs?site=${SITE}&preview=1`, { costs: [COST] })
    await api('GET', `/api/stats/general?site=${SITE}`)
    await api('PATCH', `/api/sites/${SITE}`, { name: 'B' }, guest)
    await ask('POST', '/api/session', { body: { token: guest } })
    await api('DELETE', '/api/session?all=1', undefined, guest)
    await ask('DELETE', '/api/session')
    const event = { name: 'page_view', url: `https://${SITE}/`, visitor_id: 'v1' }
    expect((await api('POST', '/api/events', { site: SITE, events: [event] }, shop)).status).toBe(202)
    const order = { site: SITE, status: 'paid', value: 1, currency: 'USD' }
    expect((await api('PUT', '/api/orders/T1', order, shop)).status).toBe(200)
    expect(await trail()).toEqual({ site: SITE, ...NO_ROWS })
  })

  it('has one row for all steps of a reclassification', async () => {
    const { api, trail } = await started()
    for (let step = 0; step < 4; step++) await api('POST', `/api/sites/${SITE}/reclassify?limit=1`)
    expect((await trail()).rows).toHaveLength(1)
  })

  it('shows an admin of one site only what concerns that site', async () => {
    const { api, makeToken, trail } = await started()
    await api('POST', '/api/sites', { site: 'other.example' })
    await api('PATCH', '/api/sites/other.example', { name: 'Other' })
    const { token } = await makeToken('admin', SITE, 'Ours')
    await makeToken('admin', null, 'All')
    expect((await trail('', token)).rows.map(({ action }) => action)).toEqual(['token_added'])
    expect((await trail()).rows.map(({ action }) => action)).toEqual([
      'token_added',
      'token_added',
      'site_added',
    ])
  })

  it('is read in pages', async () => {
    const { api, trail } = await started()
    for (const name of ['a', 'b', 'c', 'd', 'e']) await api('PATCH', `/api/sites/${SITE}`, { name })
    await api('POST', '/api/sites', { site: 'new.example' })
    const whole = (await trail()).rows
    const pages: AuditRow[] = []
    let cursor: string | null = ''
    while (cursor !== null) {
      const { rows, next }: AuditAnswer = await trail(`&limit=4&cursor=${cursor}`)
      pages.push(...rows)
      cursor = next
    }
    expect(whole).toHaveLength(6)
    expect(pages).toEqual(whole)
    expect(await trail('&cursor=nonsense')).toMatchObject({ error: { code: 'bad_request' } })
  })

  it('is kept for 90 days', async () => {
    const { api, db, store, trail } = await started()
    for (const name of ['a', 'b', 'c']) await api('PATCH', `/api/sites/${SITE}`, { name })
    db.exec(`UPDATE audit SET at_ms = at_ms - ${91 * DAY_MS} WHERE id < (SELECT max(id) FROM audit)`)
    await store.removeOldAudit(Date.now() - 90 * DAY_MS)
    expect((await trail()).rows).toHaveLength(1)
    await store.removeOldAudit(Date.now() - 90 * DAY_MS)
    expect((await trail()).rows).toHaveLength(1)
  })
})
