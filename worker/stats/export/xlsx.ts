/** An export as a workbook of Office Open XML. Texts are written as texts, so that none is taken for a formula. */
import { type CellValue, type ColumnDef, writeXlsxStream } from 'hucre/xlsx'
import type { Cell, Column, Unit } from '../../../wire/answers/report.ts'
import { exponent } from '../../../wire/money.ts'
import type { ExportPage } from '../exportPage.ts'

/** The longest text that Excel takes in a cell. */
const CELL_CHARS = 32_767
/** Excel reads `_x0041_` in a text as the character with this number. */
const ESCAPE_LOOKALIKE = /_x(?=[0-9A-Fa-f]{4}_)/g
/** Two characters that XML does not allow. */
const NO_XML = /[\uFFFE\uFFFF]/g

const WIDTHS: Record<Unit, number> = {
  text: 24,
  list: 24,
  instant: 20,
  count: 12,
  percent: 12,
  money: 14,
  ratio: 12,
  flag: 10,
}

/** Rows that are made before it is checked whether the reader is still waiting. */
const ROWS_AT_A_TIME = 200

/**
 * @param name of the sheet. From row 1,048,576 on, rows are in further sheets, `name_2`, …
 * @param first the page that names the columns
 */
export function xlsxOf(
  name: string,
  first: ExportPage,
  pages: AsyncIterable<ExportPage>,
): ReadableStream<Uint8Array> {
  const columns = first.columns.map((column) => columnOf(column, first.currency))
  const units = first.columns.map(({ unit }) => unit)
  const styles = columns.map(({ style }) => style)
  for (const column of columns) column.style = { font: { bold: true } }
  const gate = newGate()
  async function* rows() {
    // The library writes the heading in the style of its column. When it asks for rows, the heading is written.
    columns.forEach((column, i) => {
      column.style = styles[i]
    })
    let made = 0
    for await (const page of pages)
      for (const row of page.rows) {
        if (made++ % ROWS_AT_A_TIME === 0) await gate.passed()
        yield cellsOf(row, units)
      }
  }
  return readThrough(gate, writeXlsxStream(rows(), { name, columns, freezePane: { rows: 1 } }))
}

function newGate() {
  let { promise, resolve } = Promise.withResolvers<void>()
  return {
    passed: () => promise,
    open: () => resolve(),
    close: () => {
      ;({ promise, resolve } = Promise.withResolvers<void>())
    },
  }
}

/** Makes rows only while the stream is read, because workerd's CompressionStream never waits for a slow reader. */
function readThrough(
  gate: ReturnType<typeof newGate>,
  stream: ReadableStream<Uint8Array>,
): ReadableStream<Uint8Array> {
  const reader = stream.getReader()
  return new ReadableStream(
    {
      async pull(controller) {
        gate.open()
        const { done, value } = await reader.read()
        gate.close()
        if (done) controller.close()
        else controller.enqueue(value)
      },
      cancel(reason) {
        gate.open()
        return reader.cancel(reason)
      },
    },
    { highWaterMark: 0 },
  )
}

function columnOf({ key, unit }: Column, currency: string): ColumnDef {
  const numFmt = formatOf(unit, currency)
  return { header: key, width: WIDTHS[unit], ...(numFmt ? { style: { numFmt } } : {}) }
}

function formatOf(unit: Unit, currency: string): string | undefined {
  if (unit === 'money') return ['0', '0'.repeat(exponent(currency))].filter(Boolean).join('.')
  if (unit === 'percent') return '0.00"%"'
  if (unit === 'instant') return 'yyyy-mm-dd hh:mm:ss'
  return undefined
}

/** Changes the row itself: a copy of each row would cost as much memory again. */
function cellsOf(row: (Cell | CellValue)[], units: Unit[]): CellValue[] {
  for (let i = 0; i < row.length; i++) row[i] = cellOf(row[i] as Cell, units[i]!)
  return row as CellValue[]
}

/** Instants are dates in UTC, since dates in a workbook have no time zone. */
function cellOf(cell: Cell | undefined, unit: Unit): CellValue {
  if (cell === undefined || cell === null || typeof cell === 'number' || typeof cell === 'boolean')
    return cell ?? null
  if (Array.isArray(cell)) return plainText(cell.join(' '))
  return unit === 'instant' ? new Date(cell) : plainText(cell)
}

const plainText = (text: string): string =>
  text.replace(ESCAPE_LOOKALIKE, '_x005F_x').replace(NO_XML, '\uFFFD').toWellFormed().slice(0, CELL_CHARS)
