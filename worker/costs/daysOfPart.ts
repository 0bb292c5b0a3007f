/** The days of a week or a month, as reports name them in place of days. */
import { shiftDay } from '../../wire/time.ts'
import { type DateOrder, readDay } from '../files/dates.ts'
import { plainDigits } from '../files/plainDigits.ts'
import type { StatedPeriod } from './statedPeriod.ts'

/** `2026-09`, `09/2026`. */
const MONTH = /^(\d{4})[-/.](\d{1,2})$|^(\d{1,2})[-/.](\d{4})$/

/**
 * @param cell the first day of a week (`2026-08-31`), or a month: its first day, `September 2026` or `2026-09`
 * @param period of the report: at its ends, weeks and months may be cut off. Null: not known
 * @returns null if the cell cannot be read
 */
export function daysOfPart(
  cell: string,
  part: 'week' | 'month',
  period: StatedPeriod | null,
  order: DateOrder | null,
): StatedPeriod | null {
  const starts = firstDay(cell, part, order)
  if (!starts) return null
  const ends = part === 'week' ? shiftDay(starts, 6) : lastOfMonth(starts)
  if (!period || ends < period.starts || starts > period.ends) return { starts, ends }
  return {
    starts: starts < period.starts ? period.starts : starts,
    ends: ends > period.ends ? period.ends : ends,
  }
}

function firstDay(cell: string, part: 'week' | 'month', order: DateOrder | null): string | null {
  const text = plainDigits(cell).trim()
  const read = readDay(text, order)
  if ('day' in read) return part === 'week' ? read.day : `${read.day.slice(0, 8)}01`
  if (part === 'week') return null
  const [, year, month, monthBefore, yearBehind] = text.match(MONTH) ?? []
  const numbers = year ? `${year}-${month}-1` : yearBehind ? `${yearBehind}-${monthBefore}-1` : `1 ${text}`
  const first = readDay(numbers, order)
  return 'day' in first ? first.day : null
}

/** `2026-09-01` → `2026-09-30`. */
function lastOfMonth(first: string): string {
  const next = shiftDay(first, 31)
  return shiftDay(`${next.slice(0, 8)}01`, -1)
}
