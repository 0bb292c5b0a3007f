/** Every number, amount, date and name that the page shows is written here, by Intl. Never throws on odd data. */

import type { DimensionKey } from '../../../wire/query.ts'
import { type Interval, NOT_SET } from '../../../wire/query.ts'
import type { Words } from '../words/createWords.ts'

/** What is shown where there is nothing. */
export const NOTHING = '–'

/** Past it a growth says only that there was next to nothing to grow from. */
const MOST_GROWTH_PERCENT = 1000
/** From it on an axis counts in thousands. */
const BRIEF_FROM = 1000

export interface Format {
  /** Whole, but where a model splits a sale between touches. */
  count(value: number | null | undefined): string
  /** 8 is 8 %. */
  percent(value: number | null | undefined): string
  /** Major units; of the site's currency unless another is named. */
  money(value: number | null | undefined, currency?: string): string
  /** By how much one amount differs from another, with its sign. */
  gain(value: number): string
  /** The same of a count. */
  more(value: number): string
  /** By how many percent something has grown or, below zero, shrunk: with its sign. What is past 1000 % says only so. */
  change(value: number): string
  /** A figure beside an axis: short, whole where it can be, money without its cents. */
  brief(value: number, unit: 'count' | 'percent' | 'money'): string
  /** A bucket of a time series, by the instant of its start. */
  bucket(start: string, interval: Interval): string
  /** An instant (ISO 8601) in the site's time zone, to the minute; the year only where it is another. */
  moment(instant: string | null | undefined): string
  /** From an instant up to another, not included. */
  span(from: string, to: string): string
  /** A calendar day (YYYY-MM-DD), which is the same in every time zone. */
  day(day: string | null | undefined): string
  /** What one unit of a currency is worth: to six digits that count. */
  rate(value: number | null | undefined): string
  /** An instant's time of day, to the second. */
  clock(instant: string | null | undefined): string
  /** How long something took, to the two largest units that say something: `3m 5s`. */
  lasting(ms: number): string
  /** ISO 3166 alpha-2 as the country's name; anything else as it is. */
  country(code: string | null | undefined): string
  /** ISO 639 as the language's name; anything else as it is. */
  tongue(code: string | null | undefined): string
  /** ISO 4217 as the currency's name. */
  currency(code: string): string
}

/**
 * `locale` is BCP 47; `timezone` IANA, `currency` ISO 4217, both of the site. A zone or currency that Intl does not
 * know is not an error here: times are then in UTC, amounts carry the code.
 */
export function createFormat(locale: string, timezone: string, currency: string, now = new Date()): Format {
  const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percents = [2, 1].map(
    (maximumFractionDigits) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }),
  )
  const minutes = dates(locale, timezone, { dateStyle: 'medium', timeStyle: 'short' })
  const yearless = dates(locale, timezone, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const buckets: Record<Interval, Intl.DateTimeFormat> = {
    hour: yearless,
    day: dates(locale, timezone, { weekday: 'short', day: 'numeric', month: 'short' }),
    week: dates(locale, timezone, { day: 'numeric', month: 'short' }),
    month: dates(locale, timezone, { month: 'short', year: 'numeric' }),
  }
  const changes = [0, 1].map(
    (maximumFractionDigits) =>
      new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits, signDisplay: 'exceptZero' }),
  )
  const years = dates('en', timezone, { year: 'numeric' })
  const thisYear = years.format(now)
  const seconds = dates(locale, timezone, { timeStyle: 'medium' })
  const days = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  const rates = new Intl.NumberFormat(locale, { maximumSignificantDigits: 6 })
  const countries = new Intl.DisplayNames(locale, { type: 'region' })
  const tongues = new Intl.DisplayNames(locale, { type: 'language' })
  const currencies = new Intl.DisplayNames(locale, { type: 'currency' })
  const money = new Map<string, (value: number) => string>()
  const has = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value)

  return {
    count: (value) => (has(value) ? counts.format(value) : NOTHING),
    percent: (value) => (has(value) ? percents[Math.abs(value) < 1 ? 0 : 1]!.format(value / 100) : NOTHING),
    money(value, code = currency) {
      if (!has(value)) return NOTHING
      if (!money.has(code)) money.set(code, amounts(locale, code))
      return money.get(code)!(value)
    },
    gain: amounts(locale, currency, 'exceptZero'),
    more: new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }).format,
    change(value) {
      if (value > MOST_GROWTH_PERCENT) return `> ${percents[1]!.format(MOST_GROWTH_PERCENT / 100)}`
      return changes[Math.abs(value) < 10 ? 1 : 0]!.format(value / 100)
    },
    brief(value, unit) {
      if (unit === 'percent') return percents[1]!.format(value / 100)
      const style = { count: {}, money: currencyStyle(currency) }[unit]
      const notation: Intl.NumberFormatOptions =
        Math.abs(value) < BRIEF_FROM
          ? { minimumFractionDigits: 0, maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 }
          : { notation: 'compact', maximumFractionDigits: 1 }
      return new Intl.NumberFormat(locale, { ...style, ...notation }).format(value)
    },
    bucket: (start, interval) => write(buckets[interval], start),
    moment: (instant) => write(write(years, instant) === thisYear ? yearless : minutes, instant),
    span(from, to) {
      const [start, end] = [Date.parse(from), Date.parse(to) - 1]
      return start <= end ? minutes.formatRange(start, end) : NOTHING
    },
    day: (day) => write(days, day),
    rate: (value) => (has(value) ? rates.format(value) : NOTHING),
    clock: (instant) => write(seconds, instant),
    lasting: (ms) => lasting(locale, ms),
    country: (code) => (code ? (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code) : NOTHING),
    tongue: (code) => (code ? (/^[a-z]{2,3}$/.test(code) ? (tongues.of(code) ?? code) : code) : NOTHING),
    currency: (code) => (/^[A-Z]{3}$/.test(code) ? (currencies.of(code) ?? code) : code),
  }
}

