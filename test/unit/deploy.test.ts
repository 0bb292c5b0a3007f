/**
 * `npm run deploy` against an imitation of Cloudflare's API. What needs wrangler takes seconds for each run, so that it runs only
 * with TEST_SIZE=full: `TEST_SIZE=full npm test -- test/unit/deploy.test.ts`.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { cloudflareApi } from '../../tools/cloudflare/cloudflareApi.ts'
import { ensureDatabase, previousVersion } from '../../tools/cloudflare/deployedWorker.ts'
import { deploy as deployHere, rollback } from '../../tools/cloudflare/deployment.ts'
import { run } from '../../tools/run.ts'
import { type Cloudflare, startCloudflare } from '../cloudflare/startCloudflare.ts'
import { isFull } from '../trials.ts'

const WORKER = 'utm-dispatcher'
const TOKEN = 'a-token-that-is-in-use'

let cloudflare: Cloudflare
beforeEach(async () => {
  cloudflare = await startCloudflare()
})
afterEach(async () => {
  expect(cloudflare.unknown).toEqual([])
  await cloudflare.close()
})

const settings = (env: Record<string, string>) => ({
  CLOUDFLARE_API_BASE_URL: cloudflare.url,
  CLOUDFLARE_API_TOKEN: cloudflare.token,
  CLOUDFLARE_ACCOUNT_ID: '',
  ADMIN_TOKEN: '',
  ...env,
})

/** The message with which a deployment in this process fails. */
async function failureOf(command: () => Promise<void>, env: Record<string, string>): Promise<string> {
  for (const [name, value] of Object.entries(settings(env))) vi.stubEnv(name, value)
  const stdout = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  try {
    await command()
    return 'it did not fail'
  } catch (error) {
    return (error as Error).message
  } finally {
    stdout.mockRestore()
    vi.unstubAllEnvs()
  }
}

/** Runs the command. Its exit code is 0 if there is no `error`; `text` is all that it printed. */
async function deploy(args: string[] = [], env: Record<string, string> = {}) {
  try {
    const text = await run(process.execPath, ['tools/deploy.ts', ...args], { env: settings(env) })
    return { text, failed: false }
  } catch (error) {
    return { text: (error as Error).message, failed: true }
  }
}

const database = () => [...cloudflare.databases.values()][0]!.d1.db
const migrations = () =>
  database()
    .prepare('SELECT name FROM d1_migrations ORDER BY id')
    .all()
    .map(({ name }) => String(name).slice(0, 4))
const worker = () => cloudflare.workers.get(WORKER)!
const changes = () => cloudflare.requests.filter((request) => !request.startsWith('GET'))

/** A Worker that an earlier deployment has made. */
function addWorker() {
  const versions = ['11111111-1111-4111-8111-111111111111']
  cloudflare.workers.set(WORKER, {
    secrets: { ADMIN_TOKEN: TOKEN },
    versions,
    served: [...versions],
    crons: [],
  })
}

describe('a deployment that cannot begin changes nothing and says what to do', () => {
  it.each<[string, (at: Cloudflare) => void, Record<string, string>, RegExp]>([
    [
      'with a wrong token',
      () => {},
      { CLOUDFLARE_API_TOKEN: 'wrong' },
      /Authentication error[\s\S]*npx wrangler login[\s\S]*CLOUDFLARE_API_TOKEN/,
    ],
    [
      'with two accounts',
      (at) => at.accounts.push({ id: 'a2', name: 'Second' }),
      {},
      /several Cloudflare accounts. Set CLOUDFLARE_ACCOUNT_ID[\s\S]*a1 {2}First\n {2}a2 {2}Second/,
    ],
    ['without an account', (at) => at.accounts.pop(), {}, /may see no account. Set CLOUDFLARE_ACCOUNT_ID/],
    [
      'without an address on workers.dev',
      (at) => Object.assign(at, { subdomain: undefined }),
      {},
      /WORKERS_SUBDOMAIN=NAME npm run deploy/,
    ],
    [
      'with an address that is taken',
      (at) => Object.assign(at, { subdomain: undefined }),
      { WORKERS_SUBDOMAIN: 'taken' },
      /taken.workers.dev is taken/,
    ],
    ['with a short admin token', () => {}, { ADMIN_TOKEN: 'short' }, /at least 16 characters/],
    [
      'when the secrets cannot be listed for lack of permission',
      (at) =>
        at.faults.push({
          matches: /\/secrets$/,
          answer: { status: 403, code: 10000, message: 'Authentication error' },
        }),
      {},
      /Authentication error \(GET .*secrets\)/,
    ],
  ])('%s', async (_, prepare, env, message) => {
    addWorker()
    if (env.ADMIN_TOKEN) cloudflare.workers.clear()
    prepare(cloudflare)
    const error = await failureOf(deployHere, env)
    expect(error).toMatch(message)
    expect(error).toContain('Nothing was changed.')
    expect(changes().filter((request) => !request.endsWith('/workers/subdomain'))).toEqual([])
    if (worker()) expect(worker().secrets.ADMIN_TOKEN).toBe(TOKEN)
  })

  it('going back without an earlier version', async () => {
    addWorker()
    expect(await failureOf(rollback, {})).toMatch(/no earlier version of utm-dispatcher/)
    expect(changes()).toEqual([])
  })
})

