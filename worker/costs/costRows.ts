/** From lines of costs to rows for the database: all of them, or everything that is wrong. */
import { costKey } from '../store/columns.ts'
import { compositeKey } from '../store/compositeKey.ts'
import type { CostRow } from '../store/rows.ts'
import type { CostLine, CostProblem, CostRules } from './costLine.ts'
import { areProblems, readCostLine } from './readCostLine.ts'

/** Lines that state one amount for several days. It is divided evenly among them. */
export interface Spread {
  lines: number
  /** The first and the last of their days. */
  from: string
  to: string
}

/**
 * @returns one row for each day, campaign and ad, in which several lines are added up. If there is a problem, only the
 * problems: then nothing may be loaded, because half of a file would give wrong totals
 */
export function costRows(
  lines: CostLine[],
  rules: CostRules,
): { rows: CostRow[]; spread: Spread | null } | { problems: CostProblem[] } {
  const problems: CostProblem[] = []
  const found = new Map<string, { row: CostRow; line: number }>()
  let spread: Spread | null = null
  for (const line of lines) {
    const read = readCostLine(line, rules)
    if (areProblems(read)) problems.push(...read)
    else {
      for (const row of read) addRow(found, row, line.line, rules, problems)
      spread = withDays(spread, read)
    }
  }
  problems.push(...overCorrected([...found.values()], rules))
  if (problems.length) return { problems: problems.sort((a, b) => a.line - b.line) }
  return { rows: [...found.values()].map(({ row }) => row), spread }
}

/** @param rows of one line, in the order of their days */
function withDays(spread: Spread | null, rows: CostRow[]): Spread | null {
  if (rows.length < 2) return spread
  const [from, to] = [rows[0]!.day, rows.at(-1)!.day]
  if (!spread) return { lines: 1, from, to }
  return {
    lines: spread.lines + 1,
    from: from < spread.from ? from : spread.from,
    to: to > spread.to ? to : spread.to,
  }
}

/**
 * Corrections are negative, and platforms book them on a later day than what they correct. So a day may be negative, but not
 * all days of a campaign together.
 */
function overCorrected(found: { row: CostRow; line: number }[], { titles }: CostRules): CostProblem[] {
  if (found.every(({ row }) => row.spend_minor >= 0)) return []
  const campaigns = Map.groupBy(found, ({ row }) =>
    compositeKey(row.platform, row.campaign_id, row.campaign, row.currency),
  )
  return [...campaigns.values()].flatMap((rows) => {
    const isNegative = rows.reduce((sum, { row }) => sum + row.spend_minor, 0) < 0
    const first = isNegative && rows.find(({ row }) => row.spend_minor < 0)
    if (!first) return []
    return {
      line: first.line,
      column: titles.spend ?? 'spend',
      field: 'spend' as const,
      message: 'must not be negative',
    }
  })
}

/** Rows with the same key are added up: an export may be broken down by more than is stored, such as age. */
function addRow(
  found: Map<string, { row: CostRow; line: number }>,
  row: CostRow,
  line: number,
  { titles }: CostRules,
  problems: CostProblem[],
): void {
  const key = costKey(row)
  const before = found.get(key)
  if (!before) {
    found.set(key, { row, line })
  } else if (before.row.currency !== row.currency) {
    const message = `is ${row.currency}, but line ${before.line} has the same day and campaign in ${before.row.currency}`
    problems.push({ line, column: titles.currency ?? 'currency', field: 'currency', message })
  } else if (before.row.spend_minor + row.spend_minor > Number.MAX_SAFE_INTEGER) {
    const message = `is too large together with line ${before.line}, which has the same day and campaign`
    problems.push({ line, column: titles.spend ?? 'spend', field: 'spend', message })
  } else {
    before.row.spend_minor += row.spend_minor
    before.row.clicks = sum(before.row.clicks, row.clicks)
    before.row.impressions = sum(before.row.impressions, row.impressions)
  }
}

/** Null: not stated by either. */
const sum = (a: number | null, b: number | null): number | null =>
  a === null && b === null ? null : Math.min((a ?? 0) + (b ?? 0), Number.MAX_SAFE_INTEGER)
