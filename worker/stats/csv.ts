/** An export as CSV: RFC 4180, safe to open in a spreadsheet. */
import type { Cell, Page } from './answer.ts'

const BOM = '\uFEFF'
/** What a spreadsheet might take for a formula; looked for at the start alone, so that no newline further on hides it. */
const FORMULA = /^[=+\-@\t\r\n]/
/** What must stand in quotes; so do spaces at an end, which some readers trim. */
const QUOTED = /[",\r\n]|^ | $/
/** Lines that are sent at a time. */
const LINES = 200

/** @param pages of one report, each the next of the one before; the first one names the columns */
export async function* csvOf(pages: AsyncIterable<Page>, bom: boolean): AsyncGenerator<string> {
  let keys: string[] | undefined
  for await (const { columns, rows } of pages) {
    const lines: string[] = []
    if (!keys) {
      keys = columns.map(({ key }) => key)
      lines.push(`${bom ? BOM : ''}${keys.join(',')}`)
    }
    for (const row of rows) {
      lines.push(keys.map((key) => written(row[key])).join(','))
      if (lines.length === LINES) yield ended(lines.splice(0))
    }
    if (lines.length) yield ended(lines)
  }
}

const ended = (lines: string[]) => `${lines.join('\r\n')}\r\n`

/** Numbers stand as they are: a minus of theirs is no formula. */
function written(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell)
  const text = Array.isArray(cell) ? cell.join(' ') : cell
  if (FORMULA.test(text)) return `"'${text.replaceAll('"', '""')}"`
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
