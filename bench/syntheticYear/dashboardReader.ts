/** Opens the built dashboard in a browser, with a local D1 whose rows are counted. */
import { readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname } from 'node:path'
import { chromium } from 'playwright-core'
import { BROWSER_ARGS, ensureBrowser } from '../../tools/browser.ts'
import { ADMIN_TOKEN, type Local } from './localWorker.ts'

const TYPES: Record<string, string> = { '.html': 'text/html', '.css': 'text/css', '.js': 'text/javascript' }

/** A page may take this long if a year of a million sessions is read without rollups. */
const TIMEOUT_MS = 120_000

export interface Reader {
  /** Opens the page in a new browser context. Resolves when all figures are shown, to the number of requests. */
  load(path: string): Promise<number>
  close(): Promise<void>
}

export async function openReader(local: Local): Promise<Reader> {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://reader.example')
    if (pathname.startsWith('/api/')) {
      const answer = await local.fetch(await asRequest(request))
      response.writeHead(answer.status, Object.fromEntries(answer.headers))
      response.end(Buffer.from(await answer.arrayBuffer()))
      return
    }
    const name = pathname === '/' ? '/index.html' : pathname
    response.writeHead(200, { 'content-type': TYPES[extname(name)] ?? 'application/octet-stream' })
    response.end(await readFile(`dist/assets${name}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS })
  return {
    async load(path) {
      const context = await browser.newContext({ baseURL })
      await context.request.post('/api/session', { data: { token: ADMIN_TOKEN } })
      const page = await context.newPage()
      let requests = 0
      page.on('request', (request) => {
        if (!request.url().startsWith('data:')) requests++
      })
      await page.goto(path)
      await page.locator('main:has(h1):not(:has([aria-busy=true]))').waitFor({ timeout: TIMEOUT_MS })
      await context.close()
      return requests
    },
    async close() {
      await browser.close()
      await new Promise((resolve) => server.close(resolve).closeAllConnections())
    },
  }
}

async function asRequest(request: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, String(value)] as [string, string],
  )
  return new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method ?? 'GET',
    headers,
    ...(chunks.length ? { body: Buffer.concat(chunks) } : {}),
  })
}
