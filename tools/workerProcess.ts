/**
 * The local Worker in a process of its own, controlled by messages. The process also ends when the process that started
 * it is gone, so that workerd never goes on running without `npm start`.
 */
import { MINUTE_MS } from '../wire/time.ts'
import './offline.ts'
import { once } from 'node:events'
import { stop as stopEsbuild } from 'esbuild'
import { unstable_startWorker } from 'wrangler'
import { LIMIT_NAMES } from '../worker/limits/limits.ts'

/** Serve on `port` (0: any free one) of the loopback interface, with D1 in the folder `persist`. */
export interface OpenRequest {
  kind: 'open'
  port: number
  persist: string
  /** The admin token. It comes in a message because other users of the machine can read command lines. */
  token: string
  /** CREDENTIALS_KEY: 32 bytes as base64. */
  credentialsKey: string
}
export type WorkerRequest = OpenRequest | { kind: 'reload' } | { kind: 'close' }
export type WorkerMessage =
  | { kind: 'ready' }
  | { kind: 'opened'; url: string }
  | { kind: 'reloaded' }
  | { kind: 'closed' }
  | { kind: 'failed'; message: string }
  | { kind: 'log'; level: string; message: string }

type Worker = Awaited<ReturnType<typeof unstable_startWorker>>

const send = (message: WorkerMessage) => process.connected && process.send?.(message)
let worker: Worker | undefined

/** Rejects with the reason why the Worker cannot start, such as a port that is taken. wrangler's `ready` then never settles. */
const startFailure = ({ raw }: Worker) =>
  new Promise<never>((_, reject) => {
    const fail = (event: { message?: string; reason?: string; cause?: { message?: string } }) =>
      reject(new Error(event.message ?? event.cause?.message ?? event.reason))
    raw.once('error', fail)
    raw.once('buildFailed', fail)
  })

/** As in wrangler.toml. A local Worker has no cron of its own. */
const CRON_MS = 15 * MINUTE_MS
/** Runs of the cron right after the start: the history that was just loaded is to be rolled up. */
const FIRST_RUNS = 4
let timer: NodeJS.Timeout | undefined
let cronRuns: Promise<void> = Promise.resolve()

/**
 * Runs the cron after the runs that were asked for before. An error is logged. It is called by an address of wrangler's
 * server, because `scheduled()` of wrangler's API looks for the Worker under another name.
 */
function runCron(of: Worker) {
  const report = (error: unknown) => void send({ kind: 'log', level: 'error', message: `cron: ${error}` })
  const run = async () => {
    if (worker !== of) return
    const answer = await fetch(new URL('/cdn-cgi/handler/scheduled', await of.url))
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  }
  cronRuns = cronRuns.then(run).catch(report)
}

/** The limits that the environment sets. A local D1 allows any number of rows. */
function limits() {
  const set: NodeJS.ProcessEnv = { ROWS_PER_DAY: 'unlimited', ...process.env }
  return Object.fromEntries(
    LIMIT_NAMES.flatMap((name) => {
      const value = set[name]
      return value ? [[name, { type: 'plain_text' as const, value }]] : []
    }),
  )
}

let config: Parameters<typeof unstable_startWorker>[0]

async function open({ port, persist, token, credentialsKey }: OpenRequest) {
  config = {
    config: 'wrangler.toml',
    bindings: {
      ADMIN_TOKEN: { type: 'secret_text', value: token },
      CREDENTIALS_KEY: { type: 'secret_text', value: credentialsKey },
      DEBUG: { type: 'plain_text', value: process.env.DEBUG ?? '' },
      ...limits(),
    },
    dev: {
      server: { hostname: '127.0.0.1', port },
      persist,
      logLevel: 'error',
      // wrangler would load the Worker again for each changed asset, too. `reload` does it when the Worker has changed.
      watch: false,
      inspector: false,
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) =>
        send({ kind: 'log', level, message }),
    },
  }
  worker = await unstable_startWorker(config)
  await Promise.race([worker.ready, startFailure(worker)])
  send({ kind: 'opened', url: (await worker.url).origin })
  const opened = worker
  for (let run = 0; run < FIRST_RUNS; run++) runCron(opened)
  timer = setInterval(() => runCron(opened), CRON_MS)
}

/** Loads the built Worker again. The old one serves until then. */
async function reload() {
  if (!worker) return
  const reloaded = once(worker.raw, 'reloadComplete')
  // wrangler reads the built file again if its configuration has changed. So a variable is changed that nothing uses.
  const BUILD = { type: 'plain_text' as const, value: String(Date.now()) }
  await worker.patchConfig({ ...config, bindings: { ...config.bindings, BUILD } })
  await reloaded
}

async function close() {
  const closing = worker
  worker = undefined
  clearInterval(timer)
  await cronRuns
  await closing?.dispose()
}

async function end() {
  await close()
  await stopEsbuild()
  process.exit()
}

async function handle(request: WorkerRequest) {
  if (request.kind === 'open') return open(request)
  if (request.kind === 'reload') {
    await reload()
    return send({ kind: 'reloaded' })
  }
  await close()
  return send({ kind: 'closed' })
}

process.on('message', (request: WorkerRequest) => {
  handle(request).catch((error: unknown) =>
    send({ kind: 'failed', message: String((error as Error).message ?? error) }),
  )
})
process.on('disconnect', end)
send({ kind: 'ready' })
