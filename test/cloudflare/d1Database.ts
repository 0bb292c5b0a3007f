/** A D1 database behind an imitation of its HTTP API: SQLite with D1's limits. */
import { DatabaseSync } from 'node:sqlite'

/** D1's limits: bytes of a statement, of a value or row, and of an answer; bound parameters. */
const LIMITS = { sql_bytes: 100_000, value_bytes: 2_000_000, answer_bytes: 50_000_000, params: 100 }

export interface D1Database {
  /** Runs statements as one transaction. Throws, with nothing done, if one fails. The rows of each, with their columns. */
  run(sql: string, params?: unknown[]): { columns: string[]; rows: unknown[][] }[]
  /** The database itself, to look into. */
  db: DatabaseSync
  /** Changes with each write, as a bookmark of D1 does. */
  bookmark(): string
}

/** Splits a text of statements at its semicolons, except for those in strings, names and comments. */
const statementsOf = (sql: string): string[] =>
  (sql.match(/(?:'[^']*'|"[^"]*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\/|[^;])+/g) ?? []).filter((one) =>
    one.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim(),
  )

export function openD1Database(limits: Partial<typeof LIMITS> = {}, file = ':memory:'): D1Database {
  const max = { ...LIMITS, ...limits }
  const db = new DatabaseSync(file)
  let writes = 0

  function check(condition: boolean, message: string) {
    if (!condition) throw new Error(message)
  }

  function runOne(sql: string, params: unknown[]) {
    check(Buffer.byteLength(sql) <= max.sql_bytes, 'statement too long: SQLITE_TOOBIG')
    check(params.length <= max.params, 'too many SQL variables')
    for (const value of params)
      check(
        typeof value !== 'string' || Buffer.byteLength(value) <= max.value_bytes,
        'string or blob too big: SQLITE_TOOBIG',
      )
    const statement = db.prepare(sql)
    statement.setReadBigInts(true)
    statement.setReturnArrays(true)
    const columns = statement.columns().map(({ name }) => name)
    // The real API answers in JSON, in which a large integer loses its last digits, and a blob is an array.
    const rows = (statement.all(...(params as string[])) as unknown as unknown[][]).map((row) =>
      row.map((value) =>
        typeof value === 'bigint' ? Number(value) : value instanceof Uint8Array ? [...value] : value,
      ),
    )
    if (!/^\s*(SELECT|PRAGMA|EXPLAIN)/i.test(sql)) writes++
    return { columns, rows }
  }

  return {
    db,
    bookmark: () => String(writes).padStart(8, '0'),
    run(sql, params = []) {
      const statements = statementsOf(sql)
      check(!params.length || statements.length === 1, 'params with more than one statement')
      db.exec('BEGIN')
      try {
        const answers = statements.map((one) => runOne(one, params))
        check(JSON.stringify(answers).length <= max.answer_bytes, 'the result is too large')
        db.exec('COMMIT')
        return answers
      } catch (error) {
        db.exec('ROLLBACK')
        throw error
      }
    },
  }
}
