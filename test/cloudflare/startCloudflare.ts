/**
 * An imitation of Cloudflare's API on this machine, for wrangler and for the tools: accounts, D1, Workers with their secrets and
 * versions. `CLOUDFLARE_API_BASE_URL` makes wrangler use it. It answers only what deploy, backup and restore ask.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type D1Database, openD1Database } from './d1Database.ts'

/** A failure of the next requests that match. */
export interface Fault {
  /** Such as `POST /accounts/a1/d1/database/…/query`. */
  matches: RegExp
  /** `before`: the connection breaks before the request has an effect; `after`: the answer is lost. */
  drop?: 'before' | 'after'
  answer?: { status: number; code: number; message: string }
  /** How many requests fail. Default: all. */
  times?: number
}

export interface DeployedWorker {
  secrets: Record<string, string>
  /** Ids; the newest first. The metadata of each upload is in `uploads`. */
  versions: string[]
  /** Ids of the versions that were served; the present one first. */
  served: string[]
  crons: string[]
}

export interface Cloudflare {
  url: string
  token: string
  accounts: { id: string; name: string }[]
  databases: Map<string, { name: string; d1: D1Database; jurisdiction?: string }>
  workers: Map<string, DeployedWorker>
  subdomain: string | undefined
  faults: Fault[]
  /** `METHOD path` of every request. */
  requests: string[]
  /** Requests that the imitation does not know. */
  unknown: string[]
  close(): Promise<void>
}

class ApiError extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

const noWorker = () => new ApiError(404, 10007, 'This Worker does not exist on your account.')

/** A token whose content wrangler reads. It is not signed. */
const jwt = (content: object) =>
  `h.${Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + 3600, ...content })).toString('base64')}.s`

type Handler = (match: RegExpExecArray, request: { body: Buffer; query: URLSearchParams }) => unknown

