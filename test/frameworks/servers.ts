/** The servers of the trial of frameworks: one in the Worker's place, and one for the files of an app. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { ROOT } from '../../tools/run.ts'
import type { Envelope, WireEvent } from '../../wire/event.ts'

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

/** Serves the built script, and keeps the events that it gets. */
export async function startFakeWorker() {
  const envelopes: Envelope[] = []
  const server = await listen(async (request, response) => {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    const body = await text(request)
    if (request.method === 'POST') {
      envelopes.push(JSON.parse(body))
      return response.writeHead(202).end('{}')
    }
    const file = join(ROOT, 'dist/assets', new URL(request.url!, 'http://x').pathname)
    if (extname(file) !== '.js' || !existsSync(file)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES['.js'] }).end(readFileSync(file))
  })
  const eventsOf = (site: string): WireEvent[] =>
    envelopes.filter((one) => one.site === site).flatMap(({ events }) => events)
  return { ...server, eventsOf }
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
