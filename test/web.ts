/** A little web for the browser tests: every host there is, behind the browser's proxy. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The bodies of all pages by host and path. What is not in it is answered 404. */
export type Pages = Record<string, Record<string, string>>

export interface Web {
  /** Address of the proxy. */
  server: string
  /** Replaces all pages that there are. */
  show(pages: Pages): void
  close(): Promise<unknown>
}

export async function startWeb(): Promise<Web> {
  let pages: Pages = {}
  const server = createServer((request, response) => {
    request.resume()
    const { host, pathname } = new URL(request.url ?? '', 'http://nowhere.example')
    const body = pages[host]?.[pathname]
    response
      .writeHead(body === undefined ? 404 : 200, { 'content-type': 'text/html; charset=utf-8' })
      .end(`<!doctype html><meta charset="utf-8"><title>${host}</title>${body ?? ''}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    server: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    show(next) {
      pages = next
    },
    close: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  }
}
