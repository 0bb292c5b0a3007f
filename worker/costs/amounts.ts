/** Reads the amounts and counts of cost files, and says what is wrong with them. */
import { type DecimalMark, readAmount } from '../../wire/amount.ts'

/** Currencies that have decimals by ISO 4217, but not on ad platforms: their smallest unit is worth next to nothing. */
const WHOLE_IN_EXPORTS: ReadonlySet<string> = new Set(['COP', 'CRC', 'HUF', 'IDR', 'TWD'])

/**
 * @param mark the file's decimal mark, if it is known
 * @param currency of the column; if the cell also contains a currency, it must be the same
 * @param isExport whether an ad platform wrote the file
 * @returns the amount as a number, or what is wrong with it
 */
export function readSpend(
  written: string,
  mark: DecimalMark | undefined,
  currency: string,
  isExport: boolean,
): { amount: number } | { problem: string } {
  const read = readAmount(written, { mark, currency })
  if ('amount' in read) return { amount: read.amount }
  switch (read.problem) {
    case 'other currency':
      return { problem: `${written} is in ${read.currency}, but the column is in ${currency}` }
    case 'ambiguous':
      if (isExport && WHOLE_IN_EXPORTS.has(currency)) return { amount: read.either[0] }
      return { problem: `${written} may be a thousand or a fraction, and nothing in the file shows which` }
    case 'no amount': {
      const marked = mark ? ` with ${mark} before the decimals, as elsewhere in the file` : ''
      return { problem: `${written} is no amount${marked}: write 1250.50` }
    }
  }
}

/** A whole number with or without separators of thousands; null for anything else. */
export function readCount(written: string): number | null {
  const read = readAmount(written)
  const amounts = 'amount' in read ? [read.amount] : 'either' in read ? read.either : []
  return amounts.find((amount) => Number.isInteger(amount) && amount >= 0) ?? null
}
