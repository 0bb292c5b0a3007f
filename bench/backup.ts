/**
 * Measures `npm run backup` and `npm run restore`: seconds, bytes and the peak memory of the command's process, for a local database
 * and for a deployed one (an imitation of Cloudflare's API on this machine). SESSIONS=1000000 sets the number of sessions.
 */
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { openD1Database } from '../test/cloudflare/d1Database.ts'
import { startCloudflare } from '../test/cloudflare/startCloudflare.ts'
import { openLocalDatabase } from '../tools/backup/localDatabase.ts'
import { applyMigration, CREATE_MIGRATIONS_TABLE, migrationFiles } from '../tools/backup/migrations.ts'
import { committedConfig } from '../tools/cloudflare/deployConfig.ts'
import { EXAMPLE_SITE } from '../tools/exampleSite.ts'
import { run } from '../tools/run.ts'
import { DAY_MS, HOUR_MS } from '../wire/time.ts'
import { print } from './shared/print.ts'
import { fillYear } from './syntheticYear/fillYear.ts'

const sessions = Number(process.env.SESSIONS ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'bench-backup-'))
const now_ms = Math.floor(Date.now() / HOUR_MS) * HOUR_MS

/** A data folder of `npm start` with an empty, migrated database. Returns the database's file. */
async function newData(name: string): Promise<string> {
  const objects = join(folder, name, 'state', 'v3', 'd1', 'miniflare-D1DatabaseObject')
  mkdirSync(objects, { recursive: true })
  const file = join(objects, 'data.sqlite')
  const created = new DatabaseSync(file)
  created.exec('PRAGMA journal_mode = WAL')
  created.close()
  const db = openLocalDatabase(file, true)
  await db.exec(CREATE_MIGRATIONS_TABLE)
  for (const migration of migrationFiles()) await applyMigration(db, migration)
  db.commit()
  db.close()
  return file
}

/**
 * Prints its peak memory in kB at its end. Not `resourceUsage().maxRSS`, which begins with the memory of the parent process.
 */
const PEAK = `data:text/javascript,import{readFileSync}from'node:fs';process.on('exit',()=>console.log(/VmHWM.*/.exec(readFileSync('/proc/self/status','utf8'))[0]))`

async function measure(name: string, args: string[], env: Record<string, string>) {
  const began_ms = performance.now()
  const printed = await run(process.execPath, ['--import', PEAK, ...args], { env })
  const more = { sessions, seconds: Math.round((performance.now() - began_ms) / 100) / 10 }
  print(name, Math.round(Number(/VmHWM:\s+(\d+)/.exec(printed)![1]) / 1024), 'MB of memory', more)
}

/** The rows of each table. */
function countRows(file: string): string {
  const db = new DatabaseSync(file, { readOnly: true })
  const names = db
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`)
    .all()
  const counts = names.map(({ name }) => [name, db.prepare(`SELECT count(*) AS n FROM "${name}"`).get()!.n])
  db.close()
  return JSON.stringify(counts)
}

const source = await newData('source')
fillYear(join(folder, 'source'), {
  site: EXAMPLE_SITE,
  sessions,
  from_ms: now_ms - 365 * DAY_MS,
  to_ms: now_ms,
  seed: 1,
})
const cloudflare = await startCloudflare()
const remote = { CLOUDFLARE_API_BASE_URL: cloudflare.url, CLOUDFLARE_API_TOKEN: cloudflare.token }
const at = (name: string) => ({ DATA_DIR: join(folder, name) })
const [local, deployed] = [join(folder, 'local.gz'), join(folder, 'deployed.gz')]
try {
  await measure('backup_local', ['tools/backup.ts', local], at('source'))
  print('backup_size', Math.round(statSync(local).size / 1e6), 'MB', {
    sessions,
    database_mb: Math.round(statSync(source).size / 1e6),
  })
  const target = await newData('target')
  await measure('restore_local', ['tools/restore.ts', local], at('target'))
  const database = { name: committedConfig().databaseName, d1: openD1Database({}, join(folder, 'd1.sqlite')) }
  cloudflare.databases.set('d1', database)
  await measure('restore_deployed', ['tools/restore.ts', '--remote', local], remote)
  await measure('backup_deployed', ['tools/backup.ts', '--remote', deployed], remote)
  const files = [source, target, join(folder, 'd1.sqlite')]
  print('backup_tables_differ', new Set(files.map(countRows)).size - 1, 'databases', {
    sessions,
    requests: cloudflare.requests.length,
  })
} finally {
  await cloudflare.close()
  rmSync(folder, { recursive: true })
}
