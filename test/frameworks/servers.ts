/** The servers of the trial of frameworks: one in the Worker's place, one for the files of an app, and an app's own. */
import { EventEmitter, once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { collect, endAll, ROOT, start } from '../../tools/run.ts'
import type { Envelope } from '../../wire/event.ts'

/** For how long a page view or the start of a server is awaited. */
const LIMIT_MS = 30_000

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
}

async function listen(listener: RequestListener) {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.close().closeAllConnections()
    },
  }
}

/** Serves the built script, and keeps the page views that it gets. */
export async function startFakeWorker() {
  const envelopes: Envelope[] = []
  const arrivals = new EventEmitter()
  const server = await listen(async (request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    const body = await text(request)
    if (request.method === 'POST') {
      envelopes.push(JSON.parse(body))
      arrivals.emit('envelope')
      return response.writeHead(202).end('{}')
    }
    const file = join(ROOT, 'dist/assets', new URL(request.url!, 'http://x').pathname)
    if (extname(file) !== '.js' || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES['.js'] }).end(readFileSync(file))
  })
  /** The page views of a site in their order, each event id once. */
  const viewsOf = (site: string) => {
    const events = envelopes.filter((one) => one.site === site).flatMap((one) => one.events)
    const views = events.filter(({ name }) => name === 'page_view')
    return [...new Map(views.map((event) => [event.id, event])).values()].map(({ url, visitor }) => ({
      path: new URL(url).pathname.replace(/(?<=.)\/$|\.html$/g, ''),
      visitor,
    }))
  }
  /** Resolves when the site has `count` page views or more and the last one is of `path`. Rejects after LIMIT_MS. */
  const received = async (site: string, count: number, path: string) => {
    const signal = AbortSignal.timeout(LIMIT_MS)
    for (;;) {
      const views = viewsOf(site)
      if (views.length >= count && views.at(-1)?.path === path) return
      await once(arrivals, 'envelope', { signal }).catch(() => {
        throw new Error(`page view ${count}, of ${path}, did not come within ${LIMIT_MS} ms`)
      })
    }
  }
  return { ...server, viewsOf, received }
}
export type FakeWorker = Awaited<ReturnType<typeof startFakeWorker>>

/** Serves the files of a folder. A file that begins with `-> ` is a redirect. @param isSinglePage each path is `/` */
export const serveFolder = (folder: string, isSinglePage?: boolean) =>
  listen((request, response) => {
    const path = join(folder, new URL(request.url!, 'http://x').pathname)
    const isFile = (name: string) => existsSync(name) && statSync(name).isFile()
    const names = [
      path,
      `${path}.html`,
      join(path, 'index.html'),
      ...(isSinglePage ? [join(folder, 'index.html')] : []),
    ]
    const file = names.find(isFile)
    if (!file) return response.writeHead(404).end()
    const content = readFileSync(file)
    const [, to] = /^-> (.*)/.exec(content.toString('utf8', 0, 100)) ?? []
    if (to) return response.writeHead(302, { location: to }).end()
    response
      .writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
      .end(content)
  })

/**
 * Runs the command of a package in `folder`; its last argument is a port, here 0 for any free one. Resolves when the server has
 * printed its address. Rejects if it ends before, or after LIMIT_MS.
 */
export async function serveByCommand(command: string[], folder: string) {
  const child = start('npx', [...command, '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const printed = collect(child.stdout, child.stderr)
  let url: string | undefined
  for await (const line of createInterface({ input: child.stdout!, signal: AbortSignal.timeout(LIMIT_MS) })) {
    url = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (url) break
  }
  // The end of the loop has paused the stream: a server that prints more would stop at a full pipe.
  child.stdout!.resume()
  if (url) return { url, close: () => endAll() }
  await endAll()
  throw new Error(`${command.join(' ')} printed no address within ${LIMIT_MS} ms, or ended:\n${printed()}`)
}
