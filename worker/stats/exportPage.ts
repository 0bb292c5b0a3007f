import type { Answer, AnswerRow, Cell, Column } from '../../wire/answers/report.ts'

/**
 * A page of an export: the same answer, but each row is an array of cells in the order of the columns, made when it is
 * read. The rows can be read once, and the reader may change them: pages of an export are long.
 */
export interface ExportPage extends Omit<Answer, 'rows'> {
  rows: Iterable<Cell[]>
}

/** Rows of an answer as rows of an export. */
export function* cellsOf(rows: Iterable<AnswerRow>, columns: Column[]): Generator<Cell[]> {
  for (const row of rows) yield columns.map(({ key }) => row[key] ?? null)
}
