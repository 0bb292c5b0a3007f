/** Writes a made-up year directly into the file of a local D1, which must not be open. */
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { ORDERS, SESSIONS, type Table } from '../../worker/store/columns.ts'
import { type Year, yearOf } from './sessionRows.ts'

/** @param persist the folder with wrangler's local state */
export function fillYear(persist: string, year: Year): void {
  const files = globSync(join(persist, '**', 'miniflare-D1DatabaseObject', '*.sqlite'))
  const file = files.find((one) => !one.endsWith('metadata.sqlite'))
  if (!file) throw new Error(`no database under ${persist}`)
  const db = new DatabaseSync(file)
  db.exec('PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN')
  const insert = <R>({ name, columns, json }: Table<R>) => {
    const statement = db.prepare(
      `INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    const isJson = columns.map((column) => json.includes(column))
    return (row: R) => {
      const values = columns.map((column, i) => {
        const value = row[column]
        return isJson[i] && value !== null ? JSON.stringify(value) : (value ?? null)
      })
      statement.run(...(values as (string | number | null)[]))
    }
  }
  const [addSession, addOrder] = [insert(SESSIONS), insert(ORDERS)]
  for (const [session, order] of yearOf(year)) {
    addSession(session)
    if (order) addOrder(order)
  }
  db.exec('COMMIT; PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}
