import type { Item } from '../../../wire/event.ts'
import { toMinor } from '../../../wire/money.ts'
import { commerce } from '../../../wire/schema.ts'
import { problemOf } from '../problemOf.ts'
import type { Warning } from '../warning.ts'
import { type Money, readMoney } from './readMoney.ts'

/** What an event states of money. Null: not stated. */
export interface Commerce {
  value_minor: number | null
  currency: string | null
  transaction_id: string | null
  items: Item[]
  /** Only of a purchase or a refund: whether its amount is known, and not only a part of it. */
  value_complete: boolean
}

/**
 * Reads the parameters with money of an event. Without a value, a purchase has the sum of its items. If its value cannot be
 * read, the purchase is kept with what is known.
 * @param site's `currency` is that of items without a currency
 */
export function readCommerce(
  name: string,
  sent: Record<string, unknown>,
  site: { currency: string },
  warnings: Warning[],
): { commerce: Commerce } | { problem: string } {
  const money = readMoney(sent, site.currency, warnings)
  const isLost = isOfLostItems(name, money)
  const isOfItems = name === 'purchase' && money.value.is === 'none' && money.items.isStated
  const parsed = commerce.safeParse({
    name,
    value: knownValue(name, money),
    currency: money.currency ?? (isOfItems || isLost ? site.currency : null),
    transaction_id: sent.transaction_id,
  })
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const { value, currency, transaction_id } = parsed.data
  const isUnknown = (money.value.is === 'unknown' && value !== null) || isLost
  return {
    commerce: {
      value_minor: value !== null && currency !== null ? toMinor(value, currency) : null,
      currency,
      transaction_id,
      items: money.items.items,
      value_complete: isOfItems ? money.items.isWhole : !isUnknown,
    },
  }
}

/** The value, or what is known of it. A refund of nothing known takes nothing off; without a value it would take off all. */
function knownValue(name: string, { value, items }: Money): unknown {
  if (value.is === 'known') return value.amount
  if (name === 'purchase' && (value.is === 'unknown' || items.isStated)) return items.sum
  return name === 'refund' && (value.is === 'unknown' || isOfLostItems(name, { value, items })) ? 0 : null
}

/** Whether a refund states no value, and none of its items could be read. */
const isOfLostItems = (name: string, { value, items }: Pick<Money, 'value' | 'items'>): boolean =>
  name === 'refund' && value.is === 'none' && items.isStated && !items.items.length
