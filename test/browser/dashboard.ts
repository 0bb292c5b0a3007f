/** Fixtures of the dashboard's tests: a Worker, a browser, and readers who are signed in. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { BROWSER_ARGS } from '../../tools/browser.ts'
import type { Answer } from '../../wire/answers/report.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { ADMIN_TOKEN, shellPath, startChromium, startWorker, type TestWorker } from '../harness.ts'

const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'

interface ReaderOptions {
  /** Path and query of the page that is opened. */
  path?: string
  width?: number
  /** The token to sign in with. Empty: no sign-in. */
  token?: string
  locale?: string
  theme?: 'light' | 'dark'
  /** The test will replace the page's clock, so that the browser context cannot be reused. */
  timed?: boolean
}

/** A browser context with a page that stays open: the first page of a context starts a process, which takes long. */
interface Reader {
  context: BrowserContext
  keeper: Page
  /** Its options; a test with the same options reuses the context. */
  like: string
  timed: boolean
}

/** Starts a Worker and a browser for a test file. A test fails when the browser or the content policy reports an error. */
export function useDashboard(site: string) {
  let worker: TestWorker
  let browser: Browser
  let idle: Reader[] = []
  let readers: Reader[] = []
  /** Errors of pages and violations of the content policy. */
  const complaints: string[] = []

  beforeAll(async () => {
    ;[worker, browser] = await Promise.all([
      startWorker(),
      startChromium({ args: BROWSER_ARGS, executablePath: shellPath() }),
    ])
  })
  afterEach(async () => {
    idle.push(...(await Promise.all(readers.map(leave))).flat())
    readers = []
    expect(complaints.splice(0)).toEqual([])
  })
  afterAll(async () => {
    await browser?.close()
    await worker?.close()
  })

  async function come(options: BrowserContextOptions, timed: boolean): Promise<Reader> {
    const like = JSON.stringify(options)
    const before = idle.find((one) => one.like === like)
    if (before && !timed) {
      idle = idle.filter((one) => one !== before)
      return before
    }
    const context = await browser.newContext({ ...options, baseURL: worker.url })
    const keeper = await context.newPage()
    await keeper.goto('/api/health')
    return { context, keeper, like, timed }
  }

  /** Removes everything that the reader has stored, and makes the context idle. */
  async function leave({ context, keeper, like, timed }: Reader): Promise<Reader[]> {
    if (timed) {
      await context.close()
      return []
    }
    const pages = context.pages().filter((page) => page !== keeper)
    await Promise.all(pages.map((page) => page.close()))
    await context.clearCookies()
    await keeper.evaluate('localStorage.clear()')
    return [{ context, keeper, like, timed }]
  }

  /** Opens a page for a new reader. Default: signed in as admin. */
  async function openPage({
    path = `/?site=${site}`,
    width = 1280,
    token = ADMIN_TOKEN,
    locale = 'en-GB',
    theme = 'light',
    timed = false,
  }: ReaderOptions = {}): Promise<Page> {
    const like = {
      viewport: { width, height: 900 },
      locale,
      colorScheme: theme,
      permissions: ['clipboard-read', 'clipboard-write'],
    }
    const reader = await come(like, timed)
    readers.push(reader)
    const { context } = reader
    if (token) await context.request.post('/api/session', { data: { token } })
    const page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    await page.addInitScript({
      content: `addEventListener('securitypolicyviolation', (event) => {
        setTimeout(() => { throw new Error('policy: ' + event.violatedDirective + ' ' + event.blockedURI) })
      })`,
    })
    await page.goto(path)
    return page
  }

  /** GET, or POST with a body. Throws on a status of 400 or more. */
  async function api<T>(path: string, body?: unknown): Promise<T> {
    const answer = await worker.api<T>(body ? 'POST' : 'GET', path, body)
    if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  return {
    openPage,
    api,
    /** The running Worker; available from the first hook on. */
    worker: () => worker,
    report: (name: string, query = 'period=month') =>
      api<Answer>(`/api/stats/${name}${name.includes('?') ? '&' : '?'}site=${site}&${query}`),
    /** Events of a visit: a page view, then `names`, a minute apart. */
    visit: (visitor: string, landing: string, hoursAgo: number, names: string[] = []) =>
      ['page_view', ...names].map((name, minute) => ({
        id: `${visitor}-${minute}`,
        name,
        ts: new Date(Date.now() - hoursAgo * HOUR_MS + minute * MINUTE_MS).toISOString(),
        url: `https://${site}${landing}`,
        visitor_id: visitor,
        user_agent: USER_AGENT,
        country: 'UA',
        city: 'Київ',
        ...(name === 'purchase' ? { value: 1250.5, currency: 'UAH', transaction_id: `T-${visitor}` } : {}),
      })),
  }
}

/** The landing page of an ad. */
export const landing = (source: string, campaign: string, content: string) =>
  `/?${new URLSearchParams({ utm_source: source, utm_medium: 'cpc', utm_campaign: campaign, utm_content: content })}`

export const panel = (page: Page, title: string) => page.getByRole('region', { name: title, exact: true })

/** Opens a panel that is closed at first. */
export const openPanel = (page: Page, title: string) =>
  panel(page, title).locator('summary', { hasText: title }).click()

/** Waits until all requested reports are shown. */
export const settled = (page: Page) => page.locator('main:has(h1):not(:has([aria-busy=true]))').waitFor()

/** The rows of a panel's table, a list of cell texts each; a cell keeps only its first line. */
export async function rows(page: Page, title: string): Promise<string[][]> {
  await panel(page, title).locator('tbody tr').first().waitFor()
  const found = await panel(page, title).locator('tbody tr').all()
  const cells = await Promise.all(found.map((row) => row.locator('th, td').allInnerTexts()))
  return cells.map((row) => row.map((cell) => cell.split('\n')[0]!.trim()))
}

/** A shown figure as a number: `₴1,250.50` is 1250.5. */
export const number = (text: string | undefined) => Number(text?.replace(/[^\d.]/g, ''))
