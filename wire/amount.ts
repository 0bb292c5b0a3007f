/** Reads amounts as people, shops, spreadsheets and ad platforms write them. Every input with amounts uses this parser. */
import { currenciesOf } from './currenciesOf.ts'
import { exponent } from './money.ts'

export type DecimalMark = ',' | '.'

/** What is known of an amount from elsewhere. */
interface AmountContext {
  /** The decimal mark of the other amounts that came with it (`decimalMarkOf`). */
  mark?: DecimalMark | undefined
  /** ISO 4217. An amount that states another currency is refused. */
  currency?: string | null | undefined
  /** The currency if none is stated. It also decides which of several a sign means: `$`. */
  assumed?: string | undefined
}

/** An amount, and the currency that its text states; null if it does not show which. */
interface Amount {
  amount: number
  currency: string | null
}

/** Why there is no amount. `either`: the two amounts that the text may mean. `currency`: the one that it states. */
type NoAmount =
  | { problem: 'no amount' }
  | { problem: 'ambiguous'; either: [larger: number, smaller: number] }
  | { problem: 'other currency'; currency: string }

/** No amount is longer, and no pattern has to read more. */
const MAX_CHARS = 64

/**
 * Reads a text as one amount in major units: `1250.5`, `1 250,50`, `1.250,50`, `1'250.50`, `12,34,567.50` (India), `12,-`,
 * `₴1 250`, `-12.50 грн.`, `(12.50)`, `١٬٢٥٠٫٥٠`.
 *
 * A comma or a point with exactly three digits behind it, as the only separator (`1,250`), may mean thousands or decimals.
 * The context decides: the decimal mark of the other amounts, or a currency that has no decimals, or three. Otherwise the
 * amount is ambiguous.
 */
export function readAmount(written: string, context: AmountContext = {}): Amount | NoAmount {
  const parts = partsOf(written)
  if (!parts) return { problem: 'no amount' }
  const { currencies, sign } = parts
  const known = context.currency
  if (currencies && known && !currencies.includes(known))
    return { problem: 'other currency', currency: currencies[0]! }
  const meant = known ?? context.assumed ?? ''
  const currency = currencies?.find((one) => one === meant || currencies.length === 1) ?? null
  const decimals = exponent(currencies ? (currency ?? '') : meant)
  const all = readingsOf(parts.digits)
  const isOpen = all.length > 1
  const fitting = all.filter((one) => hasMark(one, context.mark) && (!isOpen || fitsCurrency(one, decimals)))
  // Neither is left of two if the other amounts and the currency contradict each other.
  const [first, second] = isOpen && !fitting.length ? all : fitting
  if (!first) return { problem: 'no amount' }
  if (!second) return { amount: sign * first.amount, currency }
  const larger = Math.max(first.amount, second.amount)
  const smaller = Math.min(first.amount, second.amount)
  return { problem: 'ambiguous', either: [sign * larger, sign * smaller] }
}

/** The decimal mark that the unambiguous ones of some amounts have. Undefined if they show none, or contradict each other. */
export function decimalMarkOf(written: readonly string[]): DecimalMark | undefined {
  const marks = new Set(
    written.flatMap((text) => {
      const digits = partsOf(text)?.digits ?? ''
      const readings = UNPROVEN.test(digits) ? [] : readingsOf(digits)
      return readings.length === 1 ? (markOf(readings[0]!) ?? []) : []
    }),
  )
  return marks.size === 1 ? [...marks][0] : undefined
}

/** Three digits behind a mark are decimals here, or thousands that are written wrong: no proof for other amounts. */
const UNPROVEN = /^\d{4,}[.,]\d{3}$/

