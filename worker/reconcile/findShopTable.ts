/** Finds the orders in an export of a shop system: its heading by the titles, then one row for each order. */
import {
  BROKEN_ROW,
  type CsvRow,
  comparableTitle,
  hasTooManyCells,
  isEmpty,
  type Sheet,
  TOO_MANY_CELLS,
} from '../files/csv.ts'
import { type ExportField, SHOP_FORMATS, type ShopFormat } from './shopFormats.ts'

/** A row of an export. Cells are texts; empty ones are absent. */
export interface ExportRow {
  line: number
  /** The order's ids, in the order of the table's `idColumns`; empty: not stated. */
  ids: string[]
  cells: Partial<Record<ExportField, string>>
  problem?: string
}

export interface ShopTable {
  format: ShopFormat['name']
  rows: ExportRow[]
  /** The title of the column with the amounts. */
  valueTitle: string
  /** All cells below the heading, and the columns of the amounts: for the decimal mark. */
  cells: string[][]
  amounts: number[]
}

/** Exports may have a title above the heading. It must be among so many rows. */
const SEARCHED_ROWS = 20

interface Heading {
  format: ShopFormat
  ids: number[]
  places: Partial<Record<ExportField, number>>
  width: number
}

/** @returns null if no sheet has a heading that a format knows */
export function findShopTable(sheets: Sheet[]): ShopTable | null {
  for (const sheet of sheets)
    for (const row of firstRows(sheet))
      for (const format of SHOP_FORMATS) {
        const heading = readHeading(row, format)
        if (heading) return tableOf(sheet(0), row, heading)
      }
  return null
}

function firstRows(sheet: Sheet): CsvRow[] {
  try {
    return sheet(SEARCHED_ROWS)
  } catch {
    // With the wrong separator the quotes may be unbalanced.
    return []
  }
}

function readHeading({ cells }: CsvRow, format: ShopFormat): Heading | null {
  const known = cells.map(comparableTitle)
  const placeOf = (titles: string | undefined): number =>
    titles
      ?.split('|')
      .map((title) => known.indexOf(comparableTitle(title)))
      .find((at) => at >= 0) ?? -1
  const ids = format.ids.map(placeOf).filter((at) => at >= 0)
  const places = Object.fromEntries(
    Object.entries(format.columns)
      .map(([field, titles]) => [field, placeOf(titles)] as const)
      .filter(([, at]) => at >= 0),
  ) as Heading['places']
  const isComplete = format.needed.every((fields) => fields.some((field) => places[field] !== undefined))
  if (!ids.length || !isComplete) return null
  return { format, ids, places, width: cells.findLastIndex((cell) => !isEmpty(cell)) + 1 }
}

function tableOf(all: CsvRow[], heading: CsvRow, { format, ids, places, width }: Heading): ShopTable {
  const below = all.filter(({ line, cells }) => line > heading.line && !cells.every(isEmpty))
  const rows = below.map(({ line, cells, broken }): ExportRow => {
    const problem = broken ? BROKEN_ROW : hasTooManyCells(cells, width) && TOO_MANY_CELLS
    return {
      line,
      ids: ids.map((at) => cells[at]?.trim() ?? ''),
      cells: Object.fromEntries(
        Object.entries(places)
          .map(([field, at]) => [field, cells[at]?.trim() ?? ''])
          .filter(([, cell]) => cell !== ''),
      ),
      ...(problem ? { problem } : {}),
    }
  })
  return {
    format: format.name,
    rows: ordersOf(rows),
    valueTitle: heading.cells[places.value!]!.trim(),
    cells: below.map(({ cells }) => cells),
    amounts: [places.value, places.refunded].filter((at) => at !== undefined),
  }
}

/**
 * Leaves out the rows of further items: an export may have one row for each item, with the order's own cells only in the
 * first one, or repeated in each.
 */
function ordersOf(rows: ExportRow[]): ExportRow[] {
  const seen = new Map<string, ExportRow>()
  return rows.filter((row) => {
    const id = row.ids.find((one) => one) ?? ''
    const before = seen.get(id)
    if (before) return row.cells.value !== undefined && row.cells.value !== before.cells.value
    if (!id && row.cells.value === undefined) return false
    seen.set(id, row)
    return true
  })
}
