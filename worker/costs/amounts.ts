/** Amounts and counts as exports write them. As with dates, the file as a whole says what a comma is. */
import { isCurrency } from '../../wire/money.ts'
import { type DecimalMark, plainAmount } from '../files/table.ts'

/** Signs that stand for one currency alone. */
const SIGNS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₴': 'UAH',
  '₽': 'RUB',
  '₺': 'TRY',
  '₹': 'INR',
}

/** Ends in other than three digits, begins with a nought, or stands behind groups of the other mark. */
const evidence = (mark: string, group: string) =>
  new RegExp(
    `\\${mark}(\\d{1,2}|\\d{4,})$|^-?0\\${mark}\\d|\\${group}\\d{3}\\${mark}\\d|\\d\\${group}\\d{3}\\${group}\\d{3}`,
  )
const COMMA = evidence(',', '.')
const POINT = evidence('.', ',')

/** What stands before the decimals in a file; undefined when its amounts leave it open or contradict each other. */
export function markOf(texts: string[]): DecimalMark | undefined {
  const bare = texts.map((text) => bareAmount(text).replace(/[\s'’]/g, ''))
  const comma = bare.some((text) => COMMA.test(text))
  const point = bare.some((text) => POINT.test(text))
  return comma === point ? undefined : comma ? ',' : '.'
}

/** Without the currency before or behind it. */
const bareAmount = (text: string): string =>
  text.replace(/^(?:US)?\p{Sc}|^[A-Z]{3}\b|\p{Sc}$|\b[A-Z]{3}$/gu, '').trim()

/** @returns the amount as a number, or what is wrong with it */
export function readAmount(
  written: string,
  mark: DecimalMark | undefined,
  currency: string,
): { amount: number } | { problem: string } {
  const sign = written.match(/\p{Sc}/u)?.[0] ?? ''
  const code = written.match(/[A-Z]{3}/)?.[0] ?? ''
  const said = SIGNS[sign] ?? (isCurrency(code) ? code : currency)
  if (said !== currency) return { problem: `${written} is in ${said}, but the column is in ${currency}` }
  const bare = bareAmount(written)
  const text = bare.replace(/[\s'’]/g, '')
  const isOpen = mark === undefined && /^-?[1-9]\d{0,2}[.,]\d{3}$/.test(text)
  const plain = isOpen ? null : plainAmount(bare, mark)
  if (plain === null)
    return { problem: `${written} may be a thousand or a fraction, and nothing in the file says which` }
  if (!/^-?\d+(\.\d+)?$/.test(plain)) {
    const marked = mark ? ` with ${mark} before the decimals, as elsewhere in the file` : ''
    return { problem: `${written} is no amount${marked}: write 1250.50` }
  }
  return { amount: Number(plain) }
}

/** A whole number with or without separators of thousands; null for anything else. */
export function readCount(written: string): number | null {
  const text = written.replace(/[\s'’]/g, '').replace(/[.,]0{1,2}$/, '')
  if (/^\d+$/.test(text)) return Number(text)
  return /^\d{1,3}([.,]\d{3})+$/.test(text) ? Number(text.replace(/[.,]/g, '')) : null
}
