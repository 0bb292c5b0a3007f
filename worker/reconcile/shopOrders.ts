/** The shop's own orders, read from the rows of a table. Each row is checked alone. */
import { type DecimalMark, decimalMarkOf, readAmount } from '../../wire/amount.ts'
import type { UnreadableRow } from '../../wire/answers/reconcile.ts'
import type { OrderStatus } from '../../wire/answers/values.ts'
import { toMinor } from '../../wire/money.ts'
import { shopOrder } from '../../wire/schema.ts'
import { shiftDay } from '../../wire/time.ts'
import type { TableFormat, TableRow } from '../files/readTable.ts'
import type { SiteRow } from '../store/rows.ts'
import { instant } from '../time/period.ts'

export const SHOP_ORDERS: TableFormat = {
  list: 'orders',
  columns: ['transaction_id', 'value', 'currency', 'status', 'ts'],
  needed: ['transaction_id', 'value'],
}

export interface ShopOrder {
  line: number
  transaction_id: string
  value_minor: number
  /** How much of it the shop gave back. Null: not stated. */
  refunded_minor: number | null
  /** The site's currency if the shop states none. */
  currency: string
  /** Null: not stated. Such an order counts as paid. */
  status: OrderStatus | null
  /** When it was placed: an instant, or the whole day if the shop states only a date. `to_ms` is exclusive. Null: not stated. */
  placed: { from_ms: number; to_ms: number } | null
}

/** The decimal mark that the amounts of a table show. */
export const markOfOrders = (rows: TableRow[]): DecimalMark | undefined =>
  decimalMarkOf(rows.flatMap(({ cells }) => (typeof cells.value === 'string' ? cells.value : [])))

/**
 * @param mark the decimal mark of the amounts, if it is known
 * @returns the orders, the rows that cannot be read, and all ids of the table. The ids include those of unreadable rows:
 * the shop has these orders, so they must not count as tracked only
 */
export function readShopOrders(
  rows: TableRow[],
  site: SiteRow,
  mark: DecimalMark | undefined,
): { orders: ShopOrder[]; unreadable: UnreadableRow[]; ids: string[] } {
  const orders: ShopOrder[] = []
  const unreadable: UnreadableRow[] = []
  const lines = new Map<string, number>()
  for (const row of rows) {
    const { line, cells } = row
    const read = readOrder(row, site, mark)
    const id = shopOrder.shape.transaction_id.safeParse(cells.transaction_id).data ?? ''
    const before = lines.get(id)
    if ('reason' in read) unreadable.push(read)
    else if (before !== undefined)
      unreadable.push({ line, reason: `transaction_id: ${id} is already on line ${before}` })
    else orders.push(read)
    if (id && before === undefined) lines.set(id, line)
  }
  return { orders, unreadable, ids: [...lines.keys()] }
}

function readOrder(
  { line, cells, problem }: TableRow,
  site: SiteRow,
  mark: DecimalMark | undefined,
): ShopOrder | UnreadableRow {
  if (problem) return { line, reason: problem }
  const missing = SHOP_ORDERS.needed.find((column) => cells[column] === undefined)
  if (missing) return { line, reason: `${missing}: is needed` }
  const stated = shopOrder.shape.currency.safeParse(cells.currency).data ?? null
  const value = readValue(cells.value, stated, site, mark)
  if ('reason' in value) return { line, reason: `value: ${value.reason}` }
  const parsed = shopOrder.safeParse({ ...cells, value: value.amount, status: plainStatus(cells.status) })
  if (!parsed.success) {
    const { path, message } = parsed.error.issues[0]!
    return { line, reason: `${path.join('.')}: ${message}` }
  }
  const { transaction_id, status, ts } = parsed.data
  const { currency } = value
  const placed = ts === null ? null : readPlaced(ts, site.timezone)
  if (ts !== null && !placed)
    return { line, reason: 'ts: must be a date (2026-11-22) or an instant (2026-11-22T10:00:00Z)' }
  const refunded = readValue(cells.refunded ?? 0, currency, site, mark)
  if ('reason' in refunded) return { line, reason: `refunded: ${refunded.reason}` }
  return {
    ...{ line, transaction_id, currency, status, placed },
    value_minor: toMinor(parsed.data.value, currency),
    refunded_minor:
      cells.refunded === undefined ? null : toMinor(Math.abs(Number(refunded.amount)) || 0, currency),
  }
}

/**
 * The amount of a row, and its currency: the stated one, that of the text (`₴1 250`), or the site's. What is no amount is
 * returned unchanged, so that the schema reports it.
 * @param mark the decimal mark of the other amounts of the file
 */
function readValue(
  value: unknown,
  stated: string | null,
  site: SiteRow,
  mark: DecimalMark | undefined,
): { amount: unknown; currency: string } | { reason: string } {
  const currency = stated ?? site.currency
  if (typeof value !== 'string') return { amount: value, currency }
  const read = readAmount(value, { mark, currency: stated, assumed: site.currency })
  if ('amount' in read) {
    const found = stated ?? read.currency
    if (found) return { amount: read.amount, currency: found }
    // A sign that several currencies have, such as `$`: is the site's among them?
    const own = readAmount(value, { mark, currency: site.currency })
    return 'currency' in own && 'problem' in own
      ? { reason: `${value} is in ${own.currency}, not in ${site.currency}` }
      : { amount: read.amount, currency: site.currency }
  }
  if (read.problem === 'ambiguous') return { reason: `${value} may be a thousand or a fraction` }
  if (read.problem === 'other currency')
    return { reason: `${value} is in ${read.currency}, not in ${currency}` }
  return { amount: value, currency }
}

const plainStatus = (status: unknown) => {
  if (typeof status !== 'string') return status
  const word = status.trim().toLowerCase()
  return word === 'canceled' ? 'cancelled' : word
}

/** A date, or an instant: as ISO 8601, as databases write it (`2026-11-22 10:00:00`), or in milliseconds. Null: neither. */
function readPlaced(ts: string | number, timezone: string): ShopOrder['placed'] {
  const text = typeof ts === 'number' ? ts : ts.trim().replace(/^(\d{4}-\d{2}-\d{2}) +/, '$1T')
  if (typeof text === 'number') return isInstant(text) ? { from_ms: text, to_ms: text + 1 } : null
  const from_ms = instant(text, timezone)
  if (from_ms === null) return null
  if (text.length > DATE_CHARS) return { from_ms, to_ms: from_ms + 1 }
  return { from_ms, to_ms: instant(shiftDay(text, 1), timezone)! }
}

const DATE_CHARS = '2026-11-22'.length
const isInstant = (ms: number) => Math.abs(ms) <= 8.64e15 - 1
