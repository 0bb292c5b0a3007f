/** Reads the file of a shop's orders: an export of a shop system, or a table with the columns of `SHOP_ORDERS`. */
import type { DecimalMark } from '../../wire/amount.ts'
import {
  type CsvRow,
  comparableTitle,
  delimiterOf,
  readCsv,
  type Sheet,
  sheetsOfText,
  sheetsOfWorkbook,
} from '../files/csv.ts'
import { decimalMarkOfTable } from '../files/decimalMarkOfTable.ts'
import { decodeText } from '../files/decodeText.ts'
import { isJson, readTable, type TableRow, tableOfRows } from '../files/readTable.ts'
import { findShopTable, type ShopTable } from './findShopTable.ts'
import { markOfOrders, SHOP_ORDERS } from './shopOrders.ts'

/** `mark`: the decimal mark of the amounts, if the table shows it. */
export type ShopFile = { rows: TableRow[]; mark: DecimalMark | undefined; table: null } | { table: ShopTable }

/**
 * @param workbook its sheets, by `readWorkbook`. Null: the bytes are text
 * @param type the `Content-Type`
 * @throws BadParameter for a file that is neither
 */
export function readShopFile(bytes: Uint8Array, workbook: CsvRow[][] | null, type: string): ShopFile {
  if (workbook)
    return readSheets(sheetsOfWorkbook(workbook), (maxRows) => workbook[0]!.slice(0, maxRows || undefined))
  const text = decodeText(bytes, type)
  if (!isJson(text, type))
    return readSheets(sheetsOfText(text), (maxRows) => readCsv(text, delimiterOf(text), maxRows))
  const rows = readTable(text, type, SHOP_ORDERS)
  return { rows, mark: markOfOrders(rows), table: null }
}

/** @param own the sheet whose first row may be the heading of a table with our columns */
function readSheets(sheets: Sheet[], own: Sheet): ShopFile {
  const table = hasOurColumns(own(1)[0]) ? null : findShopTable(sheets)
  if (table) return { table }
  const rows = own(0)
  return { rows: tableOfRows(rows, SHOP_ORDERS), mark: markOfRows(rows), table: null }
}

const titlesOf = (row: CsvRow | undefined): string[] => row?.cells.map(comparableTitle) ?? []

const hasOurColumns = (heading: CsvRow | undefined): boolean =>
  SHOP_ORDERS.needed.every((column) => titlesOf(heading).includes(comparableTitle(column)))

/** Amounts come first, then the columns that we do not know, such as taxes. */
function markOfRows([heading, ...rows]: CsvRow[]): DecimalMark | undefined {
  const known = SHOP_ORDERS.columns.map(comparableTitle)
  const places = (isWanted: (title: string) => boolean) =>
    titlesOf(heading).flatMap((title, at) => (isWanted(title) ? [at] : []))
  return decimalMarkOfTable(
    rows.map(({ cells }) => cells),
    {
      amounts: places((title) => title === comparableTitle('value')),
      texts: places((title) => known.includes(title) && title !== comparableTitle('value')),
    },
  )
}
