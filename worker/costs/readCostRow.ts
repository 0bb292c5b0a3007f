/** One row of a file of costs, judged alone, and what the file as a whole says for all of its rows. */

import type { DecimalMark } from '../../wire/amount.ts'
import { toMinor } from '../../wire/money.ts'
import { costRow } from '../../wire/schema.ts'
import { canonicalSource } from '../classify/canonicalSource.ts'
import type { CostRow } from '../store/rows.ts'
import { readCount, readSpend } from './amounts.ts'
import { daysBetween, daysFrom, type Order, readDay } from './dates.ts'
import type { Field, Form } from './formats.ts'

/** A row as it came. What was left empty is absent. */
export interface Raw {
  line: number
  cells: Partial<Record<Field, unknown>>
  /** Why it cannot be read, where it cannot. */
  problem?: string
}

/** Something wrong. `column` as the file calls it; null: the line as a whole. */
export interface Problem {
  line: number
  column: string | null
  field: Field | null
  message: string
}

/** What holds for all rows of a file. */
export interface Manner {
  form: Form['name']
  order: Order | null
  mark: DecimalMark | undefined
  /** Where the heading states one. */
  currency: string | null
  /** Where no column states one. */
  otherwise: string | null
  titles: Partial<Record<Field, string>>
}

/** No report is longer. */
const MOST_DAYS = 366

/** @returns the costs of each day that the row is of, or all that is wrong with it */
export function readRow(raw: Raw, manner: Manner): CostRow[] | Problem[] {
  const problems: Problem[] = []
  const wrong = (field: Field | null, message: string) => {
    const column = field && (manner.titles[field] ?? field)
    problems.push({ line: raw.line, column, field, message })
  }
  if (raw.problem) {
    wrong(null, raw.problem)
    return problems
  }
  const days = readDays(raw.cells, manner, wrong)
  const currency = readCurrency(raw.cells, manner, wrong)
  // A day or a currency that could not be read is a problem already; what stands in for it lets the rest be judged.
  const parsed = costRow.safeParse({
    ...raw.cells,
    date: days[0] ?? '2000-01-01',
    source: raw.cells.source ?? (manner.form === 'plain' ? undefined : manner.form),
    campaign_id: plainId(raw.cells.campaign_id),
    content_id: plainId(raw.cells.content_id),
    spend: amountOf(raw.cells.spend, manner, currency, wrong),
    currency: currency ?? 'EUR',
    clicks: countOf(raw.cells.clicks),
    impressions: countOf(raw.cells.impressions),
  })
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0] as Field
    const isMissing = raw.cells[field] === undefined
    if (problems.every((before) => before.field !== field)) wrong(field, isMissing ? 'is needed' : message)
  }
  for (const field of ['campaign_id', 'content_id'] as const)
    if (/^\d([.,]\d+)?E\+\d+$/i.test(String(raw.cells[field])))
      wrong(field, `${raw.cells[field]} was rounded by a spreadsheet: send the file as it was exported`)
  if (problems.length || !parsed.success || !currency) return problems
  const { date: _, source, spend, clicks, impressions, ...rest } = parsed.data
  const sender = canonicalSource(source)
  const isWhole = manner.form === 'meta' && raw.cells.source === undefined
  const minor = toMinor(spend, currency)
  return days.map((day, i) => ({
    day,
    platform: manner.form === 'plain' ? sender.platform : manner.form,
    source: isWhole ? '' : sender.source,
    medium: kept(rest.medium),
    campaign_id: kept(rest.campaign_id),
    campaign: kept(rest.campaign),
    content_id: kept(rest.content_id),
    content: kept(rest.content ?? rest.content_id),
    currency,
    spend_minor: share(minor, i, days.length),
    clicks: clicks === null ? null : share(clicks, i, days.length),
    impressions: impressions === null ? null : share(impressions, i, days.length),
  }))
}

/** Whether a reading of a row failed. */
export const isWrong = (read: CostRow[] | Problem[]): read is Problem[] =>
  read.length > 0 && 'message' in read[0]!

type Wrong = (field: Field | null, message: string) => void

/** One day, or those of a range, both ends included. */
function readDays({ date, starts, ends }: Raw['cells'], { order }: Manner, wrong: Wrong): string[] {
  const read = (field: Field, cell: unknown): string | null => {
    if (cell === undefined) wrong(field, 'is needed')
    else {
      const found = readDay(String(cell), order)
      if ('day' in found) return found.day
      wrong(field, found.problem)
    }
    return null
  }
  if (date !== undefined || (starts === undefined && ends === undefined)) {
    const day = read('date', date)
    return day ? [day] : []
  }
  const [first, last] = [read('starts', starts), read('ends', ends)]
  if (!first || !last) return []
  const count = daysFrom(first, last)
  if (count < 1) wrong('ends', `${last} lies before ${first}`)
  else if (count > MOST_DAYS) wrong('ends', `${last} lies more than ${MOST_DAYS} days after ${first}`)
  else return daysBetween(first, last)
  return []
}

function readCurrency({ currency }: Raw['cells'], manner: Manner, wrong: Wrong): string | null {
  const own = currency === undefined ? null : costRow.shape.currency.safeParse(currency)
  if (own && !own.success) {
    wrong('currency', `${currency} ${own.error.issues[0]!.message}`)
    return null
  }
  const said = own?.data ?? null
  if (said && manner.currency && said !== manner.currency) {
    wrong('currency', `is ${said}, but the heading says ${manner.titles.spend}`)
    return null
  }
  const found = said ?? manner.currency ?? manner.otherwise
  if (!found)
    wrong('currency', 'is needed: as a column, behind the name of the spend, or as the parameter currency=')
  return found
}

function amountOf(spend: unknown, { mark }: Manner, currency: string | null, wrong: Wrong): unknown {
  // Amounts that are no text come from JSON.
  if (typeof spend !== 'string') return spend
  if (!currency) return 0
  const read = readSpend(spend, mark, currency)
  if ('amount' in read) return read.amount
  wrong('spend', read.problem)
  return 0
}

const countOf = (cell: unknown): unknown => (typeof cell === 'string' ? (readCount(cell) ?? cell) : cell)

/** Meta writes `c:120210…` in some exports, to keep spreadsheets from rounding it. */
const plainId = (cell: unknown): unknown =>
  typeof cell === 'string' ? cell.replace(/^(?:\p{L}{1,2}:|')(?=\d)/u, '') : cell

/** As `utm_campaign` is kept, so that both can be compared. */
const kept = (text: string | null): string =>
  (text ?? '')
    .normalize('NFC')
    .replace(/\p{Cc}/gu, '')
    .trim()

/** The i-th of n even parts, cut where rounding cuts: together they are the whole. */
const share = (whole: number, i: number, n: number): number =>
  Math.round((whole * (i + 1)) / n) - Math.round((whole * i) / n)
