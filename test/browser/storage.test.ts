/** Where a visitor is stored, what happens when the browser refuses storage, and what is never stored. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { BROWSER_ARGS } from '../../tools/browser.ts'
import { onFirefox } from '../firefox.ts'
import { AS_A_PERSON, browserPath, startPageBrowser, startWorker, type TestWorker } from '../harness.ts'
import { endOn, namesOf, openSite, viewsOf } from './site.ts'
import { startWeb, type Web } from './web.ts'

/** A shop for each test. */
const SHOPS = Array.from({ length: 40 }, (_, index) => `secure-${index + 1}.example`)
/** Only secure pages have all kinds of storage. The flag takes no such wide pattern, so that it lists the shops. */
const SECURE = SHOPS.map((name) => `http://${name}`).join()

let worker: TestWorker
let browser: Browser
let proxy: Awaited<ReturnType<typeof startWeb>>
const web: Web = {}
let context: BrowserContext
let page: Page
let shop: string

beforeAll(async () => {
  ;[worker, browser, proxy] = await Promise.all([
    startWorker(),
    startPageBrowser({ args: [`--unsafely-treat-insecure-origin-as-secure=${SECURE}`] }),
    startWeb(() => web),
  ])
})
afterAll(() => Promise.all([browser?.close(), worker?.close(), proxy?.close()]))

beforeEach(async () => {
  shop = await openSite(worker, SHOPS.shift()!)
  context = await browser.newContext({ proxy })
  page = await context.newPage()
  build()
  return () => context.close()
})

const tag = (attributes = '') =>
  `<script defer src="${worker.url}/t.js" data-site="${shop}" ${attributes}></script>`
/** The shop's pages and those of two subdomains. */
const build = (attributes?: string) => {
  for (const host of ['', 'www.', 'pay.'])
    web[host + shop] = { '/': tag(attributes), '/mug': tag(attributes), '/empty': '' }
}
const go = (path: string, host = shop) => page.goto(`http://${host}${path}`)
const visitor = (at: Page | Frame = page) => at.evaluate<string>('tracker.attribution().visitor_id')
const end = (at: Page | Frame = page) => endOn(at, worker, shop)
const push = (at: Page | Frame, url: string) => at.evaluate((url) => history.pushState({}, '', url), url)

async function withoutCookies() {
  const session = await context.newCDPSession(page)
  await session.send('Emulation.setDocumentCookieDisabled', { disabled: true })
}
/** The shop has used up all the room that an origin has. */
const fill = () =>
  page.evaluate(() => {
    for (let size = 2 ** 22; size >= 1; size /= 2)
      try {
        for (let i = 0; ; i++) localStorage.setItem(`${size} ${i}`, 'x'.repeat(size))
      } catch {}
  })

describe('A visitor stays the same', () => {
  test.each<[name: string, lose: () => unknown, kept: () => Promise<unknown>]>([
    [
      'when the cookies are deleted, and has a cookie again',
      () => context.clearCookies(),
      async () => (await context.cookies()).length,
    ],
    [
      'when localStorage is emptied, and is in it again',
      () => page.evaluate(() => localStorage.clear()),
      () => page.evaluate(() => localStorage.length),
    ],
  ])('%s', async (_name, lose, kept) => {
    await go('/')
    const before = await visitor()
    await end()
    // A page of the shop without our script, so that nothing is written on leaving.
    await go('/empty')
    await lose()
    await go('/mug')
    expect(await visitor()).toBe(before)
    expect(await kept()).toBeGreaterThan(0)
    const sessions = await end()
    expect(sessions).toHaveLength(1)
    expect(viewsOf(sessions)).toEqual(['/', '/mug'])
  })

  test.each([
    ['', (): string => ''],
    [' that is given', (): string => shop],
  ])('on all subdomains, with a data-cookie-domain%s', async (_name, domain) => {
    build(`data-cookie-domain="${domain()}"`)
    // The second file sets the domain; it comes when the page has loaded.
    const extended = () => page.evaluate(`import('${worker.url}/extras.js')`)
    await go('/', `www.${shop}`)
    await extended()
    const before = await visitor()
    await go('/mug')
    await extended()
    expect(await visitor()).toBe(before)
    await go('/', `pay.${shop}`)
    expect(await visitor()).toBe(before)
    const sessions = await end()
    expect(sessions).toHaveLength(1)
    expect(viewsOf(sessions)).toEqual(['/', '/mug', '/'])
  })

  test.each<[name: string, prepare: () => unknown]>([
    ['where localStorage is full', fill],
    // Only in Chromium can a test turn cookies off.
    ...(onFirefox ? [] : [['where cookies are off', () => {}] as [string, () => unknown]]),
  ])('%s', async (name, prepare) => {
    if (name.includes('cookies')) await withoutCookies()
    await go('/empty')
    await prepare()
    await go('/')
    const before = await visitor()
    await go('/mug')
    expect(await visitor()).toBe(before)
    const sessions = await end()
    expect(sessions).toHaveLength(1)
    expect(viewsOf(sessions)).toEqual(['/', '/mug'])
  })
})

