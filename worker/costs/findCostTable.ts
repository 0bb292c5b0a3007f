/** Finds the table in a cost file: its heading by the titles of the columns, then the rows with costs. */
import { BadParameter } from '../errors.ts'
import { type CsvRow, isEmpty, type Sheet } from '../files/csv.ts'
import { COST_FIELDS } from './costFormat.ts'
import { type CostHeading, lacksColumns, readCostHeading } from './costHeading.ts'
import { COST_FORMATS } from './formats.ts'
import { leaveOutTotals } from './leaveOutTotals.ts'
import { type StatedPeriod, statedPeriod } from './statedPeriod.ts'

export interface CostTable extends CostHeading {
  rows: CsvRow[]
  /** Those that are totals of others. They are not in `rows`. */
  totals: CsvRow[]
  /** The days of all rows together, if no column states days. */
  period: StatedPeriod | null
}

/** Exports may have their name and period above the heading. The heading must be among so many rows. */
const SEARCHED_ROWS = 20

/** @throws BadParameter whose message names the missing columns and where to add them, or the known kinds of files */
export function findCostTable(sheets: Sheet[]): CostTable {
  const { row, sheet, heading, period } = findHeading(sheets)
  const { twice } = heading
  if (twice)
    throw new BadParameter(
      twice.field,
      `is the title of more than one column on line ${row.line}: ${twice.titles.join(', ')}`,
    )
  const rows = sheet(0).filter(({ line, cells }) => line > row.line && !cells.every(isEmpty))
  return { ...heading, period, ...leaveOutTotals(rows, heading.places) }
}

interface Found {
  row: CsvRow
  sheet: Sheet
  heading: CostHeading
  period: StatedPeriod | null
}

interface Problem {
  rank: number
  problem: Error
}

function findHeading(sheets: Sheet[]): Found {
  const problems: Problem[] = []
  for (const sheet of sheets) {
    const rows = firstRows(sheet, problems)
    for (const [i, row] of rows.entries())
      for (const format of COST_FORMATS) {
        const heading = readCostHeading(row, format)
        const isOfParts = !heading.places.date && Boolean(heading.places.week ?? heading.places.month)
        const isUndated = heading.missing.includes('date')
        const period = isUndated || isOfParts ? statedPeriod(rows.slice(0, i), heading.language) : null
        const missing = heading.missing.filter((field) => field !== 'date' || !period)
        if (!missing.length) return { row, sheet, heading, period }
        if (Object.keys(heading.places).length > 1)
          problems.push({ rank: missing.length, problem: lacksColumns({ ...heading, missing }, row.line) })
      }
  }
  throw problems.sort((a, b) => a.rank - b.rank)[0]?.problem ?? new BadParameter('body', UNKNOWN)
}

function firstRows(sheet: Sheet, problems: Problem[]): CsvRow[] {
  try {
    return sheet(SEARCHED_ROWS)
  } catch (problem) {
    // With the wrong separator the quotes may be unbalanced. Another separator may fit.
    problems.push({ rank: COST_FIELDS.length, problem: problem as Error })
    return []
  }
}

const UNKNOWN = `has no heading that is known: ${COST_FORMATS.map(({ label }) => label).join('; ')} (docs/costs.md)`
