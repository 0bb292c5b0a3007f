/** Checks one line of costs and makes rows of it. */
import { readAmount } from '../../wire/amount.ts'
import { toMinor } from '../../wire/money.ts'
import { costRow } from '../../wire/schema.ts'
import { canonicalSource, hasSeveralSources } from '../classify/canonicalSource.ts'
import { cleanText } from '../classify/cleanText.ts'
import { daysBetween, daysFrom, readDay } from '../files/dates.ts'
import type { CostRow } from '../store/rows.ts'
import { readCount, readSpend } from './amounts.ts'
import type { CostField } from './costFormat.ts'
import type { CostLine, CostProblem, CostRules } from './costLine.ts'

/** The longest interval that a line may cover. No report is longer. */
const MAX_DAYS = 366

/** @returns one row for each day that the line covers, or everything that is wrong with the line */
export function readCostLine(line: CostLine, rules: CostRules): CostRow[] | CostProblem[] {
  const problems: CostProblem[] = []
  const report: Report = (field, message) => {
    const column = field && (rules.titles[field] ?? field)
    problems.push({ line: line.line, column, field, message })
  }
  if (line.problem) {
    report(null, line.problem)
    return problems
  }
  const { cells } = line
  const days = readDays(cells, rules, report)
  const currency = readCurrency(cells, rules, report)
  const written = spendOf(cells.spend, rules, currency, report)
  // A correction is negative. Whether it is allowed, the sum of its campaign shows (costRows).
  const isNegative = typeof written === 'number' && written < 0
  // If the day or the currency cannot be read, that is reported already. A placeholder lets the other fields be checked.
  const parsed = costRow.safeParse({
    ...cells,
    date: days[0] ?? '2000-01-01',
    source: cells.source ?? rules.platform ?? undefined,
    campaign_id: plainId(cells.campaign_id),
    content_id: plainId(cells.content_id),
    spend: isNegative ? -written : written,
    currency: currency ?? 'EUR',
    clicks: countOf(cells.clicks),
    impressions: countOf(cells.impressions),
  })
  for (const { path, message } of parsed.error?.issues ?? []) {
    const field = path[0] as CostField
    const isMissing = cells[field] === undefined
    if (problems.every((before) => before.field !== field)) report(field, isMissing ? 'is needed' : message)
  }
  for (const field of ['campaign_id', 'content_id'] as const)
    if (/^\d([.,]\d+)?E\+\d+$/i.test(String(cells[field])))
      report(field, `${cells[field]} was rounded by a spreadsheet: send the file as it was exported`)
  if (problems.length || !parsed.success || !currency) return problems

  const { date: _, source, spend, clicks, impressions, ...rest } = parsed.data
  const canonical = canonicalSource(source)
  // Meta's costs may be of Facebook and Instagram together. They have no single source.
  const isWholePlatform =
    rules.platform !== null && cells.source === undefined && hasSeveralSources(rules.platform)
  const minor = toMinor(isNegative ? -spend : spend, currency)
  return days.map((day, i) => ({
    day,
    platform: rules.platform ?? canonical.platform,
    source: isWholePlatform ? '' : canonical.source,
    medium: storedName(rest.medium),
    campaign_id: storedName(rest.campaign_id),
    campaign: storedName(rest.campaign),
    content_id: storedName(rest.content_id),
    content: storedName(rest.content ?? rest.content_id),
    currency,
    spend_minor: share(minor, i, days.length),
    clicks: clicks === null ? null : share(clicks, i, days.length),
    impressions: impressions === null ? null : share(impressions, i, days.length),
  }))
}

export const areProblems = (read: CostRow[] | CostProblem[]): read is CostProblem[] =>
  read.length > 0 && 'message' in read[0]!

type Report = (field: CostField | null, message: string) => void

/** The days that the line covers: `date`, or all days from `starts` to `ends`, both included. Empty if they are wrong. */
function readDays(
  { date, starts, ends }: CostLine['cells'],
  { dateOrder }: CostRules,
  report: Report,
): string[] {
  const read = (field: CostField, cell: unknown): string | null => {
    if (cell === undefined) report(field, 'is needed')
    else {
      const found = readDay(String(cell), dateOrder)
      if ('day' in found) return found.day
      report(field, found.problem)
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
  if (count < 1) report('ends', `${last} is before ${first}`)
  else if (count > MAX_DAYS) report('ends', `${last} is more than ${MAX_DAYS} days after ${first}`)
  else return daysBetween(first, last)
  return []
}

/**
 * The currency of the line; without one that of the heading, then that of the spend's own text, and then the default. Null:
 * there is none, or it is wrong.
 */
function readCurrency(
  { currency, spend }: CostLine['cells'],
  rules: CostRules,
  report: Report,
): string | null {
  const own = currency === undefined ? null : costRow.shape.currency.safeParse(currency)
  if (own && !own.success) {
    report('currency', `${currency} ${own.error.issues[0]!.message}`)
    return null
  }
  const stated = own?.data ?? null
  if (stated && rules.currency && stated !== rules.currency) {
    report('currency', `is ${stated}, but the heading has ${rules.titles.spend}`)
    return null
  }
  const found = stated ?? rules.currency ?? currencyOf(spend, rules) ?? rules.defaultCurrency
  if (!found)
    report(
      'currency',
      'is needed: as a column, in the heading of the spend as in “Amount spent (USD)”, or as the parameter currency=',
    )
  return found
}

/** The currency that an amount states: `12.50 USD`, and `$12.50` if the default is one of those with this sign. */
function currencyOf(spend: unknown, { decimalMark, defaultCurrency }: CostRules): string | null {
  if (typeof spend !== 'string') return null
  const read = readAmount(spend, { mark: decimalMark, assumed: defaultCurrency ?? undefined })
  return 'currency' in read ? read.currency : null
}

function spendOf(
  spend: unknown,
  { decimalMark, platform }: CostRules,
  currency: string | null,
  report: Report,
): unknown {
  // A spend that is no text comes from JSON: the schema checks it.
  if (typeof spend !== 'string') return spend
  if (!currency) return 0
  const read = readSpend(spend, decimalMark, currency, platform !== null)
  if ('amount' in read) return read.amount
  report('spend', read.problem)
  return 0
}

const countOf = (cell: unknown): unknown => (typeof cell === 'string' ? (readCount(cell) ?? cell) : cell)

/** Some exports of Meta have `c:120210…`, so that spreadsheets do not round the id. */
const plainId = (cell: unknown): unknown =>
  typeof cell === 'string' ? cell.replace(/^(?:\p{L}{1,2}:|')(?=\d)/u, '') : cell

/** A name as the file has it, without control characters. `sameName` compares it with the names in links. */
const storedName = (text: string | null): string => cleanText(text ?? '', Number.POSITIVE_INFINITY).text

/** The i-th of n equal parts of a whole number. Each part is a whole number, and their sum is exactly the whole. */
const share = (whole: number, i: number, n: number): number =>
  Math.round((whole * (i + 1)) / n) - Math.round((whole * i) / n)
