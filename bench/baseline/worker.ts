/** The built Worker beside two that do next to nothing, in one workerd on one D1: what ingest is measured against. */
import type { D1Database, D1PreparedStatement, ExecutionContext } from '@cloudflare/workers-types'
// @ts-expect-error: built, without types
import worker from '../../dist/worker/index.js'
import { type Meter, meter } from '../shared/meter.ts'

interface Env {
  DB: D1Database
}

let metered: Meter | undefined

/** The barest handler that stores an event: reads the body, one INSERT into one table without an index. */
async function bare(request: Request, { DB }: Env): Promise<Response> {
  const { site, events } = (await request.json()) as { site: string; events: Record<string, unknown>[] }
  const { id, name, at, url, visitor } = events[0]!
  await DB.prepare('INSERT INTO bare (id, site, name, at, url, visitor) VALUES (?, ?, ?, ?, ?, ?)')
    .bind(id, site, name, at, url, visitor)
    .run()
  return new Response(null, { status: 202 })
}

async function noop(request: Request): Promise<Response> {
  await request.text()
  return new Response(null, { status: 202 })
}

/** The same database under another identity, as an isolate that has just started would meet it. */
const unknown = (db: D1Database) =>
  ({
    prepare: (sql: string) => db.prepare(sql),
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  }) as D1Database

/**
 * `/metered/…` is the Worker with its statements counted, `/meter` what has come together since it was last asked. With
 * `/cold/…` (`/metered/cold/…`) it remembers nothing of earlier requests.
 */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url)
    if (url.pathname === '/noop') return noop(request)
    if (url.pathname === '/bare') return bare(request, env)
    metered ??= meter(env.DB)
    if (url.pathname === '/meter') return Response.json(metered.take())
    const [, counted, cold, path] = url.pathname.match(/^(\/metered)?(\/cold)?(\/.*)$/)!
    if (!counted && !cold) return worker.fetch(request, env, ctx)
    const db = counted ? metered.db : env.DB
    url.pathname = path!
    return worker.fetch(new Request(url, request), { ...env, DB: cold ? unknown(db) : db }, ctx)
  },
}
