/**
 * The Worker's app in this process, on node:sqlite: for tests with thousands of requests, which would take workerd too
 * long. What depends on workerd or D1 is tested there.
 */
import { timingSafeEqual } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import type { Store } from '../../worker/store/store.ts'
import { ADMIN_TOKEN, type Answer, CREDENTIALS_KEY } from '../harness.ts'
import { open, Recorder, SCHEMA } from './recorder.ts'

interface App {
  fetch(request: Request, env: object, context: object): Response | Promise<Response>
  routes: { method: string; path: string }[]
}
/** The path is in a variable, because the types are those of another runtime. */
const APP = '../../worker/app.ts'
const { app }: { app: App } = await import(APP)
const D1 = '../../worker/store/d1/d1Store.ts'
const { d1Store }: { d1Store(db: object): Store } = await import(D1)

/** The routes of the app. One with several handlers is in it several times; middleware has the method `ALL`. */
export const routes = app.routes

// What workerd has and Node has not, or under another name.
Object.assign(crypto.subtle, { timingSafeEqual })
Object.assign(globalThis, { IdentityTransformStream: TransformStream })

export interface NodeApp {
  db: DatabaseSync
  store: Store
  /** Sends a request; a body is sent as JSON. `path` begins with a slash, or is a whole URL. */
  ask(
    method: string,
    path: string,
    options?: { headers?: Record<string, string>; body?: unknown },
  ): Promise<Response>
  /** The same with a bearer token, the admin's by default. The answer's body is read: as JSON, or else as text. */
  api<T = unknown>(method: string, path: string, body?: unknown, token?: string): Promise<Answer<T>>
}

export function nodeApp({ adminToken = ADMIN_TOKEN, db = open(SCHEMA), bindings = {} } = {}): NodeApp {
  const env = { DB: new Recorder(db), ADMIN_TOKEN: adminToken, CREDENTIALS_KEY, ...bindings }
  const ask: NodeApp['ask'] = async (method, path, { headers = {}, body } = {}) => {
    const url = new URL(path, 'http://localhost')
    const content = body === undefined ? undefined : JSON.stringify(body)
    const later: Promise<unknown>[] = []
    const context = { waitUntil: (work: Promise<unknown>) => void later.push(work) }
    const answer = await app.fetch(new Request(url, { method, headers, body: content }), env, context)
    await Promise.all(later)
    return answer
  }
  return {
    db,
    store: d1Store(env.DB),
    ask,
    async api<T>(method: string, path: string, body?: unknown, token = adminToken) {
      const sent = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const answer = await ask(method, path, { headers: sent, body })
      const text = await answer.text()
      const isJson = answer.headers.get('content-type')?.includes('json')
      const read: unknown = isJson ? JSON.parse(text) : text || null
      return { status: answer.status, headers: answer.headers, body: read as T }
    },
  }
}
