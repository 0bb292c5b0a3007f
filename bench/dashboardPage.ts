/**
 * Measures the dashboard's first load on the demo site's 30 days: bytes, requests, layout shift, and the time until all figures
 * are painted, compared with the API's own time for the same answer.
 */
import { readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'
import { seed } from '../demo/seed.ts'
import { ADMIN_TOKEN, startWorker } from '../test/harness.ts'
import { BROWSER_ARGS, ensureBrowser } from '../tools/browser.ts'
import { median, print } from './shared/print.ts'

const DAYS = 30
/** Each load is by a browser that has nothing of the page in its cache. */
const LOADS = 11
const FIRST_LOAD = ['index.html', 'dashboard.js']

interface Load {
  painted_ms: number
  answer_ms: number
  shift: number
  requests: string[]
}

function printBytes() {
  const files = FIRST_LOAD.map((file) => readFileSync(`dist/assets/${file}`))
  const sum = (size: (file: Buffer) => number) => files.reduce((bytes, file) => bytes + size(file), 0)
  print(
    'dashboard_first_load_bytes',
    sum((file) => brotliCompressSync(file).length),
    'bytes',
    {
      gzip: sum((file) => gzipSync(file, { level: 9 }).length),
      raw: sum((file) => file.length),
    },
  )
}

/** Runs in the page before its own script: records when no panel waits any more, and the layout shift until then. */
function watch() {
  const seen = { painted_ms: 0, shift: 0 }
  Object.assign(window, { seen })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.shift += (entry as PerformanceEntry & { value: number }).value
  }).observe({ type: 'layout-shift', buffered: true })
  const look = () => {
    const isComplete =
      document.querySelector('.figure .value, .panel td') && document.querySelector('main h1')
    if (!isComplete || document.querySelector('[aria-busy=true]')) return requestAnimationFrame(look)
    // In a frame's callback, the page's state is the one that the next frame shows on the screen.
    requestAnimationFrame((now) => {
      seen.painted_ms = now
    })
  }
  requestAnimationFrame(look)
}

async function load(browser: Browser, origin: string): Promise<Load> {
  const reader = await browser.newContext({ viewport: { width: 1280, height: 900 }, baseURL: origin })
  await reader.request.post('/api/session', { data: { token: ADMIN_TOKEN } })
  const page = await reader.newPage()
  const requests: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith('data:')) requests.push(request.url())
  })
  await page.addInitScript(watch)
  await page.goto('/')
  type Seen = Pick<Load, 'painted_ms' | 'shift'>
  await page.waitForFunction(() => (window as unknown as { seen: Seen }).seen.painted_ms > 0)
  const seen = await page.evaluate(() => (window as unknown as { seen: Seen }).seen)
  await reader.close()
  return { ...seen, requests, answer_ms: await ask(requests.at(-1)!) }
}

/** The time of the API for the page's request, measured without a page. */
async function ask(url: string): Promise<number> {
  const started_ms = performance.now()
  const answer = await fetch(url, { headers: { authorization: `Bearer ${ADMIN_TOKEN}` } })
  await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return performance.now() - started_ms
}

printBytes()
const worker = await startWorker()
await seed({ workerOrigin: worker.url, token: ADMIN_TOKEN, until: new Date(), days: DAYS, onProgress() {} })
const browser = await chromium.launch({ executablePath: await ensureBrowser(), args: BROWSER_ARGS })
// The first load, which is not measured, starts the browser's processes and the Worker's isolate.
await load(browser, worker.url)
const loads: Load[] = []
for (let turn = 0; turn < LOADS; turn++) loads.push(await load(browser, worker.url))

const painted_ms = median(loads.map((one) => one.painted_ms))
const answer_ms = median(loads.map((one) => one.answer_ms))
print('dashboard_requests', Math.max(...loads.map(({ requests }) => requests.length)), 'requests')
print('dashboard_layout_shift', Math.max(...loads.map(({ shift }) => shift)), 'CLS')
print('dashboard_paint_ratio', Math.round((100 * painted_ms) / answer_ms) / 100, 'times the answer', {
  painted_ms: Math.round(painted_ms),
  answer_ms: Math.round(answer_ms),
  loads: LOADS,
})

await browser.close()
await worker.close()
