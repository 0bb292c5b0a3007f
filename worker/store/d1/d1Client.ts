/** D1's calls in short: a statement with its values, its rows, its first row. */
import type { Query, Row } from '../sqlStore.ts'

interface D1Client {
  statement(sql: string, ...values: unknown[]): D1PreparedStatement
  all<T = Row>(sql: string, ...values: unknown[]): Promise<T[]>
  first<T = Row>(sql: string, ...values: unknown[]): Promise<T | null>
  /** Runs SELECTs at the same time and returns all their rows. */
  allOf(queries: Query[]): Promise<Row[]>
}

export function d1Client(db: D1Database): D1Client {
  const statement = (sql: string, ...values: unknown[]) => db.prepare(sql).bind(...values)
  const all = async <T = Row>(sql: string, ...values: unknown[]): Promise<T[]> =>
    (await statement(sql, ...values).all<T>()).results
  return {
    statement,
    all,
    first: (sql, ...values) => statement(sql, ...values).first(),
    allOf: async (queries) =>
      (await Promise.all(queries.map(({ sql, params }) => all(sql, ...params)))).flat(),
  }
}
