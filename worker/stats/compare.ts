/** What a comparison adds to an answer: the figures of the other period, and by how much they have grown. */
import type { AnswerRow, Column } from './answer.ts'

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
    cells[`change_${key}`] = change(Number(value), Number(before[key]))
  }
  return cells
}

/** Growth in percent; null where there was nothing to grow from. */
export const change = (now: number, before: number): number | null =>
  before === 0 ? null : Math.round((1_000_000 * (now - before)) / Math.abs(before)) / 10_000
