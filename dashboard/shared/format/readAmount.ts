/** Amounts as people type them into a form. */
import { readAmount as readWritten } from '../../../wire/amount.ts'

/**
 * Reads a number that is not negative; null for anything else. A currency before or behind it is ignored.
 * @param decimals how many decimals such a number has at most: with two, `1,250` is a thousand; with three, it is one
 * and a quarter
 */
export function readAmount(text: string, decimals: number): number | null {
  const bare = text.replace(/[\s'’]|\p{Sc}/gu, '').replace(/^[\p{L}.]{2,4}(?=\d)|(?<=\d)\p{L}{2,4}\.?$/gu, '')
  if (!/\d/.test(bare) || bare.startsWith('-')) return null
  // `.5` and `5.` are numbers, too.
  const whole = bare.replace(/^[.,]\d+$/, '0$&').replace(/[.,]$/, '$&0')
  const meaning = decimals < 3 ? 'thousands' : 'decimals'
  const read = readWritten(whole, { threeDigits: { ',': meaning, '.': meaning } })
  return 'amount' in read ? Number(read.amount) : null
}
