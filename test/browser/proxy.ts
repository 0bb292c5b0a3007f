/** A bad network: the browser's proxy between shops and the Worker applies a fault to each delivery and counts them. */
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request as open,
  type ServerResponse,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { setTimeout as after } from 'node:timers/promises'

/** A fault of a delivery. */
export interface Fault {
  /** The delivery is delayed by this. */
  delay_ms?: number
  /** `request`: the connection is cut before the Worker gets the request. `answer`: after the Worker has answered. */
  lost?: 'request' | 'answer'
  /** The proxy answers with this status; the Worker does not get the request. */
  status?: number
  /** The value of `Retry-After`, in seconds, with the status. */
  retry_after?: string
  /** Without CORS headers, as Cloudflare answers when a Worker is broken. */
  hidden?: true
}

/** One delivery as the proxy saw it. */
export interface Delivery {
  /** The ids of its events. */
  ids: string[]
  fault?: Fault
}

/** One shop's connection to the Worker. The shop is at `http://<shop>`, the Worker at `http://stats.<shop>`. */
export interface Line {
  shop: string
  /** The fault of the nth delivery, counted from 0; undefined for none. */
  fault: (nth: number) => Fault | undefined
  deliveries: Delivery[]
  /** How many deliveries are under way. */
  open: number
  /** How many times each event has been sent, by its id. */
  sent: Map<string, number>
  /** The events whose page has been sent the Worker's own 202. */
  answered: Set<string>
  /** Resolves true as soon as the condition holds of the line; false when it does not within `within_ms`. */
  until(condition: (line: Line) => boolean, within_ms?: number): Promise<boolean>
}

interface Entry {
  line: Line
  /** Must be called after every change of the line. */
  changed(): void
}

/** Starts the proxy for all hosts. Every path of a shop shows `page(host)`. */
export async function startProxy(workerUrl: string, page: (shop: string) => string) {
  const lines = new Map<string, Entry>()
  const server = createServer((request, response) => {
    // Chromium itself sends again what is cut off on a connection that has served before. Here each serves once.
    response.shouldKeepAlive = false
    serve(request, response).catch(() => response.destroy())
  })

  async function serve(request: IncomingMessage, response: ServerResponse) {
    const { host, pathname, search } = new URL(request.url ?? '', 'http://nowhere.example')
    const shop = host.replace(/^stats\./, '')
    const entry = lines.get(shop)
    if (!entry) return response.writeHead(404).end()
    if (host === shop) {
      request.resume()
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page(shop))
    }
    const body = await text(request)
    const cross: Cross = (sent) => forward(workerUrl + pathname + search, request, sent)
    if (request.method === 'POST' && pathname === '/e') await deliver(entry, body, cross, response)
    else await pass(await cross(body), response)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    addLine(shop: string): Line {
      const entry = createLine(shop)
      lines.set(shop, entry)
      return entry.line
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}

function createLine(shop: string): Entry {
  const waiting = new Set<() => unknown>()
  const line: Line = {
    shop,
    fault: () => undefined,
    deliveries: [],
    open: 0,
    sent: new Map(),
    answered: new Set(),
    until: (condition, within_ms = 40_000) =>
      new Promise((resolve) => {
        const end = (holds: boolean) => {
          clearTimeout(limit)
          waiting.delete(look)
          resolve(holds)
        }
        const look = () => condition(line) && end(true)
        const limit = setTimeout(end, within_ms, false)
        waiting.add(look)
        look()
      }),
  }
  return { line, changed: () => waiting.forEach((look) => void look()) }
}

type Cross = (body: string) => Promise<IncomingMessage>

/** Counts a delivery and applies its fault. */
async function deliver({ line, changed }: Entry, body: string, cross: Cross, response: ServerResponse) {
  const ids = (JSON.parse(body) as { events: { id: string }[] }).events.map(({ id }) => id)
  const fault = line.fault(line.deliveries.length)
  line.deliveries.push({ ids, fault })
  for (const id of ids) line.sent.set(id, (line.sent.get(id) ?? 0) + 1)
  line.open++
  changed()
  try {
    if (fault?.delay_ms) await after(fault.delay_ms)
    if (fault?.lost === 'request') return response.destroy()
    if (fault?.status) return await refuse(fault, cross, response)
    const answer = await cross(body)
    if (fault?.lost === 'answer') {
      answer.resume()
      return response.destroy()
    }
    await pass(answer, response)
    if (answer.statusCode === 202) for (const id of ids) line.answered.add(id)
  } finally {
    line.open--
    changed()
  }
}

/** Answers instead of the Worker, with the same CORS headers. */
async function refuse({ status, retry_after, hidden }: Fault, cross: Cross, response: ServerResponse) {
  const headers: OutgoingHttpHeaders = retry_after ? { 'retry-after': retry_after } : {}
  if (!hidden) {
    const own = await cross('')
    own.resume()
    for (const [name, value] of Object.entries(own.headers))
      if (name.startsWith('access-control-')) headers[name] = value
  }
  response.writeHead(status!, headers).end()
}

/** Passes an answer on unchanged. Rejects when the browser has closed the connection before the end. */
function pass(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...headers } = answer.headers
  response.writeHead(answer.statusCode!, headers)
  return pipeline(answer, response)
}

function forward(url: string, { method, headers }: IncomingMessage, body: string): Promise<IncomingMessage> {
  const { connection: _, 'proxy-connection': __, ...rest } = headers
  return new Promise((resolve, reject) => {
    open(url, { method, headers: { ...rest, 'content-length': Buffer.byteLength(body) } }, resolve)
      .on('error', reject)
      .end(body)
  })
}
