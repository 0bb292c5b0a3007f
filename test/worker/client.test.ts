import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ApiError, type Client, createClient } from '../../client/index.ts'
import { ROOT, runBin } from '../../tools/run.ts'
import { ADMIN_TOKEN, startWorker, type TestWorker } from '../harness.ts'
import { apiEvent, META_AD, newSite } from './fixtures.ts'

let worker: TestWorker
let site: string
let client: Client
beforeAll(async () => {
  worker = await startWorker()
  site = await newSite(worker)
  client = createClient({ origin: worker.url, token: ADMIN_TOKEN, site })
})
afterAll(() => worker.close())

describe('the client of the API', () => {
  it('sends events, confirms an order, and reads every row of a report', async () => {
    const events = ['a', 'b', 'c'].map((id) => apiEvent({ visitor_id: id, session_id: id, url: META_AD }))
    expect(await client.events(events)).toMatchObject({ accepted: 3, dropped: [] })
    const order = { status: 'paid' as const, value: 10, currency: 'UAH', visitor_id: 'a' }
    expect((await client.orders.put('A/1', order)).order).toMatchObject({
      transaction_id: 'A/1',
      revenue: 10,
    })
    expect((await client.orders.get('A/1')).attribution.touches).toHaveLength(1)
    const ids: string[] = []
    for await (const row of client.rows('sessions', { period: 'all', limit: 2 })) ids.push(row.id)
    expect(ids.sort()).toEqual(['a', 'b', 'c'])
    expect((await client.session('a')).why.channel).toContain('paid')
  })

  it('reads reports with typed rows, filters and comparisons', async () => {
    const query = { period: 'week', filter: ['source:is:facebook|google', 'device:is_not:tv'] } as const
    const { rows, total } = await client.stats('campaigns', {
      ...query,
      filter: [...query.filter],
      compare: 'previous',
      sort: '-revenue',
    })
    expect(rows.map(({ campaign, revenue }) => [campaign, revenue])).toEqual([['winter', 10]])
    expect([total.sessions, total.previous_sessions, total.change_sessions]).toEqual([3, 0, null])
  })

  it('exports, loads costs and rates, and compares the shop’s orders', async () => {
    const csv = await (await client.export('orders', { period: 'all', bom: '0' })).text()
    expect(csv).toContain('A/1')
    const costs = [{ date: '2026-11-01', source: 'facebook', campaign: 'winter', spend: 5, currency: 'UAH' }]
    expect(await client.costs.load(costs, { preview: '1' })).toMatchObject({ rows: 1, written: 1 })
    expect(
      await client.costs.load('date,source,campaign,spend,currency\n2026-11-01,facebook,winter,5,UAH'),
    ).toMatchObject({ written: 1 })
    expect(await client.rates.put([{ currency: 'EUR', date: '2026-11-01', rate: 45 }])).toMatchObject({
      stored: 1,
    })
    expect(await client.rates.list()).toEqual([{ currency: 'EUR', date: '2026-11-01', rate: 45 }])
    const { matched } = await client.reconcile([{ transaction_id: 'A/1', value: 10, currency: 'UAH' }])
    expect(matched.count).toBe(1)
  })

  it('returns and erases a person with all browsers', async () => {
    await client.events(['d', 'e'].map((id) => apiEvent({ visitor_id: id, user_id: 'u1' })))
    const { sessions, visitor_ids, user_ids } = await client.people.get({ visitor_id: 'd' })
    expect([sessions.length, visitor_ids.sort(), user_ids]).toEqual([2, ['d', 'e'], ['u1']])
    expect(await client.people.erase({ user_id: 'u1' })).toEqual({ sessions: 2, orders: 0 })
  })

  it('manages sites, tokens and visitors', async () => {
    const other = `client-${site}`
    expect(await client.sites.create({ site: other })).toMatchObject({ site: other, currency: 'USD' })
    expect(await client.sites.change(other, { name: 'Other' })).toMatchObject({ name: 'Other' })
    expect((await client.sites.list()).map((one) => one.site)).toContain(other)
    expect(await client.sites.status(other)).toMatchObject({ first_event_at: null })
    expect(await client.sites.reclassify(other)).toMatchObject({ checked: 0 })
    expect(await client.sites.remove(other)).toBeUndefined()
    const { id } = await client.tokens.create({ scope: 'read' })
    expect((await client.tokens.list()).map((token) => token.id)).toContain(id)
    await client.tokens.remove(id)
    expect((await client.visitors.get('b')).sessions).toHaveLength(1)
    await client.visitors.erase('b')
    await expect(client.visitors.get('b')).rejects.toMatchObject({ status: 404 })
    expect(await client.health()).toMatchObject({ status: 'ok' })
  })

  it('throws the API’s errors with their code and issues', async () => {
    const refused = client.stats('sources', { limit: 0 })
    await expect(refused).rejects.toBeInstanceOf(ApiError)
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'bad_request',
      message: expect.stringContaining('limit: '),
      issues: [{ path: 'limit' }],
    })
    const stranger = createClient({ origin: worker.url, token: 'wrong', site })
    await expect(stranger.sites.list()).rejects.toMatchObject({ status: 401, code: 'unauthorized' })
  })

  it('also throws if the answer is not from the API', async () => {
    const fetch = async () => new Response('<h1>Bad gateway</h1>', { status: 502 })
    const behind = createClient({ origin: worker.url, token: 'x', site, fetch })
    await expect(behind.health()).rejects.toMatchObject({
      status: 502,
      code: 'unreadable',
      message: 'HTTP 502',
    })
  })
})

describe('the published types', () => {
  it('equal the inferred types', async () => {
    const names = [
      ...[
        'ErrorAnswer',
        'IngestAnswer',
        'OrderShown',
        'AnyReport',
        'Site',
        'SiteStatus',
        'ReclassifyAnswer',
        'Token',
      ],
      ...[
        'NewToken',
        'CostsAnswer',
        'Rate',
        'RatesStored',
        'Reconciliation',
        'VisitorAnswer',
        'HealthAnswer',
      ],
      ...['ReportRows', 'ReportTotals', 'SessionShown', 'RateBody', 'TokenBody', 'SiteBody', 'SitePatch'],
    ]
    const source = [
      `import type * as inferred from '../../client/types.ts'`,
      `import type * as published from '../npm/client/types.d.ts'`,
      // `SessionShown` is compared in one direction only: its inferred list of a rule's words is readonly.
      ...names
        .filter((name) => name !== 'SessionShown')
        .map((name) => `export const ${name}To = (value: inferred.${name}): published.${name} => value`),
      ...names.map(
        (name) => `export const ${name}From = (value: published.${name}): inferred.${name} => value`,
      ),
    ]
    // The file is next to the built module, so that it is compiled with the same settings.
    const folder = join(ROOT, 'dist', 'meta')
    writeFileSync(join(folder, 'clientTypes.ts'), source.join('\n'))
    const config = { extends: '../../tsconfig.json', include: [], files: ['clientTypes.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
    await runBin('typescript', 'bin/tsc', ['-p', join(folder, 'tsconfig.json')])
  })
})
