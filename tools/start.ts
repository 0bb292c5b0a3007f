/**
 * `npm start`: builds, prepares a local D1 with the demo site's history, then serves the Worker and the demo shop. The
 * public port is opened last: a client that gets an answer there finds all of the data.
 *
 * `npm run dev` (`--watch`) does the same and then goes on building. A changed source file rebuilds its bundle. Then a
 * rebuilt Worker is loaded again, an open page of the dashboard reloads, and changed code of the shop restarts the shop.
 */
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import type { Readable } from 'node:stream'
import { seed } from '../demo/seed.ts'
import { startShop } from '../demo/server.ts'
import { buildOnce } from './buildOnce.ts'
import { type LocalWorker, startLocalWorker } from './localWorker.ts'
import { lockDataFolder } from './lockDataFolder.ts'
import { OFFLINE } from './offline.ts'
import { print, printError, step } from './output.ts'
import { endAll, runBin, SIGNALS, start } from './run.ts'
import { keepHistory, readHistory, readSettings, type Settings } from './settings.ts'

/** Length of the demo site's history. */
const DAYS = 30
/** The child processes may take this long to end in good order. */
const END_MS = 5000
/** Between two printed lines about the progress of loading the history. */
const PROGRESS_MS = 2000
/** Between two checks whether npm is still running. */
const ORPHAN_MS = 1000

const isWatching = process.argv.includes('--watch')
const command = isWatching ? 'npm run dev' : 'npm start'

let worker: LocalWorker | undefined
let isServing = false
let isEnding = false

/** Ends all child processes, then this process. */
async function end(code: number) {
  isEnding = true
  const late = setTimeout(() => process.exit(code), END_MS)
  await worker?.end()
  await endAll()
  clearTimeout(late)
  process.exit(code)
}

/** Throws if another program listens on the port. */
function checkPort(name: string, port: number) {
  return new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`
      reject(new Error(`Port ${port} ${why}. Choose another one: ${name}=${port + 10} ${command}`))
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

function startWorker(): LocalWorker {
  const started = startLocalWorker((level, message) => {
    if (level === 'error' || level === 'warn') process.stderr.write(`Worker ${level}: ${message}\n`)
    // What the Worker prints with DEBUG=1.
    else if (level === 'log') process.stdout.write(`${message}\n`)
  })
  started.crashed.catch((error) => {
    if (isEnding) return
    printError(error)
    end(1)
  })
  return started
}

const migrate = (persist: string) =>
  runBin(
    'wrangler',
    'bin/wrangler.js',
    ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', persist],
    { env: OFFLINE },
  )

/**
 * Creates the demo site and its history through a Worker on a private port. A history that was interrupted is sent again
 * from its beginning: the Worker counts no event twice.
 */
async function prepare(
  local: LocalWorker,
  persist: string,
  { adminToken, credentialsKey, dataDir, seed: isFull }: Settings,
) {
  const until = isFull ? readHistory(dataDir).until : new Date().toISOString()
  const workerOrigin = await step('Starting the Worker on a private port', () =>
    local.open({ port: 0, persist, token: adminToken, credentialsKey }),
  )
  let printed_ms = performance.now()
  const onProgress = ({ sent, total }: { sent: number; total: number }) => {
    if (performance.now() - printed_ms < PROGRESS_MS) return
    printed_ms = performance.now()
    print(`  ${sent} of ${total} events`)
  }
  await step(
    isFull ? `Loading ${DAYS} days of the demo site` : 'Creating the demo site without history (SEED=0)',
    () =>
      seed({ workerOrigin, token: adminToken, until: new Date(until), days: isFull ? DAYS : 0, onProgress }),
    ({ accepted, reasons }) => {
      const dropped = Object.entries(reasons).map(([reason, count]) => `, ${count} dropped as ${reason}`)
      return `Demo site: ${accepted} events counted${dropped.join('')}`
    },
  )
  if (isFull) keepHistory(dataDir, { until, complete: true })
  await local.close()
}

/** Starts the shop in a process that Node restarts when the shop's code changes. Resolves to the shop's address. */
async function watchShop(port: number, workerOrigin: string): Promise<string> {
  const args = ['--watch', '--watch-preserve-output', 'tools/shopProcess.ts', String(port), workerOrigin]
  const { stdout } = start(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [address] = (await once(stdout as Readable, 'data')) as [Buffer]
  stdout!.resume()
  return address.toString().trim()
}

async function serve(local: LocalWorker, persist: string, settings: Settings) {
  const { port, demoPort, adminToken, credentialsKey } = settings
  const workerOrigin = await local.open({ port, persist, token: adminToken, credentialsKey })
  const health = await fetch(`${workerOrigin}/api/health`)
  if (!health.ok)
    throw new Error(`The Worker answered ${health.status} to /api/health: ${await health.text()}`)
  const shopUrl = isWatching
    ? await watchShop(demoPort, workerOrigin)
    : (await startShop({ port: demoPort, workerOrigin, host: '127.0.0.1' })).url
  return { workerOrigin, shopUrl }
}

async function build(): Promise<void> {
  if (!isWatching) return void (await buildOnce())
  const { reloadPages, watchBuild } = await import('./watchBuild.ts')
  await watchBuild(async (bundle) => {
    if (bundle === 'worker' && isServing) await step('Loading the Worker again', () => worker!.reload())
    if (bundle === 'worker' || bundle === 'dashboard') reloadPages()
  })
}

async function main() {
  const settings = readSettings()
  lockDataFolder(settings.dataDir, `${command} at http://127.0.0.1:${settings.port}`)
  await checkPort('PORT', settings.port)
  await checkPort('DEMO_PORT', settings.demoPort)
  const persist = join(settings.dataDir, 'state')
  worker = startWorker()
  await Promise.all([
    step('Building dist/', build),
    step(`Migrating the local D1 in ${relative('.', settings.dataDir) || '.'}`, () => migrate(persist)),
  ])
  const isLoaded = settings.seed && readHistory(settings.dataDir).complete
  if (!isLoaded) await prepare(worker, persist, settings)
  const { workerOrigin, shopUrl } = await step('Starting the Worker and the demo shop', () =>
    serve(worker!, persist, settings),
  )
  isServing = true
  print('')
  print(`  Dashboard    ${workerOrigin}/`)
  print(`  Demo shop    ${shopUrl}/`)
  print(`  Script       ${workerOrigin}/t.js`)
  print(`  Admin token  ${settings.adminToken}`)
  print('')
  if (isWatching)
    print('Watching the sources. After a change of migrations/, tools/ or package.json, start it again.')
  print('Ctrl-C ends it; the data stays.')
}

// Some shells pass on a Ctrl-C that the terminal has sent already, so that two signals arrive: the second is ignored.
for (const signal of SIGNALS)
  process.on(signal, () => {
    if (isEnding) return
    print('\nEnding …')
    // A signal while it serves is the normal end. A signal before that is an interruption.
    end(isServing ? 0 : 130)
  })

// A SIGTERM to npm ends the shell between npm and this process. This process gets no signal, only another parent.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && !isEnding && end(0), ORPHAN_MS).unref()
}

main().catch((error) => {
  if (isEnding) return
  printError(error)
  end(1)
})