export async function startCloudflare(): Promise<Cloudflare> {
  const state: Omit<Cloudflare, 'url' | 'close'> = {
    token: 'token-of-the-imitation',
    accounts: [{ id: 'a1', name: 'First' }],
    databases: new Map(),
    workers: new Map(),
    subdomain: 'shop',
    faults: [],
    requests: [],
    unknown: [],
  }
  const workerOf = (name: string) => {
    const worker = state.workers.get(name)
    if (!worker) throw noWorker()
    return worker
  }
  const databaseOf = (idOrName: string) => {
    const found = [...state.databases].find(([id, { name }]) => [id, name].includes(idOrName))
    if (!found) throw new ApiError(404, 7404, `The database ${idOrName} could not be found`)
    return { uuid: found[0], ...found[1] }
  }
  /** The secrets in an upload. wrangler sends a form; its part `metadata` is JSON. */
  const upload = (name: string, body: Buffer) => {
    const metadata = /name="metadata"\r\n(?:[^\r]+\r\n)*\r\n(.*?)\r\n--/s.exec(body.toString('latin1'))![1]!
    const { bindings } = JSON.parse(metadata) as { bindings: { type: string; name: string; text?: string }[] }
    const worker = state.workers.get(name) ?? { secrets: {}, versions: [], served: [], crons: [] }
    for (const binding of bindings)
      if (binding.type === 'secret_text') worker.secrets[binding.name] = binding.text!
    const id = randomUUID()
    worker.versions.unshift(id)
    state.workers.set(name, worker)
    return { id, worker }
  }
  const asVersion = (id: string) => ({
    id,
    number: 1,
    metadata: { created_on: new Date().toISOString(), source: 'wrangler', author_email: '' },
    annotations: {},
    resources: { script: { etag: 'e' }, bindings: [], script_runtime: {} },
  })
  const query =
    (shape: 'query' | 'raw'): Handler =>
    ([, id], { body }) => {
      const { sql, params } = JSON.parse(body.toString()) as { sql: string; params?: unknown[] }
      try {
        return databaseOf(id!)
          .d1.run(sql, params)
          .map(({ columns, rows }) => ({
            success: true,
            meta: { duration: 1, rows_read: rows.length, rows_written: 0, changes: 0 },
            results:
              shape === 'raw'
                ? { columns, rows }
                : rows.map((row) => Object.fromEntries(row.map((value, i) => [columns[i]!, value]))),
          }))
      } catch (error) {
        if (error instanceof ApiError) throw error
        throw new ApiError(400, 7500, (error as Error).message)
      }
    }

  const script = '/accounts/[^/]+/workers/scripts/([^/]+)'
  const database = '/accounts/[^/]+/d1/database'
  const ROUTES: [string, Handler][] = [
    ['GET /user/tokens/verify', () => ({ id: 't', status: 'active' })],
    ['GET /user', () => ({ email: 'owner@shop.example' })],
    ['GET /accounts', () => state.accounts],
    ['GET /memberships', () => state.accounts.map((account) => ({ id: account.id, account }))],
    [
      `GET ${database}`,
      (_, request) => {
        const name = request.query.get('name') ?? ''
        return [...state.databases].flatMap(([uuid, one]) =>
          one.name.includes(name) ? [{ uuid, name: one.name }] : [],
        )
      },
    ],
    [
      `POST ${database}`,
      (_, { body }) => {
        const { name, jurisdiction } = JSON.parse(body.toString()) as { name: string; jurisdiction?: string }
        if ([...state.databases.values()].some((one) => one.name === name))
          throw new ApiError(400, 7502, 'A database with that name already exists')
        const uuid = randomUUID()
        state.databases.set(uuid, { name, d1: openD1Database(), jurisdiction })
        return { uuid, name }
      },
    ],
    [
      `GET ${database}/([^/]+)`,
      ([, id]) => {
        const { uuid, name } = databaseOf(id!)
        return { uuid, name }
      },
    ],
    [`POST ${database}/([^/]+)/query`, query('query')],
    [`POST ${database}/([^/]+)/raw`, query('raw')],
    [
      `GET ${database}/([^/]+)/time_travel/bookmark`,
      ([, id]) => ({ bookmark: databaseOf(id!).d1.bookmark() }),
    ],
    [
      'GET /accounts/[^/]+/workers/services/([^/]+)',
      ([, name]) => {
        workerOf(name!)
        const script = { tag: 'tag', tags: [], last_deployed_from: 'wrangler' }
        return { default_environment: { environment: 'production', script } }
      },
    ],
    [
      `GET ${script}/secrets`,
      ([, name]) =>
        Object.keys(workerOf(name!).secrets).map((secret) => ({ name: secret, type: 'secret_text' })),
    ],
    [`GET ${script}/settings`, () => ({ bindings: [] })],
    [
      `GET ${script}/deployments`,
      ([, name]) => ({
        deployments: workerOf(name!).served.map((version_id, age) => ({
          id: `d${age}`,
          source: 'wrangler',
          author_email: '',
          created_on: new Date(Date.now() - age * 1000).toISOString(),
          annotations: {},
          versions: [{ version_id, percentage: 100 }],
        })),
      }),
    ],
    [
      `POST ${script}/deployments`,
      ([, name], { body }) => {
        const { versions } = JSON.parse(body.toString()) as { versions: { version_id: string }[] }
        workerOf(name!).served.unshift(versions[0]!.version_id)
        return { id: 'd' }
      },
    ],
    [`GET ${script}/versions/([^/]+)`, ([, , id]) => asVersion(id!)],
    [`POST ${script}/versions`, ([, name], { body }) => asVersion(upload(name!, body).id)],
    [
      `PUT ${script}`,
      ([, name], { body }) => {
        const { id, worker } = upload(name!, body)
        worker.served.unshift(id)
        return { id: name, etag: 'e', deployment_id: id.replaceAll('-', ''), startup_time_ms: 5 }
      },
    ],
    [
      `POST ${script}/assets-upload-session`,
      (_, { body }) => {
        const { manifest } = JSON.parse(body.toString()) as { manifest: Record<string, { hash: string }> }
        return { jwt: jwt({}), buckets: [Object.values(manifest).map(({ hash }) => hash)] }
      },
    ],
    ['POST /accounts/[^/]+/workers/assets/upload', () => ({ jwt: jwt({}) })],
    [`PATCH ${script}/script-settings`, () => ({})],
    [`POST ${script}/subdomain`, () => ({ enabled: true, previews_enabled: true })],
    [
      'GET /accounts/[^/]+/workers/workers/([^/]+)',
      ([, name]) => ({
        name,
        subdomain: { enabled: true, previews_enabled: true },
        url: `https://${name}.${state.subdomain}.workers.dev`,
      }),
    ],
    [
      `PUT ${script}/schedules`,
      ([, name], { body }) => {
        workerOf(name!).crons = (JSON.parse(body.toString()) as { cron: string }[]).map(({ cron }) => cron)
        return {}
      },
    ],
    [
      'GET /accounts/[^/]+/workers/subdomain',
      () => {
        if (!state.subdomain) throw new ApiError(404, 10007, 'There is no subdomain')
        return { subdomain: state.subdomain }
      },
    ],
    [
      'PUT /accounts/[^/]+/workers/subdomain',
      (_, { body }) => {
        const { subdomain } = JSON.parse(body.toString()) as { subdomain: string }
        if (subdomain === 'taken') throw new ApiError(409, 10031, 'Subdomain is unavailable')
        state.subdomain = subdomain
        return { subdomain }
      },
    ],
  ]
  const routes = ROUTES.map(([pattern, handler]) => ({ pattern: new RegExp(`^${pattern}$`), handler }))

  function answer(request: IncomingMessage, what: string, query: URLSearchParams, body: Buffer): unknown {
    const isUpload = what.endsWith('/assets/upload')
    if (!isUpload && request.headers.authorization !== `Bearer ${state.token}`)
      throw new ApiError(401, 10000, 'Authentication error')
    for (const { pattern, handler } of routes) {
      const match = pattern.exec(what)
      if (match) return handler(match, { body, query })
    }
    state.unknown.push(what)
    throw new ApiError(404, 7003, `Could not route to ${what}`)
  }

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const body = Buffer.concat(parts)
    const url = new URL(request.url!, 'http://localhost')
    const what = `${request.method} ${url.pathname}`
    state.requests.push(what)
    const fault = state.faults.find(({ matches, times }) => times !== 0 && matches.test(what))
    if (fault?.times) fault.times--
    if (fault?.drop === 'before') return request.socket.destroy()
    let status = 200
    let content: object
    try {
      if (fault?.answer) throw new ApiError(fault.answer.status, fault.answer.code, fault.answer.message)
      const result = answer(request, what, url.searchParams, body)
      const isList = Array.isArray(result)
      const result_info = isList
        ? { page: 1, per_page: 50, count: result.length, total_count: result.length }
        : undefined
      content = { success: true, errors: [], messages: [], result, result_info }
    } catch (error) {
      const { message } = error as Error
      status = error instanceof ApiError ? error.status : 500
      const code = error instanceof ApiError ? error.code : 10001
      content = { success: false, errors: [{ code, message }], messages: [], result: null }
    }
    if (fault?.drop === 'after') return request.socket.destroy()
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content))
  }

  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return Object.assign(state, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  })
}
