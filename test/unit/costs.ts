/** Files of costs, and short texts of their rows. */
import { readCosts } from '../../worker/costs/readCosts.ts'
import { readWorkbook } from '../../worker/files/readWorkbook.ts'
import type { CostRow } from '../../worker/store/rows.ts'

export const read = (
  file: string | Uint8Array,
  { type = 'text/csv', currency = null as string | null } = {},
) => {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file
  return readCosts({ bytes, sheets: null, type, currency })
}

/** Reads a workbook. */
export async function readSheets(bytes: Uint8Array) {
  const found = readCosts({ bytes, sheets: await readWorkbook(bytes), type: '', currency: null })
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found
}

export const utf16 = (text: string, mark = true) =>
  new Uint8Array(Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le'))

export function load(file: string | Uint8Array, options = {}) {
  const found = read(file, options)
  if ('problems' in found) throw new Error(JSON.stringify(found.problems))
  return found
}

/** A row as `day campaign [/ content] spend currency`. */
export const lines = (rows: CostRow[]) =>
  rows.map(({ day, campaign, content, spend_minor, currency }) =>
    [day, campaign, ...(content ? ['/', content] : []), spend_minor, currency].join(' '),
  )

export function problems(file: string | Uint8Array, options = {}) {
  const found = read(file, options)
  if (!('problems' in found)) throw new Error(`was read: ${lines(found.rows).join('; ')}`)
  return found.problems.map(({ line, column, message }) => `${line} ${column}: ${message}`)
}

export const refused = (file: string | Uint8Array, options = {}) => {
  try {
    return problems(file, options)[0]!
  } catch (error) {
    return `${(error as { parameter?: string }).parameter}: ${(error as Error).message}`
  }
}

export const META = 'Campaign name,Day,Amount spent (USD)'
