/** Refunds of certain items: what they take from the order and from each item. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MINUTE_MS } from '../../wire/time.ts'
import { readCommerce } from '../../worker/ingest/commerce/readCommerce.ts'
import type { Hit } from '../../worker/ingest/hit.ts'
import type { ServerReport } from '../../worker/ingest/settle/orderRules.ts'
import type { ServerOrder } from '../../worker/store/rows.ts'
import { type Incoming, purchase, START, stored } from './settleHarness.ts'

const MUG = { item_id: 'mug', price: 100, quantity: 3 }
const JUG = { item_id: 'jug', price: 700, quantity: 1 }
const bought = (more: Partial<Hit> = {}) => purchase('buy', 1, 'T1', 1000_00, { items: [MUG, JUG], ...more })
let count = 0
const refund = (items: Hit['items'], value_minor: number | null = null, more: Partial<Hit> = {}): Hit => ({
  ...purchase(`r${count++}`, 2, 'T1', 0, { value_minor, items, ...more }),
  name: 'refund',
})
const report = (more: Partial<ServerOrder> = {}, items: Hit['items'] | null = null): ServerReport => ({
  transaction_id: 'T1',
  items,
  reported: {
    ...{ status: 'paid', value_minor: 1000_00, currency: 'UAH', refunded_minor: null, visitor_id: null },
    ...{ session_id: null, ms: null, seen_ms: START + 100 * MINUTE_MS },
    ...more,
  },
})
/** What was refunded of the order, of the mug and of the jug, in minor units. */
const refunded = (...incoming: Incoming[]) => {
  const { refunded_minor, items } = stored(incoming.map((one) => [one])).orders.get('T1')!
  const of = (id: string) =>
    items.filter(({ item_id }) => item_id === id).reduce((sum, one) => sum + (one.refunded_minor ?? 0), 0)
  return [refunded_minor, of('mug'), of('jug')]
}

describe('a refund that lists items', () => {
  it.each<[string, Incoming[], number[]]>([
    [
      'takes their price',
      [bought(), refund([{ item_id: 'mug', price: 100, quantity: 1 }])],
      [100_00, 100_00, 0],
    ],
    [
      'takes the order’s price without one',
      [bought(), refund([{ item_id: 'mug', quantity: 2 }])],
      [200_00, 200_00, 0],
    ],
    ['takes one of them without a quantity', [bought(), refund([{ item_id: 'jug' }])], [700_00, 0, 700_00]],
    ['comes before the order', [refund([{ item_id: 'mug' }]), bought()], [100_00, 100_00, 0]],
    [
      'takes its value, if it states one, from these items',
      [bought(), refund([MUG], 150_00)],
      [150_00, 150_00, 0],
    ],
    [
      'shares its value among them',
      [bought(), refund([{ ...MUG, quantity: 1 }, JUG], 400_00)],
      [400_00, 50_00, 350_00],
    ],
    [
      'takes no more from an item than it cost',
      [bought(), refund([{ ...MUG, quantity: 5 }])],
      [500_00, 300_00, 0],
    ],
    [
      'may come in parts',
      [bought(), refund([{ item_id: 'mug' }]), refund([{ item_id: 'mug' }]), refund([JUG])],
      [900_00, 200_00, 700_00],
    ],
    ['takes nothing for an item of unknown price', [bought(), refund([{ item_id: 'lid' }])], [0, 0, 0]],
    [
      'takes the stated price of an item that the order does not have',
      [bought(), refund([{ item_id: 'lid', price: 5 }])],
      [5_00, 0, 0],
    ],
    [
      'knows an item by its name',
      [bought({ items: [{ item_name: 'Cup', price: 10 }] }), refund([{ item_name: 'Cup' }])],
      [10_00, 0, 0],
    ],
    ['without items is a refund of all', [bought(), refund([])], [1000_00, 0, 0]],
    [
      'never takes more than the order',
      [bought(), refund([MUG]), refund([JUG]), refund([JUG])],
      [1000_00, 300_00, 700_00],
    ],
    [
      'is less than what the shop states',
      [bought(), refund([{ item_id: 'mug' }]), report({ refunded_minor: 500_00 })],
      [500_00, 100_00, 0],
    ],
    [
      'follows the prices of the order as it is edited',
      [bought(), refund([{ item_id: 'mug' }]), report({}, [{ ...MUG, price: 80 }])],
      [80_00, 80_00, 0],
    ],
    [
      'of a line that is listed twice takes from both',
      [bought({ items: [MUG, MUG] }), refund([{ ...MUG, quantity: 5 }])],
      [500_00, 500_00, 0],
    ],
    [
      'keeps cents',
      [
        bought({ items: [{ item_id: 'mug', price: 33.35, quantity: 3 }] }),
        refund([{ item_id: 'mug', quantity: 3 }]),
      ],
      [100_05, 100_05, 0],
    ],
  ])('%s', (_, incoming, figures) => {
    expect(refunded(...incoming)).toEqual(figures)
  })

  it('says that the amount is not complete where nobody has stated the price of an item', () => {
    const of = (...incoming: Incoming[]) =>
      stored(incoming.map((one) => [one])).orders.get('T1')!.value_complete
    expect(of(bought(), refund([{ item_id: 'lid' }, { item_id: 'mug' }]))).toBe(0)
    expect(of(bought(), refund([{ item_id: 'lid' }], 5_00))).toBe(1)
    expect(of(refund([{ item_id: 'mug' }]), bought())).toBe(1)
  })

  it('is not a refund of all if none of its items can be read', () => {
    const sent = { transaction_id: 'T1', items: [7, {}] }
    expect(readCommerce('refund', sent, { currency: 'UAH' }, [])).toMatchObject({
      commerce: { value_minor: 0, items: [], value_complete: false },
    })
    expect(readCommerce('refund', { ...sent, items: [] }, { currency: 'UAH' }, [])).toMatchObject({
      commerce: { value_minor: null, items: [], value_complete: true },
    })
  })

  it('is refused, and not lost in silence, if the server has sent too many', () => {
    const items = Array.from({ length: 200 }, (_, i) => ({ item_id: `item ${i}`, price: 1, quantity: 1 }))
    const many = Array.from({ length: 60 }, () => refund(items))
    const { reasons, orders } = stored([[bought()], many])
    expect(new Set(reasons)).toEqual(new Set(['rate_limited']))
    expect(JSON.stringify(orders.get('T1')!.refunds).length).toBeLessThan(400_000)
  })
})

