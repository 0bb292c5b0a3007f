/** What is kept of an event or an order whose fields are malformed: everything else, and no amount that is wrong. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../wire/event.ts'
import { readCommerce } from '../../worker/ingest/commerce/readCommerce.ts'
import { readOrder } from '../../worker/ingest/commerce/readOrder.ts'
import type { Warning } from '../../worker/ingest/warning.ts'

const read = (name: string, sent: Record<string, unknown>) => {
  const warnings: Warning[] = []
  const found = readCommerce(name, sent, { currency: 'UAH' }, warnings)
  if ('problem' in found) return { problem: found.problem }
  return { ...found.commerce, warnings }
}
const purchase = (sent: Record<string, unknown>) =>
  read('purchase', { transaction_id: 'T1', currency: 'UAH', ...sent })

/** The amount in minor units, and whether it is known as a whole; or what is wrong. */
const amount = (sent: Record<string, unknown>) => {
  const found = purchase(sent)
  return 'problem' in found ? found.problem : [found.value_minor, found.value_complete]
}

const jug = { item_id: 'jug', price: 10 }

/** What shops send in the place of a value that they do not have, or print for people. */
const MALFORMED = [
  NaN,
  null,
  '',
  ' ',
  '\u00a0',
  false,
  true,
  [],
  ['a'],
  {},
  'x'.repeat(256),
  -1,
  1e300,
] as unknown[]
const malformed = (value: unknown) => JSON.parse(JSON.stringify({ value })).value as unknown

describe('an item with a malformed field', () => {
  const TEXTS =
    'item_name item_brand item_category item_variant coupon affiliation location_id item_list_id'.split(' ')
  const fields = [...TEXTS, 'discount', 'index', 'quantity', 'price', 'item_id']
  it.each(fields.flatMap((field) => MALFORMED.map((value) => [field, malformed(value)] as const)))(
    'loses only that field: %s %j',
    (field, value) => {
      const isAmount = ['discount', 'index', 'quantity', 'price'].includes(field)
      if ((value === 1e300 || value === -1) && (!isAmount || field === 'index')) return
      const mug = { item_id: 'mug', item_name: 'Mug', price: 20, quantity: 2 }
      const found = purchase({ value: 50, items: [{ ...mug, [field]: value }, jug] })
      const { [field as 'price']: _, ...others } = mug
      expect(found).toMatchObject({ value_minor: 5000, value_complete: true, items: [others, jug] })
      expect((found as { items: object[] }).items[0]).not.toHaveProperty(field)
    },
  )

  it.each<[item: Record<string, unknown>, minor: number, isComplete: boolean]>([
    [{ item_id: 'mug', price: null }, 1000, false],
    [{ item_id: 'mug' }, 1000, false],
    [{ item_id: 'mug', price: 'ask' }, 1000, false],
    [{ item_id: 'mug', price: '1,250' }, 1000, false],
    [{ item_id: 'mug', price: '5 USD' }, 1000, false],
    [{ item_id: 'mug', price: 5, quantity: 'many' }, 1500, false],
    [{ item_id: 'mug', price: 5, quantity: null }, 1500, true],
    [{ item_id: 'mug', price: '5,50 ₴', quantity: '2' }, 2100, true],
    [{ item_id: 'mug', price: 5, item_brand: [] }, 1500, true],
    [{ item_id: 7, price: 5 }, 1500, true],
    [{ item_name: 'x'.repeat(300), price: 5 }, 1500, true],
    [{ price: 5 }, 1000, false],
  ])('says whether the sum of the items is known: %j', (item, minor, isComplete) => {
    expect(amount({ items: [item, jug] })).toEqual([minor, isComplete])
  })

  it.each([null, 'mug', 5, [], { item_id: '' }, { item_name: [], item_id: false }])(
    'is left out if nothing names it, with a warning: %j',
    (item) => {
      expect(purchase({ items: [jug, item] })).toMatchObject({
        value_minor: 1000,
        value_complete: false,
        items: [jug],
        warnings: expect.arrayContaining([expect.objectContaining({ field: 'items[1]' })]),
      })
      expect(amount({ value: 30, items: [jug, item] })).toEqual([3000, true])
    },
  )

  it('is one of an object of items, or alone, as PHP and hand-written tags send them', () => {
    expect(purchase({ items: { 1: jug, 4: { item_name: 'Mug', price: 5 } } })).toMatchObject({
      value_minor: 1500,
      value_complete: true,
    })
    expect(amount({ items: jug })).toEqual([1000, true])
  })

  it.each([['[]'], [5], [true]])('in something that is no list costs the items alone: %j', (items) => {
    expect(amount({ value: 5, items })).toEqual([500, true])
    expect(amount({ items })).toEqual([0, false])
  })
})

