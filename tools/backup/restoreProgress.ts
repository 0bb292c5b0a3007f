/** How far a restore has come, in a table of the database itself: another run of the same backup continues there. */
import { type CopiedDatabase, PROGRESS_TABLE, tableNames } from './copiedDatabase.ts'

export interface RestoreProgress {
  /** Of the backup. */
  id: string
  /** Lines of the file whose rows are inserted. */
  lines: number
  /** Whether all rows are inserted and compared. What is left is to bring the schema up to date. */
  isVerified: boolean
}

export async function readProgress(db: CopiedDatabase): Promise<RestoreProgress | undefined> {
  if (!(await tableNames(db)).includes(PROGRESS_TABLE)) return undefined
  const [row] = await db.all(`SELECT id, lines, verified FROM ${PROGRESS_TABLE}`)
  return row && { id: String(row[0]), lines: Number(row[1]), isVerified: Boolean(row[2]) }
}

/** SQL that creates the table, for a restore of the backup `id` at its beginning. */
export const beginProgress = (id: string) => `
CREATE TABLE ${PROGRESS_TABLE} (id TEXT NOT NULL, lines INTEGER NOT NULL, verified INTEGER NOT NULL) STRICT;
INSERT INTO ${PROGRESS_TABLE} VALUES ('${id.replaceAll("'", "''")}', 0, 0)`

export const keepProgress = (db: CopiedDatabase, lines: number) =>
  db.all(`UPDATE ${PROGRESS_TABLE} SET lines = CAST(? AS INTEGER)`, [lines])
