/** An export as CSV: RFC 4180, safe to open in a spreadsheet. */
import type { Cell } from '../../../wire/answers/report.ts'
import { isGuarded } from '../../../wire/isGuarded.ts'
import type { ExportPage } from '../exportPage.ts'
import { Utf8Buffer } from './utf8Buffer.ts'

const BOM = '\uFEFF'
/** A text that needs quotes. Spaces at an end need them too, since some readers trim them. */
const QUOTED = /[",\r\n]|^ | $/
/** How many bytes are sent at a time. The line with which this number is reached is still added. */
const SENT_BYTES = 65_536

/**
 * @param pages of one report, in order; the first one names the columns
 * @returns parts of the file. All are in one buffer: send each before asking for the next.
 */
export async function* csvOf(pages: AsyncIterable<ExportPage>, bom: boolean): AsyncGenerator<Uint8Array> {
  const out = new Utf8Buffer()
  if (bom) out.put(BOM)
  let hasHeading = false
  for await (const { columns, rows } of pages) {
    if (!hasHeading) out.put(`${columns.map(({ key }) => key).join(',')}\r\n`)
    hasHeading = true
    for (const row of rows) {
      putLine(out, row)
      if (out.length >= SENT_BYTES) yield out.take()
    }
    if (out.length) yield out.take()
  }
}

function putLine(out: Utf8Buffer, row: Cell[]) {
  for (let i = 0; i < row.length; i++) {
    if (i) out.put(',')
    out.put(shownCell(row[i]!))
  }
  out.put('\r\n')
}

/** A number is written as it is: its minus is no formula. */
function shownCell(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  const text = Array.isArray(cell) ? cell.join(' ') : cell
  if (isGuarded(text)) return `"'${text.replaceAll('"', '""')}"`
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
