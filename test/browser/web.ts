/** A little web for the browser tests: every host there is, behind the browser's proxy. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Answer {
  status?: number
  headers?: Record<string, string>
  body?: string
}
/** An HTML page's body, an answer as it stands, or one that takes its time. */
type Resource = string | Answer | (() => Promise<Answer>)
/** All that the web has, by host and path. The query plays no part. */
export type Web = Record<string, Record<string, Resource>>

const HTML = { 'content-type': 'text/html; charset=utf-8' }

/** Stands for every host but this machine, as the browser's proxy. What `read()` does not have is a 404. */
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
