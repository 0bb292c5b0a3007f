/** Writes every number, amount, date and name that the page shows, by Intl. Never throws on unexpected data. */

import { unicodeHost } from '../../../wire/idn.ts'
import type { DimensionKey } from '../../../wire/query.ts'
import { type BucketSize, NOT_SET } from '../../../wire/query.ts'
import type { Words } from '../words/createWords.ts'

/** Shown instead of a missing value. */
export const NOTHING = '–'

/** Larger growth is written as `> 1000 %`: the value before was almost nothing. */
const MAX_GROWTH_PERCENT = 1000
/** From this value on, an axis is labelled in thousands. */
const THOUSANDS_FROM = 1000

export interface Format {
  /** A count. It has decimals only where an attribution model splits a conversion. */
  count(value: number | null | undefined): string
  /** A percentage: 8 is written as 8 %. */
  percent(value: number | null | undefined): string
  /** An amount in major units; `currency` is the site's by default. */
  money(value: number | null | undefined, currency?: string): string
  /** The difference of two amounts, with its sign. */
  signedMoney(value: number): string
  /** The difference of two counts, with its sign. */
  signedCount(value: number): string
  /** A change in percent, with its sign; above 1000 % only `> 1000 %`. */
  signedPercent(value: number): string
  /** The label of an axis: short, without cents. */
  axisLabel(value: number, unit: 'count' | 'percent' | 'money'): string
  /** The name of a time bucket; `start` is the instant of its start. */
  bucket(start: string, interval: BucketSize): string
  /** An instant (ISO 8601) in the site's time zone, to the minute; with the year if it is not the current one. */
  dateTime(instant: string | null | undefined): string
  /** The interval from an instant to another (exclusive). */
  interval(from: string, to: string): string
  /** A calendar day (YYYY-MM-DD). Time zones do not matter. */
  day(day: string | null | undefined): string
  /** An exchange rate, to six significant digits. */
  rate(value: number | null | undefined): string
  /** The time of day of an instant, to the second. */
  timeOfDay(instant: string | null | undefined): string
  /** A duration in its two largest units: `3m 5s`. */
  duration(ms: number): string
  /** The country's name for an ISO 3166 code; any other text unchanged. */
  country(code: string | null | undefined): string
  /** The language's name for an ISO 639 code; any other text unchanged. */
  language(code: string | null | undefined): string
  /** The currency's name for an ISO 4217 code. */
  currency(code: string): string
}

/**
 * `locale` is BCP 47; `timezone` (IANA) and `currency` (ISO 4217) are those of the site. If Intl does not know the
 * zone, times are in UTC; if it does not know the currency, amounts are followed by its code.
 */
export function createFormat(locale: string, timezone: string, currency: string, now = new Date()): Format {
  const counts = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const percents = [2, 1].map(
    (maximumFractionDigits) => new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits }),
  )
  const minutes = dates(locale, timezone, { dateStyle: 'medium', timeStyle: 'short' })
  const shortMinutes = dates(locale, timezone, {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  })
  const buckets: Record<BucketSize, Intl.DateTimeFormat> = {
    hour: shortMinutes,
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
  const languages = new Intl.DisplayNames(locale, { type: 'language' })
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
    signedMoney: amounts(locale, currency, 'exceptZero'),
    signedCount: new Intl.NumberFormat(locale, { maximumFractionDigits: 2, signDisplay: 'exceptZero' })
      .format,
    signedPercent(value) {
      if (value > MAX_GROWTH_PERCENT) return `> ${percents[1]!.format(MAX_GROWTH_PERCENT / 100)}`
      return changes[Math.abs(value) < 10 ? 1 : 0]!.format(value / 100)
    },
    axisLabel(value, unit) {
      if (unit === 'percent') return percents[1]!.format(value / 100)
      const style = { count: {}, money: currencyStyle(currency) }[unit]
      const notation: Intl.NumberFormatOptions =
        Math.abs(value) < THOUSANDS_FROM
          ? { minimumFractionDigits: 0, maximumFractionDigits: Math.abs(value) < 10 ? 2 : 0 }
          : { notation: 'compact', maximumFractionDigits: 1 }
      return new Intl.NumberFormat(locale, { ...style, ...notation }).format(value)
    },
    bucket: (start, interval) => write(buckets[interval], start),
    dateTime: (instant) => write(write(years, instant) === thisYear ? shortMinutes : minutes, instant),
    interval(from, to) {
      const [start, end] = [Date.parse(from), Date.parse(to) - 1]
      return start <= end ? minutes.formatRange(start, end) : NOTHING
    },
    day: (day) => write(days, day),
    rate: (value) => (has(value) ? rates.format(value) : NOTHING),
    timeOfDay: (instant) => write(seconds, instant),
    duration: (ms) => duration(locale, ms),
    country: (code) => (code ? (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code) : NOTHING),
    language: (code) => (code ? (/^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code) : NOTHING),
    currency: (code) => (/^[A-Z]{3}$/.test(code) ? (currencies.of(code) ?? code) : code),
  }
}

/** {} if Intl would throw on the code. */
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

function duration(locale: string, ms: number): string {
  // Only English has clear narrow units. In Ukrainian a narrow minute is `2х`, which looks like "2x".
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

/** The reader's own variant of the page's language (`en` → `en-GB`), which decides how dates look. */
export function readerLocale(language: string, preferred: readonly string[]): string {
  return preferred.find((tag) => tag === language || tag.startsWith(`${language}-`)) ?? language
}

/** Any value of a row as text. */
export const text = (value: unknown): string =>
  value === null || value === undefined || value === '' ? NOTHING : String(value)

/** A URL for people to read: `%D0%BA` is decoded. A URL that cannot be decoded is returned unchanged. */
export function readable(url: string): string {
  try {
    return decodeURI(url)
  } catch {
    return url
  }
}

/** The name of a dimension's value in the reader's language. */
export function nameOfValue(
  dimension: DimensionKey,
  value: string,
  { say, named }: Pick<Words, 'say' | 'named'>,
  format: Pick<Format, 'country' | 'language'>,
): string {
  if (value === NOT_SET) return say('not_set')
  if (dimension === 'country') return format.country(value)
  if (dimension === 'language') return format.language(value)
  if (dimension === 'channel' || dimension === 'device' || dimension === 'visitor')
    return named(dimension, value)
  if (dimension === 'source' || dimension === 'referrer') return unicodeHost(text(value))
  return dimension === 'landing_page' ? readable(value) : text(value)
}
