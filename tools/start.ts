/**
 * `npm start`: builds, prepares a local D1 with the demo site's history, then serves the Worker and the demo shop.
 * The public port opens last: whoever gets an answer there finds the data complete.
 */
import { createServer } from 'node:net'
import { join, relative } from 'node:path'
import { seed } from '../demo/seed.ts'
import { startShop } from '../demo/server.ts'
import { type LocalWorker, startLocalWorker } from './localWorker.ts'
import { OFFLINE } from './offline.ts'
import { print, printError, step } from './output.ts'
import { endAll, runBin, runScript, SIGNALS } from './run.ts'
import { keepHistory, readHistory, readSettings, type Settings } from './settings.ts'

/** Of the demo site's history. */
const DAYS = 30
/** How long the children may take to end in good order. */
const END_MS = 5000
/** Between two lines about the history's progress. */
const PROGRESS_MS = 2000
/** Between two looks at whether npm is still there. */
const ORPHAN_MS = 1000

let worker: LocalWorker | undefined
let serving = false
let ending = false

/** Ends everything that was started, then this process. */
async function end(code: number) {
  ending = true
  const late = setTimeout(() => process.exit(code), END_MS)
  await worker?.end()
  await endAll()
  clearTimeout(late)
  process.exit(code)
}

/** Throws when something listens on the port already. */
function checkPort(name: string, port: number) {
  return new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${error.code})`
      reject(new Error(`Port ${port} ${why}. Choose another: ${name}=${port + 10} npm start`))
    })
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

function startWorker(): LocalWorker {
  const started = startLocalWorker((level, message) => {
    if (level === 'error' || level === 'warn') process.stderr.write(`Worker ${level}: ${message}\n`)
  })
  started.crashed.catch((error) => {
    if (ending) return
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
 * Creates the demo site and its history through a Worker on a port that nobody knows yet. An interrupted history
 * is sent again: the Worker counts no event twice.
 */
async function prepare(local: LocalWorker, persist: string, { adminToken, dataDir, seed: isFull }: Settings) {
  const until = isFull ? readHistory(dataDir).until : new Date().toISOString()
  const workerOrigin = await step('Starting the Worker on a private port', () =>
    local.open({ port: 0, persist, token: adminToken }),
  )
  let told_ms = performance.now()
  const onProgress = ({ sent, total }: { sent: number; total: number }) => {
    if (performance.now() - told_ms < PROGRESS_MS) return
    told_ms = performance.now()
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

async function serve(local: LocalWorker, persist: string, settings: Settings) {
  const { port, demoPort, adminToken } = settings
  const workerOrigin = await local.open({ port, persist, token: adminToken })
  const health = await fetch(`${workerOrigin}/api/health`)
  if (!health.ok)
    throw new Error(`The Worker answered ${health.status} to /api/health: ${await health.text()}`)
  const shop = await startShop({ port: demoPort, workerOrigin, host: '127.0.0.1' })
  return { workerOrigin, shop }
}

async function main() {
  const settings = readSettings()
  await checkPort('PORT', settings.port)
  await checkPort('DEMO_PORT', settings.demoPort)
  const persist = join(settings.dataDir, 'state')
  worker = startWorker()
  await Promise.all([
    step('Building dist/', () => runScript('tools/build.ts')),
    step(`Migrating the local D1 in ${relative('.', settings.dataDir) || '.'}`, () => migrate(persist)),
  ])
  const isLoaded = settings.seed && readHistory(settings.dataDir).complete
  if (!isLoaded) await prepare(worker, persist, settings)
  const { workerOrigin, shop } = await step('Starting the Worker and the demo shop', () =>
    serve(worker!, persist, settings),
  )
  serving = true
  print('')
  print(`  Dashboard    ${workerOrigin}/`)
  print(`  Demo shop    ${shop.url}/`)
  print(`  Script       ${workerOrigin}/t.js`)
  print(`  Admin token  ${settings.adminToken}`)
  print('')
  print('Ctrl-C ends it; the data stays.')
}

// Some shells hand a Ctrl-C on that the terminal has sent already: what follows the first one changes nothing.
for (const signal of SIGNALS)
  process.on(signal, () => {
    if (ending) return
    print('\nEnding …')
    // Ended while serving is ended as meant; ended while preparing is not.
    end(serving ? 0 : 130)
  })

// A SIGTERM to npm ends the shell between npm and this process, which then hears nothing of it.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && !ending && end(0), ORPHAN_MS).unref()
}

main().catch((error) => {
  if (ending) return
  printError(error)
  end(1)
})
