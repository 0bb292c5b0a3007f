/** The period that an export states above its heading, such as `September 1, 2026 - September 30, 2026`. */
import { type CsvRow, isEmpty } from '../files/csv.ts'
import { dateOrderOf, readDay } from '../files/dates.ts'
import type { FileLanguage } from '../files/fileLanguages.ts'
import { plainDigits } from '../files/plainDigits.ts'

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
    const period = readPeriod(text, language)
    if (period) return period
  }
  return null
}

/** The words and signs between two dates: tried at each place of the text, because languages use different ones. */
function readPeriod(text: string, language: FileLanguage): StatedPeriod | null {
  const words = text.replace(/(?<=[\p{L}\d.])\s*[–—~〜～]\s*(?=[\p{L}\d])/gu, ' - ').split(/\s+/)
  for (let at = 1; at < words.length - 1; at++) {
    if (/\d/.test(words[at]!)) continue
    const [first, last] = [words.slice(0, at).join(' '), words.slice(at + 1).join(' ')]
    const order = dateOrderOf([first, last], language)
    const [ends, starts] = [readDay(last, order), readDay(first, order)]
    if ('day' in ends && 'day' in starts) return { starts: starts.day, ends: ends.day }
  }
  const day = readDay(text, dateOrderOf([text], language))
  return 'day' in day ? { starts: day.day, ends: day.day } : null
}
