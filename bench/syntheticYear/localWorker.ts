/** A local D1 in a folder, with the built Worker in this process, whose statements are counted. */
import '../../tools/offline.ts'
import { timingSafeEqual } from 'node:crypto'
import type { D1Database } from '@cloudflare/workers-types'
import { getPlatformProxy } from 'wrangler'
import { OFFLINE } from '../../tools/offline.ts'
import { runBin } from '../../tools/run.ts'
import { type Meter, meter } from '../shared/meter.ts'

export const ADMIN_TOKEN = 'admin-token-of-the-bench'
// Workers have this function, Node does not.
Object.assign(crypto.subtle, { timingSafeEqual })

export interface Local {
  db: D1Database
  /** Counts the Worker's statements and their rows. */
  counted: Meter
  /** The Worker's answer to a request. */
  fetch(request: Request): Promise<Response>
  /** The JSON that the Worker answers to the admin. Throws if the status is not 2xx. */
  ask<T>(method: string, path: string, body?: unknown): Promise<T>
  /** Runs the cron. */
  cron(at: Date): Promise<void>
  /** Waits for what a request or the cron has started and not awaited (`waitUntil`). */
  settled(): Promise<unknown>
  close(): Promise<void>
}

export const migrate = (persist: string) =>
  runBin(
    'wrangler',
    'bin/wrangler.js',
    ['d1', 'migrations', 'apply', 'DB', '--local', '--persist-to', persist],
    { env: OFFLINE },
  )

export async function open(persist: string): Promise<Local> {
  const proxy = await getPlatformProxy<{ DB: D1Database }>({
    configPath: 'wrangler.toml',
    persist: { path: `${persist}/v3` },
  })
  const { DB: db } = proxy.env
  const { default: worker } = await import('../../dist/worker/index.js' as string)
  const counted = meter(db)
  const env = { DB: counted.db, ADMIN_TOKEN }
  const background: Promise<unknown>[] = []
  const context = { waitUntil: (work: Promise<unknown>) => void background.push(work) }
  const settled = () => Promise.all(background.splice(0))
  const answerTo = (request: Request): Promise<Response> => worker.fetch(request, env, context)
  return {
    db,
    counted,
    fetch: answerTo,
    async ask(method, path, body) {
      const answer = await answerTo(
        new Request(`https://stats.example${path}`, {
          method,
          headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
          body: body === undefined ? undefined : JSON.stringify(body),
        }),
      )
      if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    async cron(at) {
      worker.scheduled({ scheduledTime: at.getTime() }, env, context)
      await settled()
    },
    settled,
    close: () => proxy.dispose(),
  }
}
