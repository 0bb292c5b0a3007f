/** wrangler.toml, and its copy with the account's database. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../run.ts'

/** The id in the committed wrangler.toml, which must not name the database of anybody's account. */
const NO_DATABASE = '00000000-0000-0000-0000-000000000000'
/** wrangler.toml with the account's database. In the same folder, because its paths are relative. */
export const DEPLOY_CONFIG = '.wrangler.deploy.toml'

const committedText = () => readFileSync(join(ROOT, 'wrangler.toml'), 'utf8')

export interface CommittedConfig {
  /** The Worker's name. */
  worker: string
  databaseName: string
  /** Undefined: the database is found by its name. */
  databaseId: string | undefined
  accountId: string | undefined
  /** Whether the Worker is served at an address of workers.dev. */
  isOnWorkersDev: boolean
}

export function committedConfig(): CommittedConfig {
  const text = committedText()
  const value = (key: string) => new RegExp(`^${key} *= *"?([^"\\n#]+)"?`, 'm').exec(text)?.[1]?.trim()
  const databaseId = value('database_id')
  return {
    worker: value('name')!,
    databaseName: value('database_name')!,
    databaseId: databaseId === NO_DATABASE ? undefined : databaseId,
    accountId: value('account_id'),
    isOnWorkersDev: value('workers_dev') !== 'false',
  }
}

/** Writes DEPLOY_CONFIG. It is removed when the process ends. */
export function writeDeployConfig(databaseId: string): void {
  const file = join(ROOT, DEPLOY_CONFIG)
  process.once('exit', () => rmSync(file, { force: true }))
  writeFileSync(file, committedText().replace(NO_DATABASE, databaseId))
}
