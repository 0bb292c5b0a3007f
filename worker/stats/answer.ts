/** A report's answer, as the routes send it and as an export reads it. The shapes are those of wire/answers/report.ts. */
import type { Answer, Cell } from '../../wire/answers/report.ts'

export type { Answer, AnswerRow, Cell, Column, Comparison, Unit } from '../../wire/answers/report.ts'

/**
 * A page of an export: the same answer, but each row is an array of cells in the order of the columns, made when it is
 * read. The rows can be read once, and the reader may change them: pages of an export are long.
 */
export interface Page extends Omit<Answer, 'rows'> {
  rows: Iterable<Cell[]>
}
