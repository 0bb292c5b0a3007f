/** `/api/people`: a person with several browsers, exported and erased. */
import { beforeEach, describe, expect, it } from 'vitest'
import { HOUR_MS } from '../../wire/time.ts'
import { eraseVisitors } from '../../worker/ingest/eraseVisitors.ts'
import { ADMIN_TOKEN } from '../harness.ts'
import { apiEvent, CHROME, META_AD, wireEvent } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const SITE = 'shop.example'
const EMAIL = 'olena@mail.example'
const money = { value: 10, currency: 'UAH' }

let app: NodeApp
const admin = async (method: string, path: string, body?: unknown) => {
  const answer = await app.ask(method, path, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` }, body })
  // biome-ignore lint/suspicious/noExplicitAny: tests read many answers
  return { status: answer.status, body: (await answer.json()) as any }
}
const post = (...events: unknown[]) => admin('POST', '/api/events', { site: SITE, events })
const people = (method: string, query: string) => admin(method, `/api/people?site=${SITE}&${query}`)
const rows = (table: string) => app.db.prepare(`SELECT * FROM ${table}`).all()
const stored = () => JSON.stringify(['sessions', 'orders', 'identities'].map(rows))
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

/** Olena has a laptop and a phone, and her order was placed with the phone. A neighbour is somebody else. */
beforeEach(async () => {
  app = nodeApp()
  await admin('POST', '/api/sites', { site: SITE, currency: 'UAH', identify: 'open' })
  await post(
    apiEvent({ visitor_id: 'laptop', url: META_AD, ts: ago(30), user_id: EMAIL }),
    apiEvent({ visitor_id: 'phone', ts: ago(20), user_id: EMAIL }),
    apiEvent({ visitor_id: 'neighbour', ts: ago(20) }),
  )
  await post(apiEvent({ visitor_id: 'phone', ts: ago(19), name: 'purchase', transaction_id: 'T1', ...money }))
  await post(
    apiEvent({ visitor_id: 'neighbour', ts: ago(19), name: 'purchase', transaction_id: 'T2', ...money }),
  )
})

const KEYS = ['visitor_id=laptop', 'visitor_id=phone', `user_id=${EMAIL}`, 'transaction_id=T1']

describe.each(KEYS)('a person by %s', (key) => {
  it('is exported with all browsers, and without anybody else', async () => {
    const { status, body } = await people('GET', key)
    expect([status, body.visitor_ids, body.user_ids]).toEqual([200, ['laptop', 'phone'], [EMAIL]])
    expect([body.sessions.length, body.orders.length, body.identities.length]).toEqual([3, 1, 2])
    expect(JSON.stringify(body)).not.toContain('neighbour')
  })

  it('is erased with all browsers, and the order keeps its amount and its touches', async () => {
    const figures = () => admin('GET', `/api/stats/sources?site=${SITE}&period=all&model=first`)
    const before = (await figures()).body.rows.find((row: { source: string }) => row.source === 'facebook')
    expect(before).toMatchObject({ orders: 1, revenue: 10 })
    const { status, body } = await people('DELETE', key)
    expect([status, body]).toEqual([200, { site: SITE, done: true, sessions: 3, orders: 1 }])
    expect(stored()).not.toMatch(/laptop|phone|olena/)
    expect(stored()).toContain('neighbour')
    const after = (await figures()).body.rows.find((row: { source: string }) => row.source === 'facebook')
    expect(after).toMatchObject({ sessions: 0, orders: 1, revenue: 10 })
    // It may be repeated.
    expect((await people('DELETE', key)).body).toMatchObject({ done: true, sessions: 0, orders: 0 })
    if (!key.startsWith('transaction_id')) expect((await people('GET', key)).status).toBe(404)
  })
})

it('a request names exactly one person', async () => {
  for (const query of ['', 'visitor_id=', 'visitor_id=a&user_id=b'])
    expect([query, (await people('DELETE', query)).status]).toEqual([query, 400])
  expect((await people('GET', 'transaction_id=T9')).status).toBe(404)
  expect((await people('DELETE', 'transaction_id=T9')).status).toBe(404)
})

it('an event that comes after the erasure is that of a new visitor', async () => {
  await people('DELETE', `user_id=${EMAIL}`)
  await post(apiEvent({ visitor_id: 'phone' }))
  const { body } = await people('GET', 'visitor_id=phone')
  expect(body.sessions).toMatchObject([{ visit_number: 1, user_id: null }])
  expect([body.orders, body.user_ids]).toEqual([[], []])
})

it('other visitors’ orders and paths lose the ids of the erased, and keep their figures', async () => {
  // The laptop's page claims and refunds the neighbour's order. A tablet shares another user id with the laptop.
  const session = { id: 's1', at: Date.now(), url: META_AD, referrer: '' }
  const claim = { visitor: 'laptop', session, params: { transaction_id: 'T2', value: 1, currency: 'UAH' } }
  const asPage = { headers: { origin: `https://${SITE}`, 'user-agent': CHROME } }
  const events = [
    wireEvent({ ...claim, name: 'purchase' }),
    wireEvent({ ...claim, name: 'refund' }),
    wireEvent({ visitor: 'laptop', session, user: 'family' }),
  ]
  await app.ask('POST', '/e', { ...asPage, body: { v: 1, site: SITE, now: Date.now(), events } })
  await post(apiEvent({ visitor_id: 'tablet', user_id: 'family' }))
  await post(apiEvent({ visitor_id: 'tablet', name: 'purchase', transaction_id: 'T3', ...money }))
  expect(JSON.stringify(rows('orders').find((row) => row.transaction_id === 'T3'))).toMatch(/\bs1\b/)
  const general = async () => (await admin('GET', `/api/stats/general?site=${SITE}&period=all`)).body.total
  const { revenue, orders } = await general()

  await people('DELETE', `user_id=${EMAIL}`)
  expect(stored()).not.toMatch(/laptop|phone|olena|\bs1\b/)
  expect(stored()).toMatch(/tablet.*family/)
  expect(await general()).toMatchObject({ revenue, orders })
  // The page's refund must not begin to count when the neighbour is erased, too.
  await people('DELETE', 'visitor_id=neighbour')
  await post(apiEvent({ name: 'refund', transaction_id: 'T2', value: 1, currency: 'UAH' }))
  expect(await general()).toMatchObject({ revenue: revenue - 1, orders })
})

