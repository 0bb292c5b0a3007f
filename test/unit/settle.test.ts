import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import type { Hit } from '../../worker/ingest/hit.ts'
import { GOOGLE, hit, META, purchase, START, stored } from './settleHarness.ts'

describe('a session', () => {
  it('ends after 30 minutes without an event', () => {
    expect(stored([[hit('a', 0), hit('b', 29), hit('c', 60)]]).sessions.map((s) => s.event_count)).toEqual([
      2, 1,
    ])
  })

  it('continues over midnight', () => {
    const midnight = 24 * 60
    expect(stored([[hit('a', midnight - 5), hit('b', midnight + 5)]]).sessions).toHaveLength(1)
  })

  it('ends with another campaign, but not when the same one is reloaded', () => {
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

  it('becomes one again when a late event arrives between its two halves', () => {
    const { sessions } = stored([[hit('a', 0)], [hit('c', 50)], [hit('b', 25)]])
    expect(sessions.map((s) => s.events.map((e) => e.id))).toEqual([['a', 'b', 'c']])
  })

  it('is numbered by time, not by arrival', () => {
    const { sessions } = stored([[hit('c', 600)], [hit('a', 0)], [hit('b', 300)]])
    expect(
      sessions.map((s) => [s.visit_number, s.prev_started_ms && (s.prev_started_ms - START) / MINUTE_MS]),
    ).toEqual([
      [1, null],
      [2, 0],
      [3, 300],
    ])
  })

  it('has the id that the script gave it, also in two tabs', () => {
    const session = { id: 's1', kind: 'browser' as const, opened_ms: START }
    const opened = { session, url: META }
    const { sessions } = stored([[hit('a', 0, opened)], [hit('b', 45, opened)]])
    expect(sessions.map((s) => [s.id, s.source, s.event_count])).toEqual([['s1', 'facebook', 2]])
  })
})

describe('an order', () => {
  it('is counted once, for the first session, however often the thank-you page is opened', () => {
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

  it('in a later direct session is credited to the campaign by last_non_direct, and to direct by last', () => {
    const { orders } = stored([[hit('a', 0, { url: META })], [hit('b', 600), purchase('p', 601, 'T1')]])
    const credited = (model: 'last' | 'last_non_direct') =>
      orders.get('T1')!.path.find((entry) => entry.w[model])!.source
    expect(credited('last_non_direct')).toBe('facebook')
    expect(credited('last')).toBe('(direct)')
  })

  it('loses what was refunded, and never more than its value', () => {
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

  it('in another currency than the site’s keeps its value and has no revenue yet', () => {
    const { orders } = stored([[purchase('p', 10, 'T1', 1000, { currency: 'EUR' })]])
    expect(orders.get('T1')).toMatchObject({
      value_minor: 1000,
      currency: 'EUR',
      revenue_minor: null,
      counted: 1,
    })
  })
})
