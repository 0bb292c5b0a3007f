/** What refunds take from an order: from the items that they list, or from all of it. */
import { toMinor } from '../../../wire/money.ts'
import type { OrderItem, RefundEvent } from '../../store/rows.ts'

interface Priced {
  value_minor: number
  currency: string
  items: OrderItem[]
}

interface Refunded {
  /** What all refunds take, in minor units of the order. It may be more than the order's value. */
  refunded_minor: number
  /** The order's items, each with what was refunded of it. The same list if nothing changes. */
  items: OrderItem[]
  /** Whether the price of each item is known from which a refund takes it. */
  value_complete: boolean
}

/**
 * A refund without a value takes that of the items that it lists (price × quantity; the price of the order where it states
 * none), and without items the whole order. What it takes from an item is never more than the item cost; the rest is taken from
 * the order as a whole.
 */
export function refundItems({ value_minor, currency, items }: Priced, refunds: RefundEvent[]): Refunded {
  const prices = new Map(items.map((item) => [keyOf(item), item.price]).reverse() as [string, number][])
  const lineMinor = (price = 0, quantity = 1) => toMinor(Number((price * quantity).toPrecision(15)), currency)
  /** By item: what refunds have taken from it. */
  const taken = new Map<string, number>()
  let refunded_minor = 0
  let value_complete = true
  for (const refund of refunds) {
    const lines = (refund.items ?? []).map((item) => {
      const key = keyOf(item)
      const price = item.price ?? prices.get(key)
      if (price === undefined && refund.value_minor === null) value_complete = false
      return { key, minor: lineMinor(price, item.quantity) }
    })
    const sum = lines.reduce((before, { minor }) => before + minor, 0)
    const all = refund.value_minor ?? (refund.items ? sum : value_minor)
    refunded_minor += all
    let before = 0
    for (const { key, minor } of lines) {
      // Its part of a stated value, rounded so that the parts add up to it.
      const part = (of: number) => (sum ? Math.round((of / sum) * all) : 0)
      taken.set(key, (taken.get(key) ?? 0) + part(before + minor) - part(before))
      before += minor
    }
  }
  const refunded = items.map((item): OrderItem => {
    const { refunded_minor: was, ...plain } = item
    const key = keyOf(item)
    const own = Math.min(taken.get(key) ?? 0, lineMinor(item.price, item.quantity))
    if (own) taken.set(key, taken.get(key)! - own)
    if (own === (was ?? 0)) return item
    return own ? { ...plain, refunded_minor: own } : plain
  })
  const isSame = refunded.every((item, i) => item === items[i])
  return { refunded_minor, items: isSame ? items : refunded, value_complete }
}

/** The key by which the items of a refund and of its order are compared: the id, or without one the name. */
const keyOf = ({ item_id, item_name }: Pick<OrderItem, 'item_id' | 'item_name'>) =>
  item_id ? `#${item_id}` : `=${item_name}`
