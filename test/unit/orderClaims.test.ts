/** Attacks on orders from pages, which anyone can send, and what the shop's server says against them. */
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import type { Hit } from '../../worker/ingest/hit.ts'
import type { ServerReport } from '../../worker/ingest/settle/orderRules.ts'
import type { Exclusion, ServerOrder } from '../../worker/store/rows.ts'
import { hit, type Incoming, META, purchase, SITE, START, stored, visible } from './settleHarness.ts'

/** A page's events, which arrive at once. */
const page = (visitor_id: string, id: string, minute: number, value_minor = 1000, more: Partial<Hit> = {}) =>
  purchase(id, minute, 'T1', value_minor, {
    trusted: false,
    visitor_id,
    session: { id: `s-${visitor_id}`, kind: 'browser', opened_ms: START + minute * MINUTE_MS },
    ...more,
  })
const refund = (id: string, minute: number, more: Partial<Hit>): Hit => ({
  ...purchase(id, minute, 'T1', 100, more),
  name: 'refund',
})
const report = (more: Partial<ServerOrder> = {}): ServerReport => ({
  transaction_id: 'T1',
  items: null,
  reported: {
    ...{ status: 'paid', value_minor: 1000, currency: 'UAH', refunded_minor: null, visitor_id: null },
    ...{ session_id: null, ms: null, seen_ms: START + 100 * MINUTE_MS },
    ...more,
  },
})
const result = (...requests: Incoming[][]) => {
  const { orders, sessions, reasons } = stored(requests)
  const order = orders.get('T1')!
  const converted = sessions.filter(({ path }) => path).map(({ visitor_id }) => visitor_id)
  return { ...order, converted, reasons }
}

const buyer = page('buyer', 'b1', 10)
const cheap = page('thief', 'x1', 5, 1)

describe('a purchase of a guessed order id, sent before the buyer’s', () => {
  it('does not stop the buyer’s purchase from counting', () => {
    expect(result([cheap], [buyer])).toMatchObject({
      ...{ value_minor: 1000, revenue_minor: 1000, visitor_id: 'buyer', converted: ['buyer'], reasons: [] },
    })
  })

  it.each<[string, Partial<ServerOrder>]>([
    ['the visitor', { visitor_id: 'buyer', value_minor: 900 }],
    ['the session', { session_id: 's-buyer', value_minor: 900 }],
    ['the amount', {}],
  ])('is not credited with the order when the server states %s, whichever comes first', (_, stated) => {
    const dear = page('thief', 'x1', 5, 50_000)
    for (const requests of [
      [[dear], [buyer], [report(stated)]],
      [[report(stated)], [dear], [buyer]],
    ])
      expect(result(...requests)).toMatchObject({
        ...{ value_minor: stated.value_minor ?? 1000, visitor_id: 'buyer', session_id: 's-buyer' },
        converted: ['buyer'],
      })
  })

  it('does not push out the buyer’s, sent by many visitors before or after it', () => {
    const many = (from: number) =>
      Array.from({ length: 40 }, (_, i) => page(`x${from + i}`, `x${from + i}`, from + i, 2000 + i))
    expect(result(many(0), [{ ...buyer, received_ms: START }], [report()])).toMatchObject({
      visitor_id: 'buyer',
    })
    expect(result([buyer], many(100), [report()])).toMatchObject({ visitor_id: 'buyer' })
    expect(result([report()], [buyer], many(100))).toMatchObject({ visitor_id: 'buyer' })
    const named = result(
      many(0),
      [{ ...buyer, received_ms: START + 200 * MINUTE_MS }],
      [report({ visitor_id: 'buyer' })],
    )
    expect(named).toMatchObject({ visitor_id: 'buyer', session_id: 's-buyer', converted: ['buyer'] })
    expect(named.claims.length).toBeLessThanOrEqual(30)
  })
})