it('creates the database once, in the jurisdiction that is asked for, even if the answer is lost', async () => {
  const credentials = async () => ({ authorization: `Bearer ${cloudflare.token}` })
  const account = { id: 'a1', api: cloudflareApi(credentials, []) }
  cloudflare.faults.push({ matches: /^POST .*d1\/database$/, drop: 'after' })
  vi.stubEnv('CLOUDFLARE_API_BASE_URL', cloudflare.url)
  vi.stubEnv('D1_JURISDICTION', 'eu')
  const ids = [await ensureDatabase(account, 'visits'), await ensureDatabase(account, 'visits')]
  vi.unstubAllEnvs()
  expect([...cloudflare.databases.keys()]).toEqual([ids[0]])
  expect(ids[1]).toBe(ids[0])
  expect(cloudflare.databases.get(ids[0]!)).toMatchObject({ name: 'visits', jurisdiction: 'eu' })
})

it.each<[string[], string | undefined]>([
  [[], undefined],
  [['v1'], undefined],
  [['v2', 'v1'], 'v1'],
  [['v2', 'v2', 'v1'], 'v1'],
  // After a rollback: not the version that was left.
  [['v1', 'v2', 'v1'], undefined],
  [['v2', 'v3', 'v2', 'v1'], 'v1'],
])('after %j were served, the previous version is %s', (served, previous) => {
  expect(previousVersion(served)).toBe(previous)
})

