/** Money in major units (as people and GA4 write it) and in whole minor units (as it is stored and added); rounding. */

/** ISO 4217 exponents that differ from 2. */
const EXPONENTS: Record<string, number> = {
  ...Object.fromEntries(
    'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ').map((c) => [c, 0]),
  ),
  ...Object.fromEntries('BHD IQD JOD KWD LYD OMR TND'.split(' ').map((c) => [c, 3])),
  CLF: 4,
  UYW: 4,
}

const KNOWN = new Set(Intl.supportedValuesOf('currency'))

/** Whether `code` is an ISO 4217 code in use, in capitals. */
export const isCurrency = (code: string): boolean => KNOWN.has(code)

/** Digits after the decimal point of a currency (ISO 4217): UAH 2, JPY 0, KWD 3. */
export const exponent = (currency: string): number => EXPONENTS[currency] ?? 2

/**
 * 24.9 UAH → 2490. Half units are rounded away from zero, as a cash register does. 1.005 is rounded as it is written
 * (1.01), and not as the slightly smaller number that JavaScript stores.
 */
export const toMinor = (major: number, currency: string): number =>
  Math.sign(major) * Math.round(Number(`${plain(Math.abs(major))}e${exponent(currency)}`))

/** 2490 UAH → 24.9. */
export const toMajor = (minor: number, currency: string): number => minor / 10 ** exponent(currency)

/** A number as decimal text without an exponent, so that one can be appended: 24.9 → `24.9` + `e2`. */
const plain = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(12) : text
}

/** A number with at most `digits` decimals: 0.333333, 2 → 0.33. Halves round towards positive infinity. Integers stay exact. */
export const rounded = (value: number, digits: number): number =>
  Number.isInteger(value) ? value : Math.round(value * 10 ** digits) / 10 ** digits
