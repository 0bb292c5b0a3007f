/** A report as text for the clipboard that spreadsheets understand: tabs between cells, plain numbers. */
import { isGuarded } from '../../../wire/isGuarded.ts'
import type { Answer } from '../fetching/answers.ts'

/** A text that a spreadsheet would change begins with `'`, as in the CSV exports. */
function plain(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ')
  return isGuarded(line) ? `'${line}` : line
}

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return plain(Array.isArray(value) ? value.join(', ') : String(value))
}

export function tsv({ columns, rows }: Pick<Answer<object>, 'columns' | 'rows'>): string {
  const lines = [
    columns.map(({ label }) => plain(label)),
    ...rows.map((row) => columns.map(({ key }) => cellText((row as Record<string, unknown>)[key]))),
  ]
  return lines.map((cells) => cells.join('\t')).join('\n')
}
