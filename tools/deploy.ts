/**
 * `npm run deploy`: creates the D1 database on Cloudflare if it is missing, migrates it, sets the admin token on the first
 * deployment, and deploys. A later run updates. `npm run deploy -- --dry-run` prints the commands and runs none.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { OFFLINE } from './offline.ts'
import { print, printError, step } from './output.ts'
import { endOnSignal, ROOT, runBin, runScript } from './run.ts'

/** The id in the committed wrangler.toml, which must not name the database of anybody's account. */
const NO_DATABASE = '00000000-0000-0000-0000-000000000000'
const COMMITTED = 'wrangler.toml'
/** wrangler.toml with the account's database. In the same folder, because its paths are relative. Removed at the end. */
const CONFIG = '.wrangler.deploy.toml'

const isDryRun = process.argv.includes('--dry-run')

/** Runs a wrangler command and returns its output. A dry run prints the command and returns `dryResult`. */
async function wrangler(args: string[], dryResult = ''): Promise<string> {
  if (isDryRun) {
    print(`  wrangler ${args.join(' ')}`)
    return dryResult
  }
  return runBin('wrangler', 'bin/wrangler.js', args, { env: { WRANGLER_HIDE_BANNER: 'true' } })
}

async function checkAccount() {
  const answer = await wrangler(['whoami', '--json'], '{"accounts":[]}').catch(() => {
    throw new Error(
      'Not logged in to Cloudflare. Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN and CLOUDFLARE_ACCOUNT_ID.',
    )
  })
  const { accounts = [] } = JSON.parse(answer) as { accounts?: { id: string; name: string }[] }
  if (accounts.length > 1 && !process.env.CLOUDFLARE_ACCOUNT_ID)
    throw new Error(
      `You have several Cloudflare accounts. Set CLOUDFLARE_ACCOUNT_ID to one of them:\n${accounts.map(({ id, name }) => `  ${id}  ${name}`).join('\n')}`,
    )
}

/** The id of the database with that name. It is created if there is none. */
async function ensureDatabase(name: string): Promise<string> {
  const find = async (dryResult: string) => {
    const list = JSON.parse(await wrangler(['d1', 'list', '--json'], dryResult)) as {
      name: string
      uuid: string
    }[]
    return list.find((database) => database.name === name)?.uuid
  }
  const present = await find('[]')
  if (present) return present
  await wrangler(['d1', 'create', name, '--update-config=false'])
  const created = await find(JSON.stringify([{ name, uuid: NO_DATABASE }]))
  if (created) return created
  throw new Error(`The database ${name} was created, but Cloudflare does not list it. Try again in a minute.`)
}

/** Whether an earlier deployment has set the token. A Worker that does not exist yet has no secrets. */
async function hasToken(): Promise<boolean> {
  const list = await wrangler(['secret', 'list', '--config', CONFIG], '[]').catch(() => '[]')
  return (JSON.parse(list) as { name: string }[]).some(({ name }) => name === 'ADMIN_TOKEN')
}

/** The admin token: ADMIN_TOKEN from the environment, or what is typed, or a new one, which is printed once. */
async function chooseToken(): Promise<string> {
  if (process.env.ADMIN_TOKEN) return process.env.ADMIN_TOKEN
  if (process.stdin.isTTY && !isDryRun) {
    const prompt = createInterface({ input: process.stdin, output: process.stdout })
    const typed = (await prompt.question('Admin token (Enter generates one): ')).trim()
    prompt.close()
    if (typed) return typed
  }
  const token = randomBytes(24).toString('base64url')
  if (!isDryRun) print(`\n  Admin token  ${token}\n\nSave it now: it is not shown again.\n`)
  return token
}

/** Deploys. A token is passed in a file that only this user can read: other users can read command lines. */
async function deployWorker(token: string | undefined): Promise<string> {
  const args = ['deploy', '--config', CONFIG]
  if (token === undefined) return wrangler(args)
  const folder = mkdtempSync(join(tmpdir(), 'deploy-'))
  try {
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify({ ADMIN_TOKEN: token }), { mode: 0o600 })
    const answer = await wrangler([...args, '--secrets-file', file])
    // wrangler's own dry run checks what would be uploaded. It needs no account.
    return isDryRun
      ? runBin('wrangler', 'bin/wrangler.js', [...args, '--dry-run'], {
          env: { ...OFFLINE, WRANGLER_LOG: 'log' },
        })
      : answer
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function main() {
  if (isDryRun) print('A dry run: no command is sent to Cloudflare.\n')
  await step('Checking the Cloudflare login', checkAccount)
  await step('Building dist/', () => runScript('tools/build.ts'))
  const committed = readFileSync(COMMITTED, 'utf8')
  const database = /database_name = "([^"]+)"/.exec(committed)![1]!
  const id = committed.includes(NO_DATABASE)
    ? await step(`Looking for the D1 database ${database}`, () => ensureDatabase(database))
    : undefined
  writeFileSync(CONFIG, id ? committed.replace(NO_DATABASE, id) : committed)
  await step('Migrating the database', () =>
    wrangler(['d1', 'migrations', 'apply', 'DB', '--remote', '--config', CONFIG]),
  )
  const token = (await step('Looking for the admin token', hasToken)) ? undefined : await chooseToken()
  print(await step('Deploying', () => deployWorker(token)))
}

process.chdir(ROOT)
endOnSignal()
process.on('exit', () => rmSync(CONFIG, { force: true }))
await main().catch((error: unknown) => {
  printError(error)
  process.exitCode = 1
})
