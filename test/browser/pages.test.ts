/** Page views in a real Chromium, from the built script to the rows in the Worker: every page that is shown, once. */
import { EventEmitter, once } from 'node:events'
import type { Browser, BrowserContext } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { BATCH_MS } from '../../sdk/limits.ts'
import { startBrowser, startPageBrowser, startWorker, type TestWorker } from '../harness.ts'
import { startChrome } from './chrome.ts'
import { CACHED, LOADS, TAGS } from './loads.ts'
import { APPS, FRAGMENTS } from './routers.ts'
import type { Scene } from './scenario.ts'
import { endOn, madeAt, openSite, sessionsOf, viewsOf } from './site.ts'
import { startWeb, type Web } from './web.ts'

const ELSEWHERE = 'http://elsewhere.example/'

let worker: TestWorker
let proxy: Awaited<ReturnType<typeof startWeb>>
const web: Web = { 'elsewhere.example': { '/': 'Elsewhere' } }

beforeAll(async () => {
  ;[worker, proxy] = await Promise.all([startWorker(), startWeb(() => web)])
})
afterAll(() => Promise.all([worker?.close(), proxy?.close()]))

const tagOf = (site: string, attributes = 'defer') =>
  `<script ${attributes} src="${worker.url}/t.js" data-site="${site}"></script>`
const link = (href: string) => `<a href="${href}">On</a>`
const script = (text: string) => `<script>${text}</script>`

describe('Page views of', () => {
  let browsers: Browser[]
  /** A context of the headless shell, and one of a whole Chromium, which alone has a back-forward cache. */
  let ofShell: BrowserContext
  let ofChromium: BrowserContext
  /** A second site. */
  let other: string

  beforeAll(async () => {
    // Playwright turns the bfcache off by default.
    const options = { ignoreDefaultArgs: ['--disable-back-forward-cache'] }
    browsers = await Promise.all([startPageBrowser(options), startBrowser(options)])
    ;[ofShell, ofChromium] = (await Promise.all(browsers.map((one) => one.newContext({ proxy })))) as [
      BrowserContext,
      BrowserContext,
    ]
    other = await openSite(worker)
    return () => Promise.all(browsers.map((one) => one.close()))
  })

  test.each([...LOADS, ...CACHED, ...APPS, ...FRAGMENTS, ...TAGS])('$name: $expected', async (scenario) => {
    const { expected, pages, tag: attributes, start = '/', steps, sources = ['(direct)'] } = scenario
    const shop = await openSite(worker)
    const errors: string[] = []
    const context = CACHED.includes(scenario) ? ofChromium : ofShell
    const page = await context.newPage()
    page.on('pageerror', (error) => errors.push(`${error}`))
    const scene: Scene = {
      page,
      context,
      shop,
      other,
      worker: worker.url,
      tag: (attributes, site = shop) => tagOf(site, attributes),
      async follow(path) {
        await page.click(`a[href="${path}"]`)
        await page.waitForURL(`http://${shop}${path}`)
      },
      async go(steps, path) {
        // A timeout, because the page may be gone before `evaluate` has an answer.
        await page.evaluate((steps) => void setTimeout(() => history.go(steps)), steps)
        // A page from the bfcache does not load.
        await page.waitForURL(`http://${shop}${path}`, { waitUntil: 'commit' })
        await page.waitForFunction('window.tracker')
      },
    }
    const usual = (href: string) =>
      tagOf(shop, attributes) + link(href) + script('onpageshow = (event) => { restored = event.persisted }')
    web[shop] = { '/': usual('/mug'), '/mug': usual('/cup'), '/cup': usual('/'), ...pages?.(scene) }
    await page.goto(`http://${shop}${start}`)
    await steps?.(scene)
    // Every tab sends its events first, so that all are stored before the last event is.
    for (const tab of context.pages()) await tab.evaluate('tracker.flush()')
    const sessions = await endOn(page, worker, shop)
    expect(viewsOf(sessions)).toEqual(expected)
    expect(sessions.map(({ source }) => source)).toEqual(sources)
    expect(errors).toEqual([])
  })

  afterEach(async () => {
    for (const tab of [...ofShell.pages(), ...ofChromium.pages()]) await tab.close()
  })
})

