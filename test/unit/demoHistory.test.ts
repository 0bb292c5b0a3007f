/** The demo's invented history is always the same, realistic, and accepted by the Worker. Seeding sends it there. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isbot } from 'isbot'
import { afterEach, describe, expect, test } from 'vitest'
import { costsOf, type DemoCost } from '../../demo/costs.ts'
import { APP_BROWSERS, BROWSERS, ROBOTS } from '../../demo/history/agents.ts'
import type { ApiEvent } from '../../demo/history/visitRecorder.ts'
import { history } from '../../demo/history.ts'
import { seed } from '../../demo/seed.ts'
import { DEMO_SITE } from '../../demo/site.ts'
import { LIMITS } from '../../wire/event.ts'
import { apiEvent, commerce } from '../../wire/schema.ts'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'

const UNTIL = new Date('2026-11-22T12:00:00Z')
const TIMEOUT_MS = 30 * MINUTE_MS

interface Session {
  visitor: string
  /** 1 is the visitor's first session. */
  number: number
  names: Set<string>
  landing: URL
  referrer: string
}

const isHuman = (event: ApiEvent) => !isbot(event.user_agent)

/** Groups the events into sessions by time alone: no session has two campaigns here. */
function sessionsOf(events: Iterable<ApiEvent>): Session[] {
  const open = new Map<string, { session: Session; lastMs: number }>()
  const sessions: Session[] = []
  for (const event of events) {
    if (event.name === 'refund') continue
    const ms = Date.parse(event.ts)
    const present = open.get(event.visitor_id)
    if (present && ms - present.lastMs <= TIMEOUT_MS) {
      present.lastMs = ms
      present.session.names.add(event.name)
      continue
    }
    const session = {
      visitor: event.visitor_id,
      number: (present?.session.number ?? 0) + 1,
      names: new Set<string>([event.name]),
      landing: new URL(event.url),
      referrer: event.referrer,
    }
    sessions.push(session)
    open.set(event.visitor_id, { session, lastMs: ms })
  }
  return sessions
}

const month = [...history(UNTIL)]

describe('the history', () => {
  test('is the same each time', () => {
    expect([...history(UNTIL)]).toEqual(month)
  })

  test('is within the days before its end, in order of time', () => {
    const times = month.map(({ ts }) => ts)
    expect(times).toEqual(times.toSorted())
    expect(times[0]! >= new Date(UNTIL.getTime() - 30 * DAY_MS).toISOString()).toBe(true)
    expect(times.at(-1)! <= UNTIL.toISOString()).toBe(true)
  })

  test('has the same events on a day that two histories share', () => {
    const later = new Map(
      [...history(new Date(UNTIL.getTime() + 7 * DAY_MS))].map((event) => [event.id, event]),
    )
    const shared = month.filter(({ id }) => later.has(id))
    expect(shared.length).toBeGreaterThan(month.length / 2)
    for (const event of shared) expect(later.get(event.id)).toEqual(event)
  })

  test('has every event id and every order id once', () => {
    const orders = month.filter(({ name }) => name === 'purchase').map((event) => event.transaction_id)
    expect(new Set(month.map(({ id }) => id)).size).toBe(month.length)
    expect(new Set(orders).size).toBe(orders.length)
  })

  test('has only events that the Worker accepts as they are', () => {
    for (const event of month) {
      expect(apiEvent.safeParse(event).error).toBeUndefined()
      expect(commerce.safeParse(event).error).toBeUndefined()
      expect(event.url.length).toBeLessThanOrEqual(LIMITS.url_chars)
      for (const [, value] of new URL(event.url).searchParams)
        expect(value.length).toBeLessThanOrEqual(LIMITS.campaign_chars)
    }
  })

  test('has values that are the exact sums of the items', () => {
    for (const { value, items } of month) {
      if (value === undefined) continue
      const kopecks = items!.reduce(
        (sum, { price, quantity }) => sum + Math.round(price! * 100) * quantity!,
        0,
      )
      expect(value).toBe(kopecks / 100)
    }
  })

  test('refunds only earlier orders, and no more than their value', () => {
    const refunds = month.filter(({ name }) => name === 'refund')
    expect(refunds.length).toBeGreaterThan(0)
    for (const refund of refunds) {
      const order = month.find(
        ({ name, transaction_id }) => name === 'purchase' && transaction_id === refund.transaction_id,
      )!
      expect(order.visitor_id).toBe(refund.visitor_id)
      expect(order.ts < refund.ts).toBe(true)
      expect(refund.value!).toBeLessThanOrEqual(order.value!)
    }
  })

  test('has some bots, and people whom isbot does not take for bots', () => {
    const people = [...BROWSERS, ...Object.values(APP_BROWSERS).flat()].map(({ text }) => text)
    expect(people.filter((agent) => isbot(agent))).toEqual([])
    expect(ROBOTS.filter((agent) => !isbot(agent))).toEqual([])
    expect(month.filter((event) => !isHuman(event)).length).toBeGreaterThan(30)
  })

  test('has no session with two campaigns', () => {
    const landings = new Map<string, { ms: number; query: string }>()
    for (const { visitor_id, ts, url, name } of month) {
      if (name === 'refund') continue
      const ms = Date.parse(ts)
      const present = landings.get(visitor_id)
      const query = /utm_|clid/.test(url) ? new URL(url).search : ''
      if (!present || ms - present.ms > TIMEOUT_MS) landings.set(visitor_id, { ms, query })
      else {
        if (query) expect(query).toBe(present.query)
        present.ms = ms
      }
    }
  })
})

