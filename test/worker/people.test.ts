/** `/api/people`: a person with several browsers, exported and erased. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { ErasedAnswer, PersonAnswer } from '../../wire/answers/person.ts'
import { HOUR_MS } from '../../wire/time.ts'
import { eraseVisitors } from '../../worker/ingest/eraseVisitors.ts'
import type { Answer } from '../harness.ts'
import { apiEvent, CHROME, META_AD, type Report, wireEvent } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const SITE = 'shop.example'
const EMAIL = 'olena@mail.example'
const money = { value: 10, currency: 'UAH' }

let app: NodeApp
const post = (...events: unknown[]) => app.api('POST', '/api/events', { site: SITE, events })
const exported = (query: string) => app.api<PersonAnswer>('GET', `/api/people?site=${SITE}&${query}`)
const erase = (query: string) => app.api<ErasedAnswer>('DELETE', `/api/people?site=${SITE}&${query}`)
/** A report's answer about all time. */
const report = async (name: string, query = '') =>
  (await app.api<Report>('GET', `/api/stats/${name}?site=${SITE}&period=all${query}`)).body
const rows = (table: string) => app.db.prepare(`SELECT * FROM ${table}`).all()
const stored = () => JSON.stringify(['sessions', 'orders', 'identities'].map(rows))
const ago = (hours: number) => new Date(Date.now() - hours * HOUR_MS).toISOString()

/** Olena has a laptop and a phone, and her order was placed with the phone. A neighbour is somebody else. */
beforeEach(async () => {
  app = nodeApp()
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH', identify: 'open' })
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
    const { status, body } = await exported(key)
    expect([status, body.visitor_ids, body.user_ids]).toEqual([200, ['laptop', 'phone'], [EMAIL]])
    expect([body.sessions.length, body.orders.length, body.identities.length]).toEqual([3, 1, 2])
    expect(JSON.stringify(body)).not.toContain('neighbour')
  })

  it('is erased with all browsers, and the order keeps its amount and its touches', async () => {
    const figures = async () =>
      (await report('sources', '&model=first')).rows.find(({ source }) => source === 'facebook')
    expect(await figures()).toMatchObject({ orders: 1, revenue: 10 })
    const { status, body } = await erase(key)
    expect([status, body]).toEqual([200, { site: SITE, done: true, sessions: 3, orders: 1 }])
    expect(stored()).not.toMatch(/laptop|phone|olena/)
    expect(stored()).toContain('neighbour')
    expect(await figures()).toMatchObject({ sessions: 0, orders: 1, revenue: 10 })
    // It may be repeated.
    expect((await erase(key)).body).toMatchObject({ done: true, sessions: 0, orders: 0 })
    if (!key.startsWith('transaction_id')) expect((await exported(key)).status).toBe(404)
  })
})

it('a request names exactly one person', async () => {
  for (const query of ['', 'visitor_id=', 'visitor_id=a&user_id=b'])
    expect([query, (await erase(query)).status]).toEqual([query, 400])
  expect((await exported('transaction_id=T9')).status).toBe(404)
  expect((await erase('transaction_id=T9')).status).toBe(404)
})

it('an event that comes after the erasure is that of a new visitor', async () => {
  await erase(`user_id=${EMAIL}`)
  await post(apiEvent({ visitor_id: 'phone' }))
  const { body } = await exported('visitor_id=phone')
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
  const general = async () => (await report('general')).total
  const { revenue, orders } = await general()

  await erase(`user_id=${EMAIL}`)
  expect(stored()).not.toMatch(/laptop|phone|olena|\bs1\b/)
  expect(stored()).toMatch(/tablet.*family/)
  expect(await general()).toMatchObject({ revenue, orders })
  // The page's refund must not begin to count when the neighbour is erased, too.
  await erase('visitor_id=neighbour')
  await post(apiEvent({ name: 'refund', transaction_id: 'T2', value: 1, currency: 'UAH' }))
  expect(await general()).toMatchObject({ revenue: revenue! - 1, orders })
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
  let cursor: string | null = ''
  do {
    const { body }: Answer<PersonAnswer> = await exported(`user_id=many${cursor && `&cursor=${cursor}`}`)
    found.push(...body.sessions.map(({ id }) => String(id)))
    for (const id of body.visitor_ids) visitors.add(id)
    expect(body.sessions.length).toBeLessThanOrEqual(50)
    cursor = body.next
  } while (cursor)
  expect([found.length, new Set(found).size, [...visitors]]).toEqual([135, 135, many])
  const { site, store } = { site: (await app.store.site(SITE))!, store: app.store }
  expect(await eraseVisitors(store, site, many, Date.now(), 0)).toMatchObject({ done: false })
  expect((await erase('user_id=many')).body).toMatchObject({ done: true, sessions: 135 })
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
