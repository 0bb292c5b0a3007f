/** From lines of costs to rows for the database: all of them, or everything that is wrong. */
import { costKey } from '../store/columns.ts'
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
 * @returns one row for each day, campaign and ad, in which several lines are added up, corrections included. If there is a problem, only the
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
  for (const { row, line } of found.values())
    if (row.spend_minor < 0)
      problems.push({
        line,
        column: rules.titles.spend ?? 'spend',
        field: 'spend',
        message: 'must not be negative',
      })
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
