/**
 * The local Worker in a process of its own, told by messages what to do. It ends when told to, and also when
 * the process that started it is gone, so workerd never outlives `npm start`.
 */
import './offline.ts'
import { stop as stopEsbuild } from 'esbuild'
import { unstable_startWorker } from 'wrangler'

/** Serve on `port` (0 takes any free one) of the loopback interface, with D1 under the folder `persist`. */
export interface Open {
  kind: 'open'
  port: number
  persist: string
  /** Comes as a message, so that it stands on no command line. */
  token: string
}
export type Order = Open | { kind: 'close' }
export type Answer =
  | { kind: 'ready' }
  | { kind: 'opened'; url: string }
  | { kind: 'closed' }
  | { kind: 'failed'; message: string }
  | { kind: 'log'; level: string; message: string }

type LocalWorker = Awaited<ReturnType<typeof unstable_startWorker>>

const tell = (answer: Answer) => process.connected && process.send?.(answer)
let worker: LocalWorker | undefined

/** Rejects with what keeps the Worker from starting; `ready` alone would wait for ever, at a taken port for one. */
const failure = ({ raw }: LocalWorker) =>
  new Promise<never>((_, reject) => {
    const fail = (event: { message?: string; reason?: string; cause?: { message?: string } }) =>
      reject(new Error(event.message ?? event.cause?.message ?? event.reason))
    raw.once('error', fail)
    raw.once('buildFailed', fail)
  })

/** As wrangler.toml says; nothing else wakes the cron of a local Worker. */
const CRON_MS = 15 * 60_000
/** At first some in a row: a history that has just been loaded wants folding. */
const FIRST_RUNS = 4
let timer: NodeJS.Timeout | undefined
let running: Promise<void> = Promise.resolve()

/** Over HTTP, where the local server itself answers: its `scheduled()` looks for the Worker under another name. */
function runCron(of: LocalWorker) {
  const report = (error: unknown) => void tell({ kind: 'log', level: 'error', message: `cron: ${error}` })
  const run = async () => {
    if (worker !== of) return
    const answer = await fetch(new URL('/cdn-cgi/handler/scheduled', await of.url))
    if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  }
  running = running.then(run).catch(report)
}

async function open({ port, persist, token }: Open) {
  worker = await unstable_startWorker({
    config: 'wrangler.toml',
    bindings: { ADMIN_TOKEN: { type: 'secret_text', value: token } },
    dev: {
      server: { hostname: '127.0.0.1', port },
      persist,
      logLevel: 'error',
      watch: false,
      inspector: false,
      structuredLogsHandler: ({ level, message }: { level: string; message: string }) =>
        tell({ kind: 'log', level, message }),
    },
  })
  await Promise.race([worker.ready, failure(worker)])
  tell({ kind: 'opened', url: (await worker.url).origin })
  const opened = worker
  for (let run = 0; run < FIRST_RUNS; run++) runCron(opened)
  timer = setInterval(() => runCron(opened), CRON_MS)
}

async function close() {
  const open = worker
  worker = undefined
  clearInterval(timer)
  await running
  await open?.dispose()
}

async function end() {
  await close()
  await stopEsbuild()
  process.exit()
}

process.on('message', (order: Order) => {
  const work = order.kind === 'open' ? open(order) : close().then(() => tell({ kind: 'closed' }))
  work.catch((error: unknown) => tell({ kind: 'failed', message: String((error as Error).message ?? error) }))
})
process.on('disconnect', end)
tell({ kind: 'ready' })
