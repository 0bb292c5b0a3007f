/** A database that backup reads and restore writes. Its tables are read from its own schema, so that a new table needs no change here. */

export type Value = string | number | null

export interface CopiedDatabase {
  /** Where it is, in words. */
  name: string
  /** Runs one statement and returns its rows as arrays of values. Repeating it must do no harm. */
  all(sql: string, params?: Value[]): Promise<Value[][]>
  /** Runs statements without values, all or none of them. It is sent once. */
  exec(sql: string): Promise<void>
  /** A text that is another one after each write to the database; undefined if Cloudflare does not say it. */
  bookmark(): Promise<string | undefined>
  close(): void
}

export interface Column {
  name: string
  type: 'INTEGER' | 'REAL' | 'TEXT' | 'BLOB'
}

export interface Table {
  name: string
  columns: Column[]
  /** The columns of the primary key, in its order. */
  key: Column[]
}

/** Where wrangler notes which migrations were applied. */
export const MIGRATIONS_TABLE = 'd1_migrations'
/** How far a restore has come. Removed at its end. */
export const PROGRESS_TABLE = 'restore_progress'

export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`

const TABLES_SQL = `
SELECT name FROM sqlite_schema
WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' ORDER BY name`

/** The names of all tables, except for those of SQLite and of D1 itself. */
export const tableNames = async (db: CopiedDatabase): Promise<string[]> =>
  (await db.all(TABLES_SQL)).map(([name]) => String(name))

/** The tables with data of ours. Throws if one of them could not be copied exactly. */
export async function readTables(db: CopiedDatabase): Promise<Table[]> {
  const names = (await tableNames(db)).filter((name) => ![MIGRATIONS_TABLE, PROGRESS_TABLE].includes(name))
  return Promise.all(names.map((name) => readTable(db, name)))
}

async function readTable(db: CopiedDatabase, name: string): Promise<Table> {
  const rows = await db.all('SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid', [name])
  const [[strict] = []] = await db.all('SELECT strict FROM pragma_table_list WHERE name = ?', [name])
  if (!strict) throw new Error(`The table ${name} is not STRICT: its values could not be copied exactly.`)
  const columns = rows.map(([column, type, pk]) => {
    if (!['INTEGER', 'INT', 'REAL', 'TEXT', 'BLOB'].includes(String(type)))
      throw new Error(`The column ${name}.${column} has the type ${type}, which cannot be copied exactly.`)
    return {
      name: String(column),
      type: (type === 'INT' ? 'INTEGER' : type) as Column['type'],
      position: Number(pk),
    }
  })
  const key = columns.filter(({ position }) => position).sort((a, b) => a.position - b.position)
  if (!key.length) throw new Error(`The table ${name} has no primary key: its rows cannot be read in pages.`)
  return { name, columns, key }
}

/** The migrations that were applied, in their order: name and time. */
export async function readMigrations(db: CopiedDatabase): Promise<[name: string, appliedAt: string][]> {
  if (!(await tableNames(db)).includes(MIGRATIONS_TABLE)) return []
  const rows = await db.all(`SELECT name, applied_at FROM ${MIGRATIONS_TABLE} ORDER BY id`)
  return rows.map(([name, appliedAt]) => [String(name), String(appliedAt)])
}

/** The last numbers given to AUTOINCREMENT keys, by table: a number is never used again. */
export async function readSequences(db: CopiedDatabase): Promise<[table: string, last: string][]> {
  const exists = await db.all(`SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_sequence'`)
  if (!exists.length) return []
  const rows = await db.all('SELECT name, CAST(seq AS TEXT) FROM sqlite_sequence ORDER BY name')
  return rows
    .filter(([name]) => name !== MIGRATIONS_TABLE)
    .map(([name, last]) => [String(name), String(last)])
}
