/** A person in front of a browser, on a shop whose events are numbered. */
import type { BrowserContext, Page } from 'playwright-core'
import { crashTab, onFirefox } from '../firefox.ts'
import type { Line } from './proxy.ts'

export interface Visitor {
  context: BrowserContext
  line: Line
  /** A new tab on a page of the shop. The script has settled there: it keeps events from now on. */
  open(path?: string): Promise<Page>
  /** A new tab on a page of the shop as soon as it has loaded. */
  openHurried(path?: string): Promise<Page>
  /** Tracks that many events at once; `chars` are about the size of each. */
  track(page: Page, count: number, chars?: number): Promise<void>
  /** Goes to the next page of the shop; that many events are tracked by the very click. */
  leave(page: Page, count: number, how: keyof typeof WAYS): Promise<void>
  /** Lets time pass in all tabs, faster than it does, until the Worker's answer to that many events was handed on. */
  wait(events: number): Promise<void>
  /** Closes the tab as people do, or (`hard`) as a browser does that ends: without asking the page. */
  close(page: Page, hard?: boolean): Promise<void>
  /** Ends the tab's process under it: at once, or by the address that does. */
  crash(page: Page, how?: 'at once' | 'chrome://crash'): Promise<void>
}

/** By the clock of the pages: more than the script waits before it tries again. */
const STEP_MS = 30_000
/** By ours. */
const PATIENCE_MS = 40_000

/** How a page is left for the next one: what is clicked. */
const WAYS = { link: 'a', form: '#get', post: '#post', script: '#go' }

/** Every page of the shop. Page views are left out, so that the numbered events are all there are. */
export const shopPage = (shop: string) => `<!doctype html><title>Shop</title>
<script defer src="http://stats.${shop}/t.js" data-site="${shop}" data-auto="off"></script>
<a href="/next">Next</a>
<form action="/next"><button id="get">Search</button></form>
<form action="/next" method="post"><button id="post">Order</button></form>
<button id="go" onclick="location.href = '/next'">Go on</button>`

/** @param onTrack hears how many events are being tracked */
export function createVisitor(
  context: BrowserContext,
  line: Line,
  onTrack: (count: number) => void,
): Visitor {
  let next = 0
  const openHurried = async (path = '/') => {
    const page = await context.newPage()
    await page.goto(`http://${line.shop}${path}`)
    return page
  }
  /** The call that tracks the next events. */
  const call = (count: number, chars = 0) => {
    const from = next
    next += count
    onTrack(count)
    return `for (let n = ${from}; n < ${next}; n++) tracker.track('step', { n, text: '${'x'.repeat(chars)}' })`
  }
  return {
    context,
    line,
    openHurried,
    async open(path) {
      const page = await openHurried(path)
      await page.evaluate('tracker.flush()')
      return page
    },
    track: (page, count, chars) => page.evaluate(call(count, chars)),
    async leave(page, count, how) {
      await page.evaluate(`document.addEventListener('click', () => { ${call(count)} }, { capture: true })`)
      await Promise.all([page.waitForEvent('load'), page.click(WAYS[how])])
    },
    async wait(events) {
      const deadline_ms = Date.now() + PATIENCE_MS
      const done = () => line.answered.size >= events
      while (!done() && Date.now() < deadline_ms) {
        // What is on its way takes its real time.
        await line.until(({ open }) => done() || !open)
        await context.clock.fastForward(STEP_MS)
      }
    },
    async close(page, hard) {
      const gone = page.waitForEvent('close')
      await page.close({ runBeforeUnload: !hard })
      await gone
    },
    async crash(page, how = 'at once') {
      if (onFirefox) return crashTab(page)
      const crashed = page.waitForEvent('crash')
      // Neither is ever answered.
      if (how === 'chrome://crash') page.goto(how).catch(() => {})
      else (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
      await crashed
      await page.close()
    },
  }
}
