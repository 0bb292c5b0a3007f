/** Drives a browser on a shop like a person. The events of the shop are numbered. */
import type { BrowserContext, Page } from 'playwright-core'
import { crashTab, onFirefox } from '../firefox.ts'
import type { Line } from './proxy.ts'

export interface Visitor {
  context: BrowserContext
  line: Line
  /** Opens a page of the shop in a new tab, and waits until the script is ready: from now on it stores events at once. */
  open(path?: string): Promise<Page>
  /** Opens a page of the shop in a new tab, and waits only until the page has loaded. */
  openHurried(path?: string): Promise<Page>
  /** Tracks `count` events at once. `chars`: about the size of each. */
  track(page: Page, count: number, chars?: number): Promise<void>
  /** Goes to the next page of the shop. The same click tracks `count` events. */
  leave(page: Page, count: number, how: keyof typeof WAYS): Promise<void>
  /** Moves the clocks of all tabs forward until the Worker has answered so many events. */
  wait(events: number): Promise<void>
  /** Closes the tab. `hard`: without `beforeunload`, as when the browser ends. */
  close(page: Page, hard?: boolean): Promise<void>
  /** Ends the process of the tab at once, or by opening `chrome://crash`. */
  crash(page: Page, how?: 'at once' | 'chrome://crash'): Promise<void>
}

/** By how much `wait` moves the clocks in one step: more than the script waits before it tries again. */
const STEP_MS = 30_000
/** How long `wait` waits, in real time. */
const PATIENCE_MS = 40_000

/** The ways to the next page: what is clicked for each. */
const WAYS = { link: 'a', form: '#get', post: '#post', script: '#go' }

/** The shop's page, the same on every path. Automatic page views are off: there are only the numbered events. */
export const shopPage = (shop: string) => `<!doctype html><title>Shop</title>
<script defer src="http://stats.${shop}/t.js" data-site="${shop}" data-auto="off"></script>
<a href="/next">Next</a>
<form action="/next"><button id="get">Search</button></form>
<form action="/next" method="post"><button id="post">Order</button></form>
<button id="go" onclick="location.href = '/next'">Go on</button>`

/** @param onTrack called with the number of events before they are tracked */
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
        // Running requests take real time. The clock moves on only after them.
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
      // Neither call is ever answered, so it is not awaited.
      if (how === 'chrome://crash') page.goto(how).catch(() => {})
      else (await context.newCDPSession(page)).send('Page.crash').catch(() => {})
      await crashed
      await page.close()
    },
  }
}
