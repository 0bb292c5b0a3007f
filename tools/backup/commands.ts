/** What the commands backup and restore share: which database they mean, and how they show their progress. */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { committedConfig } from '../cloudflare/deployConfig.ts'
import { ensureDatabase, findDatabase } from '../cloudflare/deployedWorker.ts'
import { login } from '../cloudflare/login.ts'
import { lockDataFolder } from '../lockDataFolder.ts'
import { OFFLINE } from '../offline.ts'
import { print } from '../output.ts'
import { runBin } from '../run.ts'
import { dataFolder, keepHistory } from '../settings.ts'
import type { CopiedDatabase } from './copiedDatabase.ts'
import { deployedDatabase } from './deployedDatabase.ts'
import { localFile, openLocalDatabase } from './localDatabase.ts'

const PROGRESS_MS = 5000

/** Prints at most every five seconds how far a copy has come. */
export function progressPrinter() {
  let printed_ms = performance.now()
  return (table: string, rows: number) => {
    if (performance.now() - printed_ms < PROGRESS_MS) return
    printed_ms = performance.now()
    print(`  ${rows} rows, now in ${table}`)
  }
}

const persistFolder = () => join(dataFolder(), 'state')

export async function openBackedUp(isRemote: boolean): Promise<CopiedDatabase> {
  if (isRemote) {
    const { databaseName, databaseId } = committedConfig()
    const account = await login()
    const id = databaseId ?? (await findDatabase(account, databaseName))
    if (!id) throw new Error(`The account has no database ${databaseName}.`)
    return deployedDatabase(account, id)
  }
  const file = localFile(persistFolder())
  if (!file)
    throw new Error(
      `There is no database in ${dataFolder()}. \`npm start\` makes one; DATA_DIR names another folder.`,
    )
  return openLocalDatabase(file, false)
}

/** `commit` must be called when the restore is complete. A local database is as before if it is not. */
export async function openRestored(isRemote: boolean): Promise<{ db: CopiedDatabase; commit: () => void }> {
  if (isRemote) {
    const { databaseName, databaseId } = committedConfig()
    const account = await login()
    const db = deployedDatabase(account, databaseId ?? (await ensureDatabase(account, databaseName)))
    return { db, commit: () => {} }
  }
  mkdirSync(dataFolder(), { recursive: true, mode: 0o700 })
  lockDataFolder(dataFolder(), 'npm run restore')
  const persist = persistFolder()
  if (!localFile(persist)) {
    // Creates the file where the local Worker will look for it.
    const args = ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', persist]
    await runBin('wrangler', 'bin/wrangler.js', args, { env: OFFLINE })
  }
  const db = openLocalDatabase(localFile(persist)!, true)
  const commit = () => {
    db.commit()
    // `npm start` must not add the demo site's history.
    keepHistory(dataFolder(), { until: new Date().toISOString(), complete: true })
  }
  return { db, commit }
}
