/**
 * Reads the amounts of cost files. An amount such as 1,250 may be a thousand or a fraction: the other amounts of the
 * file decide. If they do not, the amount is refused.
 */
import { type DecimalMark, readAmount } from '../../wire/amount.ts'
import { isCurrency } from '../../wire/money.ts'

/** Currency signs that only one currency has. */
const SIGNS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₴': 'UAH',
  '₽': 'RUB',
  '₺': 'TRY',
  '₹': 'INR',
}

/**
 * Matches an amount that proves `mark` to be the decimal mark. One of these is enough, here for a comma:
 * - not exactly three digits follow it: `12,5`;
 * - only a zero is before it: `0,125`;
 * - the other mark divides the thousands: `1.250,500`, `1.250.000`.
 */
const proving = (mark: DecimalMark, group: DecimalMark) =>
  new RegExp(
    `\\${mark}(\\d{1,2}|\\d{4,})$|^-?0\\${mark}\\d|\\${group}\\d{3}\\${mark}\\d|\\d\\${group}\\d{3}\\${group}\\d{3}`,
  )
const COMMA = proving(',', '.')
const POINT = proving('.', ',')

/** The decimal mark of a file, by all its amounts. Undefined if they do not show it, or contradict each other. */
export function decimalMarkOf(amounts: string[]): DecimalMark | undefined {
  const bare = amounts.map((text) => withoutCurrency(text).replace(/[\s'’]/g, ''))
  const comma = bare.some((text) => COMMA.test(text))
  const point = bare.some((text) => POINT.test(text))
  return comma === point ? undefined : comma ? ',' : '.'
}

const withoutCurrency = (text: string): string =>
  text.replace(/^(?:US)?\p{Sc}|^[A-Z]{3}\b|\p{Sc}$|\b[A-Z]{3}$/gu, '').trim()

/**
 * @param mark the file's decimal mark, if it is known
 * @param currency of the column; if the cell also contains a currency, it must be the same
 * @returns the amount as a number, or what is wrong with it
 */
export function readSpend(
  written: string,
  mark: DecimalMark | undefined,
  currency: string,
): { amount: number } | { problem: string } {
  const sign = written.match(/\p{Sc}/u)?.[0] ?? ''
  const code = written.match(/[A-Z]{3}/)?.[0] ?? ''
  const stated = SIGNS[sign] ?? (isCurrency(code) ? code : currency)
  if (stated !== currency) return { problem: `${written} is in ${stated}, but the column is in ${currency}` }
  const read = readAmount(withoutCurrency(written), {
    mark,
    threeDigits: { ',': 'ambiguous', '.': 'ambiguous' },
  })
  if ('amount' in read) return { amount: Number(read.amount) }
  if (read.problem === 'ambiguous')
    return { problem: `${written} may be a thousand or a fraction, and nothing in the file shows which` }
  const marked = mark ? ` with ${mark} before the decimals, as elsewhere in the file` : ''
  return { problem: `${written} is no amount${marked}: write 1250.50` }
}

/** A whole number with or without separators of thousands; null for anything else. */
export function readCount(written: string): number | null {
  const text = written.replace(/[\s'’]/g, '').replace(/[.,]0{1,2}$/, '')
  if (/^\d+$/.test(text)) return Number(text)
  return /^\d{1,3}([.,]\d{3})+$/.test(text) ? Number(text.replace(/[.,]/g, '')) : null
}
