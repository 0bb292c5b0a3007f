/**
 * Exactly once: no event and no order is lost or counted twice while processes are killed and statements of the database
 * fail. A long trial: `TEST_SIZE=full npm test -- test/worker/crashes.test.ts`.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireEvent } from '../../wire/event.ts'
import { AS_ADMIN } from '../harness.ts'
import { isFull } from '../trials.ts'
import { type FaultyServer, ISOLATES, startFaultyServer } from './faultyServer.ts'
import { CHROME, META_AD } from './fixtures.ts'

const EVENTS = 10_000
const KILLS = 10
const FAILURE_RATE = 0.2
/** Requests at the same time. */
const CLIENTS = 12
const SITE = 'shop.example'

/** One request, which is sent until it is answered, and sometimes again. */
interface Delivery {
  path: string
  method: 'POST' | 'PUT'
  body: unknown
  headers: Record<string, string>
  /** How many events it contains; 0 for an order. */
  events: number
}

/** Twenty events of each visitor: two visits with an order each. Values differ, so that a sum shows which order is wrong. */
function deliveriesOf(visitor: number, now: number): Delivery[] {
  const id = `v${visitor}`
  const visit = (number: number): Delivery[] => {
    const at = now - (3 - number) * 3_600_000 - visitor * 1000
    const session = { id: `${id}-s${number}`, at, url: META_AD, referrer: 'https://l.facebook.com/' }
    const event = (step: number, name: string, params: object = {}): WireEvent => ({
      id: `${id}-${number}-${step}`,
      ...{ name, at: at + step * 1000, url: META_AD, visitor: id, session, params: { ...params } },
    })
    const order = { transaction_id: `T-${id}-${number}`, value: orderValue(visitor, number), currency: 'UAH' }
    const all = [
      ...Array.from({ length: 6 }, (_, step) => event(step, 'page_view')),
      event(6, 'view_item'),
      event(7, 'add_to_cart'),
      event(8, 'begin_checkout'),
      event(9, 'purchase', order),
    ]
    const size = 1 + ((visitor + number) % 5)
    const batches: WireEvent[][] = []
    for (let from = 0; from < all.length; from += size) batches.push(all.slice(from, from + size))
    const sent = batches.map(
      (events): Delivery => ({
        ...{ path: '/e', method: 'POST', events: events.length },
        headers: { 'content-type': 'text/plain', origin: `https://${SITE}` },
        body: { v: 1, site: SITE, now, events },
      }),
    )
    // The shop's server reports every third order.
    if (visitor % 3) return sent
    const { transaction_id, ...money } = order
    return [
      ...sent,
      {
        ...{ path: `/api/orders/${transaction_id}`, method: 'PUT', events: 0 },
        headers: AS_ADMIN,
        body: { site: SITE, status: 'paid', ...money, visitor_id: id },
      },
    ]
  }
  return [...visit(1), ...visit(2)]
}

const orderValue = (visitor: number, number: number) => visitor + number / 100

describe.runIf(isFull)(
  `${EVENTS} events, ${KILLS} SIGKILLs, ${100 * FAILURE_RATE} % failing calls of the database, three isolates`,
  { timeout: 900_000 },
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'utm-dispatcher-crashes-'))
    let server: FaultyServer
    // Four Workers are built and started, on a machine that may be busy.
    beforeAll(async () => {
      server = await startFaultyServer(folder, FAILURE_RATE)
    }, 300_000)
    afterAll(async () => {
      rmSync(folder, { recursive: true, force: true })
    })

    /** Sends until the Worker has taken it. A network error waits for the server; 429 and 503 wait as they say. */
    async function deliver({ path, method, body, headers }: Delivery): Promise<void> {
      for (;;) {
        await server.up()
        const isolate = ISOLATES[Math.floor(Math.random() * ISOLATES.length)]!
        const init = { method, headers: { 'user-agent': CHROME, ...headers }, body: JSON.stringify(body) }
        // An answer without its whole body is none: the process was killed while it was sent.
        const answer = await server
          .fetch(isolate, path, init)
          .then(async (one) => ({ status: one.status, text: await one.text() }))
          .catch(() => ({ status: 0, text: '' }))
        const { status, text } = answer
        if (status >= 200 && status < 300) return
        if (status && status < 500 && status !== 429) throw new Error(`${method} ${path}: ${status} ${text}`)
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
    }
    /** How often each status was answered to a request that had to be repeated; 0: no answer. */
    const statuses = new Map<number, number>()

    it('loses nothing and counts nothing twice', async () => {
      const now = Date.now()
      const site = { site: SITE, currency: 'UAH', timezone: 'Europe/Kyiv', hosts: [SITE] }
      for (let status = 0; status !== 201 && status !== 409; ) {
        const body = JSON.stringify(site)
        const answer = await server.fetch('a', '/api/sites', { method: 'POST', headers: AS_ADMIN, body })
        status = answer.status
        await answer.arrayBuffer()
      }
      const visitors = EVENTS / 20
      const deliveries = Array.from({ length: visitors }, (_, i) => deliveriesOf(i, now)).flat()
      // In random order, and every tenth one twice.
      const queue = deliveries
        .flatMap((one, i) => (i % 10 ? [one] : [one, one]))
        .map((one) => ({ one, at: Math.random() }))
        .sort((a, b) => a.at - b.at)
        .map(({ one }) => one)
      const killEvery = Math.ceil(queue.length / (KILLS + 1))
      const total = queue.length
      let kills = 0
      let killing: Promise<void> = Promise.resolve()
      const client = async () => {
        for (let next = queue.pop(); next; next = queue.pop()) {
          const done = total - queue.length
          if (done % killEvery === 0 && kills < KILLS) {
            kills++
            killing = killing.then(() => server.killAndRestart())
          }
          await deliver(next)
        }
      }
      await Promise.all(Array.from({ length: CLIENTS }, client))
      await killing
      await server.close()

      const db = new DatabaseSync(server.file(), { readOnly: true })
      const counts = db
        .prepare(
          `SELECT count(*) AS events, count(DISTINCT e.value ->> 'id') AS distinct_events
           FROM sessions s CROSS JOIN json_each(s.events) e WHERE e.value ->> 'id' NOT LIKE 'order:%'`,
        )
        .get()
      const orders = db
        .prepare('SELECT count(*) AS orders, sum(revenue_minor) AS revenue_minor FROM orders WHERE counted')
        .get()
      const sessions = db
        .prepare('SELECT count(*) AS sessions, max(visit_number) AS visits FROM sessions')
        .get()
      db.close()
      console.log(JSON.stringify({ ...counts, ...orders, ...sessions, kills, repeated: [...statuses] }))
      const revenue_minor = Array.from({ length: visitors }, (_, i) =>
        Math.round(100 * (orderValue(i, 1) + orderValue(i, 2))),
      ).reduce((sum, one) => sum + one, 0)
      expect({ ...counts, ...orders, ...sessions, kills }).toEqual({
        ...{ events: EVENTS, distinct_events: EVENTS, orders: 2 * visitors, revenue_minor },
        ...{ sessions: 2 * visitors, visits: 2, kills: KILLS },
      })
    })
  },
)
