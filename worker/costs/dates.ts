/** Days as exports write them. What a single date leaves open, the file as a whole decides, or nobody does. */
import { DAY_MS } from '../../wire/time.ts'
import type { Language } from './formats.ts'

/** Of dates such as 03/04/2026. */
export type Order = 'day first' | 'month first'

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/
const COMPACT = /^(20\d{2})(\d{2})(\d{2})$/
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s?[рг]\.?)?$/u
const SLASHED = /^(\d{1,2})([/-])(\d{1,2})\2(\d{4})$/
/** TikTok dates a day by its midnight. */
const TIME = /[T ]\d{1,2}:\d{2}(?::\d{2})?$/

const LANGUAGES: Language[] = ['en', 'uk', 'ru', 'de', 'pl', 'es', 'fr']

/**
 * The order of day and month in a file, told by all of its dates; null when they leave it open and the language of the
 * heading does not say: only in English both orders are in use.
 */
export function orderOf(texts: string[], language: Language): Order | null {
  let dayFirst = false
  let monthFirst = false
  for (const text of texts) {
    const [, first, , second] = text.trim().replace(TIME, '').match(SLASHED) ?? []
    if (Number(first) > 12) dayFirst = true
    if (Number(second) > 12) monthFirst = true
  }
  if (dayFirst !== monthFirst) return dayFirst ? 'day first' : 'month first'
  return language === 'en' || dayFirst ? null : 'day first'
}

type Reading = { day: string } | { problem: string }

/** @returns the day as YYYY-MM-DD, or what is wrong with it */
export function readDay(written: string, order: Order | null): Reading {
  const text = written.trim().replace(TIME, '')
  const numbers = text.match(ISO) ?? text.match(COMPACT)
  if (numbers) return made(numbers[1]!, numbers[2]!, numbers[3]!, written)
  const dotted = text.match(DOTTED)
  if (dotted) return made(dotted[3]!, dotted[2]!, dotted[1]!, written)
  const slashed = text.match(SLASHED)
  if (slashed) {
    const [, first, , second, year] = slashed as unknown as [string, string, string, string, string]
    if (order === null && first !== second)
      return {
        problem: `${written} may be day/month or month/day, and nothing in the file says which: write 2026-11-22`,
      }
    return order === 'month first' ? made(year, first, second, written) : made(year, second, first, written)
  }
  return (
    readNamedMonth(text) ?? { problem: `${written} is no date: write 2026-11-22, 22.11.2026 or 11/22/2026` }
  )
}

function made(year: string, month: string, day: string, written: string): Reading {
  const text = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-')
  const ms = Date.parse(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text)
  return exists ? { day: text } : { problem: `${written} is no day of the calendar` }
}

/** `Nov 22, 2026`, `22 листопада 2026 р.`, `So., 22. Nov. 2026`. */
function readNamedMonth(text: string): { day: string } | null {
  const words = text.toLowerCase().match(/\p{L}{3,}/gu) ?? []
  const month = words.map((word) => months().get(word)).find((found) => found !== undefined)
  const [, day, year] = text.match(/(?:^|\D)(\d{1,2})(?:\D.*|\D)(20\d{2})(?:\D|$)/) ?? []
  if (month === undefined || !day || !year) return null
  const read = made(year, String(month), day, text)
  return 'day' in read ? read : null
}

let known: Map<string, number> | undefined

/** The names of the months in all languages, long and short, as they stand in a date and alone. */
function months(): Map<string, number> {
  if (known) return known
  known = new Map()
  for (const language of LANGUAGES)
    for (const month of ['long', 'short'] as const)
      for (const day of ['numeric', undefined] as const) {
        const format = new Intl.DateTimeFormat(language, { month, day, timeZone: 'UTC' })
        for (let i = 0; i < 12; i++) {
          const parts = format.formatToParts(Date.UTC(2026, i, 1))
          const name = parts.find(({ type }) => type === 'month')?.value.match(/\p{L}{3,}/u)?.[0]
          if (name) known.set(name.toLowerCase(), i + 1)
        }
      }
  return known
}

/** How many days from one to another, both included; 0 or less when they stand the wrong way round. */
export const daysFrom = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1

/** All days from one to another, both included. */
export const daysBetween = (from: string, to: string): string[] =>
  Array.from({ length: daysFrom(from, to) }, (_, i) =>
    new Date(Date.parse(from) + i * DAY_MS).toISOString().slice(0, 10),
  )