/** What the text consists of. Null: it is more, or less, than one amount. */
function partsOf(
  written: string,
): { sign: 1 | -1; digits: string; currencies: readonly string[] | null } | null {
  if (written.length > MAX_CHARS) return null
  // Most cells of a file are written like this.
  if (DIGITS_ONLY.test(written)) return { sign: 1, digits: written, currencies: null }
  const found = plain(written).match(PARTS)
  if (!found) return null
  const [, before = '', digits = '', behind = ''] = found
  // `5.`, `12,-` and `500/-` have no decimals.
  const after = behind.replace(/^(?:[.,]-{0,2}|\/-)/, '')
  const signs = (before + after).replace(/[^-+()]/g, '')
  if (!/^(?:[-+]?|\(\))$/.test(signs) || /\)/.test(before) || /[+(]|.-/.test(after)) return null
  const words = [before, after].map((text) => text.replace(/[-+()]/, '').trim()).filter((word) => word)
  const meanings = words.map(currenciesOf)
  if (!meanings.every((currencies) => currencies !== undefined)) return null
  const [first, second = first] = meanings
  const currencies = first?.filter((code) => second!.includes(code)) ?? null
  if (currencies?.length === 0) return null
  return { sign: /[-(]/.test(signs) ? -1 : 1, digits, currencies }
}

const DIGITS_ONLY = /^\d(?:[\d.,]*\d)?$/

/** What is before the first digit (and a decimal mark without a digit before it), up to the last digit, and behind it. */
const PARTS = /^(\D*?)((?:(?<![\p{L}\p{M}/])[.,٫])?\d(?:.*\d)?)(\D*)$/u

/** The zeros of the digits that are used in amounts: Arabic, Persian, Devanagari, Bengali, Tamil, Thai. */
const ZEROS = '٠۰०০௦๐'
const DIGITS = new RegExp(`[${[...ZEROS].map((zero) => `${zero}-${nth(zero, 9)}`).join('')}]`, 'g')

function nth(zero: string, n: number): string {
  return String.fromCharCode(zero.charCodeAt(0) + n)
}

const digitOf = (digit: string): string =>
  String([...ZEROS].map((zero) => digit.charCodeAt(0) - zero.charCodeAt(0)).find((n) => n >= 0 && n <= 9))

/**
 * The text with one form of each character: digits, blank, apostrophe, minus. Invisible characters are removed, and the
 * characters are read that a template has left as `&nbsp;` or `&#8372;`.
 */
const plain = (written: string): string =>
  written
    .replaceAll('&nbsp;', ' ')
    .replace(/&#(\d{2,5});/g, (_, code) => String.fromCharCode(code))
    .replace(/\p{Cf}/gu, '')
    .replace(/[！-～￠-￦]/g, (wide) => wide.normalize('NFKC'))
    .replace(DIGITS, digitOf)
    .replace(/[−–—‒―﹣]/g, '-')
    .replace(/['’‘ʼ´`′٬]/g, "'")
    .replaceAll('،', ',')
    .replace(/\s+/g, ' ')
    .trim()

/** One way to read the digits. '': there is no such separator. */
interface Reading {
  amount: number
  group: string
  mark: string
}

/** How digits may be written: whole thousands with a separator between, then decimals. India groups by two digits. */
const FORMS = ['', ',', '.', "'", ' '].flatMap((group) =>
  ['', ',', '.', '٫']
    .filter((mark) => mark !== group || mark === '')
    .map((mark) => {
      const indian = group === ',' ? '|[1-9]\\d?(,\\d\\d)+,\\d{3}' : ''
      const whole = group ? `([1-9]\\d{0,2}(\\${group}\\d{3})+${indian})` : mark ? '\\d*' : '\\d+'
      return { group, mark, form: new RegExp(`^${whole}${mark && `\\${mark}\\d+`}$`) }
    }),
)

/** All ways to read the digits: none, one, or two if it is ambiguous. */
function readingsOf(digits: string): Reading[] {
  // Most amounts are written like this, and files have many of them.
  if (PLAIN.test(digits))
    return [{ amount: Number(digits), group: '', mark: digits.includes('.') ? '.' : '' }]
  return FORMS.filter(({ form }) => form.test(digits)).map(({ group, mark }) => ({
    group,
    mark,
    amount: Number(digits.replaceAll(group, '').replace(/[.,٫]/, '.')),
  }))
}

/** Only one form fits: the point cannot separate thousands. */
const PLAIN = /^\d+(?:\.\d{1,2})?$/

/** The decimal mark that a reading shows: its own, or the one that its separator of thousands leaves. */
function markOf({ group, mark }: Reading): DecimalMark | null {
  if (mark === ',' || mark === '.') return mark
  return group === ',' ? '.' : group === '.' ? ',' : null
}

/** Whether a reading agrees with the decimal mark of the other amounts. */
const hasMark = (reading: Reading, mark: DecimalMark | undefined): boolean =>
  !mark || (markOf(reading) ?? mark) === mark

/** Whether one of two readings agrees with a currency of no decimals, or of three. Other currencies do not decide. */
const fitsCurrency = ({ mark }: Reading, decimals: number): boolean =>
  decimals === 0 ? mark === '' : decimals === 3 ? mark !== '' : true
