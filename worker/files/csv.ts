/** The rows of a CSV file, as spreadsheets save it. */
import Papa from 'papaparse'
import { BadParameter } from '../errors.ts'

export interface CsvRow {
  /** The number of the row as a spreadsheet shows it, from 1. */
  line: number
  cells: string[]
  /** The row's quotes are wrong, so its cells may be wrong, too. */
  broken: boolean
}

/** The problems that a row may have, whatever its columns are. */
export const BROKEN_ROW = 'has a quote in the middle of a cell'
export const TOO_MANY_CELLS = 'has more cells than the heading'

/** The separators that are tried. */
export const DELIMITERS = [',', ';', '\t']

/**
 * @param maxRows stop after so many rows; 0: read all
 * @throws BadParameter for a quote that is never closed
 */
export function readCsv(body: string, delimiter: string, maxRows = 0): CsvRow[] {
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, preview: maxRows })
  const open = errors.find(({ code }) => code === 'MissingQuotes')
  if (open) throw new BadParameter('body', `has a quote on line ${(open.row ?? 0) + 1} that is never closed`)
  const broken = new Set(errors.map(({ row }) => row))
  return data.map((cells, i) => ({ line: i + 1, cells, broken: broken.has(i) }))
}

/** One way to read the rows of a file: `maxRows` of them, or all if it is 0. */
export type Sheet = (maxRows: number) => CsvRow[]

/** The text of a file may be separated in several ways. */
export const sheetsOfText = (body: string): Sheet[] =>
  DELIMITERS.map((delimiter) => (maxRows) => readCsv(body, delimiter, maxRows))

/** The sheets of a workbook (`readWorkbook`). */
export const sheetsOfWorkbook = (workbook: CsvRow[][]): Sheet[] =>
  workbook.map((rows) => (maxRows) => (maxRows ? rows.slice(0, maxRows) : rows))

/** The separator that the first row has most often. */
export function delimiterOf(body: string): string {
  const heading = body.match(/^[^\r\n]*/)![0]
  const count = (delimiter: string) => heading.split(delimiter).length
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** Whether a row has more cells than its heading. A decimal comma without quotes does this, and shifts the other cells. */
export const hasTooManyCells = (cells: string[], width: number): boolean =>
  cells.length > width && !cells.slice(width).every(isEmpty)

/**
 * A title as titles are compared: `Transaction ID` and `transaction_id` are the same column, and so are `Início` and
 * `inicio`. Lower case after NFKD: otherwise the Turkish `İ` would keep its dot.
 */
export const comparableTitle = (title: string) =>
  title
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll('ı', 'i')
    .replace(/[^\p{L}\p{N}]/gu, '')

/** Whether a cell has a dash in the place of a value. Spreadsheets write a currency beside it: ` $ -   `. */
export const isDash = (cell: string): boolean => /^[\p{Sc}\s]*[-–—]+[\p{Sc}\s]*$/u.test(cell)

export const trimmed = (cell: unknown) => (typeof cell === 'string' ? cell.trim() : cell)

export const isEmpty = (cell: unknown) => cell === undefined || cell === null || trimmed(cell) === ''
