/** What a comparison adds to an answer: the figures of the other period, and by how much they have grown. */
import type { AnswerRow, Cell, Column } from './answer.ts'

/** A metric's own column, `previous_` and `change_`. */
export const compareColumns = (column: Column): Column[] => [
  column,
  { ...column, key: `previous_${column.key}`, label: `${column.label}, before` },
  { key: `change_${column.key}`, label: `${column.label}, change`, unit: 'percent' },
]

export function compareFigures(now: AnswerRow, before: AnswerRow): AnswerRow {
  const cells: AnswerRow = {}
  for (const [key, value] of Object.entries(now)) {
    cells[key] = value
    cells[`previous_${key}`] = before[key]!
    cells[`change_${key}`] = change(value, before[key]!)
  }
  return cells
}

/**
 * Rows beside those of the same name in the other period; what came only then is not among them.
 * @param nothing the figures of a name that was not there then; other cells are of now alone
 * @param namesOf what a row may be known by: one of it is enough
 */
export function heldAgainst(
  rows: AnswerRow[],
  before: AnswerRow[],
  nothing: AnswerRow,
  namesOf: (row: AnswerRow) => string[],
): AnswerRow[] {
  const known = new Map(before.flatMap((row) => namesOf(row).map((name) => [name, row])))
  return rows.map((row) => {
    const name = namesOf(row).find((one) => known.has(one))
    return { ...row, ...compareFigures(pick(row, nothing), name === undefined ? nothing : known.get(name)!) }
  })
}

/** The figures of a row. */
export const pick = (row: AnswerRow, figures: AnswerRow): AnswerRow =>
  Object.fromEntries(Object.keys(figures).map((key) => [key, row[key]!]))

/** Growth in percent; null where there was nothing to grow from, or nobody knows. */
export const change = (now: Cell, before: Cell): number | null =>
  typeof now !== 'number' || typeof before !== 'number' || before === 0
    ? null
    : Math.round((1_000_000 * (now - before)) / Math.abs(before)) / 10_000
