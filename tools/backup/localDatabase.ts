/** The database of `npm start`, in its file. All that happens between opening and `commit` is one transaction. */
import { existsSync, globSync } from 'node:fs'
import { join, relative } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { CopiedDatabase, Value } from './copiedDatabase.ts'

export interface LocalDatabase extends CopiedDatabase {
  commit(): void
}

/** The file of the local D1 below `persist`; undefined if there is none. */
export function localFile(persist: string): string | undefined {
  const folder = join(persist, 'v3', 'd1', 'miniflare-D1DatabaseObject')
  if (!existsSync(folder)) return undefined
  const files = globSync('*.sqlite', { cwd: folder }).filter((file) => file !== 'metadata.sqlite')
  return files[0] && join(folder, files[0])
}

/** Opens the file. With `isWritten`, no other program can write until `commit` or `close`. Without it, later writes of others are not seen. */
export function openLocalDatabase(file: string, isWritten: boolean): LocalDatabase {
  const db = new DatabaseSync(file, { readOnly: !isWritten, timeout: 5000 })
  try {
    if (isWritten) db.exec('PRAGMA cache_size = -64000')
    db.exec(isWritten ? 'BEGIN IMMEDIATE' : 'BEGIN')
  } catch (error) {
    db.close()
    throw new Error(`The database is in use: stop \`npm start\` first. (${(error as Error).message})`)
  }
  return {
    name: relative('.', file),
    async all(sql, params = []) {
      const statement = db.prepare(sql)
      statement.setReturnArrays(true)
      return statement.all(...params) as unknown as Value[][]
    },
    async exec(sql) {
      db.exec(sql)
    },
    // One transaction sees one state.
    bookmark: async () => 'unchanged',
    commit: () => db.exec('COMMIT'),
    close: () => db.close(),
  }
}
