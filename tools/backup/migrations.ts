/** The migrations of this checkout, and applying them one by one as `wrangler d1 migrations apply` does. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../run.ts'
import { type CopiedDatabase, MIGRATIONS_TABLE } from './copiedDatabase.ts'

const FOLDER = join(ROOT, 'migrations')

export const migrationFiles = (): string[] => globSync('*.sql', { cwd: FOLDER }).sort()

const text = (value: string) => `'${value.replaceAll("'", "''")}'`

/** As wrangler creates it. */
export const CREATE_MIGRATIONS_TABLE = `
CREATE TABLE IF NOT EXISTS ${MIGRATIONS_TABLE} (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT UNIQUE,
  applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL
)`

/** Applies a migration and notes it, both or neither. `appliedAt` default: now. */
export async function applyMigration(db: CopiedDatabase, name: string, appliedAt?: string): Promise<void> {
  const note = `INSERT INTO ${MIGRATIONS_TABLE} (name, applied_at) VALUES (${text(name)}, ${appliedAt ? text(appliedAt) : 'CURRENT_TIMESTAMP'});`
  await db.exec(`${readFileSync(join(FOLDER, name), 'utf8')}\n;\n${note}`)
}