/** {} where Intl would refuse the code. */
const currencyStyle = (currency: string): Intl.NumberFormatOptions =>
  /^[A-Za-z]{3}$/.test(currency) ? { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } : {}

function amounts(
  locale: string,
  currency: string,
  signDisplay: 'auto' | 'exceptZero' = 'auto',
): (value: number) => string {
  const style = currencyStyle(currency)
  if (style.style) return new Intl.NumberFormat(locale, { ...style, signDisplay }).format
  const digits = { minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay }
  const number = new Intl.NumberFormat(locale, digits)
  return (value) => `${number.format(value)} ${currency}`.trim()
}

const UNITS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const

function lasting(locale: string, ms: number): string {
  // Narrow minutes are plain in English alone: in Ukrainian they are written as “2x” is.
  const unitDisplay = locale.startsWith('en') ? 'narrow' : 'short'
  const seconds = Math.max(0, Math.round(ms / 1000))
  const first = UNITS.findIndex(([, size]) => seconds >= size)
  const shown = first < 0 ? UNITS.slice(-1) : UNITS.slice(first, first + 2)
  let left = seconds
  return shown
    .flatMap(([unit, size], at) => {
      const count = Math.floor(left / size)
      left -= count * size
      const number = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay })
      return count || !at ? number.format(count) : []
    })
    .join(' ')
}

function dates(locale: string, timeZone: string, style: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone })
  } catch {
    return new Intl.DateTimeFormat(locale, { ...style, timeZone: 'UTC' })
  }
}

function write(format: Intl.DateTimeFormat, instant: string | null | undefined): string {
  const date = new Date(instant ?? '')
  return Number.isNaN(date.getTime()) ? NOTHING : format.format(date)
}

/** The reader's own variant of the page's language (`en` → `en-GB`), so that dates look as at home. */
export function readerLocale(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
}

/** A value of a row, whatever it is, as text. */
export const text = (value: unknown): string =>
  value === null || value === undefined || value === '' ? NOTHING : String(value)

/** An address for people: `%D0%BA` as the letter it stands for, where it stands for one. */
export function readable(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

/** A dimension's value as people call it. */
export function nameOf(
  dimension: DimensionKey,
  value: string,
  { say, named }: Pick<Words, 'say' | 'named'>,
  format: Pick<Format, 'country' | 'tongue'>,
): string {
  if (value === NOT_SET) return say('not_set')
  if (dimension === 'country') return format.country(value)
  if (dimension === 'language') return format.tongue(value)
  if (dimension === 'channel' || dimension === 'device' || dimension === 'visitor')
    return named(dimension, value)
  return dimension === 'landing_page' ? readable(value) : text(value)
}
