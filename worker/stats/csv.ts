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
  let isBegun = false
  for await (const { columns, rows } of pages) {
    const lines: string[] = []
    if (!isBegun) lines.push(`${bom ? BOM : ''}${columns.map(({ key }) => key).join(',')}`)
    isBegun = true
    for (const row of rows) {
      lines.push(lineOf(row))
      if (lines.length === LINES) yield ended(lines.splice(0))
    }
    if (lines.length) yield ended(lines)
  }
}

/** Writes into the row itself: a copy of each would be as much garbage again. */
function lineOf(row: Cell[]): string {
  for (let i = 0; i < row.length; i++) row[i] = written(row[i])
  return row.join(',')
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