describe.each(['2026-11-22T12:00:00Z', '2026-03-31T21:30:00Z', '2027-01-10T03:00:00Z'])(
  'a month until %s',
  (until) => {
    const events = [...history(new Date(until))].filter(isHuman)
    const sessions = sessionsOf(events)
    const having = (name: string) => sessions.filter(({ names }) => names.has(name))
    const share = (part: readonly unknown[]) => (100 * part.length) / sessions.length

    test('has about 4,000 sessions and 15,000 events', () => {
      expect(sessions.length).toBeGreaterThan(3600)
      expect(sessions.length).toBeLessThan(4400)
      expect(events.length).toBeGreaterThan(13_000)
      expect(events.length).toBeLessThan(16_500)
    })

    test.each([
      ['view_item', 57, 63],
      ['add_to_cart', 17, 23],
      ['begin_checkout', 8, 12],
      ['purchase', 2.2, 4.2],
      ['generate_lead', 0.6, 2],
      ['sign_up', 1, 3],
      ['search', 6, 11],
      ['remove_from_cart', 0.5, 3],
    ])('reaches %s in %d to %d %% of the sessions', (name, low, high) => {
      expect(share(having(name))).toBeGreaterThan(low)
      expect(share(having(name))).toBeLessThan(high)
    })

    test('has three returning visitors in ten. Some of them buy in a later direct session', () => {
      const visitors = new Set(sessions.map(({ visitor }) => visitor)).size
      const returning = sessions.filter(({ number }) => number === 2).length
      expect((100 * returning) / visitors).toBeGreaterThan(25)
      expect((100 * returning) / visitors).toBeLessThan(35)
      const late = having('purchase').filter(
        ({ number, referrer, landing }) => number > 1 && !referrer && !landing.search,
      )
      expect(late.length).toBeGreaterThan(15)
    })

    test('has campaigns that sell and campaigns that do not', () => {
      const rate = (campaign: string) => {
        const mine = sessions.filter(({ landing }) => landing.searchParams.get('utm_campaign') === campaign)
        expect(mine.length).toBeGreaterThan(80)
        return mine.filter(({ names }) => names.has('purchase')).length / mine.length
      }
      expect(rate('brand_ua')).toBeGreaterThan(0.05)
      expect(rate('retargeting_cart')).toBeGreaterThan(0.04)
      expect(rate('broad_interests')).toBeLessThan(0.02)
      expect(rate('meet_the_makers')).toBeLessThan(0.03)
    })

    test('is busier in the evening than at night, by the clock of Kyiv', () => {
      const hourOf = new Intl.DateTimeFormat('en', {
        timeZone: 'Europe/Kyiv',
        hour: 'numeric',
        hourCycle: 'h23',
      })
      const hours = Array.from({ length: 24 }, () => 0)
      for (const { ts } of events) hours[Number(hourOf.format(new Date(ts)))]!++
      expect(hours[20]! + hours[21]!).toBeGreaterThan(8 * (hours[3]! + hours[4]!))
    })
  },
)

