import { expect, it } from 'vitest'
import { AS_ADMIN } from '../harness.ts'
import { apiEvent, META_AD, newSite, post, report, send, wireEvent } from './fixtures.ts'
import { testWorker } from './testWorker.ts'

const worker = testWorker()

const money = { transaction_id: 'T1', value: 10, currency: 'UAH' }
const at = (site: string, id: string) => `/api/visitors/${encodeURIComponent(id)}?site=${site}`

async function bought(): Promise<string> {
  const site = await newSite(worker)
  await post(worker, site, [
    apiEvent({ visitor_id: 'somebody/1', user_id: 'user-1', url: META_AD }),
    apiEvent({ visitor_id: 'somebody/1', name: 'purchase', ...money }),
    apiEvent({ visitor_id: 'neighbour' }),
  ])
  return site
}

it('exports the sessions, orders and user ids of a visitor, and of no other', async () => {
  const site = await bought()
  const { status, body } = await worker.api<Record<string, unknown[]>>('GET', at(site, 'somebody/1'))
  expect(status).toBe(200)
  expect([body.sessions!.length, body.orders!.length, body.identities!.length]).toEqual([1, 1, 1])
  expect(JSON.stringify(body)).not.toContain('neighbour')
  expect((await worker.api('GET', at(site, 'nobody'))).status).toBe(404)
})

it('erases a visitor from every table, and keeps the order under its source', async () => {
  const site = await bought()
  for (const _ of ['once', 'and again'])
    expect((await worker.api('DELETE', at(site, 'somebody/1'))).status).toBe(204)
  const tables = ['sessions', 'orders', 'identities']
  const rows = await Promise.all(tables.map((table) => worker.db.prepare(`SELECT * FROM ${table}`).all()))
  const ours = JSON.stringify(rows.map(({ results }) => results))
  expect(ours).toContain('neighbour')
  // The other test's visitor has the same name on another site.
  const { results } = await worker.db.prepare('SELECT id FROM sites WHERE site = ?').bind(site).all()
  const left = rows.flatMap((table) => table.results).filter((row) => row.site_id === results[0]!.id)
  expect(JSON.stringify(left)).not.toMatch(/somebody|user-1/)
  expect((await report(worker, site, 'sources')).rows).toContainEqual(
    expect.objectContaining({ source: 'facebook', sessions: 0, orders: 1, revenue: 10 }),
  )
})

it('keeps the order as it is when the shop’s server reports it afterwards', async () => {
  const site = await bought()
  await worker.api('DELETE', at(site, 'somebody/1'))
  await worker.api('PUT', '/api/orders/T1', { site, status: 'paid', value: 10, currency: 'UAH', refunded: 4 })
  expect((await report(worker, site, 'general')).rows[0]).toMatchObject({ orders: 1, revenue: 6 })
  expect((await report(worker, site, 'sources')).rows).toContainEqual(
    expect.objectContaining({ source: 'facebook', revenue: 6 }),
  )
})

it('needs an admin token', async () => {
  const site = await bought()
  const { body } = await worker.api<{ token: string }>('POST', '/api/tokens', { scope: 'read', site })
  for (const method of ['GET', 'DELETE'])
    expect((await worker.api(method, at(site, 'somebody/1'), undefined, body.token)).status).toBe(403)
})

it('keeps the consent to ads of events, sessions and orders, and returns it everywhere', async () => {
  const site = await newSite(worker)
  await send(worker, site, [wireEvent({ ad_consent: 'denied' })])
  await send(worker, site, [
    wireEvent({ name: 'purchase', params: money, ad_consent: 'granted' }),
    wireEvent({ visitor: 'v3', session: undefined, ad_consent: 'pending' }),
  ])
  // Without ids, because the browser sends Global Privacy Control.
  await send(worker, site, [wireEvent({ ad_consent: 'granted' })], { 'sec-gpc': '1' })
  const { body } = await post(worker, site, [apiEvent({ visitor_id: 'v4', ad_consent: 'maybe' })])
  expect(body).toMatchObject({ accepted: 1, warnings: [{ index: 0, field: 'ad_consent' }] })
  const order = async (ad_consent?: string) => {
    const report = { site, status: 'paid', value: 10, currency: 'UAH', ad_consent }
    const answer = await worker.api<{ order: object }>('PUT', '/api/orders/T1', report)
    return answer.body.order
  }
  expect(await order()).toMatchObject({ ad_consent: 'granted' })
  expect(await order('denied')).toMatchObject({ ad_consent: 'denied' })
  expect(await order()).toMatchObject({ ad_consent: 'denied' })
  const unclear = await worker.api('PUT', '/api/orders/T1', {
    ...{ site, status: 'paid', value: 10, currency: 'UAH', ad_consent: 'maybe' },
  })
  expect(unclear).toMatchObject({
    status: 200,
    body: { order: { ad_consent: 'denied' }, warnings: [{ field: 'ad_consent' }] },
  })

  const { rows } = await report(worker, site, 'sessions')
  const consentOf = (visitor: string) => rows.find((row) => row.visitor_id === visitor)?.ad_consent
  expect(['v1', 'v3', 'v4'].map(consentOf)).toEqual(['granted', null, null])
  expect(rows.map((row) => row.ad_consent)).toContain('denied')
  const detail = await worker.api('GET', `/api/stats/sessions/s1?site=${site}`)
  expect(detail.body).toMatchObject({
    session: { ad_consent: 'granted' },
    events: [{ ad_consent: 'denied' }, { ad_consent: 'granted' }],
    orders: [{ ad_consent: 'denied' }],
  })
  expect((await worker.api('GET', at(site, 'v1'))).body).toMatchObject({
    sessions: [{ ad_consent: 'granted' }],
  })
  const columnOf = async (name: string) => {
    const answer = await worker.fetch(`/api/export/${name}.csv?site=${site}&period=all`, {
      headers: AS_ADMIN,
    })
    const [head, ...lines] = (await answer.text()).trim().split('\r\n')
    const place = head!.split(',').indexOf('ad_consent')
    return lines.map((line) => line.split(',')[place]).sort()
  }
  expect(await columnOf('sessions')).toEqual(['', '', 'denied', 'granted'])
  expect(await columnOf('events')).toEqual(['', '', 'denied', 'denied', 'granted'])
  expect(await columnOf('orders')).toEqual(['denied'])
})