describe('A page without shared storage is a visitor of its own and sends all its events', () => {
  const inMemory = async (at: Page | Frame) => {
    const before = await visitor(at)
    expect(before).toMatch(/./)
    await push(at, '/mug').catch(() => {})
    expect(await visitor(at)).toBe(before)
    const sessions = (await end(at)).filter(({ visitor_id }) => visitor_id === before)
    expect(sessions).toHaveLength(1)
    return viewsOf(sessions)
  }

  test.skipIf(onFirefox)('where localStorage is full and cookies are off', async () => {
    await withoutCookies()
    await go('/empty')
    await fill()
    await go('/')
    expect(await inMemory(page)).toEqual(['/', '/mug'])
  })

  test('in a sandboxed frame', async () => {
    web[shop]!['/frame'] = tag()
    web[shop]!['/'] = '<iframe sandbox="allow-scripts" src="/frame"></iframe>'
    await go('/')
    const frame = page.frames()[1]!
    expect(await frame.evaluate(() => origin)).toBe('null')
    for (const storage of ['localStorage', 'document.cookie'])
      await expect(frame.evaluate(storage)).rejects.toThrow('SecurityError')
    expect(await inMemory(frame)).toEqual(['/frame', '/mug'])
  })

  test('where the user has turned off all storage', async () => {
    const profile = await mkdtemp(join(tmpdir(), 'chrome-'))
    await mkdir(join(profile, 'Default'))
    const block = { profile: { default_content_setting_values: { cookies: 2 } } }
    await writeFile(join(profile, 'Default', 'Preferences'), JSON.stringify(block))
    const strict = await chromium.launchPersistentContext(profile, {
      executablePath: browserPath(),
      args: [...BROWSER_ARGS, ...AS_A_PERSON],
      proxy,
    })
    try {
      const page = await strict.newPage()
      await page.goto(`http://${shop}/`)
      await expect(page.evaluate('localStorage')).rejects.toThrow('SecurityError')
      expect(await page.evaluate("document.cookie = 'a=b'; document.cookie")).toBe('')
      expect(await inMemory(page)).toEqual(['/', '/mug'])
    } finally {
      await strict.close()
      await rm(profile, { recursive: true, force: true })
    }
  })
})

describe('Nothing is stored', () => {
  /** The names of everything that the browser keeps for a page. */
  const traces = async () => [
    ...(await context.cookies()).map(({ name }) => name),
    ...(await page.evaluate(async () => [
      ...Object.keys(localStorage),
      ...Object.keys(sessionStorage),
      ...(await indexedDB.databases()).map(({ name }) => name),
      // Without HTTPS, some browsers do not have these two.
      ...((await globalThis.caches?.keys()) ?? []),
      ...((await navigator.serviceWorker?.getRegistrations()) ?? []).map(({ scope }) => scope),
      ...(window.name ? [window.name] : []),
    ])),
  ]

  test('when consent is denied', async () => {
    build('data-consent="denied"')
    await go('/')
    await go('/mug')
    expect(viewsOf(await end())).toEqual(['/', '/mug'])
    expect(await traces()).toEqual([])
  })

  test('under Global Privacy Control, whatever the page says', async () => {
    await context.addInitScript(() =>
      Object.defineProperty(navigator, 'globalPrivacyControl', { get: () => true }),
    )
    await go('/')
    await page.evaluate("tracker.consent('granted')")
    await go('/mug')
    expect(viewsOf(await end())).toEqual(['/', '/mug'])
    expect(await traces()).toEqual([])
  })

  test('while consent is pending', async () => {
    build('data-consent="pending"')
    await go('/')
    await go('/mug')
    await page.evaluate("tracker.track('search', { search_term: 'mug' }); tracker.flush()")
    expect(await traces()).toEqual([])
  })

  test('once consent is withdrawn, also on the shared cookie domain', async () => {
    build(`data-cookie-domain="${shop}"`)
    await go('/')
    await page.evaluate('tracker.flush()')
    expect(await traces()).not.toEqual([])
    await page.evaluate("tracker.consent('denied'); tracker.track('search', { search_term: 'mug' })")
    expect(namesOf(await end())).toContain('search')
    expect(await traces()).toEqual([])
  })
})

test('a page under a strict Content Security Policy violates nothing', async () => {
  const policy = `default-src 'none'; script-src 'self' ${worker.url}; connect-src ${worker.url}`
  web[shop] = {
    '/stub.js': {
      headers: { 'content-type': 'text/javascript' },
      body: `(window.tracker = window.tracker || { q: [] }).q.push(['track', 'search', { search_term: 'mug' }])`,
    },
    '/': {
      headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: `<script src="/stub.js"></script>${tag()}<script>never = true</script>`,
    },
  }
  await page.addInitScript(() => {
    const violations: string[] = []
    Object.assign(window, { violations })
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
      violations.push(`${violatedDirective} ${blockedURI} ${sample}`),
    )
  })
  await go('/')
  const sessions = await end()
  expect(namesOf(sessions)).toEqual(expect.arrayContaining(['page_view', 'search']))
  // The policy works: it has refused the page's own inline script, and nothing else.
  const violations = await page.evaluate<string[]>('violations')
  // Firefox also requests the icon by itself. Neither the page nor our script does that.
  expect(violations.filter((one) => !one.includes('/favicon.ico'))).toEqual(['script-src-elem inline '])
})
