/** An export as CSV: RFC 4180, safe to open in a spreadsheet. */
import type { Cell, Page } from '../answer.ts'
import { Bytes } from './utf8Buffer.ts'

const BOM = '\uFEFF'
/** What a spreadsheet might take for a formula; looked for at the start alone, so that no newline further on hides it. */
const FORMULA = /^[=+\-@\t\r\n]/
/** What must stand in quotes; so do spaces at an end, which some readers trim. */
const QUOTED = /[",\r\n]|^ | $/
/** Bytes that go out at a time, and as much of a line more as it takes. */
const SENT_BYTES = 65_536

/**
 * @param pages of one report, each the next of the one before; the first one names the columns
 * @returns pieces of the file, each to be sent before the next is asked for: they are of one buffer
 */
export async function* csvOf(pages: AsyncIterable<Page>, bom: boolean): AsyncGenerator<Uint8Array> {
  const out = new Bytes()
  if (bom) out.put(BOM)
  let isBegun = false
  for await (const { columns, rows } of pages) {
    if (!isBegun) out.put(`${columns.map(({ key }) => key).join(',')}\r\n`)
    isBegun = true
    for (const row of rows) {
      putLine(out, row)
      if (out.length >= SENT_BYTES) yield out.take()
    }
    if (out.length) yield out.take()
  }
}

function putLine(out: Bytes, row: Cell[]) {
  for (let i = 0; i < row.length; i++) {
    if (i) out.put(',')
    out.put(written(row[i]!))
  }
  out.put('\r\n')
}

/** Numbers stand as they are: a minus of theirs is no formula. */
function written(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  const text = Array.isArray(cell) ? cell.join(' ') : cell
  if (FORMULA.test(text)) return `"'${text.replaceAll('"', '""')}"`
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
