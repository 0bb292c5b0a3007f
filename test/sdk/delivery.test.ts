// @vitest-environment node
/** Delivery of events to the Worker: retries, events that outlive their page, and `flush()`. */
import { beforeEach, describe, expect, test } from 'vitest'
import { later, openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

const tag = { 'data-site': 'shop.example', 'data-auto': 'off' }
const names = (events: { name: string }[]) => events.map(({ name }) => name)

describe('An event without an answer', () => {
  test.each([
    ['a network error', 'down'],
    ['429', 429],
    ['500', 500],
    ['503', 503],
  ] as const)(
    'is sent again within twenty seconds after %s, together with newer events',
    async (_name, fault) => {
      const browser = openBrowser()
      const page = browser.open(SHOP)
      browser.answer(fault)
      await page.rest()
      browser.answer(202)
      page.tracker.track('search', { search_term: 'mug' })
      await page.rest(20)
      const [first, ...later] = browser.requests.flatMap(({ envelope }) => envelope.events)
      expect(first!.name).toBe('page_view')
      expect(names(later).sort()).toEqual(['page_view', 'search'])
      expect(later).toContainEqual(first)
      expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
    },
  )

  test.each([400, 401, 403, 404, 413])('is not sent again after %i', async (status) => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    browser.answer(status)
    await page.rest()
    browser.answer(202)
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })

  test('is sent by the next page with its own ids and time', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    later(1)
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    await page.rest()
    page.leave()
    const before = browser.events.slice(0, 2)
    browser.answer(202)
    const requests = browser.requests.length
    later(1)
    await browser.open(`${SHOP}thanks`).rest()
    const sent = browser.requests.slice(requests).flatMap(({ envelope }) => envelope.events)
    expect(names(sent)).toEqual(['page_view', 'purchase', 'page_view'])
    expect(sent.slice(0, 2)).toEqual(before)
  })

  test('is sent in one request together with the other events of the same moment', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    for (const name of ['one', 'two', 'three', 'four']) page.tracker.track(name)
    await page.rest()
    expect(browser.requests).toHaveLength(1)
  })

  test('is sent when the network is back, even if nothing else happens', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    await page.rest(24 * 60 * 60)
    const tries = browser.requests.length
    browser.answer(202)
    await page.rest(60)
    expect(browser.requests).toHaveLength(tries + 1)
    expect(browser.requests.at(-1)!.envelope.events).toEqual(browser.requests[0]!.envelope.events)
  })

  test('waits for the time of Retry-After, also while a page is left and on later pages', async () => {
    const browser = openBrowser()
    browser.answer(429, { 'retry-after': '40' })
    const page = browser.open(SHOP, { tag })
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    browser.answer(202)
    await page.rest(38)
    page.leave()
    const next = browser.open(SHOP, { tag })
    await next.rest(2)
    expect(browser.requests).toHaveLength(1)
    await next.rest(30)
    expect(browser.requests.length).toBeGreaterThan(1)
  })

  test('arrives the next day if the rows of its day were used up (429 with Retry-After: 3600)', async () => {
    const browser = openBrowser()
    browser.answer(429, { 'retry-after': '3600' })
    const page = browser.open(SHOP, { tag })
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    await page.rest(5)
    page.leave()
    later(20 * 60)
    browser.answer(202)
    const next = browser.open(SHOP, { tag })
    next.tracker.track('search', { search_term: 'mug' })
    await next.rest()
    expect(names(browser.requests.at(-1)!.envelope.events)).toEqual(['purchase', 'search'])
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
  })

  test('is sent by only one of several tabs, however long the network was down', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const tabs = [browser.open(SHOP)]
    await tabs[0]!.rest()
    for (const path of ['mug', 'cup']) {
      tabs.push(browser.open(SHOP + path))
      await tabs.at(-1)!.rest(3)
    }
    await tabs[0]!.rest(120)
    const before = browser.requests.length
    browser.answer(202)
    await tabs[0]!.rest(120)
    const ids = browser.requests.slice(before).flatMap(({ envelope }) => envelope.events.map(({ id }) => id))
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(3)
  })

  test('is sent by the next page after a crash, even if it was tracked just before the crash', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    page.crash()
    later(1)
    await browser.open(SHOP).rest()
    expect(names(browser.events)).toEqual(['page_view', 'purchase', 'page_view'])
  })

  test('is sent again if the page was left before the answer came', async () => {
    const browser = openBrowser()
    browser.answer('silent')
    const page = browser.open(SHOP)
    page.leave()
    browser.answer(202)
    await browser.open(`${SHOP}cart`).rest()
    const ids = browser.events.map(({ id }) => id)
    expect(ids).toHaveLength(3)
    expect(ids.slice(1)).toContain(ids[0])
  })

  test('is not lost if another tab writes at the same time', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const tabs = [browser.open(SHOP), browser.open(`${SHOP}mug`), browser.open(`${SHOP}cup`)]
    await Promise.all(tabs.map((tab) => tab.rest()))
    for (const number of [1, 2, 3, 4]) for (const tab of tabs) tab.tracker.track(`note_${number}`)
    for (const tab of tabs) tab.crash()
    browser.answer(202)
    const before = browser.requests.length
    await browser.open(`${SHOP}later`).rest(21)
    const last = browser.requests.slice(before).flatMap(({ envelope }) => envelope.events)
    expect(new Set(last.map(({ id }) => id)).size).toBe(3 + 4 * 3 + 1)
  })

  test('is deleted when 500 newer events are stored', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP, { tag })
    for (let number = 0; number < 600; number++) {
      later(1 / 60_000)
      page.tracker.track('note', { number })
    }
    await page.rest()
    page.leave()
    const kept = browser.keys(SHOP).length
    expect(kept).toBeLessThanOrEqual(501)
    browser.answer(202)
    const before = browser.requests.length
    await browser.open(SHOP, { tag }).rest(21)
    const sent = browser.requests.slice(before).flatMap(({ envelope }) => envelope.events)
    expect(sent.map(({ params }) => Number(params!.number)).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 500 }, (_, index) => index + 100),
    )
  })

  test.each(['{"id":', '1700000000000{"id":'])(
    'does not stop newer events if another script has changed its entry to %s',
    async (entry) => {
      const browser = openBrowser()
      browser.answer('down')
      const page = browser.open(SHOP)
      await page.rest()
      page.leave()
      browser.storageOf('https://shop.example').setItem('utm_shop.example_e0', entry)
      browser.answer(202)
      const before = browser.requests.length
      await browser.open(`${SHOP}cart`).rest(21)
      const sent = browser.requests.slice(before).flatMap(({ envelope }) => envelope.events)
      expect(names(sent.filter(Boolean))).toEqual(['page_view', 'page_view'])
    },
  )

  test('of one site is not sent for another on the same origin', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    await page.rest()
    page.leave()
    browser.answer(202)
    const other = browser.open(SHOP, { tag: { 'data-site': 'shop.example.org' } })
    await other.rest()
    expect(browser.requests.at(-1)!.envelope.events).toHaveLength(1)
  })
})

