/** The built Worker and two handlers that ingest is compared with, in one workerd with one D1. */
import type { D1Database, D1PreparedStatement, ExecutionContext } from '@cloudflare/workers-types'
// @ts-expect-error: built, without types
import worker from '../../dist/worker/index.js'
import { type Meter, meter } from '../shared/meter.ts'

interface Env {
  DB: D1Database
}

let metered: Meter | undefined

/** The smallest handler that stores an event: it reads the body and does one INSERT into a table without an index. */
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

/** The same database as a new object, so that the Worker remembers nothing of it, as in a new isolate. */
const asNew = (db: D1Database) =>
  ({
    prepare: (sql: string) => db.prepare(sql),
    batch: (statements: D1PreparedStatement[]) => db.batch(statements),
  }) as D1Database

/**
 * `/metered/…` is the Worker with its statements counted, and `/meter` returns the counts since its last call. With `/cold/…`
 * (`/metered/cold/…`) the Worker remembers nothing of earlier requests.
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
    return worker.fetch(new Request(url, request), { ...env, DB: cold ? asNew(db) : db }, ctx)
  },
}
