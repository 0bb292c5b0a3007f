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
 * Reads the parameters with money of an event. Without a value, a purchase has the sum of its items. If its amount is not
 * known, or only a part of it, the purchase is kept with what is known, in the site's currency if none is stated.
 * @param site's `currency` is that of items without a currency
 */
export function readCommerce(
  name: string,
  sent: Record<string, unknown>,
  site: { currency: string },
  warnings: Warning[],
): { commerce: Commerce } | { problem: string } {
  const money = readMoney(sent, site.currency, warnings)
  const { amount, isWhole } = amountOf(name, money)
  const isStated = money.value.is === 'known'
  const isOrder = name === 'purchase' || (name === 'refund' && amount !== null)
  const parsed = commerce.safeParse({
    name,
    value: amount,
    currency: money.currency ?? (isOrder && !isStated ? site.currency : null),
    transaction_id: sent.transaction_id,
  })
  if (!parsed.success) return { problem: problemOf(parsed.error) }
  const { value, currency, transaction_id } = parsed.data
  if (name === 'purchase' && !isWhole && money.value.is === 'none' && !money.items.isStated)
    warnings.push({ field: 'value', message: 'is not known: send the amount, or items with their prices' })
  return {
    commerce: {
      value_minor: value !== null && currency !== null ? toMinor(value, currency) : null,
      currency,
      transaction_id,
      items: money.items.items,
      value_complete: isWhole,
    },
  }
}

/** The amount of an event in major units, as far as it is known; and whether this is all of it. Null: none is stated. */
function amountOf(name: string, { value, items }: Money): { amount: unknown; isWhole: boolean } {
  if (value.is === 'known') return { amount: value.amount, isWhole: true }
  const isUnknown = value.is === 'unknown'
  if (name === 'purchase')
    return { amount: items.sum, isWhole: !isUnknown && items.isStated && items.isWhole }
  // A refund of nothing known takes nothing off; without a value it would take off all.
  const isLost = !items.items.length && (value.is === 'junk' || items.isStated)
  if (name === 'refund' && (isUnknown || isLost)) return { amount: 0, isWhole: false }
  return { amount: null, isWhole: true }
}