describe('seeding', () => {
  const closing: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0)) await close()
  })

  /** A fake Worker that keeps the requests. `refuse` may answer a request instead; then it is not kept. */
  async function worker(refuse: (path: string, count: number) => number | undefined = () => undefined) {
    const kept: { site: string; events: ApiEvent[]; bytes: number }[] = []
    const asked: { path: string; token?: string }[] = []
    const costs: DemoCost[] = []
    const answer = async (request: IncomingMessage, response: ServerResponse) => {
      const body = Buffer.concat(await request.toArray())
      const path = request.url!
      asked.push({ path, token: request.headers.authorization })
      const status = refuse(path, asked.length)
      if (status) return response.writeHead(status).end('{"error":{"code":"no"}}')
      if (path === '/api/sites') return response.writeHead(409).end('{}')
      if (path.startsWith('/api/costs?')) {
        costs.push(...(JSON.parse(body.toString()) as { costs: DemoCost[] }).costs)
        return response.writeHead(200).end('{}')
      }
      const batch = JSON.parse(body.toString()) as { site: string; events: ApiEvent[] }
      kept.push({ ...batch, bytes: body.length })
      const robots = batch.events.flatMap((event, index) =>
        isHuman(event) ? [] : [{ index, reason: 'bot' }],
      )
      response
        .writeHead(202)
        .end(JSON.stringify({ accepted: batch.events.length - robots.length, dropped: robots }))
    }
    const server = createServer((request, response) => void answer(request, response))
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
    closing.push(
      () =>
        new Promise((closed) => {
          server.close(() => closed())
          server.closeAllConnections()
        }),
    )
    return { workerOrigin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, kept, asked, costs }
  }

  const order = { token: 'secret', until: UNTIL, days: 2 }
  const events = [...history(UNTIL, 2)]

  test('sends all events within the limits, those of each visitor in order, and adds up the answers', async () => {
    const { workerOrigin, kept, asked } = await worker()
    const progress: { sent: number; total: number }[] = []
    const result = await seed({ ...order, workerOrigin, onProgress: (step) => progress.push(step) })
    const sent = kept.flatMap(({ events }) => events)
    const robots = events.filter((event) => !isHuman(event)).length
    expect(result).toEqual({
      sent: events.length,
      accepted: events.length - robots,
      dropped: robots,
      reasons: { bot: robots },
    })
    expect(progress.at(-1)).toEqual({ sent: events.length, total: events.length })
    expect(asked.every(({ token }) => token === 'Bearer secret')).toBe(true)
    expect(kept.every(({ site, bytes }) => site === DEMO_SITE.site && bytes <= LIMITS.body_bytes)).toBe(true)
    expect(kept.every(({ events }) => events.length <= LIMITS.events)).toBe(true)
    for (const visitor of new Set(events.map(({ visitor_id }) => visitor_id))) {
      const of = (events: ApiEvent[]) => events.filter(({ visitor_id }) => visitor_id === visitor)
      expect(of(sent)).toEqual(of(events))
    }
  })

  test('sends the costs of the ads that bring visitors, and costs that match no session', async () => {
    const { workerOrigin, costs } = await worker()
    await seed({ ...order, workerOrigin })
    expect(costs).toEqual(costsOf(events))
    const tagged = events.filter(({ name, url }) => name === 'page_view' && /utm_medium=cpc/.test(url))
    const clicks = costs.filter(({ medium, campaign }) => medium === 'cpc' && campaign !== 'performance_max')
    expect(clicks.reduce((sum, one) => sum + one.clicks, 0)).toBeGreaterThanOrEqual(tagged.length)
    expect(costs.some(({ campaign }) => campaign === 'performance_max')).toBe(true)
    for (const { spend, currency, date } of costs) {
      expect(spend).toBeGreaterThan(0)
      expect(currency).toBe(DEMO_SITE.currency)
      expect(date).toMatch(/^2\d{3}-\d\d-\d\d$/)
    }
  })

  test('tries again when the Worker is busy', async () => {
    const { workerOrigin, kept } = await worker((_, count) =>
      count === 2 ? 503 : count === 3 ? 429 : undefined,
    )
    expect((await seed({ ...order, workerOrigin })).sent).toBe(events.length)
    expect(kept.flatMap(({ events }) => events).length).toBe(events.length)
  })

  test('throws the Worker’s answer if it is refused', async () => {
    const { workerOrigin } = await worker((path) => (path === '/api/events' ? 403 : undefined))
    await expect(seed({ ...order, workerOrigin })).rejects.toThrow('POST /api/events was refused: 403')
  })

  test('stops when it is aborted', async () => {
    const { workerOrigin } = await worker()
    const signal = AbortSignal.abort(new Error('enough'))
    await expect(seed({ ...order, workerOrigin, signal })).rejects.toThrow('enough')
  })
})
