/** Wraps a D1 database and counts statements, bytes of results, and rows read and written, as D1 itself reports and bills them. */
import type { D1Database, D1PreparedStatement, D1Result } from '@cloudflare/workers-types'

export interface Reading {
  statements: number
  rows_read: number
  rows_written: number
  /** All results as JSON. */
  result_bytes: number
}

export interface Meter {
  db: D1Database
  /** The counts since the last call. */
  take(): Reading
}

type Statement = D1PreparedStatement
const none = (): Reading => ({ statements: 0, rows_read: 0, rows_written: 0, result_bytes: 0 })

export function meter(db: D1Database): Meter {
  let reading = none()
  const count = <T>(result: D1Result<T>): D1Result<T> => {
    reading.statements++
    reading.rows_read += result.meta.rows_read
    reading.rows_written += result.meta.rows_written
    reading.result_bytes += Buffer.byteLength(JSON.stringify(result.results ?? []))
    return result
  }
  const inner = new WeakMap<object, Statement>()
  const wrap = (statement: Statement): Statement => {
    const wrapped = {
      bind: (...values: unknown[]) => wrap(statement.bind(...values)),
      all: async () => count(await statement.all()),
      run: async () => count(await statement.run()),
      // D1's `raw()` reports no counts. So this reads with `all()` and makes the same rows, with the column names first if
      // they are asked for.
      raw: async (options?: { columnNames?: boolean }) => {
        const { results } = count(await statement.all<Record<string, unknown>>())
        const names = options?.columnNames ? [Object.keys(results[0] ?? {})] : []
        return [...names, ...results.map((row) => Object.values(row))]
      },
      first: async () => count(await statement.all()).results[0] ?? null,
    } as unknown as Statement
    inner.set(wrapped, statement)
    return wrapped
  }
  const metered = {
    prepare: (sql: string) => wrap(db.prepare(sql)),
    batch: async (statements: Statement[]) =>
      (await db.batch(statements.map((one) => inner.get(one)!))).map((result) => count(result)),
  } as unknown as D1Database
  return {
    db: metered,
    take: () => {
      const taken = reading
      reading = none()
      return taken
    },
  }
}
