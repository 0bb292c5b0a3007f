import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Hit } from '../../worker/ingest/hit.ts'
import type { Put } from '../../worker/ingest/order.ts'
import { settle } from '../../worker/ingest/settle.ts'
import type { OrderRow, SessionRow, SiteRow } from '../../worker/store/rows.ts'

const SITE: SiteRow = {
  id: 1,
  site: 'shop.example',
  name: 'Shop',
  timezone: 'Europe/Kyiv',
  currency: 'UAH',
  hosts: ['shop.example'],
  ignored_referrers: [],
  excluded_ips: [],
  points: {},
  retention_days: 730,
  created_ms: 0,
}
const START = Date.UTC(2026, 10, 1)
const MINUTE = 60_000
const META = 'https://shop.example/?utm_source=facebook&utm_medium=cpc&utm_campaign=winter'
const GOOGLE = 'https://shop.example/?utm_source=google&utm_medium=cpc&utm_campaign=brand'
const PLAIN = 'https://shop.example/product'

function hit(id: string, minute: number, more: Partial<Hit> = {}): Hit {
  return {
    index: 0,
    id,
    name: 'page_view',
    ms: START + minute * MINUTE,
    page: '/',
    url: PLAIN,
    referrer: '',
    visitor_id: 'v1',
    trusted: true,
    session: null,
    user_id: null,
    value_minor: null,
    currency: null,
    transaction_id: null,
    items: [],
    params: {},
    where: {
      country: 'UA',
      region: null,
      city: null,
      language: null,
      device: 'mobile',
      browser: 'Chrome',
      os: 'Android',
    },
    ...more,
  }
}

const purchase = (
  id: string,
  minute: number,
  transaction_id: string,
  value_minor = 1000,
  more: Partial<Hit> = {},
) => hit(id, minute, { name: 'purchase', transaction_id, value_minor, currency: 'UAH', ...more })

/** What comes in: an event, or the server's word on an order. */
type Told = Hit | Put
const isHit = (told: Told): told is Hit => 'name' in told

/** Everything stored, after requests in the given order. */
function stored(requests: Told[][]) {
  let sessions: SessionRow[] = []
  const orders = new Map<string, OrderRow>()
  const reasons: string[] = []
  const steps = requests.flatMap((told): { hits: Hit[]; put: Put | null }[] => [
    { hits: told.filter(isHit), put: null },
    ...told.filter((one) => !isHit(one)).map((put) => ({ hits: [], put: put as Put })),
  ])
  for (const { hits, put } of steps) {
    const known = { complete: true, companions: [], companionSessions: [] }
    const settled = settle(SITE, { ...known, sessions, orders: [...orders.values()] }, hits, put)
    expect(settled.incomplete).toBe(false)
    const { change, dropped } = settled
    const gone = new Set([...change.removed, ...change.sessions].map((s) => `${s.started_ms} ${s.id}`))
    sessions = [...sessions.filter((s) => !gone.has(`${s.started_ms} ${s.id}`)), ...change.sessions].sort(
      (a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1),
    )
    for (const order of change.orders) orders.set(order.transaction_id, order)
    reasons.push(...dropped.map((drop) => drop.reason))
  }
  return { sessions, orders, reasons }
}

/** What reports can see of it. */
const visible = ({ sessions, orders }: ReturnType<typeof stored>) => ({
  sessions: sessions.map(({ rev, ...row }) => row),
  orders: [...orders.values()]
    .map(({ rev, ...row }) => row)
    .sort((a, b) => (a.transaction_id < b.transaction_id ? -1 : 1)),
})

describe('a visit', () => {
  it('ends after 30 minutes without an event', () => {
    expect(stored([[hit('a', 0), hit('b', 29), hit('c', 60)]]).sessions.map((s) => s.event_count)).toEqual([
      2, 1,
    ])
  })

  it('goes on over midnight', () => {
    const midnight = 24 * 60
    expect(stored([[hit('a', midnight - 5), hit('b', midnight + 5)]]).sessions).toHaveLength(1)
  })

  it('begins anew with another campaign, not with the same one reloaded', () => {
    const { sessions } = stored([
      [hit('a', 0, { url: META }), hit('b', 1, { url: META }), hit('c', 2, { url: GOOGLE }), hit('d', 3)],
    ])
    expect(sessions.map((s) => [s.source, s.event_count])).toEqual([
      ['facebook', 2],
      ['google', 2],
    ])
  })

  it('is not ended by a referrer alone, such as the payment page that sends the visitor back', () => {
    const { sessions } = stored([
      [hit('a', 0, { url: META }), hit('b', 5, { referrer: 'https://www.liqpay.ua/' })],
    ])
    expect(sessions.map((s) => s.source)).toEqual(['facebook'])
  })

  it('is one again when an event arrives late that lies between its two halves', () => {
    const { sessions } = stored([[hit('a', 0)], [hit('c', 50)], [hit('b', 25)]])
    expect(sessions.map((s) => s.events.map((e) => e.id))).toEqual([['a', 'b', 'c']])
  })

  it('is numbered by time, not by arrival', () => {
    const { sessions } = stored([[hit('c', 600)], [hit('a', 0)], [hit('b', 300)]])
    expect(
      sessions.map((s) => [s.visit_number, s.prev_started_ms && (s.prev_started_ms - START) / MINUTE]),
    ).toEqual([
      [1, null],
      [2, 0],
      [3, 300],
    ])
  })

  it('belongs to the id that the script gave it, two tabs and all', () => {
    const session = { id: 's1', kind: 'browser' as const, opened: { ms: START, url: META, referrer: '' } }
    const { sessions } = stored([[hit('a', 0, { session })], [hit('b', 45, { session, url: GOOGLE })]])
    expect(sessions.map((s) => [s.id, s.source, s.event_count])).toEqual([['s1', 'facebook', 2]])
  })
})

