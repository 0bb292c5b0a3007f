/** The test web: a proxy that answers for every host of the browser tests. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
}
/** The body of an HTML page, a whole answer, or a function that answers later. */
type Resource = string | Answer | (() => Promise<Answer>)
/** All pages, by host and path. The query is ignored. */
export type Web = Record<string, Record<string, Resource>>

const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** Starts the proxy. It answers for every host except this machine; 404 for a page that `read()` does not have. */
export async function startWeb(read: () => Web) {
  const server = createServer(async (request, response) => {
    request.resume()
    const { host, pathname } = new URL(request.url ?? '', 'http://nowhere.example')
    const pages = read()[host]
    const found = pages?.[pathname] ?? { status: 404, body: '' }
    const resource = typeof found === 'function' ? await found() : found
    const {
      status = 200,
      headers = HTML,
      body = '',
    } = typeof resource === 'string' ? { body: resource } : resource
    const html = headers['content-type'] === HTML['content-type']
    response
      .writeHead(status, headers)
      .end(html ? `<!doctype html><meta charset="utf-8"><title>${host}</title>${body}` : body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    /** Of the proxy, as Playwright takes it. */
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** The Worker is asked directly. */
    bypass: '127.0.0.1',
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}
