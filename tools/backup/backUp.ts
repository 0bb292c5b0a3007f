import { randomUUID } from 'node:crypto'
import type { BackupEnd, BackupHeader, TableBegin, TableEnd } from './backupFile.ts'
import { FORMAT, FORMAT_VERSION, writeBackup } from './backupFile.ts'
import { type CopiedDatabase, readMigrations, readSequences, readTables } from './copiedDatabase.ts'
import { lineDigest, readLines } from './tableRows.ts'

export interface Copied {
  tables: number
  rows: number
  /** Whether the database was written while it was copied. */
  changedMeanwhile: boolean
}

/** Copies all tables of `db` to the new file `file`, a page of rows at a time. `onProgress` is called after each page. */
export async function backUp(
  db: CopiedDatabase,
  file: string,
  onProgress: (table: string, rows: number) => void = () => {},
): Promise<Copied> {
  const before = await db.bookmark()
  const tables = await readTables(db)
  const header: BackupHeader = {
    format: FORMAT,
    version: FORMAT_VERSION,
    id: randomUUID(),
    made_at: new Date().toISOString(),
    migrations: await readMigrations(db),
    sequences: await readSequences(db),
  }
  if (!header.migrations.length) throw new Error(`${db.name} has no tables of ours.`)
  const backup = writeBackup(file)
  const writeJson = (line: BackupHeader | TableBegin | TableEnd | BackupEnd) =>
    backup.write([JSON.stringify(line)])
  await writeJson(header)
  let rows = 0
  for (const table of tables) {
    await writeJson({ table: table.name, columns: table.columns.map(({ name }) => name) })
    const digest = lineDigest()
    for await (const lines of readLines(db, table)) {
      for (const line of lines) digest.add(line)
      await backup.write(lines)
      rows += lines.length
      onProgress(table.name, rows)
    }
    await writeJson(digest.end())
  }
  const after = await db.bookmark()
  const changedMeanwhile = before === undefined || before !== after
  await writeJson({ tables: tables.length, changed_meanwhile: changedMeanwhile })
  await backup.end()
  return { tables: tables.length, rows, changedMeanwhile }
}