describe('an order', () => {
  it('is counted once, however often the thank-you page is opened, and by whichever session was first', () => {
    const reload = purchase('p2', 3 * 24 * 60, 'T1')
    const first = purchase('p1', 10, 'T1')
    for (const requests of [[[first], [reload]], [[reload], [first]], [[reload, first]]]) {
      const { orders, sessions } = stored([[hit('a', 0, { url: META })], ...requests])
      expect(orders.get('T1')).toMatchObject({ value_minor: 1000, revenue_minor: 1000, counted: 1 })
      expect(orders.get('T1')!.browser!.event_id).toBe('p1')
      expect(sessions.filter((s) => s.path)).toHaveLength(1)
    }
  })

  it('is credited to the touches before it, never to a later one', () => {
    const before = stored([[hit('a', 0, { url: META })], [purchase('p', 10, 'T1')]])
    const later = stored([
      [hit('a', 0, { url: META })],
      [purchase('p', 10, 'T1')],
      [hit('z', 500, { url: GOOGLE })],
    ])
    expect(later.orders.get('T1')).toEqual(before.orders.get('T1'))
    expect(before.orders.get('T1')!.path.map((entry) => entry.campaign)).toEqual(['winter'])
  })

  it('on a later direct visit belongs to the campaign under last_non_direct, and to nothing under last', () => {
    const { orders } = stored([[hit('a', 0, { url: META })], [hit('b', 600), purchase('p', 601, 'T1')]])
    const credited = (model: 'last' | 'last_non_direct') =>
      orders.get('T1')!.path.find((entry) => entry.w[model])!.source
    expect(credited('last_non_direct')).toBe('facebook')
    expect(credited('last')).toBe('(direct)')
  })

  it('loses what was given back, never more than it was worth', () => {
    const refund = (id: string, minor: number | null) => ({
      ...purchase(id, 20, 'T1', 0),
      name: 'refund',
      value_minor: minor,
    })
    const net = (...refunds: Hit[]) => stored([[purchase('p', 10, 'T1')], refunds]).orders.get('T1')!
    expect(net(refund('r1', 250))).toMatchObject({ revenue_minor: 750, status: 'paid' })
    expect(net(refund('r1', 250), refund('r2', 900))).toMatchObject({ revenue_minor: 0, status: 'refunded' })
    expect(net(refund('r1', null))).toMatchObject({ revenue_minor: 0, status: 'refunded' })
  })

  it('in another currency than the site keeps its value and is never added blindly', () => {
    const { orders } = stored([[purchase('p', 10, 'T1', 1000, { currency: 'EUR' })]])
    expect(orders.get('T1')).toMatchObject({
      value_minor: 1000,
      currency: 'EUR',
      revenue_minor: null,
      counted: 1,
    })
  })
})

const arbitraryHit = fc
  .record({
    id: fc.integer({ min: 0, max: 40 }),
    minute: fc.integer({ min: 0, max: 400 }),
    visitor: fc.constantFrom('v1', 'v2'),
    name: fc.constantFrom('page_view', 'view_item', 'add_to_cart', 'generate_lead', 'purchase', 'refund'),
    url: fc.constantFrom(PLAIN, META, GOOGLE),
    order: fc.constantFrom('T1', 'T2', 'T3'),
    value: fc.integer({ min: 1, max: 100_000 }),
    session: fc.option(fc.constantFrom('s1', 's2'), { freq: 3 }),
  })
  .map(({ id, minute, visitor, name, url, order, value, session }) =>
    hit(`e${id}`, minute, {
      name,
      url,
      visitor_id: visitor,
      session: session ? { id: `${visitor}${session}`, kind: 'given', opened: null } : null,
      ...(name === 'purchase' || name === 'refund'
        ? { transaction_id: order, value_minor: value, currency: 'UAH' }
        : {}),
    }),
  )

