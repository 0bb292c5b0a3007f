/** Random histories of three devices of one person, as requests in any order. */
import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { runJobs } from '../../worker/jobs/runJobs.ts'
import { CHROME, META_AD } from './fixtures.ts'
import type { NodeApp } from './nodeApp.ts'

export const SITE = 'shop.example'
/** The instant of all requests: how late an event is must not depend on how long the test takes. */
export const NOW_MS = Date.UTC(2026, 10, 20, 12)
const START_MS = NOW_MS - 6 * DAY_MS

const URLS = [
  META_AD,
  `https://${SITE}/?utm_source=google&utm_medium=cpc&utm_campaign=brand`,
  `https://${SITE}/?utm_source=news&utm_medium=email`,
  `https://${SITE}/`,
]

/** What is sent: a server's event, a page's event, or the server's report of an order. */
export type Sent =
  | { kind: 'server'; event: Record<string, unknown> }
  | { kind: 'page'; event: Record<string, unknown>; user: string | null }
  | { kind: 'report'; id: string; body: Record<string, unknown> }

const instant = fc.integer({ min: 0, max: 5 * 24 * 60 }).map((minute) => START_MS + minute * MINUTE_MS)
const user = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  { weight: 3, arbitrary: fc.constant('olena') },
  { weight: 1, arbitrary: fc.constantFrom('shared tablet', 'guest') },
)
const NAMES = ['page_view', 'page_view', 'add_to_cart', 'generate_lead', 'purchase', 'purchase', 'refund']

/** A device's pages have one session in ten hours, and one order is placed in it. */
const BLOCK_MS = 10 * HOUR_MS
const openedMs = (ms: number) => START_MS + Math.floor((ms - START_MS) / BLOCK_MS) * BLOCK_MS
const orderOf = (device: string, ms: number) => `${device} ${openedMs(ms)}`

const arbitraryEvent = fc.record({
  device: fc.constantFrom('laptop', 'phone', 'tablet'),
  name: fc.constantFrom(...NAMES),
  ms: instant,
  url: fc.constantFrom(...URLS),
  user,
  value: fc.integer({ min: 1, max: 500 }),
  isPage: fc.boolean(),
  session: fc.constantFrom(null, 's1', 's2'),
})

const arbitraryReport = fc.record({
  device: fc.constantFrom('laptop', 'phone', 'tablet'),
  status: fc.constantFrom('pending', 'paid', 'refunded', 'cancelled'),
  ms: instant,
  value: fc.integer({ min: 1, max: 500 }),
  hasVisitor: fc.boolean(),
})

/** Events of three devices with different ids, and one report at most for each status of an order. */
export const arbitraryHistory: fc.Arbitrary<Sent[]> = fc
  .tuple(
    fc.array(arbitraryEvent, { minLength: 3, maxLength: 14 }),
    fc.uniqueArray(arbitraryReport, {
      maxLength: 4,
      selector: ({ device, ms, status }) => `${orderOf(device, ms)} ${status}`,
    }),
  )
  .map(([events, reports]) => [
    ...events.map(({ device, name, ms, url, user, value, isPage, session }, n): Sent => {
      const [id, opened_ms] = [`e${n}`, openedMs(ms)]
      const money = { transaction_id: orderOf(device, ms), value, currency: 'UAH' }
      const params = name === 'purchase' || name === 'refund' ? money : {}
      if (isPage) {
        const opened = { id: `${device} ${opened_ms}`, at: opened_ms, url: URLS[0], referrer: '' }
        return {
          kind: 'page',
          user,
          event: { id, name, at: ms, url, visitor: device, session: opened, params },
        }
      }
      const session_id = session && `${session} ${device} ${opened_ms}`
      const event = { id, name, url, ts: ms, visitor_id: device, session_id, user_id: user, params }
      return { kind: 'server', event }
    }),
    ...reports.map(({ device, status, ms, value, hasVisitor }): Sent => {
      const visitor = hasVisitor ? { visitor_id: device } : {}
      const body = { site: SITE, status, value, currency: 'UAH', ts: new Date(ms).toISOString(), ...visitor }
      return { kind: 'report', id: orderOf(device, ms), body }
    }),
  ])

