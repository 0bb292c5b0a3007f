// @vitest-environment node
/** Storage of the visitor in browsers that restrict localStorage or cookies. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, type PageOptions, SHOP, start } from './browser.ts'

beforeEach(start)

/** Opens two pages one after another and tracks an event on the second. */
async function visit(options: PageOptions) {
  const browser = openBrowser()
  const page = browser.open(AD, options)
  await page.rest()
  page.leave()
  const next = browser.open(`${SHOP}mug`, options)
  await next.rest()
  next.tracker.track('search', { search_term: 'mug' })
  await next.rest()
  return { browser, next, visitors: browser.events.map(({ visitor }) => visitor) }
}

describe('The visitor', () => {
  test.each(['refused', 'broken', 'full', 'missing'] as const)(
    'is kept in a cookie if localStorage is %s',
    async (storage) => {
      const { browser, next, visitors } = await visit({ storage })
      expect(browser.events).toHaveLength(3)
      expect(new Set(visitors).size).toBe(1)
      expect(new Set(browser.events.map(({ session }) => session!.id)).size).toBe(1)
      expect(next.tracker.attribution().first).toMatchObject({ utm_campaign: 'winter' })
      expect(browser.keys(SHOP)).toEqual([])
      expect(browser.cookies(SHOP)).toHaveLength(1)
    },
  )

  test('has no cookie left when consent is denied after localStorage works again', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, { storage: 'refused' })
    await page.rest()
    page.leave()
    expect(browser.cookies(SHOP)).toHaveLength(1)
    await browser.open(SHOP, { tag: { 'data-site': 'shop.example', 'data-consent': 'denied' } }).rest()
    expect(browser.cookies(SHOP)).toEqual([])
  })

  test.each(['localStorage', 'the cookie'])(
    'survives the loss of %s, and is stored in both again',
    async (lost) => {
      const { browser, visitors } = await visit({})
      if (lost === 'localStorage') browser.storageOf('https://shop.example').clear()
      else browser.dropCookies()
      await browser.open(SHOP).rest()
      expect(new Set([...visitors, browser.events.at(-1)!.visitor]).size).toBe(1)
      expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
      expect(browser.cookies(SHOP)).toHaveLength(1)
    },
  )

  test.each(['refused', 'broken', 'full', 'missing'] as const)(
    'lasts as long as the page if cookies throw and localStorage is %s',
    async (storage) => {
      const { browser, visitors } = await visit({ storage, cookies: 'refused' })
      expect(browser.events).toHaveLength(3)
      expect(visitors[1]).not.toBe(visitors[0])
      expect(visitors[2]).toBe(visitors[1])
    },
  )

  test('is the same in two tabs that have only a cookie', async () => {
    const browser = openBrowser()
    const options = { storage: 'refused' } as const
    const tabs = [browser.open(AD, options), browser.open(`${SHOP}mug`, options)]
    for (const tab of [tabs[0]!, tabs[1]!, tabs[0]!, tabs[1]!]) {
      later(20)
      tab.tracker.track('search', { search_term: 'mug' })
      await tab.rest()
    }
    expect(new Set(browser.events.map(({ visitor }) => visitor)).size).toBe(1)
    expect(new Set(browser.events.map(({ session }) => session!.id)).size).toBe(1)
  })

  test('is the same on all subdomains that share a cookie domain, with the same session', async () => {
    const browser = openBrowser()
    const tag = { 'data-site': 'shop.example', 'data-cookie-domain': 'shop.example' }
    const hosts = ['www', 'checkout', 'www', 'checkout']
    for (const [index, host] of hosts.entries()) {
      later(20)
      const page = browser.open(index ? `https://${host}.shop.example/` : AD.replace('shop.', 'www.shop.'), {
        tag,
      })
      await page.rest()
      page.leave()
    }
    expect(new Set(browser.events.map(({ visitor }) => visitor)).size).toBe(1)
    expect(new Set(browser.events.map(({ session }) => session!.id)).size).toBe(1)
    expect(browser.events[3]!.session!.url).toContain('utm_campaign=winter')
  })

  test('is not shared by subdomains without a cookie domain', async () => {
    const browser = openBrowser()
    for (const host of ['www', 'checkout']) await browser.open(`https://${host}.shop.example/`).rest()
    expect(new Set(browser.events.map(({ visitor }) => visitor)).size).toBe(2)
  })

  test.each(['', '{', 'null', '5', '"text"', '[]', '{"at":"never"}'])(
    'is a new one if another script has replaced the stored text by %j',
    async (text) => {
      const browser = openBrowser()
      browser.storageOf('https://shop.example').setItem('utm_shop.example_', text)
      await browser.open(AD).rest()
      expect(browser.events[0]).toMatchObject({ visitor: expect.any(String), session: { url: AD } })
    },
  )

  test('is remembered in localStorage without a time limit', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    await page.rest()
    page.leave()
    later(60 * 24 * 365)
    await browser.open(SHOP).rest()
    const [first, second] = browser.events
    expect(second!.visitor).toBe(first!.visitor)
  })
})

describe('Events that could not be sent', () => {
  test.each(['refused', 'broken', 'full', 'missing'] as const)(
    'are sent with the next event of the page if localStorage is %s',
    async (storage) => {
      const browser = openBrowser()
      browser.answer('down')
      const page = browser.open(AD, { storage })
      await page.rest()
      browser.answer(202)
      page.tracker.track('search', { search_term: 'mug' })
      await page.rest(20)
      const [, ...later] = browser.requests.flatMap(({ envelope }) => envelope.events)
      expect(later.map(({ name }) => name).sort()).toEqual(['page_view', 'search'])
    },
  )
})

describe('While the page loads', () => {
  test('nothing is written and nothing is sent', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    page.tracker.track('search', { search_term: 'mug' })
    page.tracker.identify('u-1')
    expect(browser.stored(SHOP)).toBe('[[],[]]')
    expect(browser.requests).toEqual([])
    await page.rest()
    expect(browser.events).toHaveLength(2)
  })
})
