/** The demo shop's HTTP server: files, forms and cookies. The pages are made elsewhere (routes.ts, pages/). */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basketCookies, readBasket } from './basket.ts'
import type { Order } from './pages/orderPages.ts'
import { render } from './pages/page.ts'
import { answer } from './routes.ts'

interface ShopOptions {
  /** 0 takes any free port. */
  port: number
  /** Where `t.js` and the dashboard are, such as `http://127.0.0.1:8787`. */
  workerOrigin: string
  host?: string
}

export interface Shop {
  url: string
  close(): Promise<void>
}

const FORM_BYTES = 16_384

/** The file of an address that is not a page, with its content type. */
function fileOf(pathname: string): [file: URL, type: string] | undefined {
  if (pathname === '/shop.js') return [new URL('../dist/shop/shop.js', import.meta.url), 'text/javascript']
  const style = /^\/(shop|browse|checkout)\.css$/.exec(pathname)
  if (style) return [new URL(`shop${style[0]}`, import.meta.url), 'text/css']
  const picture = /^\/pictures\/[\w-]+\.svg$/.exec(pathname)
  return picture ? [new URL(`.${picture[0]}`, import.meta.url), 'image/svg+xml'] : undefined
}

/** The fields of a posted form; null if it is larger than any form of the shop. */
async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > FORM_BYTES) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString())
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer) {
  response
    .writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' })
    .end(body)
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  { workerOrigin, orders }: { workerOrigin: string; orders: Map<string, Order> },
) {
  const url = new URL(`http://shop${request.url}`)
  const file = fileOf(url.pathname)
  if (file) {
    const body = await readFile(file[0]).catch(() => null)
    return body ? send(response, 200, file[1], body) : send(response, 404, 'text/plain', 'Not found')
  }
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET')
  if (method !== 'GET' && method !== 'POST') return send(response, 405, 'text/plain', 'Method not allowed')
  const form = method === 'POST' ? await readForm(request) : url.searchParams
  if (!form) return send(response.setHeader('connection', 'close'), 413, 'text/plain', 'Too large')
  const basket = readBasket(request.headers.cookie)
  const result = answer(method, { url, form, basket, orders })
  if ('goTo' in result) {
    if (result.basket) response.setHeader('set-cookie', basketCookies(result.basket))
    return response.writeHead(303, { location: result.goTo }).end()
  }
  send(response, result.status ?? 200, 'text/html', String(await render(result, basket, workerOrigin)))
}

/** Serves the shop until it is closed. Rejects if the port is taken (`EADDRINUSE`). */
export function startShop({ port, workerOrigin, host = '127.0.0.1' }: ShopOptions): Promise<Shop> {
  const shared = { workerOrigin: new URL(workerOrigin).origin, orders: new Map<string, Order>() }
  const headers = {
    'content-security-policy': [
      "default-src 'none'",
      `script-src 'self' ${shared.workerOrigin}`,
      `connect-src ${shared.workerOrigin}`,
      "img-src 'self'",
      "style-src 'self'",
      "form-action 'self'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'x-content-type-options': 'nosniff',
  }
  const server = createServer((request, response) => {
    response.setHeaders(new Headers(headers))
    serve(request, response, shared).catch((error: unknown) => {
      console.error(error)
      if (!response.headersSent) send(response, 500, 'text/plain', 'Something went wrong')
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => {
      resolve({
        url: `http://${host}:${(server.address() as AddressInfo).port}`,
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            server.closeAllConnections()
          }),
      })
    })
  })
}
