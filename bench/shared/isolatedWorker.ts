/**
 * Runs the built Worker in a workerd process of its own, with D1 in another one, so that the memory of the first process is
 * the Worker's. (wrangler runs both in one process, where the emulation of D1 needs several times as much memory.)
 */
import '../../tools/offline.ts'
import { once } from 'node:events'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { D1Database } from '@cloudflare/workers-types'
import { createTestHarness } from 'wrangler'
import { ROOT, start } from '../../tools/run.ts'

/** A Worker that answers D1's protocol and passes the statements on to workerd's D1. */
const RELAY = `export default {
  async fetch(request, { DB }) {
    const isColumns = new URL(request.url).searchParams.get('resultsFormat') === 'ROWS_AND_COLUMNS'
    const answer = async ({ sql, params }) => {
      const [columns, ...rows] = await DB.prepare(sql).bind(...(params ?? [])).raw({ columnNames: true })
      const objects = () => rows.map((row) => Object.fromEntries(columns.map((name, i) => [name, row[i]])))
      const meta = { duration: 0, changes: 0, last_row_id: 0, changed_db: false, size_after: 0, rows_read: 0, rows_written: 0 }
      return { success: true, results: isColumns ? { columns, rows } : objects(), meta }
    }
    try {
      return Response.json(await Promise.all([await request.json()].flat().map(answer)))
    } catch (error) {
      return Response.json({ success: false, error: String(error) })
    }
  },
}`

const toml = (id: string) => `name = "relay"
main = "relay.js"
no_bundle = true
compatibility_date = "2026-10-01"
[[d1_databases]]
binding = "DB"
database_name = "relayed"
database_id = "${id}"
migrations_dir = "${join(ROOT, 'migrations')}"
`

const capnp = (
  database: string,
  token: string,
  flags: string[],
) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  v8Flags = ${JSON.stringify(flags)},
  services = [
    (name = "main", worker = (
      modules = [(name = "index.js", esModule = embed "index.js")],
      compatibilityDate = "2026-10-01",
      bindings = [
        (name = "ADMIN_TOKEN", text = "${token}"),
        (name = "DB", wrapped = (moduleName = "cloudflare-internal:d1-api", innerBindings = [(name = "fetcher", service = "d1")]))
      ])),
    (name = "d1", external = (address = "${database}", http = ()))
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);`

interface Database {
  db: D1Database
  /** Host and port of the relay. */
  address: string
  close(): Promise<void>
}

export async function startDatabase(): Promise<Database> {
  const root = mkdtempSync(join(tmpdir(), 'relay-'))
  writeFileSync(join(root, 'relay.js'), RELAY)
  writeFileSync(join(root, 'wrangler.toml'), toml('00000000-0000-0000-0000-000000000000'))
  const server = createTestHarness({ root, workers: [{ configPath: 'wrangler.toml' }] })
  const address = (await server.listen()).url.host
  const worker = server.getWorker<{ DB: D1Database }>()
  await worker.applyD1Migrations('DB')
  return {
    db: (await worker.getEnv()).DB,
    address,
    close: async () => {
      await server.close()
      rmSync(root, { recursive: true })
    },
  }
}

interface IsolatedWorker {
  url: string
  /** The memory of the process in RAM now, MB. */
  residentMb(): number
  /** The CPU time of the process so far, ms. */
  cpuMs(): number
  close(): Promise<void>
}

/** @param flags V8's command line flags */
export async function startIsolatedWorker(
  database: string,
  token: string,
  flags: string[],
): Promise<IsolatedWorker> {
  const root = mkdtempSync(join(tmpdir(), 'workerd-'))
  copyFileSync(join(ROOT, 'dist/worker/index.js'), join(root, 'index.js'))
  writeFileSync(join(root, 'config.capnp'), capnp(database, token, flags))
  const program = createRequire(import.meta.url).resolve('workerd/bin/workerd')
  const child = start(program, ['serve', '--experimental', '--control-fd=3', join(root, 'config.capnp')], {
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  })
  const [message] = (await once(child.stdio[3] as Readable, 'data')) as [Buffer]
  const { port } = JSON.parse(message.toString().split('\n')[0]!) as { port: number }
  const read = (file: string) => readFileSync(`/proc/${child.pid}/${file}`, 'utf8')
  return {
    url: `http://127.0.0.1:${port}`,
    residentMb: () => Number(read('status').match(/VmRSS:\s+(\d+)/)![1]) / 1024,
    cpuMs: () => {
      const [user, system] = read('stat')
        .replace(/^.*\) /, '')
        .split(' ')
        .slice(11, 13)
        .map(Number)
      return (user! + system!) * 10
    },
    close: async () => {
      const gone = once(child, 'exit')
      child.kill()
      await gone
      rmSync(root, { recursive: true })
    },
  }
}
