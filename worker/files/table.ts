/** Tables that people send: CSV as spreadsheets save it, or JSON. Read into rows that are then judged one by one. */
import Papa from 'papaparse'
import { BadParameter } from '../errors.ts'

export interface TableRow {
  /** In CSV the row as a spreadsheet numbers it (the heading is 1), in JSON its place in the list, from 1. */
  line: number
  /** By column: text from CSV, anything from JSON. What was left empty is absent. */
  cells: Record<string, unknown>
  /** Why the row cannot be read, where it cannot. */
  problem?: string
}

/** What a table holds: the name of its list in JSON, the columns that are read, and those that it cannot do without. */
export interface TableForm {
  list: string
  columns: readonly string[]
  needed: readonly string[]
}

/**
 * @param type the `Content-Type`; one that is neither JSON nor CSV leaves it to the text itself
 * @throws BadParameter when the text is no table, lacks a column or has no rows
 */
export function readTable(text: string, type: string, form: TableForm): TableRow[] {
  const body = text.replace(/^\uFEFF/, '')
  const rows = isJson(body, type) ? fromJson(body, form) : fromCsv(body, form)
  if (!rows.length) throw new BadParameter(form.list, 'is empty')
  return rows
}

/** By the `Content-Type`, else by how the text begins. */
export const isJson = (body: string, type: string): boolean =>
  /json/i.test(type) || (!/csv/i.test(type) && /^\s*[[{]/.test(body))

function fromJson(body: string, { list, columns }: TableForm): TableRow[] {
  const sent = parseJson(body)
  const rows: unknown = isObject(sent) ? sent[list] : sent
  if (!Array.isArray(rows)) throw new BadParameter(list, 'must be a list')
  return rows.map((row: unknown, i) => {
    if (!isObject(row)) return { line: i + 1, cells: {}, problem: 'must be an object' }
    const cells = columns.map((column) => [column, trimmed(row[column])] as const)
    return { line: i + 1, cells: Object.fromEntries(cells.filter(([, cell]) => !isEmpty(cell))) }
  })
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new BadParameter('body', 'is not JSON')
  }
}

function fromCsv(body: string, { columns, needed }: TableForm): TableRow[] {
  const [first, ...rows] = readCells(body, delimiterOf(body))
  const heading = (first?.cells ?? []).map(plainName)
  const places = new Map<string, number>()
  for (const column of columns) {
    const found = heading.flatMap((name, i) => (name === plainName(column) ? [i] : []))
    if (found.length > 1) throw new BadParameter(column, 'stands over more than one column')
    if (found.length) places.set(column, found[0]!)
    else if (needed.includes(column)) throw new BadParameter(column, 'is needed as a column')
  }
  return rows.flatMap(({ line, cells, broken }) => {
    if (cells.every(isEmpty)) return []
    const named = [...places].map(([column, at]) => [column, trimmed(cells[at])] as const)
    const problem = broken ? BROKEN : hasMore(cells, heading.length) && TOO_MANY
    return {
      line,
      cells: Object.fromEntries(named.filter(([, cell]) => !isEmpty(cell))),
      ...(problem ? { problem } : {}),
    }
  })
}

/** What may be wrong with a row of CSV as such. */
export const BROKEN = 'has a quote in the middle of a cell'
export const TOO_MANY = 'has more cells than the heading'

/** Whether a row is longer than its heading: an unquoted decimal comma would shift all that follows it. */
export const hasMore = (cells: string[], width: number): boolean =>
  cells.length > width && !cells.slice(width).every(isEmpty)

/** One row of CSV. `broken`: its quotes do not fit, and what it holds is a guess. */
export interface CellRow {
  /** As a spreadsheet numbers it, from 1. */
  line: number
  cells: string[]
  broken: boolean
}

/**
 * @param most the number of rows after which to stop
 * @throws BadParameter for a quote that is never closed
 */
export function readCells(body: string, delimiter: string, most = 0): CellRow[] {
  const { data, errors } = Papa.parse<string[]>(body, { delimiter, preview: most })
  const open = errors.find(({ code }) => code === 'MissingQuotes')
  if (open) throw new BadParameter('body', `has a quote on line ${(open.row ?? 0) + 1} that is never closed`)
  const broken = new Set(errors.map(({ row }) => row))
  return data.map((cells, i) => ({ line: i + 1, cells, broken: broken.has(i) }))
}

export const DELIMITERS = [',', ';', '\t']

/** The separator that the heading has most of. */
function delimiterOf(body: string): string {
  const heading = body.match(/^[^\r\n]*/)![0]
  const count = (delimiter: string) => heading.split(delimiter).length
  return DELIMITERS.reduce((best, next) => (count(next) > count(best) ? next : best))
}

/** `Transaction ID` and `transaction_id` are one column. */
export const plainName = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')

const trimmed = (cell: unknown) => (typeof cell === 'string' ? cell.trim() : cell)

export const isEmpty = (cell: unknown) => cell === undefined || cell === null || trimmed(cell) === ''

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
