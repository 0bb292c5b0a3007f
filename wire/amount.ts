/** Reads amounts as people, spreadsheets and ad platforms write them. Every input with amounts uses this parser. */

export type DecimalMark = ',' | '.'

/** A number as programs write it: 1250.50. */
export const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/

/** `1,250` or `1.250`: one mark with three digits behind it. It may separate thousands or decimals. */
const THREE_DIGITS = /^-?[1-9]\d{0,2}([.,])\d{3}$/

/** How to read three digits behind a comma or a point, if the text itself does not show it. */
export type ThreeDigits = Record<DecimalMark, 'thousands' | 'decimals' | 'ambiguous'>

/**
 * Reads `1 250,50`, `1.250,50`, `1'250.50` and `1,250.50` as 1250.50. The text must not contain a currency.
 * @param mark the decimal mark, if it is known from elsewhere. Otherwise the text decides, and `threeDigits` if it does not.
 * @returns the amount as a plain number in text, or why there is none
 */
export function readAmount(
  written: string,
  { mark, threeDigits }: { mark?: DecimalMark | undefined; threeDigits: ThreeDigits },
): { amount: string } | { problem: 'no amount' | 'ambiguous' } {
  const text = written.replace(/[\s'’]/g, '')
  const decimalMark = mark ?? decimalMarkOf(text, threeDigits)
  if (decimalMark === 'ambiguous') return { problem: 'ambiguous' }
  const group = decimalMark === ',' ? '.' : ','
  const form = new RegExp(`^-?(\\d+|\\d{1,3}(\\${group}\\d{3})+)(\\${decimalMark}\\d+)?$`)
  if (!form.test(text)) return { problem: 'no amount' }
  return { amount: text.replaceAll(group, '').replace(decimalMark, '.') }
}

function decimalMarkOf(text: string, threeDigits: ThreeDigits): DecimalMark | 'ambiguous' {
  const marks = text.match(/[.,]/g) ?? []
  const last = (marks.at(-1) ?? '.') as DecimalMark
  const other = last === ',' ? '.' : ','
  // A mark that occurs twice separates thousands; another mark behind it is the decimal mark: 1,250,000 or 1.250.000,50.
  if (marks.length > 1) return marks.every((mark) => mark === last) ? other : last
  if (!THREE_DIGITS.test(text)) return last
  const meaning = threeDigits[last]
  return meaning === 'thousands' ? other : meaning === 'decimals' ? last : 'ambiguous'
}