it('an order that is refunded in parts, edited and repeated in any sequence has what the parts add up to', () => {
  const price = fc.integer({ min: 1, max: 50_000 }).map((minor) => minor / 100)
  const ids = ['a', 'b', 'c']
  const history = fc
    .record({
      prices: fc.tuple(price, price, price),
      edited: fc.option(fc.tuple(price, price, price)),
      parts: fc.array(
        fc.record({
          id: fc.constantFrom(...ids),
          quantity: fc.integer({ min: 1, max: 2 }),
          isPriced: fc.boolean(),
        }),
        { maxLength: 6 },
      ),
    })
    .chain(({ prices, edited, parts }) => {
      const itemsOf = (all: number[]) => all.map((one, i) => ({ item_id: ids[i]!, price: one, quantity: 4 }))
      const total = (all: number[]) => all.reduce((sum, one) => sum + Math.round(one * 400), 0)
      const last = edited ?? prices
      const sent: Incoming[] = [
        bought({ items: itemsOf(prices), value_minor: total(prices) }),
        ...(edited ? [report({ value_minor: total(edited) }, itemsOf(edited))] : []),
        ...parts.map(({ id, quantity, isPriced }) =>
          refund([{ item_id: id, quantity, ...(isPriced && { price: last[ids.indexOf(id)]! }) }]),
        ),
      ]
      const minorOf = (id: string) => {
        const own = parts.filter((part) => part.id === id)
        const one = last[ids.indexOf(id)]!
        return own.reduce((sum, { quantity }) => sum + Math.round(one * quantity * 100), 0)
      }
      return fc.record({
        sent: fc.shuffledSubarray([...sent, ...sent], { minLength: 2 * sent.length }),
        value: fc.constant(total(last)),
        most: fc.constant(last.map((one) => Math.round(one * 400))),
        taken: fc.constant(ids.map(minorOf)),
      })
    })
  fc.assert(
    fc.property(history, ({ sent, value, most, taken }) => {
      const { orders } = stored(sent.map((one) => [one]))
      const order = orders.get('T1')!
      const sum = taken.reduce((before, one) => before + one, 0)
      expect(order.refunded_minor).toBe(Math.min(value, sum))
      expect(order.revenue_minor).toBe(value - order.refunded_minor)
      expect(order.items.map((item) => item.refunded_minor ?? 0)).toEqual(
        taken.map((one, i) => Math.min(one, most[i]!)),
      )
    }),
  )
})