/** A history in an order of delivery, with some of it sent twice, cut into requests. */
export const delivered = (history: Sent[]): fc.Arbitrary<Sent[][]> =>
  fc
    .record({
      order: fc.shuffledSubarray([...history, ...history], { minLength: history.length }),
      size: fc.integer({ min: 1, max: 8 }),
    })
    .map(({ order, size }) => {
      const all = [...order, ...history.filter((one) => !order.includes(one))]
      return Array.from({ length: Math.ceil(all.length / size) }, (_, i) =>
        all.slice(i * size, (i + 1) * size),
      )
    })

/** A history without pages, always the same one for a seed: a Worker with its own clock would refuse pages of that time. */
export const workerHistory = (seed: number): Sent[] =>
  fc
    .sample(arbitraryHistory, { seed, numRuns: 20 })
    .toSorted((a, b) => b.length - a.length)[0]!
    .map((one) => (one.kind === 'page' ? asServer(one) : one))

function asServer({ event, user }: Extract<Sent, { kind: 'page' }>): Sent {
  const { visitor, session, at, ...rest } = event as { visitor: string; session: { id: string }; at: number }
  return {
    kind: 'server',
    event: { ...rest, ts: at, visitor_id: visitor, session_id: session.id, user_id: user },
  }
}

/** One delivery of a history, always the same one for a seed. */
export const shuffledHistory = (history: Sent[], seed: number): Sent[][] =>
  fc.sample(delivered(history), { seed, numRuns: 1 })[0]!

/** Sends a request's events and reports, in their order. Those of one kind next to each other are one HTTP request. */
export async function deliver(
  app: Pick<NodeApp, 'api'> & Partial<Pick<NodeApp, 'ask'>>,
  request: Sent[],
  secret: string | null,
  site = SITE,
): Promise<void> {
  const runs: Sent[][] = []
  for (const one of request) {
    const last = runs.at(-1)
    if (last && last[0]!.kind === one.kind && one.kind !== 'report') last.push(one)
    else runs.push([one])
  }
  for (const run of runs) {
    const [first] = run as [Sent]
    if (first.kind === 'report') {
      const { status } = await app.api('PUT', `/api/orders/${encodeURIComponent(first.id)}`, {
        ...first.body,
        site,
      })
      if (status !== 200) throw new Error(`a report got ${status}`)
    } else if (first.kind === 'server') {
      const events = run.flatMap((one) => (one.kind === 'server' ? [one.event] : []))
      const { status } = await app.api('POST', '/api/events', { site, events })
      if (status !== 202) throw new Error(`server events got ${status}`)
    } else await sendPages(app as NodeApp, run, secret)
  }
}

/** As the script does: with 429 the same batch again. */
async function sendPages(app: NodeApp, run: Sent[], secret: string | null): Promise<void> {
  const events = run.flatMap((one) => {
    if (one.kind !== 'page') return []
    const signature =
      secret && one.user ? ` ${createHmac('sha256', secret).update(one.user).digest('hex')}` : ''
    return [{ ...one.event, ...(one.user === null ? {} : { user: one.user + signature }) }]
  })
  const headers = { origin: `https://${SITE}`, 'user-agent': CHROME }
  for (let attempt = 0; attempt < 10; attempt++) {
    const body = { v: 1, site: SITE, now: NOW_MS, events }
    const { status } = await app.ask('POST', '/e', { headers, body })
    if (status === 202) return
    if (status !== 429) throw new Error(`page events got ${status}`)
  }
  throw new Error('page events were refused ten times')
}

/** What is stored after some runs of the cron, without revisions. */
export async function settled({ db, store }: Pick<NodeApp, 'db' | 'store'>) {
  const left = () =>
    db.prepare('SELECT (SELECT count(*) FROM corrections) + (SELECT count(from_ms) FROM relinks) AS n').get()!
      .n
  for (let run = 0; run < 3 || (left() && run < 30); run++)
    await runJobs(store, NOW_MS, Number.POSITIVE_INFINITY)
  const all = (table: string, key: string) =>
    db
      .prepare(`SELECT * FROM ${table} ORDER BY ${key}`)
      .all()
      .map(({ rev, ...row }) => row)
  return {
    sessions: all('sessions', 'visitor_id, started_ms, id'),
    orders: all('orders', 'transaction_id'),
    identities: all('identities', 'visitor_id, user_id'),
  }
}
