/** The steps of a deployment: what is looked up before anything changes, and what is said when a step fails. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce } from '../buildOnce.ts'
import { OFFLINE } from '../offline.ts'
import { print, step } from '../output.ts'
import { runBin } from '../run.ts'
import { ask } from './ask.ts'
import { committedConfig, DEPLOY_CONFIG, writeDeployConfig } from './deployConfig.ts'
import {
  ensureDatabase,
  findSubdomain,
  previousVersion,
  registerSubdomain,
  secretNames,
  servedVersions,
} from './deployedWorker.ts'
import { type Account, login } from './login.ts'
import { chooseSecrets, printMade, SECRET_NAMES } from './secrets.ts'

const { worker, databaseName, databaseId, isOnWorkersDev } = committedConfig()
const AGAIN = 'Run `npm run deploy` again: it continues where this run ended.'

const wrangler = ({ id }: Account, ...args: string[]) =>
  runBin('wrangler', 'bin/wrangler.js', [...args, '--config', DEPLOY_CONFIG], {
    env: { ...OFFLINE, WRANGLER_LOG: 'log', CLOUDFLARE_ACCOUNT_ID: id },
  })

/** Runs `work`. If it fails, adds to the error what the state is now and what to do. */
async function orSay<T>(advice: string | (() => Promise<string>), work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const text = typeof advice === 'string' ? advice : await advice()
    throw new Error(`${(error as Error).message}\n\n${text}`)
  }
}

/** wrangler cannot ask for the name, because its output is collected. Without a name it would fail after the migrations. */
async function ensureSubdomain(account: Account): Promise<void> {
  if (!isOnWorkersDev || (await findSubdomain(account))) return
  const name =
    process.env.WORKERS_SUBDOMAIN ||
    (await ask('The account has no address yet. Choose a name for NAME.workers.dev: '))
  if (!name)
    throw new Error(
      'The account has no address on workers.dev yet. Choose a name for NAME.workers.dev and run `WORKERS_SUBDOMAIN=NAME npm run deploy`.',
    )
  await registerSubdomain(account, name)
}

/** Which version is served after `wrangler deploy` has failed. */
async function stateOfUpload(account: Account, before: string | undefined): Promise<string> {
  try {
    const [now] = await servedVersions(account, worker)
    if (now !== before) return `The new version of the Worker is served, but a later step failed. ${AGAIN}`
    return before
      ? `The Worker was not changed: its previous version is served, on the migrated database. ${AGAIN}`
      : `There is no Worker yet. ${AGAIN}`
  } catch {
    return `Cloudflare does not answer which version of the Worker is served now: the previous one or the new one. Both run on this database. ${AGAIN}`
  }
}

/** Deploys. Secrets are passed in a file that only this user can read: other users can read command lines. */
async function deployWorker(account: Account, secrets: Record<string, string>): Promise<string> {
  const [before] = await servedVersions(account, worker)
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  try {
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
    const args = Object.keys(secrets).length ? ['--secrets-file', file] : []
    return await orSay(
      () => stateOfUpload(account, before),
      () => wrangler(account, 'deploy', ...args),
    )
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Throws with what happened, what is served now and what to do. */
export async function deploy(): Promise<void> {
  const unchanged = 'Nothing was changed.'
  const account = await step('Checking the Cloudflare login', () => orSay(unchanged, login))
  await step('Looking for the Worker’s address', () => orSay(unchanged, () => ensureSubdomain(account)))
  const secrets = await step('Looking for the Worker’s secrets', () =>
    orSay(unchanged, async () => chooseSecrets(await secretNames(account, worker))),
  )
  await step('Building dist/', () => orSay(unchanged, buildOnce))
  const id =
    databaseId ??
    (await step(`Looking for the D1 database ${databaseName}`, () =>
      orSay(`The Worker and its data were not changed. ${AGAIN}`, () =>
        ensureDatabase(account, databaseName),
      ),
    ))
  writeDeployConfig(id)
  await step('Migrating the database', () =>
    orSay(
      `A migration that fails is undone as a whole; those before it stay. The Worker was not changed: its previous version goes on with this database. ${AGAIN}`,
      () => wrangler(account, 'd1', 'migrations', 'apply', 'DB', '--remote'),
    ),
  )
  printMade(secrets)
  print(await step('Deploying the Worker', () => deployWorker(account, secrets.values)))
}

/** Serves the previous version of the Worker again. */
export async function rollback(): Promise<void> {
  const account = await step('Checking the Cloudflare login', login)
  const before = await step('Looking for the previous version', async () =>
    previousVersion(await servedVersions(account, worker)),
  )
  if (!before) throw new Error(`There is no earlier version of ${worker} to go back to.`)
  writeDeployConfig(databaseId ?? '')
  await step(`Serving the version ${before} again`, () =>
    orSay(
      'Run `npm run deploy -- --rollback` again, or `npx wrangler deployments list` to see what is served.',
      () => wrangler(account, 'rollback', before, '--yes', '--message', 'npm run deploy -- --rollback'),
    ),
  )
  print(`The database keeps its schema: every version runs on the schema of the next one.
Deploy the present files again with \`npm run deploy\`.`)
}

/** Checks what would be uploaded, and prints the steps. */
export async function dryRun(): Promise<void> {
  print('A dry run: nothing is sent to Cloudflare.\n')
  await step('Building dist/', buildOnce)
  print(`  would look for the D1 database ${databaseName}, and create it if there is none`)
  print(`  would set those of the secrets ${SECRET_NAMES.join(', ')} that the Worker does not have`)
  print('  would run: wrangler d1 migrations apply DB --remote')
  print('  would run: wrangler deploy\n')
  const args = ['deploy', '--config', 'wrangler.toml', '--dry-run']
  print(await runBin('wrangler', 'bin/wrangler.js', args, { env: { ...OFFLINE, WRANGLER_LOG: 'log' } }))
}
