/** Statements over rows that come with them: one row as bound values, several rows as one JSON parameter. */
import type { Bind, Query } from '../sqlStore.ts'

/** At most 1.5 MB as UTF-8: D1 takes 2 MB in one parameter. The largest session has about 1.1 MB of events. */
const MAX_PARAMETER_CHARS = 500_000

/**
 * Prepares a statement that exists in two forms: for one row with bound values, and for many rows with `json_each`. D1
 * bills each row of JSON as a row read, and SQLite needs time for it; most requests write one row and pay neither.
 * @param names the columns that the rows have, 100 at most
 * @param write the SQL; `of(name)` is a column of the current row, `from` the source of the rows, empty for bound values
 * @returns a function from rows to the statements to run; `rows` is how many rows each statement covers
 */
export function statementsFor<N extends string>(
  names: readonly N[],
  write: (of: (name: N) => string, from: string) => string,
): (rows: Record<N, unknown>[]) => (Query & { rows: number })[] {
  const one = write((name) => `?${names.indexOf(name) + 1}`, '')
  const many = write((name) => `r.value ->> '${name}'`, 'json_each(?1) r')
  return (rows) => {
    if (rows.length === 1)
      return [{ sql: one, params: names.map((name) => bindable(rows[0]![name])), rows: 1 }]
    return parts(rows).map((part) => ({ sql: many, params: [`[${part.join()}]`], rows: part.length }))
  }
}

/** A value as SQLite's `->>` would read it from JSON, so that both forms write the same. */
function bindable(value: unknown): Bind {
  if (value === null || value === undefined) return null
  if (typeof value === 'boolean') return Number(value)
  return typeof value === 'object' ? JSON.stringify(value) : (value as Bind)
}

/** The rows as JSON texts, in parts of at most `most` characters. A row that is longer is a part of its own. */
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