describe('Page views in a browser that Playwright does not drive, of', () => {
  let chrome: Awaited<ReturnType<typeof startChrome>>
  let shop: string
  let home: string
  /** Emits an event for each path that the pages request, named after the path. */
  let asked: EventEmitter

  beforeAll(async () => {
    chrome = await startChrome(proxy)
    return () => chrome.end()
  })

  /** A shop of these pages. */
  async function open(pages: (tag: string) => Record<string, string>) {
    shop = await openSite(worker)
    home = `http://${shop}/`
    // A new one for each test: pages of the test before may still send requests.
    const mine = new EventEmitter()
    asked = mine
    web[shop] = pages(tagOf(shop))
    for (const word of ['prerendered', 'hidden', 'visible', 'end'])
      web[shop]![`/${word}`] = async () => {
        mine.emit(word)
        return {}
      }
  }
  const next = (word: string) => once(asked, word)
  const views = async () => viewsOf(await sessionsOf(worker, shop))
  /** Code of a page: tracks a last event, and requests `/end` when all events are sent. */
  const END = "tracker.track('the_end'); tracker.flush().then(() => fetch('/end'))"
  const onLoad = (text: string) => script(`addEventListener('load', () => { ${text} })`)
  const RULES = `<script type="speculationrules">
    {"prerender": [{"urls": ["/mug"], "eagerness": "immediate"}]}
  </script>`
  /** Code of a page that is prerendered: requests `/prerendered` after the time in which our script would have sent. */
  const PRERENDERED = onLoad(
    `if (document.prerendering) setTimeout(() => fetch('/prerendered'), ${BATCH_MS + 100})`,
  )

  const SHOW = script("fetch('/go').then(() => document.links[0].click())")

  test('a page that is prerendered and then shown: one, when it is shown', async () => {
    let before: string[] | undefined
    let shown_ms = 0
    await open((tag) => ({
      '/': tag + RULES + link('/mug') + SHOW,
      '/mug': tag + PRERENDERED + onLoad(`document.onprerenderingchange = () => { ${END} }`),
    }))
    const [prerendered, end] = [next('prerendered'), next('end')]
    web[shop]!['/go'] = async () => {
      await prerendered
      before = await views()
      shown_ms = Date.now()
      return {}
    }
    await chrome.open(home)
    await end
    expect(before).not.toContain('/mug')
    expect(await views()).toEqual(['/', '/mug'])
    const events = (await sessionsOf(worker, shop)).flatMap(({ events }) => events)
    expect(madeAt(events.find(({ page }) => page === '/mug')!)).toBeGreaterThanOrEqual(shown_ms)
  })

  test('a page that is prerendered and never shown: none', async () => {
    await open((tag) => ({
      '/': tag + RULES + link('/cup') + SHOW,
      '/mug': tag + PRERENDERED,
      '/cup': tag + onLoad(END),
    }))
    const [prerendered, end] = [next('prerendered'), next('end')]
    web[shop]!['/go'] = () => prerendered.then(() => ({}))
    await chrome.open(home)
    await end
    expect(await views()).toEqual(['/', '/cup'])
  })

  /** Code of a page: requests `/hidden` or `/visible` when it loads and at each change, after all events are sent. */
  const VISIBILITY = onLoad(
    `(document.onvisibilitychange = () => tracker.flush().then(() => fetch('/' + document.visibilityState)))()`,
  )

  test('a tab that is opened in the background, looked at, left and looked at again: one', async () => {
    await open((tag) => ({ '/': tag + VISIBILITY }))
    const front = await chrome.open(ELSEWHERE)
    const [tab] = await Promise.all([chrome.open(home, true), next('hidden')])
    await Promise.all([chrome.show(tab), next('visible')])
    await Promise.all([chrome.show(front), next('hidden')])
    await Promise.all([chrome.show(tab), next('visible')])
    expect(await views()).toEqual(['/'])
  })

  test('a tab that is opened in the background and closed unseen: one', async () => {
    await open((tag) => ({ '/': tag + VISIBILITY, '/cup': tag + onLoad(END) }))
    await chrome.open(ELSEWHERE)
    const [tab] = await Promise.all([chrome.open(home, true), next('hidden')])
    await chrome.close(tab)
    await Promise.all([chrome.open(`${home}cup`), next('end')])
    expect(await views()).toEqual(['/', '/cup'])
  })

  test('a tab that is opened in the background and closed before its script could send: one', async () => {
    await open((tag) => ({
      // The test closes the tab at this request: the script has loaded, but had no time to send.
      '/': tag + onLoad("fetch('/' + document.visibilityState)"),
      '/cup': tag + onLoad(END),
    }))
    await chrome.open(ELSEWHERE)
    const [tab] = await Promise.all([chrome.open(home, true), next('hidden')])
    await chrome.close(tab)
    await Promise.all([chrome.open(`${home}cup`), next('end')])
    expect(await views()).toEqual(['/', '/cup'])
  })
})
