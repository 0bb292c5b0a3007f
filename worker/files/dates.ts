/**
 * Reads the dates of files. A date such as 03/04/2026 may have the day or the month first: the other dates of the
 * file decide. If they do not, the date is refused.
 */
import { DAY_MS, isDay, shiftDay } from '../../wire/time.ts'
import { FILE_LANGUAGES, type FileLanguage } from './fileLanguages.ts'
import { plainDigits } from './plainDigits.ts'

/** Of dates such as 03/04/2026. */
export type DateOrder = 'day first' | 'month first'

/** No date is longer, and no pattern has to read more. */
const MAX_CHARS = 64

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const COMPACT = /^(20\d{2})(\d{2})(\d{2})$/
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s?[рг]\.?)?$/u
const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/
/** `2026年9月1日`, in exports in Japanese. */
const JAPANESE = /^(\d{4})年\s?(\d{1,2})月\s?(\d{1,2})日/
/** A day may have a time. With an offset it must be midnight: another instant may be another day where the costs are. */
const TIME =
  /[T ,]\s?(?:\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[ap]\.?m\.?)?|00:00(?::00(?:\.0+)?)?\s?(?:Z|UTC|[+-]\d{2}:?\d{2}))$/i

/**
 * The order of day and month in a file, by all its dates. If they do not show it, the language decides: all languages but
 * English have the day first. Null if it stays unknown, or if the dates contradict each other.
 */
export function dateOrderOf(texts: string[], language: FileLanguage): DateOrder | null {
  let dayFirst = false
  let monthFirst = false
  for (const text of texts) {
    const [, first, , second] = plainDigits(text).trim().replace(TIME, '').match(SLASHED) ?? []
    if (Number(first) > 12) dayFirst = true
    if (Number(second) > 12) monthFirst = true
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day first' : 'month first'
  return language === 'en' || dayFirst ? null : 'day first'
}

type ReadDay = { day: string } | { problem: string }

/** @returns the day as YYYY-MM-DD, or what is wrong with it */
export function readDay(written: string, order: DateOrder | null): ReadDay {
  if (written.length > MAX_CHARS) return { problem: `${written.slice(0, MAX_CHARS)}… is no date` }
  const text = plainDigits(written).trim().replace(TIME, '')
  const numbers = text.match(ISO) ?? text.match(COMPACT) ?? text.match(JAPANESE)
  if (numbers) return existing(numbers[1]!, numbers[2]!, numbers[3]!, written)
  const dotted = text.match(DOTTED)
  if (dotted) return existing(dotted[3]!, dotted[2]!, dotted[1]!, written)
  const slashed = text.match(SLASHED)
  if (slashed) {
    const [, first, , second, year] = slashed as unknown as [string, string, string, string, string]
    if (order === null && first !== second)
      return {
        problem: `${written} may be day/month or month/day, and nothing in the file shows which: write 2026-11-22`,
      }
    return order === 'month first'
      ? existing(year, first, second, written)
      : existing(year, second, first, written)
  }
  return (
    readNamedMonth(text) ?? { problem: `${written} is no date: write 2026-11-22, 22.11.2026 or 11/22/2026` }
  )
}

/** The day, if the calendar has it. */
function existing(year: string, month: string, day: string, written: string): ReadDay {
  const text = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  return isDay(text) ? { day: text } : { problem: `${written} is no day of the calendar` }
}

/** `Nov 22, 2026`, `22 листопада 2026 р.`, `So., 22. Nov. 2026`. */
function readNamedMonth(text: string): { day: string } | null {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  const month = words.map((word) => months().get(word)).find((found) => found !== undefined)
  const [, day, year] = text.match(/(?:^|\D)(\d{1,2})(?:\D.*|\D)(20\d{2})(?:\D|$)/) ?? []
  if (month === undefined || !day || !year) return null
  const read = existing(year, String(month), day, text)
  return 'day' in read ? read : null
}

let monthNames: Map<string, number> | undefined

/** Months by their names in all languages, long and short, in the forms of a date and alone. Made at the first use. */
function months(): Map<string, number> {
  if (monthNames) return monthNames
  monthNames = new Map()
  for (const language of FILE_LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const day of ['numeric', undefined] as const) {
        const format = new Intl.DateTimeFormat(language, { month, day, timeZone: 'UTC' })
        for (let i = 0; i < 12; i++) {
          const parts = format.formatToParts(Date.UTC(2026, i, 1))
          const name = parts.find(({ type }) => type === 'month')?.value.match(/\p{L}{3,}/u)?.[0]
          if (name) monthNames.set(name.toLowerCase(), i + 1)
        }
      }
  return monthNames
}

/** The number of days from one day to another, both included. 0 or less if `to` is before `from`. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

/** All days from one day to another, both included. */
export const daysBetween = (from: string, to: string): string[] =>
  Array.from({ length: daysFrom(from, to) }, (_, i) => shiftDay(from, i))
