/** Amounts as people type them: with a decimal comma or point, with groups of thousands or without. */

/** Groups of three behind one to three digits, all with the same mark. */
const GROUPED = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/

/**
 * Reads a number that is not negative; null for anything else. A currency before or behind it does not matter.
 * @param decimals how many such a number has at most: `1,250` is a thousand where amounts have two, and one and a
 * quarter where they may have three
 */
export function readAmount(text: string, decimals: number): number | null {
  const bare = text.replace(/[\s'’]|\p{Sc}/gu, '').replace(/^[\p{L}.]{2,4}(?=\d)|(?<=\d)\p{L}{2,4}\.?$/gu, '')
  const at = Math.max(bare.lastIndexOf(','), bare.lastIndexOf('.'))
  const [whole, fraction] = at < 0 ? [bare, ''] : [bare.slice(0, at), bare.slice(at + 1)]
  const mark = bare[at]
  const isGroup = GROUPED.test(bare) && (whole.includes(mark!) || (decimals < 3 && !whole.startsWith('0')))
  if (isGroup) return Number(bare.replace(/[.,]/g, ''))
  const isPlain = /^\d*$/.test(whole) || (GROUPED.test(whole) && !whole.includes(mark!))
  if (!isPlain || !/^\d*$/.test(fraction) || !(whole + fraction)) return null
  return Number(`${whole.replace(/[.,]/g, '') || '0'}.${fraction || '0'}`)
}
