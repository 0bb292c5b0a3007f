/** What an event, a session and an order say of the visitor's consent to ads. */
import { expect, it } from 'vitest'
import { adConsentOf } from '../../worker/ingest/adConsentOf.ts'
import { hit, purchase, stored, visible } from './settleHarness.ts'

it.each<[stated: unknown, expected: string | null, warned?: true]>([
  ['granted', 'granted'],
  ['denied', 'denied'],
  [' Granted ', 'granted'],
  ['DENIED', 'denied'],
  [undefined, null],
  [null, null],
  ['', null],
  ['   ', null],
  ['pending', null],
  ['datalayer', null],
  ['yes', null, true],
  [true, null, true],
  [1, null, true],
  [['granted'], null, true],
  [{ ad_user_data: 'granted' }, null, true],
])('ad_consent %j is %s', (stated, expected, warned) => {
  const warnings: { field: string }[] = []
  expect(adConsentOf(stated, warnings as never)).toBe(expected)
  expect(warnings.map(({ field }) => field)).toEqual(warned ? ['ad_consent'] : [])
})

it('a session has the last consent that its events state, in whatever order they arrive', () => {
  const hits = [
    hit('a', 0),
    hit('b', 1, { ad_consent: 'denied' }),
    hit('c', 2, { ad_consent: 'granted' }),
    hit('d', 3),
  ]
  const expected = visible(stored([hits]))
  expect(expected.sessions.map(({ ad_consent }) => ad_consent)).toEqual(['granted'])
  for (const order of [hits.toReversed(), [hits[2]!, hits[0]!, hits[3]!, hits[1]!]])
    expect(visible(stored(order.map((one) => [one])))).toEqual(expected)
  expect(stored([[hit('a', 0)]]).sessions[0]!.ad_consent).toBeNull()
})

it('an order keeps the consent of the page and that of the server', () => {
  const reported = {
    ...{ status: 'paid' as const, value_minor: 1000, currency: 'UAH', refunded_minor: null },
    ...{ visitor_id: null, session_id: null, ms: null, seen_ms: 1 },
  }
  const report = (ad_consent?: 'granted' | 'denied') => ({
    ...{ transaction_id: 'T1', items: null },
    reported: { ...reported, ad_consent },
  })
  const bought = purchase('a', 0, 'T1', 1000, { trusted: false, ad_consent: 'granted' })
  const { orders } = stored([[bought], [report('denied')], [report()]])
  expect(orders.get('T1')).toMatchObject({
    browser: { ad_consent: 'granted' },
    server: { ad_consent: 'denied' },
  })
})
