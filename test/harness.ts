/** What the tests run on: the built Worker in workerd with a migrated D1, and a real browser. */
import '../tools/offline.ts'
import type { D1Database } from '@cloudflare/workers-types'
import { type Browser, chromium, type LaunchOptions, type Page } from 'playwright-core'
import { createTestHarness } from 'wrangler'
import { type Shop, startShop } from '../demo/server.ts'
import { DEMO_SITE } from '../demo/site.ts'
import { BROWSER_ARGS, findBrowser } from '../tools/browser.ts'
import { ROOT } from '../tools/run.ts'
import { clockScript, SHIFT_MS, shiftedConfig } from './clock.ts'
import { type Contract, readContract } from './contract.ts'
import { launchFirefox, onFirefox } from './firefox.ts'

export const ADMIN_TOKEN = 'admin-token-of-the-tests'
export const CREDENTIALS_KEY = Buffer.alloc(32, 'key').toString('base64')
/** The headers of a request with that token. */
export const AS_ADMIN = { authorization: `Bearer ${ADMIN_TOKEN}` }

/** An answer of the Worker with its body read as JSON; null when it is empty. */
export interface Answer<T> {
  status: number
  headers: Headers
  body: T
}

export interface TestWorker {
  /** Its origin, such as `http://127.0.0.1:40123`. */
  url: string
  /** A request over real HTTP; `path` begins with a slash. `cf` overrides fields of the Worker's `request.cf`. */
  fetch(path: string, init?: RequestInit & { cf?: Record<string, unknown> }): Promise<Response>
  /**
   * A JSON request with a bearer token: the admin's by default, none for null. Throws if the answer differs from the
   * API document of the Worker.
   */
  api<T = unknown>(method: string, path: string, body?: unknown, token?: string | null): Promise<Answer<T>>
  /** The Worker's own D1, to look at what was stored. */
  db: D1Database
  /** Applies the migrations that are not noted in the database. */
  migrate(): Promise<void>
  /** Runs the cron as at the given instant. */
  scheduled(at: Date): Promise<void>
  /** What the Worker printed so far. */
  logs(): { level: string; message: string }[]
  close(): Promise<void>
}

/** A running Worker, with what the next test file needs to use it as a new one. */
interface Running {
  configPath: string
  url: string
  fetch: TestWorker['fetch']
  db: D1Database
  migrate: TestWorker['migrate']
  scheduled: TestWorker['scheduled']
  server: ReturnType<typeof createTestHarness>
  /** The API document of the Worker; it is requested once. */
  contract(): Promise<Contract>
}

/**
 * Workers of this process that no test file uses now. Starting one takes more than a second. So a file leaves its Worker
 * with an empty database to the next file. The process stops them when it ends.
 */
const idleWorkers: Running[] = []

/**
 * Whether later test files of this process may reuse what a file has closed. A benchmark is one file: its process ends
 * only when everything is really closed.
 */
const isReused = Boolean(process.env.VITEST)

/** Closed before this process ends: vitest ends it with SIGTERM after its last test file. */
const closers: (() => Promise<unknown>)[] = []
function closeAtEnd(close: () => Promise<unknown>) {
  if (!closers.length)
    process.once('SIGTERM', async () => {
      await Promise.allSettled(closers.map((one) => one()))
      process.exit()
    })
  closers.push(close)
}

async function runWorker(configPath: string, fill?: (db: D1Database) => Promise<unknown>): Promise<Running> {
  const server = createTestHarness({
    root: ROOT,
    // The tests of one process write more rows to one Worker than a free plan allows.
    workers: [{ configPath, secrets: { ADMIN_TOKEN, CREDENTIALS_KEY }, vars: { ROWS_PER_DAY: 'unlimited' } }],
  })
  const url = (await server.listen()).url.origin
  const worker = server.getWorker<{ DB: D1Database }>()
  closeAtEnd(() => server.close())
  const { DB: db } = await worker.getEnv()
  await fill?.(db)
  const migrate = async () => void (await worker.applyD1Migrations('DB'))
  await migrate()
  let contract: Promise<Contract> | undefined
  const readDocument = async () => readContract(await (await fetch(`${url}/api/openapi.json`)).json())
  return {
    configPath,
    url,
    db,
    migrate,
    // `cf` is set by Cloudflare's edge. Only wrangler's own client can set it here.
    fetch: (path, init) =>
      init?.cf ? (worker.fetch as unknown as typeof fetch)(path, init) : fetch(url + path, init),
    scheduled: async (at) => void (await worker.scheduled({ scheduledTime: at })),
    server,
    contract: () => (contract ??= readDocument()),
  }
}

/** Deletes all rows. Sites are deleted through the API: the Worker caches their settings and must drop them. */
async function empty({ url, db }: Running): Promise<void> {
  const headers = AS_ADMIN
  const { results: sites } = await db.prepare('SELECT site FROM sites').all<{ site: string }>()
  for (const { site } of sites) await fetch(`${url}/api/sites/${site}`, { method: 'DELETE', headers })
  const { results: tables } = await db
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table'
       AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_cf_%' AND name NOT LIKE 'd1_%'`,
    )
    .all<{ name: string }>()
  await db.batch(tables.map(({ name }) => db.prepare(`DELETE FROM "${name}"`)))
}

/**
 * `dist/worker` on a free loopback port with an empty database: a Worker that an earlier test file of this process has
 * left, or a new one. Close it in `afterAll`; `testWorker()` of test/worker does both.
 * @param fill fills the database of a new Worker before the migrations run
 */