describe('the value of an order', () => {
  it.each<[value: unknown, minor: number, isComplete: boolean]>([
    ['4,245.42', 424_542, true],
    ['1 250,50', 125_050, true],
    ['₴1 250', 125_000, true],
    ['1 250,00 грн.', 125_000, true],
    ['1,23,456.50', 12_345_650, true],
    ['24.90', 2490, true],
    // Nobody knows.
    ['1,250', 0, false],
    ['1.250', 0, false],
    ['12 USD', 0, false],
    ['12 грн 50 коп', 0, false],
    ['1e3', 0, false],
  ])('is read from text: %j', (value, minor, isComplete) => {
    expect(amount({ value })).toEqual([minor, isComplete])
  })

  it('that cannot be read is what the items show, and has a warning', () => {
    expect(purchase({ value: '12 EUR', items: [jug] })).toMatchObject({
      value_minor: 1000,
      value_complete: false,
      warnings: [{ field: 'value', message: expect.stringMatching(/^is not known: "12 EUR"/) }],
    })
  })

  it.each<[sent: Record<string, unknown>, minor: number]>([
    [{ value: '1,250', tax: '12.50' }, 125_000],
    [{ value: '1.250', shipping: '9,90' }, 125_000],
    [{ value: '1.250', items: [{ item_id: 'a', price: '0,99' }] }, 125_000],
    [{ value: '1,250', currency: 'JPY' }, 1250],
    [{ value: '1.250', currency: 'KWD' }, 1250],
    [{ value: '1.250', items: [{ item_id: 'a', price: 625, quantity: 2 }] }, 125_000],
    [{ value: '1.250', items: [{ item_id: 'a', price: 1.5 }] }, 125],
    [{ value: 1190, items: [{ item_id: 'a', price: '1,250' }] }, 119_000],
  ])('that is ambiguous alone is decided by what came with it: %j', (sent, minor) => {
    expect(purchase(sent)).toMatchObject({ value_minor: minor, value_complete: true, warnings: [] })
  })

  it('decides the ambiguous price of its item', () => {
    expect(purchase({ value: 1190, items: [{ item_id: 'a', price: '1,250' }] })).toMatchObject({
      items: [{ item_id: 'a', price: 1250 }],
    })
    expect(purchase({ value: '1,250', items: [{ item_id: 'a', price: '1,250' }] })).toMatchObject({
      value_complete: false,
      items: [{ item_id: 'a' }],
    })
  })

  it.each([[''], [null], [false], [true], [[]], [{}], [[5]], ['NaN'], ['abc'], ['free'], ['\ud800']])(
    'that states no amount is that of the items; without their prices it is not known: %j',
    (value) => {
      const warnings = [expect.objectContaining({ field: 'value' })]
      const unknown = { value_minor: 0, value_complete: false, currency: 'UAH', warnings }
      expect(amount({ value, items: [jug, { ...jug, price: 0.1, quantity: 3 }] })).toEqual([1030, true])
      expect(purchase({ value })).toMatchObject(unknown)
      expect(purchase({ value, currency: null })).toMatchObject(unknown)
      expect(amount({ value, items: [{ item_id: 'mug' }] })).toEqual([0, false])
      expect(amount({ value, items: [jug, { item_id: 'mug' }] })).toEqual([1000, false])
    },
  )

  it('needs a currency; that of its text will do', () => {
    expect(purchase({ value: '₴1 250', currency: '' })).toMatchObject({
      value_minor: 125_000,
      currency: 'UAH',
    })
    expect(purchase({ value: 5, currency: ' грн. ' })).toMatchObject({ value_minor: 500, currency: 'UAH' })
    expect(purchase({ value: 5, currency: 'uah' })).toMatchObject({ currency: 'UAH' })
    expect(amount({ value: 5, currency: '' })).toMatch(/^currency: is needed/)
    expect(amount({ value: 5, currency: 'ZZZ' })).toMatch(/^currency: must be/)
    expect(purchase({ currency: '', items: [jug] })).toMatchObject({ value_minor: 1000, currency: 'UAH' })
  })
})

describe('a refund whose value', () => {
  const refund = (value: unknown) => read('refund', { transaction_id: 'T1', currency: 'UAH', value })
  it('is blank is one of the whole order', () => {
    expect([refund(''), refund(null)]).toMatchObject([
      { value_minor: null, value_complete: true },
      { value_minor: null, value_complete: true },
    ])
  })
  it('cannot be read takes nothing off, and the amount of the order is not known', () => {
    for (const value of ['1,250', 'NaN', 'all', {}, ['5'], true])
      expect(refund(value)).toMatchObject({ value_minor: 0, value_complete: false })
  })
})

