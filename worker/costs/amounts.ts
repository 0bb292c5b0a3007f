/** Reads the amounts and counts of cost files, and says what is wrong with them. */
import { type DecimalMark, readAmount } from '../../wire/amount.ts'

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
  const read = readAmount(written, { mark, currency })
  if ('amount' in read) return { amount: read.amount }
  switch (read.problem) {
    case 'other currency':
      return { problem: `${written} is in ${read.currency}, but the column is in ${currency}` }
    case 'ambiguous':
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
