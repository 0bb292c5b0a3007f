import { AFTER_CHANGES } from './afterChanges.ts'
import {
  type BackupEnd,
  type BackupHeader,
  FORMAT,
  FORMAT_VERSION,
  readBackup,
  type TableBegin,
  type TableEnd,
} from './backupFile.ts'
import {
  type CopiedDatabase,
  MIGRATIONS_TABLE,
  PROGRESS_TABLE,
  quoted,
  readMigrations,
  readTables,
  type Table,
  tableNames,
} from './copiedDatabase.ts'
import { applyMigration, CREATE_MIGRATIONS_TABLE, migrationFiles } from './migrations.ts'
import { beginProgress, keepProgress, type RestoreProgress, readProgress } from './restoreProgress.ts'
import { lineDigest, lineWriter, readLines } from './tableRows.ts'

/** The progress is noted after so many bytes of rows, and after each table. After a failure the next run inserts the rows since then again, which does no harm. */
const NOTE_BYTES = 20_000_000

export interface Restored {
  tables: number
  rows: number
  /** Migrations that were applied to the restored rows, because this checkout is newer than the backup. */
  migrated: string[]
}

type Expected = Map<string, TableBegin & TableEnd>

/** Reads the first line. Throws if the file is something else, or if this checkout is older than the backup. */
export async function readHeader(file: string): Promise<BackupHeader> {
  for await (const line of readBackup(file)) {
    const header = parsed<BackupHeader>(line)
    if (header?.format !== FORMAT) break
    if (header.version > FORMAT_VERSION)
      throw new Error(`${file} was made by a newer version of UTM Dispatcher. Update this one first.`)
    const known = migrationFiles()
    const unknown = header.migrations.filter(([name], i) => known[i] !== name)
    if (unknown.length)
      throw new Error(
        `${file} has a schema that this version does not know (${unknown.map(([name]) => name).join(', ')}). Update this one first.`,
      )
    return header
  }
  throw new Error(`${file} is no backup of UTM Dispatcher.`)
}

function parsed<T>(line: string): T | undefined {
  try {
    return JSON.parse(line) as T
  } catch {
    return undefined
  }
}

/** Tables without rows and with the backup's schema. Throws if there are rows and `isForced` is false. */
async function prepare(db: CopiedDatabase, header: BackupHeader, isForced: boolean): Promise<void> {
  const names = await tableNames(db)
  if (!isForced) {
    const filled: string[] = []
    for (const name of names)
      if (name !== MIGRATIONS_TABLE && (await db.all(`SELECT 1 FROM ${quoted(name)} LIMIT 1`)).length)
        filled.push(name)
    if (filled.length)
      throw new Error(
        `The database is not empty (rows in ${filled.join(', ')}). Nothing was changed. With --force its rows are deleted and replaced by the backup’s.`,
      )
  }
  for (const name of names) await db.exec(`DROP TABLE ${quoted(name)}`)
  await db.exec(CREATE_MIGRATIONS_TABLE)
  for (const [name, appliedAt] of header.migrations) await applyMigration(db, name, appliedAt)
  await db.exec(beginProgress(header.id))
}

/** The columns of the file must be those of the table. */
function tableOf(tables: Table[], { table: name, columns }: TableBegin): Table {
  const table = tables.find((one) => one.name === name)
  const names = table?.columns.map((column) => column.name)
  if (!table || names!.join() !== columns.join())
    throw new Error(`The table ${name} of the backup has other columns than its migrations make.`)
  return table
}