describe.runIf(isFull)('with wrangler', { timeout: 120_000 }, () => {
  it('a clean account gets an address, a database, the secrets, the Worker and its cron', async () => {
    cloudflare.subdomain = undefined
    const { failed, text } = await deploy([], { WORKERS_SUBDOMAIN: 'shop' })
    expect([failed, text]).toEqual([
      false,
      expect.stringMatching(/https:\/\/utm-dispatcher.shop.workers.dev/),
    ])
    const [, token] = /Admin token +(\S+)/.exec(text)!
    const [, key] = /Credentials key +(\S+)/.exec(text)!
    expect(worker().secrets).toEqual({ ADMIN_TOKEN: token, CREDENTIALS_KEY: key })
    expect(Buffer.from(key!, 'base64')).toHaveLength(32)
    expect(worker().crons).toEqual(['*/15 * * * *'])
    expect(migrations()[0]).toBe('0001')
  })

  it('an upgrade migrates first and keeps the secrets, and a rollback serves the previous version', async () => {
    await deploy()
    const { secrets, served } = structuredClone(worker())
    const began = cloudflare.requests.length
    const upgrade = await deploy([], { ADMIN_TOKEN: 'another-admin-token' })
    expect([upgrade.failed, upgrade.text.includes('Admin token')]).toEqual([false, false])
    expect(worker().secrets).toEqual(secrets)
    expect(worker().served).toHaveLength(2)
    const order = cloudflare.requests.slice(began)
    const last = (part: string) => order.findLastIndex((request) => request.includes(part))
    expect(last('/query')).toBeLessThan(
      order.findIndex((request) => request.includes('POST') && request.includes('/versions')),
    )
    const back = await deploy(['--rollback'])
    expect([back.failed, worker().served[0]]).toEqual([false, served[0]])
  })

  it('without a login it says how to log in, and afterwards uses what wrangler has saved', async () => {
    const home = mkdtempSync(join(tmpdir(), 'home-'))
    const env = { CLOUDFLARE_API_TOKEN: '', HOME: home, XDG_CONFIG_HOME: join(home, '.config') }
    const { failed, text } = await deploy([], env)
    expect([failed, text]).toEqual([true, expect.stringMatching(/Not logged in[\s\S]*npx wrangler login/)])
    expect(cloudflare.requests).toEqual([])
    for (const folder of [join(home, '.config/.wrangler/config'), join(home, '.wrangler/config')]) {
      mkdirSync(folder, { recursive: true })
      const saved = `oauth_token = "${cloudflare.token}"\nexpiration_time = "2999-01-01T00:00:00.000Z"\n`
      writeFileSync(join(folder, 'default.toml'), saved)
    }
    expect((await deploy(['--rollback'], env)).text).toMatch(/no earlier version/)
    rmSync(home, { recursive: true })
  })

  it('a migration that fails is undone, and the next run continues there', async () => {
    addWorker()
    cloudflare.faults.push({
      matches: /query$/,
      answer: { status: 500, code: 7500, message: 'D1 is overloaded' },
    })
    expect((await deploy()).text).toMatch(/D1 is overloaded[\s\S]*its previous version goes on/)
    cloudflare.faults.length = 0
    // The third migration creates three tables; the last of them is there already.
    database().exec('CREATE TABLE stale (x)')
    const failed = await deploy()
    expect(failed.text).toMatch(
      /table stale already exists[\s\S]*undone as a whole[\s\S]*Run `npm run deploy` again/,
    )
    expect(failed.failed).toBe(true)
    expect(migrations()).toEqual(['0001', '0002'])
    expect(database().prepare(`SELECT name FROM sqlite_schema WHERE name = 'rollups'`).all()).toEqual([])
    expect(worker().served).toHaveLength(1)
    database().exec('DROP TABLE stale')
    expect((await deploy()).failed).toBe(false)
    expect(migrations().slice(0, 4)).toEqual(['0001', '0002', '0003', '0004'])
    expect([worker().served.length, worker().secrets.ADMIN_TOKEN]).toEqual([2, TOKEN])
  })

  /** The request that fails, whether its effect happened, and what the message says of the Worker. */
  const DROPS: [string, RegExp, 'before' | 'after', RegExp][] = [
    [
      'while the database is created',
      /^POST .*d1\/database$/,
      'before',
      /Worker and its data were not changed/,
    ],
    ['while a migration is applied', /^POST .*query$/, 'after', /its previous version goes on/],
    ['before the files are uploaded', /assets-upload-session$/, 'before', /The Worker was not changed/],
    ['while the Worker is uploaded', /^POST .*\/versions$/, 'before', /The Worker was not changed/],
    ['before the new version is served', /^POST .*\/deployments$/, 'before', /The Worker was not changed/],
    [
      'after the new version is served',
      /^POST .*\/deployments$/,
      'after',
      /new version of the Worker is served/,
    ],
    ['while the cron is set', /schedules$/, 'before', /new version of the Worker is served/],
  ]
  it.each(DROPS)('the network drops %s: another run ends well', async (_, matches, drop, message) => {
    addWorker()
    cloudflare.faults.push({ matches, drop })
    const first = await deploy()
    expect([first.failed, first.text]).toEqual([true, expect.stringMatching(message)])
    cloudflare.faults.length = 0
    const second = await deploy()
    expect([second.failed, second.text]).toEqual([
      false,
      expect.stringContaining('utm-dispatcher.shop.workers.dev'),
    ])
    expect(cloudflare.databases.size).toBe(1)
    expect(worker().secrets.ADMIN_TOKEN).toBe(TOKEN)
    expect(worker().crons).toEqual(['*/15 * * * *'])
  })

  it('an upload that Cloudflare refuses leaves the Worker as it was', async () => {
    addWorker()
    cloudflare.faults.push({
      matches: /^POST .*\/versions$/,
      answer: { status: 400, code: 10021, message: 'Uncaught SyntaxError' },
    })
    const { failed, text } = await deploy()
    expect([failed, text]).toEqual([
      true,
      expect.stringMatching(/Uncaught SyntaxError[\s\S]*The Worker was not changed/),
    ])
  })
})
