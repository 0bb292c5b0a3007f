/**
 * Measures what the script costs the page that loads it: the main thread's time during the load, and the accesses to storage
 * before the first paint.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { startWorker } from '../test/harness.ts'
import { BROWSER_ARGS, ensureBrowser } from '../tools/browser.ts'
import { median, print } from './shared/print.ts'
import { CATEGORIES, type Spent, scriptWork, type Work } from './shared/trace.ts'

const SITE = 'shop.example'
const THROTTLING = 6
/** Loads of each variant, in turns. */
const LOADS = 15
/** Measured from the load on. The script's timer, its request and the answer are well within this time. */
const WATCHED_MS = 1000
/** Delays of the style sheet; nothing is painted before it. One is shorter and one is longer than the script's own delay. */
const STYLES_MS = [100, 1000]

const worker = await startWorker()
await worker.api('POST', '/api/sites', { site: SITE, currency: 'UAH', hosts: ['*'] })
const products = '<article><h2>Mug</h2><p>Blue, 300 ml.</p><button>Add to cart</button></article>'.repeat(40)
const tag = (attribute: string, src: string) =>
  `<script ${attribute} src="${src}" data-site="${SITE}"></script>`
const HEADS: Record<string, string> = {
  '/tracker': tag('defer', `${worker.url}/t.js`),
  '/empty': tag('defer', '/empty.js'),
}
for (const ms of STYLES_MS)
  HEADS[`/style-after-${ms}-ms`] =
    `${tag('async', `${worker.url}/t.js`)}<link rel="stylesheet" href="/style.css?after=${ms}">`

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://shop')
  const head = HEADS[pathname]
  const send = (type: string, body: string) => response.writeHead(200, { 'content-type': type }).end(body)
  if (head)
    send('text/html', `<!doctype html><meta charset="utf-8"><title>Shop</title>${head}<main>${products}`)
  else if (pathname === '/style.css')
    setTimeout(() => send('text/css', 'h2{color:#123}'), Number(searchParams.get('after')))
  else send('text/javascript', '')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

/** A landing from an ad by a visitor who has not been here before. */
const landing = (path: string) => `${origin}${path}?utm_source=facebook&utm_medium=cpc&utm_campaign=winter`

async function withPage<T>(browser: Browser, use: (page: Page) => Promise<T>): Promise<T> {
  const context = await browser.newContext()
  try {
    return await use(await context.newPage())
  } finally {
    await context.close()
  }
}

const load = (browser: Browser, path: string, script: string): Promise<Work> =>
  withPage(browser, async (page) => {
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLING })
    await browser.startTracing(page, { categories: CATEGORIES })
    await page.goto(landing(path))
    await page.waitForTimeout(WATCHED_MS)
    return scriptWork(await browser.stopTracing(), script)
  })

interface Access {
  what: string
  at: number
}

/** Wraps every synchronous access to storage and records it. Runs in the page, before any script. */
function watchStorage() {
  const accesses: Access[] = []
  const note = (what: string) => accesses.push({ what, at: performance.now() })
  for (const name of ['localStorage', 'sessionStorage'] as const) {
    const real = window[name]
    const recorded = new Proxy(real, {
      get(_, key) {
        note(`${name} read`)
        const value = Reflect.get(real, key)
        return typeof value === 'function' ? value.bind(real) : value
      },
      set(_, key, value) {
        note(`${name} write`)
        return Reflect.set(real, key, value)
      },
      deleteProperty(_, key) {
        note(`${name} write`)
        return Reflect.deleteProperty(real, key)
      },
      ownKeys() {
        note(`${name} read`)
        return Reflect.ownKeys(real)
      },
    })
    Object.defineProperty(window, name, { get: () => recorded })
  }
  const cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie')!
  Object.defineProperty(Document.prototype, 'cookie', {
    get() {
      note('cookie read')
      return cookie.get!.call(this)
    },
    set(value) {
      note('cookie write')
      cookie.set!.call(this, value)
    },
  })
  Object.assign(window, { accesses })
}

const countStorage = (browser: Browser, path: string) =>
  withPage(browser, async (page) => {
    await page.addInitScript(watchStorage)
    const sent = page.waitForResponse(`${worker.url}/e`)
    await page.goto(landing(path))
    await sent
    await page.waitForFunction(() => performance.getEntriesByName('first-paint').length)
    return page.evaluate(() => {
      const { accesses } = window as unknown as { accesses: Access[] }
      const paint_ms = performance.getEntriesByName('first-paint')[0]!.startTime
      return {
        paint_ms: Math.round(paint_ms),
        before: accesses.filter(({ at }) => at < paint_ms).map(({ what }) => what),
        after: accesses.filter(({ at }) => at >= paint_ms).length,
      }
    })
  })

const round = (ms: number) => Math.round(ms * 10) / 10

const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS })
const variants = {
  tracker: { path: '/tracker', script: `${worker.url}/t.js`, loads: [] as Work[] },
  empty: { path: '/empty', script: `${origin}/empty.js`, loads: [] as Work[] },
}
// The browser's first page takes longer than all later ones.
await load(browser, variants.empty.path, variants.empty.script)
for (let turn = 0; turn < LOADS; turn++)
  for (const { path, script, loads } of Object.values(variants)) loads.push(await load(browser, path, script))

for (const [variant, { loads }] of Object.entries(variants)) {
  const printSpent = (name: string, spent: Spent[]) => {
    const walls = spent.map(({ wall_ms }) => wall_ms)
    print(name, round(median(spent.map(({ cpu_ms }) => cpu_ms))), 'ms', {
      variant,
      cpu_throttling: THROTTLING,
      loads: LOADS,
      wall_median_ms: round(median(walls)),
      wall_least_ms: round(Math.min(...walls)),
    })
  }
  printSpent(
    'script_main_thread_ms',
    loads.map(({ script }) => script),
  )
  printSpent(
    'script_longest_task_ms',
    loads.map(({ longest }) => longest),
  )
  printSpent(
    'page_main_thread_ms',
    loads.map(({ page }) => page),
  )
  print('script_forced_layouts', Math.max(...loads.map(({ layouts }) => layouts)), 'layouts', { variant })
}

for (const page of Object.keys(HEADS).filter((path) => path !== variants.empty.path)) {
  const { before, after, paint_ms } = await countStorage(browser, page)
  const by: Record<string, number> = {}
  for (const what of before) by[what] = (by[what] ?? 0) + 1
  print('storage_before_paint', before.length, 'accesses', { page, ...by, after, paint_ms })
}

await browser.close()
server.close().closeAllConnections()
await worker.close()