describe('Leaving a page', () => {
  test.each(['pagehide', 'visibilitychange'])('sends waiting events at once (%s)', (type) => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.tracker.track('search', { search_term: 'mug' })
    page.dispatch(type)
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })

  test('does not wait for a slow answer, and sends the events of the running request again', async () => {
    const browser = openBrowser()
    browser.answer('silent')
    const page = browser.open(SHOP)
    await page.rest()
    await page.rest(2)
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    page.leave()
    expect(browser.requests.map(({ envelope }) => names(envelope.events))).toEqual([
      ['page_view'],
      ['page_view', 'purchase'],
    ])
  })
})

describe('flush()', () => {
  test('sends at once and resolves when all requests are answered, including running ones', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.dispatch('visibilitychange')
    expect(browser.requests).toHaveLength(1)
    const done: string[] = []
    const flushed = page.tracker.flush().then(() => done.push('flushed'))
    expect(browser.keys(SHOP)).toHaveLength(2)
    for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    expect(done).toEqual([])
    await page.rest()
    await flushed
    expect(done).toEqual(['flushed'])
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
  })

  test('resolves when the network is down and everything is stored for later', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    const flushed = page.tracker.flush()
    await page.rest()
    await flushed
    expect(browser.keys(SHOP)).toHaveLength(2)
  })

  test('resolves on a page from the bfcache, although Firefox never delivers the answers of before', async () => {
    const browser = openBrowser()
    browser.answer('silent')
    const page = browser.open(SHOP)
    await page.rest()
    page.dispatch('pagehide', { persisted: true })
    browser.answer(202)
    page.dispatch('pageshow', { persisted: true })
    const flushed = page.tracker.flush()
    await page.rest()
    await flushed
    expect(browser.requests.length).toBeGreaterThan(1)
  })

  test('resolves when there is nothing to send', async () => {
    await openBrowser().open(SHOP, { tag }).tracker.flush()
  })

  test('sends a backlog of several requests', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    for (let number = 0; number < 120; number++) page.tracker.track('note', { number })
    const flushed = page.tracker.flush()
    await page.rest()
    await flushed
    expect(browser.events).toHaveLength(120)
  })
})

describe('A purchase', () => {
  test('that a reloaded thank-you page tracks again has the same transaction_id, so the Worker counts it once', async () => {
    const browser = openBrowser()
    for (const visit of [1, 2]) {
      const page = browser.open(`${SHOP}thanks?visit=${visit}`, { tag })
      page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
      await page.rest()
      page.leave()
    }
    expect(browser.events.map(({ params }) => params!.transaction_id)).toEqual(['A-1', 'A-1'])
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
  })
})