describe('a page', () => {
  it('cannot lower or credit anew an order that the server has reported', () => {
    const sent = [page('thief', 'x1', 0, 999), page('thief2', 'x2', 1, 1000), page('thief3', 'x3', 2, 9e9)]
    for (const stated of [
      report({ visitor_id: 'buyer' }),
      purchase('srv', 11, 'T1', 1000, { visitor_id: 'buyer' }),
    ])
      expect(result([buyer], [stated], sent)).toMatchObject({
        ...{ value_minor: 1000, visitor_id: 'buyer', confirmed: 1, converted: ['buyer'] },
      })
  })

  it('cannot use up the refunds of the server, nor their ids', () => {
    const low = Array.from({ length: 200 }, (_, i) =>
      refund(`0${i}`, 20, { trusted: false, visitor_id: 'thief' }),
    )
    const server = refund('9', 30, {})
    const same = refund('9', 25, { trusted: false, visitor_id: 'thief' })
    expect(result([buyer], low, [same], [server])).toMatchObject({ refunded_minor: 100, reasons: [] })
    expect(result([server], low, [same], [buyer])).toMatchObject({ refunded_minor: 100 })
  })

  it('refunds its own order only until the server has reported it', () => {
    const own = refund('r', 20, { trusted: false, visitor_id: 'buyer' })
    expect(result([buyer], [own])).toMatchObject({ refunded_minor: 100, confirmed: 0 })
    expect(result([buyer], [own], [report()])).toMatchObject({ refunded_minor: 0, confirmed: 1 })
    expect(result([own], [purchase('srv', 30, 'T1', 1000, { visitor_id: 'buyer' })], [buyer])).toMatchObject({
      ...{ refunded_minor: 0, confirmed: 1 },
    })
  })

  it('keeps the server from nothing: more than a thousand refunds of one order are refused, not lost in silence', () => {
    const many = Array.from({ length: 1001 }, (_, i) => refund(`r${i}`, 20, { value_minor: 0 }))
    expect(result([buyer], many).reasons).toEqual(['rate_limited'])
  })
})

describe('a server’s purchase event', () => {
  it('confirms the page’s: the amount is the server’s, the visitor and the items are the page’s', () => {
    const items = [{ item_id: 'mug' }]
    const named = { visitor_id: 'event:srv' }
    for (const requests of [
      [0, 1],
      [1, 0],
    ]) {
      const sent = [[page('buyer', 'b1', 10, 1, { items })], [purchase('srv', 11, 'T1', 1000, named)]]
      const found = result(...requests.map((i) => sent[i]!))
      expect(found).toMatchObject({
        value_minor: 1000,
        visitor_id: 'buyer',
        confirmed: 1,
        converted: ['buyer'],
        items,
      })
    }
  })
})

it('an order whose visitor the server names is credited to that visitor, also while the visitor is excluded', () => {
  const exclusions: Exclusion[] = [
    { kind: 'visitor', value: 'tester', from_ms: null, to_ms: null },
    { kind: 'interval', value: null, from_ms: START, to_ms: START + 5 * MINUTE_MS },
  ]
  const site = { ...SITE, exclusions }
  const named = purchase('srv', 6, 'T1', 1000, { visitor_id: 'tester' })
  const [early, late] = [1, 10].map((minute) =>
    page('other', `o${minute}`, minute, 1000, { session: null }),
  ) as [Hit, Hit]
  const atOnce = visible(stored([[early, late, named]], site))
  expect(atOnce.orders).toMatchObject([{ visitor_id: 'tester', excluded: 1, browser: { event_id: 'srv' } }])
  for (const order of [
    [late, named, early],
    [named, late, early],
    [early, late, named],
  ])
    expect(
      visible(
        stored(
          order.map((one) => [one]),
          site,
        ),
      ),
    ).toEqual(atOnce)
})

