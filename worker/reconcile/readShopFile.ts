/** Reads the file of a shop's orders: an export of a shop system, or a table with the columns of `SHOP_ORDERS`. */
import { type CsvRow, sheetsOfText, sheetsOfWorkbook } from '../files/csv.ts'
import { decodeText } from '../files/decodeText.ts'
import { isJson, readTable, type TableRow, tableOfRows } from '../files/readTable.ts'
import { findShopTable, type ShopTable } from './findShopTable.ts'
import { SHOP_ORDERS } from './shopOrders.ts'

export type ShopFile = { rows: TableRow[]; table: null } | { table: ShopTable }

/**
 * @param sheets of a workbook, by `readWorkbook`. Null: the bytes are text
 * @param type the `Content-Type`
 * @throws BadParameter for a file that is neither
 */
export function readShopFile(bytes: Uint8Array, sheets: CsvRow[][] | null, type: string): ShopFile {
  if (sheets) {
    const table = findShopTable(sheetsOfWorkbook(sheets))
    return table ? { table } : { rows: tableOfRows(sheets[0] ?? [], SHOP_ORDERS), table: null }
  }
  const text = decodeText(bytes, type)
  const table = isJson(text, type) ? null : findShopTable(sheetsOfText(text))
  return table ? { table } : { rows: readTable(text, type, SHOP_ORDERS), table: null }
}
