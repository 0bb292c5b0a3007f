/** A report as CSV: RFC 4180, safe to open in a spreadsheet, a page of rows at a time. */
import Papa from 'papaparse'
import type { Answer, Cell } from './answer.ts'

const BOM = '\uFEFF'
/** What a spreadsheet might take for a formula; looked for at the start alone, so that no newline further on hides it. */
const FORMULA = /^[=+\-@\t\r\n]/

/** @param pages answers of one report, each the next page of the one before */
export function csvStream(pages: AsyncIterable<Answer>, bom: boolean): ReadableStream<Uint8Array> {
  const iterator = pages[Symbol.asyncIterator]()
  const encoder = new TextEncoder()
  let first = true
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next()
      if (done) return controller.close()
      const keys = value.columns.map(({ key }) => key)
      const rows = value.rows.map((row) => keys.map((key) => text(row[key])))
      const lines = Papa.unparse(
        { fields: keys, data: rows },
        { header: first, newline: '\r\n', escapeFormulae: FORMULA },
      )
      // Papa ends a lone heading with a line break, and rows without one.
      const end = lines && !lines.endsWith('\r\n') ? '\r\n' : ''
      controller.enqueue(encoder.encode(`${first && bom ? BOM : ''}${lines}${end}`))
      first = false
    },
  })
}

const text = (cell: Cell | undefined) => (Array.isArray(cell) ? cell.join(' ') : (cell ?? ''))

/** All pages of a report, by following `next`. */
export async function* pagesOf(run: (cursor: string | null) => Promise<Answer>): AsyncGenerator<Answer> {
  let cursor: string | null = null
  do {
    const answer: Answer = await run(cursor)
    yield answer
    cursor = answer.next
  } while (cursor)
}
