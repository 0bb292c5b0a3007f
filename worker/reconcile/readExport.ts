/** Reads the rows of a shop system's export into the cells of a table of orders. */
import { type DecimalMark, readAmount } from '../../wire/amount.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { type DateOrder, dateOrderOf, readDay } from '../files/dates.ts'
import { decimalMarkOfTable } from '../files/decimalMarkOfTable.ts'
import { plainDigits } from '../files/plainDigits.ts'
import type { TableRow } from '../files/readTable.ts'
import { localInstant } from '../time/zone.ts'
import type { ExportRow, ShopTable } from './findShopTable.ts'
import { statusOf } from './shopStatuses.ts'

/**
 * A status or a time that cannot be read is left out: the order can still be compared.
 * @param timezone of the shop's times without an offset
 * @param idOf the transaction id of a row
 * @returns `mark`: the decimal mark of the amounts; `unknownStatuses`: statuses that were left out
 */
export function readExport(
  { rows, cells, amounts }: ShopTable,
  timezone: string,
  idOf: (row: ExportRow) => string,
): { rows: TableRow[]; mark: DecimalMark | undefined; unknownStatuses: string[] } {
  const mark = decimalMarkOfTable(cells, { amounts })
  const order = dateOrderOf(
    rows.flatMap(({ cells: { ts } }) => (ts ? splitTime(ts).date : [])),
    'en',
  )
  const unknown = new Set<string>()
  const read = rows.map((row): TableRow => {
    const { value, currency, status: word, ts, cancelled_at, refunded } = row.cells
    const known = word === undefined ? undefined : statusOf(word)
    if (word !== undefined && !known) unknown.add(word)
    const status = cancelled_at && known !== 'refunded' ? 'cancelled' : known
    const named = {
      transaction_id: idOf(row) || undefined,
      ...(value === undefined ? {} : amountsOf(value, mark)),
      ...(refunded === undefined ? {} : { refunded }),
      currency,
      status,
      ts: ts && instantOf(ts, order, timezone),
    }
    const stated = Object.fromEntries(Object.entries(named).filter(([, cell]) => cell !== undefined))
    return { line: row.line, cells: stated, ...(row.problem ? { problem: row.problem } : {}) }
  })
  return { rows: read, mark, unknownStatuses: [...unknown] }
}

/** WooCommerce writes `$100.00 $80.00` for an order of 100 if 80 of it are left after a refund. */
function amountsOf(value: string, mark: DecimalMark | undefined): { value: unknown; refunded?: number } {
  if ('amount' in readAmount(value, { mark })) return { value }
  const words = value.split(/\s+/)
  const [whole, left] = [words.slice(0, words.length / 2), words.slice(words.length / 2)].map((half) =>
    readAmount(half.join(' '), { mark }),
  )
  if (words.length % 2 || !whole || !left || !('amount' in whole) || !('amount' in left)) return { value }
  if (whole.currency !== left.currency || left.amount > whole.amount) return { value }
  return { value: words.slice(0, words.length / 2).join(' '), refunded: whole.amount - left.amount }
}

/** `10:15`, `10:15:30`, `1:15 pm`, `10h15`. */
const TIME = /(?:^|[\sT,@])(\d{1,2})[:h](\d{2})(?::(\d{2})(?:\.\d+)?)?\s*(?:([ap])\.?\s?m\.?(?![a-z]))?/i

/** `2026-09-01 10:15:00 +0300`: an instant, whatever the shop's time zone is. */
const WITH_OFFSET =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$/i

function splitTime(ts: string): { date: string; ofDay_ms: number | null } {
  const text = plainDigits(ts).trim()
  const found = text.match(TIME)
  if (!found) return { date: text, ofDay_ms: null }
  const [whole, hours = '', minutes = '', seconds = '0', half] = found
  const hour = half ? (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0) : Number(hours)
  const date = text
    .replace(whole, ' ')
    .trim()
    .replace(/(?<![\s,@])[\s,@]+$/, '')
  return { date, ofDay_ms: hour * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * 1000 }
}

/** An instant as ISO 8601 or in ms, or a day. Undefined: it cannot be read. */
function instantOf(ts: string, order: DateOrder | null, timezone: string): string | number | undefined {
  const [, day, time, zone] = plainDigits(ts).trim().match(WITH_OFFSET) ?? []
  if (day) return `${day}T${time}${/^[+-]/.test(zone!) ? zone : 'Z'}`
  const { date, ofDay_ms } = splitTime(ts)
  const read = readDay(date, order)
  if (!('day' in read)) return undefined
  if (ofDay_ms === null) return read.day
  return ofDay_ms < DAY_MS ? localInstant(Date.parse(read.day) / DAY_MS, ofDay_ms, timezone) : undefined
}
