/** Reads the amounts, the currency and the items of an event or an order, as far as they can be read. */
import { type DecimalMark, decimalMarkOf, readAmount } from '../../../wire/amount.ts'
import { currenciesOf } from '../../../wire/currenciesOf.ts'
import { isBlank } from '../../../wire/isBlank.ts'
import { isCurrency } from '../../../wire/money.ts'
import type { Warning } from '../warning.ts'
import { type ReadItems, readItems } from './readItems.ts'

/** The fields of an event or an order, as they came. */
type Sent = Record<string, unknown>

/**
 * An amount as it was sent: to be checked by the schema (`known`); not at all (`none`); as something that is no amount, such as
 * `NaN` or a list (`junk`); or in a way that nobody can say which amount it is (`unknown`).
 */
type Stated = { is: 'known'; amount: unknown } | { is: 'none' | 'junk' | 'unknown' }

export interface Money {
  value: Stated
  refunded: Stated
  /** To be checked by the schema. Null: not stated. */
  currency: unknown
  items: ReadItems
}

/** @param assumed the currency if none is stated: that of the site */
export function readMoney(sent: Sent, assumed: string | undefined, warnings: Warning[]): Money {
  const stated = readCurrency(sent.currency, assumed, warnings)
  const context = { currency: typeof stated === 'string' ? stated : null, assumed }
  const reader = (mark?: DecimalMark) => (text: string) => {
    const found = readAmount(text, context)
    // The decimal mark of other amounts decides only what the text leaves open.
    return mark && 'either' in found ? readAmount(text, { ...context, mark }) : found
  }
  const texts = amountTexts(sent)
  const isOpen = texts.some((text) => 'either' in readAmount(text, context))
  const read = reader(isOpen ? (decimalMarkOf(texts) ?? markBySum(sent, reader)) : undefined)
  const named = typeof sent.value === 'string' ? read(sent.value) : null
  return {
    value: readStated('value', sent.value, read, warnings),
    refunded: readStated('refunded', sent.refunded, read, warnings),
    currency: stated ?? (named && 'amount' in named ? named.currency : null),
    items: readItems(sent.items, read, warnings),
  }
}

type Read = (text: string) => ReturnType<typeof readAmount>

function readCurrency(raw: unknown, assumed: string | undefined, warnings: Warning[]): unknown {
  if (isBlank(raw)) return null
  if (typeof raw !== 'string') {
    warnings.push({ field: 'currency', message: 'left out: must be text' })
    return null
  }
  const code = raw.trim().toUpperCase()
  if (isCurrency(code)) return code
  const meant = currenciesOf(raw.trim())
  return meant?.find((one) => one === assumed || meant.length === 1) ?? raw
}

function readStated(field: string, raw: unknown, read: Read, warnings: Warning[]): Stated {
  if (isBlank(raw)) return { is: 'none' }
  if (typeof raw === 'number') return { is: 'known', amount: raw }
  if (typeof raw !== 'string' || !/\p{Nd}/u.test(raw)) {
    warnings.push({ field, message: 'left out: must be a number' })
    return { is: 'junk' }
  }
  const found = read(raw)
  if ('amount' in found) return { is: 'known', amount: found.amount }
  const written = JSON.stringify(raw.slice(0, 64))
  const why = {
    'no amount': `${written} is no amount: send a number, such as 1250.5`,
    'other currency': `${written} is not in the stated currency`,
    ambiguous: `${written} may be a thousand or a fraction: send a number, such as 1250 or 1.25`,
  }
  warnings.push({ field, message: `is not known: ${why[found.problem]}` })
  return { is: 'unknown' }
}

/** Fields besides the items that show how the sender writes amounts. */
const AMOUNTS = ['value', 'refunded', 'tax', 'shipping', 'discount']
const ITEM_AMOUNTS = ['price', 'discount', 'quantity']

function amountTexts(sent: Sent): string[] {
  const items: unknown[] = Array.isArray(sent.items) ? sent.items : []
  const amounts = [
    ...AMOUNTS.map((field) => sent[field]),
    ...items.flatMap((one) =>
      typeof one === 'object' && one !== null ? ITEM_AMOUNTS.map((field) => (one as Sent)[field]) : [],
    ),
  ]
  return amounts.filter((amount) => typeof amount === 'string')
}

/** The value may have a discount or shipping in it. The two readings of an amount differ by a factor of a thousand. */
const NEAR = 10

/** The decimal mark with which the value is about what the items cost together. Undefined: none is, or each. */
function markBySum(sent: Sent, reader: (mark: DecimalMark) => Read): DecimalMark | undefined {
  const fits = (mark: DecimalMark): boolean => {
    const value = readStated('value', sent.value, reader(mark), [])
    const { sum, isWhole } = readItems(sent.items, reader(mark), [])
    const ratio = value.is === 'known' ? Number(value.amount) / sum : 0
    return isWhole && ratio < NEAR && ratio > 1 / NEAR
  }
  const fitting = ([',', '.'] as const).filter(fits)
  return fitting.length === 1 ? fitting[0] : undefined
}