it('a person with very many sessions is exported in pages and erased in steps', async () => {
  const many = Array.from({ length: 45 }, (_, i) => `many-${String(i).padStart(2, '0')}`)
  for (const [i, visitor_id] of many.entries())
    await post(
      ...Array.from({ length: 3 }, (_, j) =>
        apiEvent({ visitor_id, user_id: 'many', ts: ago(100 + i + 50 * j) }),
      ),
    )
  const found: string[] = []
  const visitors = new Set<string>()
  let cursor = ''
  do {
    const { body } = await people('GET', `user_id=many${cursor && `&cursor=${cursor}`}`)
    found.push(...body.sessions.map(({ id }: { id: string }) => id))
    for (const id of body.visitor_ids) visitors.add(id)
    expect(body.sessions.length).toBeLessThanOrEqual(50)
    cursor = body.next
  } while (cursor)
  expect([found.length, new Set(found).size, [...visitors]]).toEqual([135, 135, many])
  const { site, store } = { site: (await app.store.site(SITE))!, store: app.store }
  expect(await eraseVisitors(store, site, many, Date.now(), 0)).toMatchObject({ done: false })
  expect((await people('DELETE', 'user_id=many')).body).toMatchObject({ done: true, sessions: 135 })
})

it('is exact while events of the same visitor come in', async () => {
  const site = (await app.store.site(SITE))!
  // Between reading and writing of each step, another request adds a visit.
  let left = 3
  const store = {
    ...app.store,
    write: async (...args: Parameters<typeof app.store.write>) => {
      if (left-- > 0) await post(apiEvent({ visitor_id: 'phone', user_id: EMAIL, ts: ago(left * 5) }))
      return app.store.write(...args)
    },
  }
  await eraseVisitors(store, site, ['laptop', 'phone'], Date.now())
  expect(stored()).not.toMatch(/laptop|phone|olena/)
})
