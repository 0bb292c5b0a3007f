/** Three isolates of the built Worker on one D1 whose statements fail, in processes that are killed and started again. */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { ROOT } from '../../tools/run.ts'
import { ADMIN_TOKEN } from '../harness.ts'

export const ISOLATES = ['a', 'b', 'c'] as const
export type IsolateName = (typeof ISOLATES)[number]

export interface FaultyServer {
  /** Sends a request to one isolate. Rejects while the server is down. */
  fetch(isolate: IsolateName, path: string, init: RequestInit): Promise<Response>
  /** Resolves when the server answers; at once if it is up. */
  up(): Promise<void>
  /** Ends all processes of the server by SIGKILL, and starts it again on the same data. */
  killAndRestart(): Promise<void>
  /** The database's file. To be read after `close`. */
  file(): string
  /** Ends the server by SIGKILL. */
  close(): Promise<void>
}

const WRANGLER = join(ROOT, 'node_modules/wrangler/bin/wrangler.js')

/** Chooses the isolate by a header. It is the Worker to which wrangler's port belongs. */
const ROUTER = `export default { fetch: (request, env) => env[request.headers.get('x-isolate')].fetch(request) }`

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}

/** Resolves when wrangler says that it serves. Rejects if it ends before. */
const ready = (child: ChildProcess) =>
  new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (line.includes('Ready on')) resolve()
    })
    child.once('exit', (code) => reject(new Error(`the server ended (${code})`)))
  })

/** Writes a folder with the configurations of the router and the isolates. @returns the paths of the configurations */
function writeConfigs(folder: string, failureRate: number): string[] {
  const date = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').match(/^compatibility_date = .*$/m)![0]
  const worker = join(ROOT, 'test/worker/faultyWorker.js')
  const database = readFileSync(join(ROOT, 'wrangler.toml'), 'utf8').match(/\[\[d1_databases\]\][^[]*/)![0]
  writeFileSync(join(folder, 'router.js'), ROUTER)
  const services = ISOLATES.map((name) => `[[services]]\nbinding = "${name}"\nservice = "isolate-${name}"\n`)
  writeFileSync(
    join(folder, 'router.toml'),
    `name = "router"\nmain = "router.js"\n${date}\n${services.join('')}`,
  )
  for (const name of ISOLATES)
    writeFileSync(
      join(folder, `${name}.toml`),
      `name = "isolate-${name}"
main = ${JSON.stringify(worker)}
${date}
[vars]
ADMIN_TOKEN = "${ADMIN_TOKEN}"
FAILURE_RATE = "${failureRate}"
${database.replace('migrations_dir = "migrations"', `migrations_dir = ${JSON.stringify(join(ROOT, 'migrations'))}`)}`,
    )
  return ['router', ...ISOLATES].map((name) => join(folder, `${name}.toml`))
}

/** @param folder an empty folder for the data; it is left to the caller */
export async function startFaultyServer(folder: string, failureRate: number): Promise<FaultyServer> {
  mkdirSync(folder, { recursive: true })
  const configs = writeConfigs(folder, failureRate)
  const data = join(folder, 'data')
  const port = await freePort()
  const wrangler = (args: string[]): ChildProcess =>
    spawn(process.execPath, [WRANGLER, ...args], {
      cwd: folder,
      // A process group of its own: SIGKILL ends wrangler and workerd together.
      detached: true,
      stdio: ['ignore', 'pipe', 'ignore'],
      // tools/offline.ts silences wrangler; here its message that it is ready is needed.
      env: { ...process.env, CI: '1', WRANGLER_LOG: 'info' },
    })
  const migrate = wrangler([
    ...['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', data, '-c', configs[1]!],
  ])
  migrate.stdout!.resume()
  const [code] = await once(migrate, 'exit')
  if (code) throw new Error(`the migrations failed (${code})`)

  const fetchFrom: FaultyServer['fetch'] = (isolate, path, init) => {
    const headers = new Headers(init.headers)
    headers.set('x-isolate', isolate)
    return fetch(`http://127.0.0.1:${port}${path}`, { ...init, headers })
  }
  let child: ChildProcess
  const start = () => {
    const address = ['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0']
    child = wrangler(['dev', ...configs.flatMap((path) => ['-c', path]), '--persist-to', data, ...address])
    return ready(child)
  }
  const kill = async () => {
    const exited = once(child, 'exit')
    process.kill(-child.pid!, 'SIGKILL')
    await exited
  }
  let isUp = start()
  await isUp
  return {
    fetch: fetchFrom,
    up: () => isUp,
    killAndRestart: () => {
      isUp = kill().then(start)
      return isUp
    },
    file: () => {
      const files = globSync(join(data, '**/miniflare-D1DatabaseObject/*.sqlite'))
      const found = files.filter((path) => !path.endsWith('metadata.sqlite'))
      if (found.length !== 1) throw new Error(`${found.length} databases in ${data}`)
      return found[0]!
    },
    close: kill,
  }
}
