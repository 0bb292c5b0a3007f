/** The period that an export states above its heading, such as `September 1, 2026 - September 30, 2026`. */
import { type CsvRow, isEmpty } from '../files/csv.ts'
import { type DateOrder, dateOrderOf, readDay } from '../files/dates.ts'
import type { FileLanguage } from '../files/fileLanguages.ts'
import { plainDigits } from '../files/plainDigits.ts'

/** No period is longer, and no row above the heading takes long to read. */
const MAX_CHARS = 200

/** The first and the last day, both included, as YYYY-MM-DD. */
export interface StatedPeriod {
  starts: string
  ends: string
}

/**
 * @param above the rows above the heading
 * @returns null if no row is a period or a day
 */
export function statedPeriod(above: CsvRow[], language: FileLanguage): StatedPeriod | null {
  for (const { cells } of above) {
    // A comma within a date divides it into cells if the row has no quotes.
    const text = plainDigits(cells.filter((cell) => !isEmpty(cell)).join(', '))
    if (text.length > MAX_CHARS) continue
    const period = readPeriod(text, language)
    if (period) return period
  }
  return null
}

/** The words and signs between two dates: tried at each place of the text, because languages use different ones. */
function readPeriod(text: string, language: FileLanguage): StatedPeriod | null {
  const words = text
    .replace(/(?<=[\p{L}\d.])\s*[–—~〜～]\s*(?=[\p{L}\d])/gu, ' - ')
    .replace(/(?<=\d\.?)-(?=\d{1,2}\.?\s\p{L})/u, ' - ')
    .split(/\s+/)
  for (let at = 1; at < words.length - 1; at++) {
    if (/\d/.test(words[at]!)) continue
    const [first, last] = [words.slice(0, at).join(' '), words.slice(at + 1).join(' ')]
    const order = dateOrderOf([first, last], language)
    const read = (written: string) => dayOf(written, order)
    const whole = words[at] === '-' ? completed(first, last, read) : [read(first), read(last)]
    const [starts, ends] = whole
    if (starts && ends) return { starts, ends }
  }
  const day = dayOf(text, dateOrderOf([text], language))
  return day ? { starts: day, ends: day } : null
}

function dayOf(written: string, order: DateOrder | null): string | null {
  const read = readDay(written, order)
  return 'day' in read ? read.day : null
}

/** `1–30 September 2026`, `September 1 – October 5, 2026`: what one date leaves out, the other one states. */
function completed(first: string, last: string, read: (written: string) => string | null) {
  const year = last.match(/(?<!\d)20\d{2}(?!\d)/)?.[0] ?? ''
  const starts =
    read(first) ??
    read(`${first}, ${year}`) ??
    (/^\d{1,2}\.?$/.test(first) ? read(last.replace(DAY_NUMBER, first.replace('.', ''))) : null)
  const number = last.match(/^(\d{1,2})(?:\D+(?:20\d{2})?\D*)?$/)?.[1]
  const ends = read(last) ?? (starts && number ? read(starts.slice(0, 8) + number.padStart(2, '0')) : null)
  return [starts, ends] as const
}

/** The first number that is no year. */
const DAY_NUMBER = /(?<!\d)\d{1,2}(?!\d)/
