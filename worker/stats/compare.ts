/** What a comparison adds to a report: the figures of the previous period, and their growth. */
import type { AnswerRow, Cell, Column } from '../../wire/answers/report.ts'

/** A figure's own column, `previous_` and `change_`. A text is not compared. */
export const compareColumns = (column: Column): Column[] =>
  column.unit === 'text'
    ? [column]
    : [
        column,
        { ...column, key: `previous_${column.key}`, label: `${column.label}, before` },
        { key: `change_${column.key}`, label: `${column.label}, change`, unit: 'percent' },
      ]

/** Figures with those of the previous period, and the change of each. */
export function compareFigures(current: AnswerRow, previous: AnswerRow): AnswerRow {
  const cells: AnswerRow = {}
  for (const [key, value] of Object.entries(current)) {
    cells[key] = value
    cells[`previous_${key}`] = previous[key]!
    cells[`change_${key}`] = change(value, previous[key]!)
  }
  return cells
}

/**
 * Each row with the figures of the previous period's row of the same name. Rows of the previous period alone are left out.
 * @param zero the figures of a row that the previous period does not have; its keys are those that are compared
 * @param namesOf the names of a row: two rows are the same if they share one
 */
export function compareWithPrevious(
  rows: AnswerRow[],
  previous: AnswerRow[],
  zero: AnswerRow,
  namesOf: (row: AnswerRow) => string[],
): AnswerRow[] {
  const known = new Map(previous.flatMap((row) => namesOf(row).map((name) => [name, row])))
  return rows.map((row) => {
    const name = namesOf(row).find((one) => known.has(one))
    return { ...row, ...compareFigures(pick(row, zero), name === undefined ? zero : known.get(name)!) }
  })
}

/** The cells of a row that `figures` has, too. */
export const pick = (row: AnswerRow, figures: AnswerRow): AnswerRow =>
  Object.fromEntries(Object.keys(figures).map((key) => [key, row[key]!]))

/** Growth in percent; null if there was nothing to grow from, or one of the values is unknown. */
export const change = (current: Cell, previous: Cell): number | null =>
  typeof current !== 'number' || typeof previous !== 'number' || previous === 0
    ? null
    : Math.round((1_000_000 * (current - previous)) / Math.abs(previous)) / 10_000