describe('another event', () => {
  it.each<[sent: Record<string, unknown>, minor: number | null]>([
    [{ value: '', currency: '' }, null],
    [{ value: null, currency: null }, null],
    [{ value: 'on request', currency: 'UAH' }, null],
    [{ value: '1,250', currency: 'UAH' }, null],
    [{ value: '1 250,50', currency: 'UAH' }, 125_050],
    [{ items: [jug] }, null],
  ])('is kept with the value that it states: %j', (sent, minor) => {
    expect(read('generate_lead', sent)).toMatchObject({ value_minor: minor, value_complete: true })
  })
})

describe('a large cart', () => {
  const cart = (count: number, name = 'item') =>
    Array.from({ length: count }, (_, i) => ({ item_id: `${name}-${i}`, price: 1 }))

  it('of more than 200 items keeps the first 200, and the sum of all', () => {
    const found = purchase({ items: cart(450) })
    expect(found).toMatchObject({ value_minor: 45_000, value_complete: true, items: cart(200) })
    expect(found).toMatchObject({
      warnings: [{ field: 'items', message: expect.stringMatching(/^250 left out/) }],
    })
  })

  it('of long names keeps the items that fit, the same in an event and in a report of the shop’s server', () => {
    const items = cart(150, 'ї'.repeat(100))
    const found = purchase({ value: 99, items }) as { items: unknown[] }
    expect(found).toMatchObject({ value_minor: 9900, value_complete: true })
    expect(found.items).toEqual(items.slice(0, found.items.length))
    const bytes = (some: unknown) => Buffer.byteLength(JSON.stringify(some))
    expect(bytes(found.items)).toBeLessThanOrEqual(LIMITS.items_bytes)
    expect(bytes(items.slice(0, found.items.length + 1))).toBeGreaterThan(LIMITS.items_bytes)
    const put = readOrder({ site: 's', status: 'paid', value: 99, currency: 'UAH', items })
    expect(put).toMatchObject({ value_complete: true, order: { value: 99, items: found.items } })
  })

  it('has at most 21 warnings', () => {
    const found = purchase({ value: 1, items: Array.from({ length: 500 }, () => null) })
    expect((found as { warnings: unknown[] }).warnings).toHaveLength(21)
  })
})

describe('the shop’s report of an order', () => {
  const put = (sent: Record<string, unknown>) => {
    const found = readOrder({ site: 'shop.example', status: 'paid', currency: 'UAH', ...sent })
    if ('error' in found) return `${found.error.issues[0]!.path}`
    return [found.order.value, found.value_complete, found.order.refunded, found.order.items?.length ?? null]
  }
  it.each<[sent: Record<string, unknown>, read: unknown]>([
    [{ value: '1 250,50' }, [1250.5, true, null, null]],
    [{ value: 10, refunded: '', ts: '', visitor_id: '', items: '' }, [10, true, null, null]],
    [{ value: 10, refunded: '2,50 грн' }, [10, true, 2.5, null]],
    [{ value: '1,250' }, [0, false, null, null]],
    [{ value: '1,250', refunded: 5 }, [5, false, 5, null]],
    [{ value: '1,250', items: [jug, jug] }, [20, false, null, 2]],
    [{ value: 10, refunded: '1,250' }, [10, false, null, null]],
    [{ value: 10, items: [{ ...jug, price: 'x', coupon: 5 }, null, 'x'] }, [10, true, null, 1]],
    [{ value: 10, currency: 'грн' }, [10, true, null, null]],
    [{ value: 'abc' }, [0, false, null, null]],
    [{ value: {}, items: [jug] }, [10, false, null, 1]],
    [{ value: '' }, 'value'],
    [{ value: null, items: [jug] }, 'value'],
    [{ value: -1 }, 'value'],
    [{ value: 10, currency: '' }, 'currency'],
    [{ value: 10, currency: 'ZZZ' }, 'currency'],
    [{ value: 10, refunded: 11 }, 'refunded'],
  ])('is read, or refused as a whole: %j', (sent, expected) => {
    expect(put(sent)).toEqual(expected)
  })
})

it('whatever the other fields are, an order with a plain value and currency is kept with exactly that value', () => {
  const anything = fc.oneof(fc.jsonValue(), fc.constantFrom(...MALFORMED.map(malformed)))
  const item = fc.oneof(
    anything,
    fc.dictionary(fc.constantFrom('item_id', 'price', 'quantity', 'coupon'), anything),
  )
  const sent = fc.record({
    value: fc.integer({ min: 0, max: 1e9 }),
    items: fc.oneof(anything, fc.array(item, { maxLength: 5 })),
    tax: anything,
    shipping: anything,
    coupon: anything,
  })
  fc.assert(
    fc.property(sent, ({ value, ...others }) => {
      expect(purchase({ ...others, value: value / 100 })).toMatchObject({
        value_minor: value,
        value_complete: true,
      })
    }),
  )
})
