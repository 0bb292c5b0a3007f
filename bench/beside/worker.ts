/** The built Worker beside two that do next to nothing, in one workerd on one D1: what ingest is measured against. */
import type { D1Database, ExecutionContext, ScheduledController } from '@cloudflare/workers-types'
// @ts-expect-error: built, without types
import worker from '../../dist/worker/index.js'
import { type Meter, meter } from '../meter.ts'

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

/** `/metered/…` is the Worker with its statements counted, `/meter` what has come together since it was last asked. */
export default {
  async fetch(request: Request, env: Env, ctx: ExecutionContext): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/noop') return noop(request)
    if (pathname === '/bare') return bare(request, env)
    metered ??= meter(env.DB)
    if (pathname === '/meter') return Response.json(metered.take())
    if (!pathname.startsWith('/metered/')) return worker.fetch(request, env, ctx)
    const inner = new URL(request.url)
    inner.pathname = pathname.slice('/metered'.length)
    return worker.fetch(new Request(inner, request), { ...env, DB: metered.db }, ctx)
  },
  scheduled(event: ScheduledController, env: Env, ctx: ExecutionContext): void {
    metered ??= meter(env.DB)
    worker.scheduled(event, { ...env, DB: metered.db }, ctx)
  },
}