it('a purchase event with the id of an order mark is an event like any other', () => {
  const sent = [[hit('view', 1)], [purchase('order:T1', 2, 'T1')], [report()]]
  const atOnce = visible(stored(sent))
  expect(atOnce.sessions).toMatchObject([{ stages: 16, events: [{ id: 'view' }, { id: 'order:T1' }] }])
  for (const order of [
    [0, 2, 1],
    [2, 1, 0],
    [1, 2, 0],
  ])
    expect(visible(stored(order.map((i) => sent[i]!)))).toEqual(atOnce)
  const forged = page('thief', 'order:T1', 5, 1)
  expect(result([buyer], [forged])).toMatchObject({ visitor_id: 'buyer', converted: ['buyer'] })
  // More than an order keeps.
  const many = Array.from({ length: 40 }, (_, i) => page(`thief${i}`, 'order:T1', i, 2000 + i))
  for (const requests of [
    [many, [buyer], [report({ visitor_id: 'buyer' })]],
    [[report({ visitor_id: 'buyer' })], many, [buyer], [report()]],
  ])
    expect(result(...requests)).toMatchObject({ visitor_id: 'buyer', converted: ['buyer'] })
})

describe('an amount of the server that is not known', () => {
  const unknown = report({ value_minor: 0, value_complete: false })
  it('is the page’s, and is not complete, whichever comes first', () => {
    for (const requests of [
      [[buyer], [unknown]],
      [[unknown], [buyer]],
    ])
      expect(result(...requests)).toMatchObject({ value_minor: 1000, revenue_minor: 1000, value_complete: 0 })
    expect(result([buyer], [unknown], [report({ value_minor: 900 })])).toMatchObject({
      value_minor: 900,
      value_complete: 1,
    })
  })

  it('credits no smaller claim, and counts no amount that is held', () => {
    expect(result([cheap], [buyer], [unknown])).toMatchObject({ visitor_id: 'buyer', value_minor: 1000 })
    expect(result([page('thief', 'x1', 5, 91_000)], [unknown])).toMatchObject({
      value_minor: 0,
      value_complete: 0,
    })
  })

  it('is complete again in another currency or without it only if a report states it', () => {
    const dollars = page('buyer', 'b1', 10, 1000, { currency: 'USD' })
    expect(result([dollars], [unknown])).toMatchObject({ value_minor: 0, currency: 'UAH', value_complete: 0 })
    const part = page('buyer', 'b1', 10, 400, { value_complete: false })
    expect(result([part])).toMatchObject({ value_minor: 400, value_complete: 0 })
    expect(result([part], [report()])).toMatchObject({ value_minor: 1000, value_complete: 1 })
  })
})

describe('a page’s purchase above the site’s limit', () => {
  const huge = page('thief', 'x1', 5, 100_000_00)

  it('is held: it counts as no revenue, until the server has reported the order', () => {
    expect(result([huge])).toMatchObject({ held: 1, counted: 0, revenue_minor: 0, value_minor: 100_000_00 })
    expect(result([huge], [report({ value_minor: 100_000_00 })])).toMatchObject({ held: 0, counted: 1 })
  })

  it('does not keep the buyer’s purchase from counting, before or after it', () => {
    for (const requests of [
      [[huge], [buyer]],
      [[buyer], [huge]],
    ])
      expect(result(...requests)).toMatchObject({ held: 0, value_minor: 1000, visitor_id: 'buyer' })
  })

  it('is not held when it comes from the server', () => {
    expect(result([purchase('srv', 1, 'T1', 100_000_00)])).toMatchObject({
      held: 0,
      counted: 1,
      confirmed: 1,
    })
  })
})

it('a purchase that is not credited with its order makes no session a conversion, and adds no points', () => {
  const { sessions } = stored([
    [hit('a', 0, { url: META, visitor_id: 'thief' }), { ...cheap, session: null }],
    [buyer],
  ])
  const own = sessions.find(({ visitor_id }) => visitor_id === 'thief')!
  expect(own).toMatchObject({ path: null, stages: 0, points: 1, event_count: 2 })
})
