/** Statements over rows that come with them: a single one as bound values, several as one JSON parameter. */
import type { Bind, Query } from '../store.ts'

/** D1 takes 2 MB a parameter; a row is at most about half of that. */
const MAX_PARAMETER_CHARS = 500_000

/**
 * @param names of the columns that the rows have; 100 at most
 * @param write the SQL: `of(name)` is a column of the row at hand, `from` what it comes from, empty for bound values
 * @returns the statements for some rows. D1 bills a row of JSON as one that is read, and SQLite takes its time over it:
 * with a row alone, which is nearly every visitor's request, there is none.
 */
export function statementsFor<N extends string>(
  names: readonly N[],
  write: (of: (name: N) => string, from: string) => string,
): (rows: Record<N, unknown>[]) => (Query & { rows: number })[] {
  const one = write((name) => `?${names.indexOf(name) + 1}`, '')
  const many = write((name) => `r.value ->> '${name}'`, 'json_each(?1) r')
  return (rows) => {
    if (rows.length === 1) return [{ sql: one, params: names.map((name) => plain(rows[0]![name])), rows: 1 }]
    return parts(rows).map((part) => ({ sql: many, params: [`[${part.join()}]`], rows: part.length }))
  }
}

/** As `->>` gives it out of JSON. */
function plain(value: unknown): Bind {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' ? JSON.stringify(value) : (value as Bind)
}

/** The rows as JSON, cut into parts of so many characters at most, unless a row alone has more. */
export function parts(rows: unknown[], most = MAX_PARAMETER_CHARS): string[][] {
  const cut: string[][] = []
  let chars = most
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (chars + text.length > most) {
      cut.push([])
      chars = 0
    }
    cut.at(-1)!.push(text)
    chars += text.length
  }
  return cut
}
