/** Amounts as people type them into a form. */
import { readAmount as readWritten } from '../../../wire/amount.ts'

/**
 * Reads a number that is not negative; null for anything else. A currency before or behind it is ignored.
 * @param decimals how many decimals such a number has at most: with two, `1,250` is a thousand; with three, it is one
 * and a quarter
 */
export function readAmount(text: string, decimals: number): number | null {
  const read = readWritten(text)
  if ('problem' in read && read.problem !== 'ambiguous') return null
  const amount = 'amount' in read ? read.amount : read.either[decimals < 3 ? 0 : 1]
  return amount >= 0 ? amount : null
}
