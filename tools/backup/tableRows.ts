/**
 * The rows of a table as lines of JSON, out of a database and into one. Exact: integers beyond 2^53 are texts in the line, and a blob
 * is its hexadecimal digits. The limits are D1's: 100 KB of SQL, 100 bound values, 2 MB for a value, 50 MB for an answer.
 */
import { createHash } from 'node:crypto'
import { CloudflareError } from '../cloudflare/cloudflareApi.ts'
import { type Column, type CopiedDatabase, quoted, type Table, type Value } from './copiedDatabase.ts'

/** A page of rows should have about this size. Its number of rows follows from the page before. */
const PAGE_BYTES = 1_000_000
const MAX_PAGE_ROWS = 5000
const FIRST_PAGE_ROWS = 200
/** So many bytes of lines are inserted by one statement. A larger row has a statement of its own. */
const INSERT_BYTES = 500_000

/** D1's answers are JSON, whose numbers are exact up to 2^53 only. */
function readExpression({ name, type }: Column): string {
  if (type === 'INTEGER') return `CAST(${quoted(name)} AS TEXT)`
  return type === 'BLOB' ? `hex(${quoted(name)})` : quoted(name)
}

/** A value as it stands in the line. */
function lineValue(value: Value, { type }: Column): Value {
  if (type !== 'INTEGER' || value === null) return value
  const number = Number(value)
  return Number.isSafeInteger(number) ? number : value
}

const list = (columns: Column[], of: (column: Column) => string) => columns.map(of).join(', ')

/** The lines of all rows, in pages, the highest key first. */
export async function* readLines(
  db: CopiedDatabase,
  { name, columns, key }: Table,
): AsyncGenerator<string[]> {
  const from = `SELECT ${list(columns, readExpression)} FROM ${quoted(name)}`
  const keyNames = list(key, (column) => quoted(column.name))
  const order = `ORDER BY ${list(key, (column) => `${quoted(column.name)} DESC`)}`
  const below = `WHERE (${keyNames}) < (${list(key, ({ type }) => (type === 'TEXT' ? '?' : `CAST(? AS ${type})`))})`
  const keyIndexes = key.map((column) => columns.findIndex((one) => one.name === column.name))
  let last: Value[] | undefined
  let limit = FIRST_PAGE_ROWS
  for (;;) {
    const sql = `${from} ${last ? below : ''} ${order} LIMIT ${limit}`
    const rows = await db.all(sql, last).catch((error: unknown) => {
      // The page is larger than an answer may be.
      if (limit > 1 && error instanceof CloudflareError) return undefined
      throw error
    })
    if (!rows) {
      limit = Math.ceil(limit / 8)
      continue
    }
    if (!rows.length) return
    const lines = rows.map((row) => JSON.stringify(row.map((value, i) => lineValue(value, columns[i]!))))
    yield lines
    if (rows.length < limit) return
    last = keyIndexes.map((i) => rows.at(-1)![i]!)
    const rowBytes = lines.reduce((sum, line) => sum + line.length, 0) / lines.length
    limit = Math.max(1, Math.min(MAX_PAGE_ROWS, limit * 4, Math.round(PAGE_BYTES / rowBytes)))
  }
}

/** Inserts lines of rows. A row with the same key is replaced, so that repeating it does no harm. */
export function lineWriter(db: CopiedDatabase, { name, columns }: Table) {
  const into = `INSERT OR REPLACE INTO ${quoted(name)} (${list(columns, (column) => quoted(column.name))})`
  const value = (text: string, { type }: Column) => (type === 'BLOB' ? `unhex(${text})` : text)
  const many = `${into} SELECT ${columns.map((column, i) => value(`value ->> ${i}`, column)).join(', ')} FROM json_each(?)`
  const one = `${into} VALUES (${list(columns, (column) => value('?', column))})`
  let waiting: string[] = []
  let waitingBytes = 0

  async function flush() {
    if (!waiting.length) return
    const lines = waiting
    waiting = []
    waitingBytes = 0
    await db.all(many, [`[${lines.join(',')}]`])
  }

  return {
    async add(line: string): Promise<void> {
      const bytes = Buffer.byteLength(line)
      // SQLite's JSON ends a text at the character NUL.
      if (bytes > INSERT_BYTES || line.includes('\\u0000')) {
        await db.all(one, JSON.parse(line) as Value[])
        return
      }
      waiting.push(line)
      waitingBytes += bytes
      if (waitingBytes >= INSERT_BYTES) await flush()
    },
    flush,
  }
}

/** Counts lines and adds them up to a digest, in their order. */
export function lineDigest() {
  const hash = createHash('sha256')
  let rows = 0
  return {
    add(line: string) {
      rows++
      hash.update(line).update('\n')
    },
    end: () => ({ rows, sha256: hash.digest('hex') }),
  }
}