/** Inserts all rows after the line `progress.lines`. Throws if the file is damaged. Returns what each table must have. */
async function insertRows(
  db: CopiedDatabase,
  file: string,
  progress: RestoreProgress,
  onProgress: (table: string, rows: number) => void,
): Promise<{ expected: Expected; end: BackupEnd; rows: number }> {
  const tables = await readTables(db)
  const expected: Expected = new Map()
  let begin: TableBegin | undefined
  let writer: ReturnType<typeof lineWriter> | undefined
  let digest = lineDigest()
  let end: BackupEnd | undefined
  let lineNumber = 0
  let rows = 0
  let unnoted_bytes = 0
  for await (const line of readBackup(file)) {
    lineNumber++
    if (lineNumber === 1) continue
    if (line.startsWith('[')) {
      digest.add(line)
      rows++
      if (lineNumber <= progress.lines) continue
      await writer!.add(line)
      unnoted_bytes += line.length
      if (unnoted_bytes < NOTE_BYTES) continue
      unnoted_bytes = 0
      await writer!.flush()
      await keepProgress(db, lineNumber)
      onProgress(begin!.table, rows)
      continue
    }
    const mark = parsed<TableBegin & TableEnd & BackupEnd>(line)
    if (mark?.table) {
      begin = mark
      digest = lineDigest()
      writer = lineWriter(db, tableOf(tables, mark))
    } else if (mark?.sha256) {
      const found = digest.end()
      if (found.rows !== mark.rows || found.sha256 !== mark.sha256)
        throw new Error(`${file} is damaged: the rows of ${begin!.table} differ from their digest.`)
      await writer!.flush()
      if (lineNumber > progress.lines) await keepProgress(db, lineNumber)
      expected.set(begin!.table, { ...begin!, ...found })
    } else if (mark?.tables !== undefined) end = mark
  }
  if (!end || end.tables !== expected.size) throw new Error(`${file} is damaged: its end is missing.`)
  return { expected, end, rows }
}

/** Compares the rows in the database with the file's digests. */
async function verify(db: CopiedDatabase, expected: Expected): Promise<void> {
  for (const table of await readTables(db)) {
    const digest = lineDigest()
    for await (const lines of readLines(db, table)) for (const line of lines) digest.add(line)
    const found = digest.end()
    const wanted = expected.get(table.name) ?? { rows: 0, sha256: found.rows ? '' : found.sha256 }
    if (found.rows !== wanted.rows || found.sha256 !== wanted.sha256)
      throw new Error(
        `The table ${table.name} has ${found.rows} rows that differ from the ${wanted.rows} of the backup. Was the database written meanwhile? Restore it again with --force.`,
      )
  }
}

const number = (digits: string) => BigInt(digits).toString()

/**
 * Replaces what is in `db` by the backup in `file`, compares every row, and brings the schema up to date. After a failure another run
 * continues. Throws with nothing changed if the file is no backup, or if the database has rows and `isForced` is false.
 */
export async function restoreInto(
  db: CopiedDatabase,
  file: string,
  isForced: boolean,
  onProgress: (table: string, rows: number) => void = () => {},
): Promise<Restored> {
  const header = await readHeader(file)
  let progress = await readProgress(db)
  if (progress?.id !== header.id) {
    await prepare(db, header, isForced)
    progress = { id: header.id, lines: 0, isVerified: false }
  }
  let restored = { tables: 0, rows: 0 }
  if (!progress.isVerified) {
    const { expected, end, rows } = await insertRows(db, file, progress, onProgress)
    await verify(db, expected)
    const sequences = header.sequences.map(
      ([table, last]) => `DELETE FROM sqlite_sequence WHERE name = '${table}';
INSERT INTO sqlite_sequence (name, seq) VALUES ('${table}', ${number(last)});`,
    )
    await db.exec(
      [
        ...sequences,
        ...(end.changed_meanwhile ? AFTER_CHANGES : []),
        `UPDATE ${PROGRESS_TABLE} SET verified = 1;`,
      ].join('\n'),
    )
    restored = { tables: expected.size, rows }
  }
  const applied = (await readMigrations(db)).map(([name]) => name)
  const migrated = migrationFiles().filter((name) => !applied.includes(name))
  for (const name of migrated) await applyMigration(db, name)
  await db.exec(`DROP TABLE ${PROGRESS_TABLE}`)
  return { ...restored, migrated }
}
