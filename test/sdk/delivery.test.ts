// @vitest-environment node
/** From the call to the Worker in spite of everything: retries, what outlives a page, and `flush()`. */
import { beforeEach, describe, expect, test } from 'vitest'
import { later, openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

const tag = { 'data-site': 'shop.example', 'data-auto': 'off' }
const names = (events: { name: string }[]) => events.map(({ name }) => name)

describe('An event that was not answered', () => {
  test.each([
    ['a network error', 'down'],
    ['429', 429],
    ['500', 500],
    ['503', 503],
  ] as const)(
    'goes again within twenty seconds, like what has come meanwhile, after %s',
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

  test('goes with the next page, with the ids and the time it had', async () => {
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

  test('is tried once a moment, however much happens in it', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(SHOP)
    for (const name of ['one', 'two', 'three', 'four']) page.tracker.track(name)
    await page.rest()
    expect(browser.requests).toHaveLength(1)
  })

  test('goes when the network is back, though nothing else happens', async () => {
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

  test('is held back by a Retry-After, by pages that go and by later ones too', async () => {
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

  test('is sent by one of several tabs only, however long the network was away', async () => {
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

  test('goes with the next page after a crash, even when it was tracked the instant before', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    page.crash()
    later(1)
    await browser.open(SHOP).rest()
    expect(names(browser.events)).toEqual(['page_view', 'purchase', 'page_view'])
  })

  test('goes again when the page was left before the answer came', async () => {
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

  test('is not lost by another tab that writes at the same time', async () => {
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

  test('does not pile up for ever: the oldest go first', async () => {
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
    'does not stop what follows when another script has made its entry %s',
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
  test.each(['pagehide', 'visibilitychange'])('sends at once what waits (%s)', (type) => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.tracker.track('search', { search_term: 'mug' })
    page.tell(type)
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })

  test('does not wait for an answer that is slow to come, and sends again what is under way', async () => {
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
  test('sends at once and resolves when all is answered, what is under way already included', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.tell('visibilitychange')
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

  test('resolves on a page from the bfcache, which Firefox never tells of the answers it missed', async () => {
    const browser = openBrowser()
    browser.answer('silent')
    const page = browser.open(SHOP)
    await page.rest()
    page.tell('pagehide', { persisted: true })
    browser.answer(202)
    page.tell('pageshow', { persisted: true })
    const flushed = page.tracker.flush()
    await page.rest()
    await flushed
    expect(browser.requests.length).toBeGreaterThan(1)
  })

  test('resolves when there is nothing to send', async () => {
    await openBrowser().open(SHOP, { tag }).tracker.flush()
  })

  test('brings a backlog of several requests home', async () => {
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
  test('that a reloaded thank-you page tells again has the same transaction_id, and the server counts it once', async () => {
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