/** Who placed an order, as the server knows: it may keep silent on it, but does not contradict itself. */
const PLACED_BY: Record<string, string | null> = { T1: 'v1', T2: 'v2', T3: null, T4: 'v1' }

const arbitraryPut = fc
  .record({
    order: fc.constantFrom('T1', 'T2', 'T3', 'T4'),
    status: fc.constantFrom('pending' as const, 'paid' as const, 'refunded' as const, 'cancelled' as const),
    says: fc.boolean(),
    minute: fc.option(fc.integer({ min: 0, max: 400 })),
    seen: fc.integer({ min: 400, max: 500 }),
    value: fc.integer({ min: 1, max: 100_000 }),
    refunded: fc.option(fc.integer({ min: 0, max: 1000 })),
  })
  .map(
    ({ order, status, says, minute, seen, value, refunded }): Put => ({
      transaction_id: order,
      items: null,
      said: {
        status,
        value_minor: value,
        currency: 'UAH',
        refunded_minor: refunded,
        visitor_id: says ? PLACED_BY[order]! : null,
        session_id: null,
        ms: minute === null ? null : START + minute * MINUTE,
        seen_ms: START + seen * MINUTE,
      },
    }),
  )

/** Events with ids of their own, and at most one word of the server for each status of an order. */
const arbitraryHistory = fc
  .tuple(
    fc.uniqueArray(arbitraryHit, { minLength: 1, maxLength: 25, selector: (one) => one.id }),
    fc.uniqueArray(arbitraryPut, {
      maxLength: 6,
      selector: ({ transaction_id, said }) => `${transaction_id} ${said.status}`,
    }),
  )
  .map(([hits, puts]): Told[] => [...hits, ...puts])

describe('any history', () => {
  it('comes to the same rows in any order of delivery and however often an event is repeated', () => {
    const history = arbitraryHistory.chain((told) =>
      fc.record({
        told: fc.constant(told),
        shuffled: fc.shuffledSubarray([...told, ...told], {
          minLength: told.length,
          maxLength: 2 * told.length,
        }),
        size: fc.integer({ min: 1, max: 6 }),
      }),
    )
    fc.assert(
      fc.property(history, ({ told, shuffled, size }) => {
        const missing = told.filter((one) => !shuffled.includes(one))
        const delivered = [...shuffled, ...missing]
        const requests: Told[][] = []
        for (let i = 0; i < delivered.length; i += size) requests.push(delivered.slice(i, i + size))
        expect(visible(stored(requests))).toEqual(visible(stored([told])))
      }),
      { numRuns: 300 },
    )
  })

  it('credits every order and conversion in full under every model', () => {
    fc.assert(
      fc.property(arbitraryHistory, (told) => {
        const { orders, sessions } = stored([told])
        const paths = [
          ...[...orders.values()].map((o) => o.path),
          ...sessions.flatMap((s) => (s.path ? [s.path] : [])),
        ]
        for (const path of paths)
          for (const model of [
            'first',
            'last',
            'last_non_direct',
            'linear',
            'position',
            'time_decay',
          ] as const) {
            const ends = path.flatMap((entry) => (entry.w[model] ? [entry.w[model]] : []))
            expect(ends[0]![0]).toBe(0)
            expect(ends.at(-1)![1]).toBe(1)
            expect(ends.slice(1).map(([from]) => from)).toEqual(ends.slice(0, -1).map(([, to]) => to))
          }
      }),
      { numRuns: 100 },
    )
  })
})

it('takes no more than 5,000 visits of one visitor, whose id many must share: but what he buys, and what goes on', () => {
  const known = (sessions: SessionRow[]) => ({
    ...{ sessions, orders: [], companions: [], companionSessions: [] },
    complete: true,
  })
  const minutes = Array.from({ length: 5000 }, (_, visit) => visit * 31)
  const first = settle(
    SITE,
    known([]),
    minutes.map((minute) => hit(`e${minute}`, minute)),
  )
  const { sessions } = first.change
  expect([sessions.length, first.dropped]).toEqual([5000, []])
  const next = 5000 * 31
  const told = [
    hit('more', next - 1),
    hit('new', next + 60),
    purchase('sale', next + 120, 'T1'),
    hit('new', next + 60),
  ]
  const { change, dropped } = settle(
    SITE,
    known(sessions),
    told.map((one, index) => ({ ...one, index })),
  )
  expect(dropped.map(({ index, reason }) => [index, reason])).toEqual([
    [3, 'duplicate'],
    [1, 'rate_limited'],
  ])
  expect(change.sessions.map(({ visit_number, event_count }) => [visit_number, event_count])).toEqual([
    [5000, 2],
    [5001, 1],
  ])
})
