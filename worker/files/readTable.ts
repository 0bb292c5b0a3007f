/** Reads a table that a caller sends, as CSV or JSON, into rows with named cells. The caller checks each row alone. */
import { exceedsDepth } from '../../wire/exceedsDepth.ts'
import { BadParameter } from '../errors.ts'
import {
  BROKEN_ROW,
  type CsvRow,
  comparableTitle,
  delimiterOf,
  hasTooManyCells,
  isEmpty,
  readCsv,
  TOO_MANY_CELLS,
  trimmed,
} from './csv.ts'

export interface TableRow {
  /** In CSV the number of the row as a spreadsheet shows it (the heading is 1); in JSON its place in the list, from 1. */
  line: number
  /** By column: text from CSV, any value from JSON. Empty cells are absent. */
  cells: Record<string, unknown>
  /** Why the row cannot be read, if it cannot. */
  problem?: string
}

export interface TableFormat {
  /** The name of the list in JSON: `{"orders": [...]}`. A list alone is accepted, too. */
  list: string
  /** The columns that are read. Others are ignored. */
  columns: readonly string[]
  /** The columns without which the table is refused. */
  needed: readonly string[]
}

/**
 * @param type the `Content-Type`. If it is neither JSON nor CSV, the text itself decides.
 * @throws BadParameter if the text is no table, lacks a column or has no rows
 */
export function readTable(text: string, type: string, format: TableFormat): TableRow[] {
  const body = text.replace(/^\uFEFF/, '')
  return notEmpty(isJson(body, type) ? fromJson(body, format) : fromCsv(body, format), format)
}

/** The same for the rows of a sheet. */
export const tableOfRows = (rows: CsvRow[], format: TableFormat): TableRow[] =>
  notEmpty(fromRows(rows, format), format)

function notEmpty(rows: TableRow[], format: TableFormat): TableRow[] {
  if (!rows.length) throw new BadParameter(format.list, 'is empty')
  return rows
}

/** By the `Content-Type`; if that states neither JSON nor CSV, by the first character. */
export const isJson = (body: string, type: string): boolean =>
  /json/i.test(type) || (!/csv/i.test(type) && /^\s*[[{]/.test(body))

/** Lists and objects within each other. A table needs three: `{"orders": [{…}]}`. */
const MAX_LEVELS = 20

function fromJson(body: string, { list, columns }: TableFormat): TableRow[] {
  const sent = parseJson(body)
  if (exceedsDepth(sent, MAX_LEVELS))
    throw new BadParameter('body', `is nested on more than ${MAX_LEVELS} levels`)
  const rows: unknown = isObject(sent) ? sent[list] : sent
  if (!Array.isArray(rows)) throw new BadParameter(list, 'must be a list')
  return rows.map((row: unknown, i) => {
    if (!isObject(row)) return { line: i + 1, cells: {}, problem: 'must be an object' }
    return { line: i + 1, cells: cellsOf(columns.map((column) => [column, row[column]])) }
  })
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new BadParameter('body', 'is not JSON')
  }
}

const fromCsv = (body: string, format: TableFormat): TableRow[] =>
  fromRows(readCsv(body, delimiterOf(body)), format)

function fromRows([first, ...rows]: CsvRow[], { columns, needed }: TableFormat): TableRow[] {
  const titles = (first?.cells ?? []).map(comparableTitle)
  const places = new Map<string, number>()
  for (const column of columns) {
    const found = titles.flatMap((title, i) => (title === comparableTitle(column) ? [i] : []))
    if (found.length > 1) throw new BadParameter(column, 'is the title of more than one column')
    if (found.length) places.set(column, found[0]!)
    else if (needed.includes(column)) throw new BadParameter(column, 'is needed as a column')
  }
  return rows.flatMap(({ line, cells, broken }) => {
    if (cells.every(isEmpty)) return []
    const problem = broken ? BROKEN_ROW : hasTooManyCells(cells, titles.length) && TOO_MANY_CELLS
    return {
      line,
      cells: cellsOf([...places].map(([column, at]) => [column, cells[at]])),
      ...(problem ? { problem } : {}),
    }
  })
}

/** Trimmed, without the empty ones. */
const cellsOf = (cells: [column: string, cell: unknown][]): Record<string, unknown> =>
  Object.fromEntries(
    cells.filter(([, cell]) => !isEmpty(cell)).map(([column, cell]) => [column, trimmed(cell)]),
  )

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
