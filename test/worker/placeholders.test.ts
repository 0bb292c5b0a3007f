/** Placeholders in the place of ids (`undefined`, `0`, `guest`): the event counts, and nobody is linked by them. */
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { runJobs } from '../../worker/jobs/runJobs.ts'
import { apiEvent, CHROME, META_AD, type Report, wireEvent } from './fixtures.ts'
import { type NodeApp, nodeApp } from './nodeApp.ts'

const SITE = 'shop.example'
const NOBODY = [
  '0',
  0,
  -1,
  'undefined',
  'NULL',
  ' null ',
  'NaN',
  'Guest',
  'anonymous',
  '[object Object]',
  'none',
  false,
  '',
]

let app: NodeApp
let start_ms: number
beforeEach(async () => {
  app = nodeApp()
  start_ms = Date.now() - 2 * DAY_MS
  await app.api('POST', '/api/sites', { site: SITE, currency: 'UAH', identify: 'open' })
})
const at = (minute: number) => new Date(start_ms + minute * MINUTE_MS).toISOString()
const post = (...events: unknown[]) =>
  app.api<{ accepted: number; warnings?: { field: string }[] }>('POST', '/api/events', { site: SITE, events })
/** Orders by source, of the first touch. */
async function orders() {
  const path = `/api/stats/sources?site=${SITE}&period=all&model=first`
  const { rows } = (await app.api<Report>('GET', path)).body
  return Object.fromEntries(rows.filter((row) => row.orders).map(({ source, orders }) => [source, orders]))
}
const sale = (more: object) =>
  apiEvent({ name: 'purchase', transaction_id: 'W1', value: 100, currency: 'UAH', ts: at(1445), ...more })
const count = (sql: string) => app.db.prepare(`SELECT count(*) AS n FROM ${sql}`).get()!.n

describe.each(NOBODY)('%j', (nobody) => {
  it('as the user id of a server’s events links nobody', async () => {
    await post(apiEvent({ visitor_id: 'A', user_id: nobody, url: META_AD, ts: at(0) }))
    const { body } = await post(
      apiEvent({ visitor_id: 'B', user_id: nobody, ts: at(1440) }),
      sale({ visitor_id: 'B', user_id: nobody }),
    )
    expect(body.accepted).toBe(2)
    expect(body.warnings ?? []).toEqual(
      typeof nobody === 'boolean' || nobody === ''
        ? []
        : [0, 1].map((index) => expect.objectContaining({ index, field: 'user_id' })),
    )
    expect(await orders()).toEqual({ '(direct)': 1 })
    expect(count('identities')).toBe(0)
  })

  it('as the visitor id of a server’s events makes each of them a visitor of its own', async () => {
    await post(apiEvent({ visitor_id: nobody, url: META_AD, ts: at(0) }), sale({ visitor_id: nobody }))
    expect(await orders()).toEqual({ '(direct)': 1 })
    expect(count('(SELECT DISTINCT visitor_id FROM sessions)')).toBe(2)
  })

  it('as an id of a session or of an order’s visitor is not used', async () => {
    await post(
      apiEvent({ visitor_id: 'A', session_id: nobody, url: META_AD, ts: at(0) }),
      apiEvent({ visitor_id: 'A', session_id: nobody, ts: at(100) }),
    )
    expect(count('sessions')).toBe(2)
    const { status, body } = await app.api<{ order: { visitor_id: string | null } }>(
      'PUT',
      '/api/orders/W2',
      { site: SITE, status: 'paid', value: 10, currency: 'UAH', visitor_id: nobody, session_id: nobody },
    )
    expect([status, body.order.visitor_id]).toEqual([200, null])
  })
})

it.each(['0', 'guest', 'undefined', `0 ${'a'.repeat(64)}`])(
  'a page’s user id %j links nobody',
  async (user) => {
    const send = async (...events: object[]) => {
      const body = { v: 1, site: SITE, now: Date.now(), events }
      const headers = { origin: `https://${SITE}`, 'user-agent': CHROME }
      expect((await app.ask('POST', '/e', { headers, body })).status).toBe(202)
    }
    await send(wireEvent({ visitor: 'A', user, url: META_AD }))
    const params = { transaction_id: 'W1', value: 100, currency: 'UAH', items: [{ item_id: '1' }] }
    const session = { id: 's2', at: Date.now(), url: `https://${SITE}/`, referrer: '' }
    await send(wireEvent({ visitor: 'B', user, url: session.url, session }))
    await send(wireEvent({ visitor: 'B', user, url: session.url, session, name: 'purchase', params }))
    expect(count('orders')).toBe(1)
    expect(await orders()).toEqual({ '(direct)': 1 })
  },
)

it('a page’s visitor id that is a placeholder is counted as a visitor without consent', async () => {
  const body = { v: 1, site: SITE, now: Date.now(), events: [wireEvent({ visitor: 'undefined' })] }
  await app.ask('POST', '/e', { headers: { origin: `https://${SITE}`, 'user-agent': CHROME }, body })
  expect(count('sessions')).toBe(1)
  expect(count(`sessions WHERE visitor_id = 'undefined'`)).toBe(0)
})

it('links that a placeholder has made before this version are undone by the job', async () => {
  const person = { user_id: 'olena' }
  await post(
    apiEvent({ ...person, visitor_id: 'A', url: META_AD, ts: at(0) }),
    apiEvent({ ...person, visitor_id: 'B', ts: at(1440) }),
    sale({ ...person, visitor_id: 'B' }),
  )
  expect(await orders()).toEqual({ facebook: 1 })
  app.db.exec("UPDATE identities SET user_id = 'Guest'")
  app.db.exec(readFileSync('migrations/0015_relinks.sql', 'utf8').replace(/CREATE TABLE[^;]*;/, ''))
  await runJobs(app.store, Date.now(), Number.POSITIVE_INFINITY)
  await runJobs(app.store, Date.now(), Number.POSITIVE_INFINITY)
  expect(await orders()).toEqual({ '(direct)': 1 })
  expect(count('relinks')).toBe(0)
})