export async function startWorker(
  configPath = SHIFT_MS ? shiftedConfig() : 'wrangler.toml',
  fill?: (db: D1Database) => Promise<unknown>,
): Promise<TestWorker> {
  const at = fill ? -1 : idleWorkers.findIndex((one) => one.configPath === configPath)
  const running = at < 0 ? await runWorker(configPath, fill) : idleWorkers.splice(at, 1)[0]!
  const { url, db, migrate, fetch: request, scheduled, server, contract } = running
  return {
    url,
    db,
    fetch: request,
    async api<T>(method: string, path: string, body?: unknown, token: string | null = ADMIN_TOKEN) {
      const answer = await request(path, {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const text = await answer.text()
      const read: unknown = text ? JSON.parse(text) : null
      const differences = (await contract()).differences(method, path, answer.status, read)
      if (differences.length) throw new Error(`not as documented:\n${differences.join('\n')}`)
      return { status: answer.status, headers: answer.headers, body: read as T }
    },
    migrate,
    scheduled,
    logs: () => server.getLogs().map(({ level, message }) => ({ level, message })),
    async close() {
      if (!isReused) return server.close()
      await empty(running)
      server.clearLogs()
      idleWorkers.push(running)
    },
  }
}

export interface TestShop {
  worker: TestWorker
  shop: Shop
  browser: Browser
  token: string
  /** A blank page of a new visitor. */
  visit(): Promise<Page>
  close(): Promise<void>
}

/** The user agent of a person. A Chromium without a window names itself HeadlessChrome, which counts as a bot. */
export const USER_AGENT =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36'

/**
 * Options with which a Chromium without a window is not taken for a bot. The user agent is set for the whole browser: a
 * request that is sent while a page is left does not have the page's own one. The headless shell sends no language by itself.
 */
export const AS_A_PERSON = [`--user-agent=${USER_AGENT}`, '--accept-lang=en-US']
/** The same for the header that names the browser. It has no option, so that each context sets it. */
const AS_A_BROWSER = { 'sec-ch-ua': '"Chromium";v="156"' }

/** Chromiums of this process that no test file uses now, by their options: starting one takes half a second. */
const idleBrowsers = new Map<string, Browser[]>()

/** A Chromium. Its `close` closes its contexts and leaves the browser to the next test file of this process. */
export async function startChromium(options: LaunchOptions): Promise<Browser> {
  const key = JSON.stringify(options)
  const idle = idleBrowsers.get(key) ?? []
  idleBrowsers.set(key, idle)
  const before = idle.pop()
  if (before?.isConnected()) return before
  const browser = await chromium.launch({ executablePath: browserPath(), handleSIGTERM: false, ...options })
  closeAtEnd(browser.close.bind(browser))
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => {
    const context = await newContext({ extraHTTPHeaders: AS_A_BROWSER, ...options })
    if (SHIFT_MS) await context.addInitScript(clockScript(SHIFT_MS))
    return context
  }
  if (!isReused) return browser
  browser.close = async () => {
    await Promise.all(browser.contexts().map((context) => context.close()))
    idle.push(browser)
  }
  return browser
}

/** A real browser that counts as a person: Chromium, or Firefox with `npm test -- firefox`. */
export const startBrowser = ({ args = [], ...options }: LaunchOptions = {}): Promise<Browser> =>
  onFirefox
    ? launchFirefox()
    : startChromium({ args: [...BROWSER_ARGS, ...AS_A_PERSON, ...args], ...options })

/**
 * The same without the browser around the page: Chromium's headless shell. For tests that need no back-forward cache, no
 * prerendering and no tab that the user opens: it takes a third of the CPU.
 */
export const startPageBrowser = (options: LaunchOptions = {}): Promise<Browser> =>
  onFirefox ? launchFirefox() : startBrowser({ executablePath: shellPath(), ...options })

/** The path of Chromium's headless shell, or of Chromium where there is none. */
export const shellPath = (): string => findBrowser('shell') ?? browserPath()

/** The path of the installed Chromium. Throws if there is none. */
export function browserPath(): string {
  const path = findBrowser()
  if (!path) throw new Error('No Chromium is found; `npm test` installs one.')
  return path
}

/** The demo shop with the built script, a Worker that has its site, and a real browser. */
export async function startShopWithBrowser(start = startPageBrowser): Promise<TestShop> {
  const [worker, browser] = await Promise.all([startWorker(), start()])
  const { status, body } = await worker.api('POST', '/api/sites', DEMO_SITE)
  if (status !== 201) throw new Error(`The demo site is not created: ${status} ${JSON.stringify(body)}`)
  const shop = await startShop({ port: 0, workerOrigin: worker.url, host: '127.0.0.1' })
  return {
    worker,
    shop,
    browser,
    token: ADMIN_TOKEN,
    visit: () => browser.newPage(),
    async close() {
      await browser.close()
      await Promise.all([shop.close(), worker.close()])
    },
  }
}

/** Calls `read` until it returns something other than undefined, and returns that. Throws after `within_ms`. */
export async function eventually<T>(read: () => Promise<T | undefined>, within_ms = 10_000): Promise<T> {
  const deadline_ms = Date.now() + within_ms
  for (;;) {
    const value = await read()
    if (value !== undefined) return value
    if (Date.now() > deadline_ms) throw new Error(`There was no value within ${within_ms} ms.`)
  }
}
