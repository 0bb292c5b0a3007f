// @vitest-environment node
/** The ids of visitor and session, and when a new session begins. */
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { AD, later, openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

describe('A visitor', () => {
  test('keeps one id and one session from page to page', async () => {
    const browser = openBrowser()
    const landing = browser.open(AD, { referrer: 'https://l.facebook.com/' })
    await landing.rest()
    landing.leave()
    await browser.open(`${SHOP}cart`, { referrer: AD }).rest()
    const [first, second] = browser.events
    expect(first!.visitor).toMatch(/^e\d{17}0\.\d+$/)
    expect(second!.visitor).toBe(first!.visitor)
    expect(second!.session).toEqual(first!.session)
    expect(first!.session).toEqual({
      id: expect.stringMatching(/^e\d{17}0\.\d+$/),
      at: Date.parse('2026-11-22T10:00:00Z'),
      url: AD,
      referrer: 'https://l.facebook.com/',
    })
  })

  test('has unique ids of visitor, session and events', async () => {
    const ids = new Set<string>()
    for (let number = 0; number < 50; number++) {
      const browser = openBrowser()
      const page = browser.open(SHOP)
      page.tracker.track('search', { search_term: 'mug' })
      await page.rest()
      for (const event of browser.events)
        for (const id of [event.id, event.visitor!, event.session!.id]) ids.add(id)
    }
    expect(ids.size).toBe(50 * 4)
  })

  test('has an id even if crypto.randomUUID is missing, as on http pages', async () => {
    const browser = openBrowser()
    const page = browser.open('http://shop.example/', {
      before: (window) =>
        Object.defineProperty(window.crypto, 'randomUUID', { value: undefined, configurable: true }),
    })
    await page.rest()
    expect(browser.events[0]!.visitor).toBeTruthy()
  })

  test.each([
    [0, '0'],
    ['guest', 'guest'],
    [undefined, undefined],
  ])('has the placeholder of identify(%j) as it is, and the Worker ignores it', async (id, user) => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.tracker.identify(id)
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    // The Worker trims it.
    expect(browser.events.at(-1)!.user?.trim() || undefined).toBe(user)
  })

  test('has the shop’s user id after identify(), also on later pages, until identify(null)', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.tracker.identify('u-1')
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    page.leave()
    const next = browser.open(`${SHOP}cart`)
    await next.rest()
    next.tracker.identify(null)
    await next.rest()
    next.leave()
    await browser.open(`${SHOP}bye`).rest()
    expect(browser.events.map(({ user }) => user?.trim() || undefined)).toEqual([
      undefined,
      'u-1',
      'u-1',
      undefined,
    ])
  })

  test('sends the signature of the user id with it', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.tracker.identify('u-1', 'ab12')
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(browser.events.map(({ user }) => user?.trim() || undefined)).toEqual([undefined, 'u-1 ab12'])
  })

  test('has the shop’s user id even if the page calls only identify()', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.tracker.identify(42)
    page.leave()
    await browser.open(`${SHOP}cart`).rest()
    expect(browser.events.map(({ user }) => user?.trim() || undefined)).toEqual([undefined, '42'])
  })
})

describe('A session', () => {
  /** The number of sessions of these landings, one after another. A number is a wait in minutes. */
  async function sessions(...steps: ({ url: string; referrer?: string } | number)[]) {
    const browser = openBrowser()
    for (const step of steps) {
      if (typeof step === 'number') {
        later(step)
        continue
      }
      const page = browser.open(step.url, { referrer: step.referrer })
      await page.rest()
      page.leave()
    }
    return new Set(browser.events.map(({ session }) => session!.id)).size
  }

  test.each([
    ['continues after 29 minutes', 1, [{ url: SHOP }, 29, { url: SHOP }]],
    [
      'continues for hours while something happens',
      1,
      [{ url: SHOP }, 20, { url: SHOP }, 20, { url: SHOP }, 20, { url: SHOP }],
    ],
    ['ends after 30 minutes without an event', 2, [{ url: SHOP }, 31, { url: SHOP }]],
    ['ends if the clock was set back by a day', 2, [{ url: SHOP }, -24 * 60, { url: SHOP }]],
    [
      'ends only once if the clock was set back',
      2,
      [{ url: SHOP }, -24 * 60, { url: SHOP }, 1, { url: SHOP }, 1, { url: SHOP }],
    ],
    [
      'continues when the same campaign page is reloaded',
      1,
      [{ url: AD }, { url: AD, referrer: 'https://l.facebook.com/' }],
    ],
    [
      'continues when the campaign stays in inner links',
      1,
      [{ url: AD }, { url: `${AD}&page=2`, referrer: AD }],
    ],
    [
      'continues when the same campaign comes without its click id',
      1,
      [{ url: AD }, { url: AD.replace(/&fbclid.*/, '') }],
    ],
    ['continues with a link to a fragment of the same page', 1, [{ url: AD }, { url: `${AD}#reviews` }]],
    ['ends with another campaign', 2, [{ url: AD }, { url: AD.replace('winter', 'spring') }]],
    [
      'ends with a campaign whose name is one letter longer',
      2,
      [{ url: AD }, { url: AD.replace('winter', 'winters') }],
    ],
    ['ends with the same campaign and a new click id', 2, [{ url: AD }, { url: AD.replace('AbC', 'abc') }]],
    ['ends with a campaign after a visit without one', 2, [{ url: SHOP }, { url: AD }]],
    ['continues when a page without a campaign follows', 1, [{ url: AD }, { url: SHOP }]],
    [
      'continues when the payment page sends the visitor back',
      1,
      [{ url: AD }, { url: `${SHOP}thanks`, referrer: 'https://secure.liqpay.ua/' }],
    ],
    [
      'continues when the visitor comes from a search engine',
      1,
      [{ url: AD }, { url: SHOP, referrer: 'https://www.google.com/' }],
    ],
  ])('%s', async (_name, count, steps) => {
    expect(await sessions(...steps)).toBe(count)
  })

  test('continues over midnight', async () => {
    vi.setSystemTime(new Date('2026-11-22T23:59:00'))
    expect(await sessions({ url: SHOP }, 2, { url: SHOP })).toBe(1)
  })

  test('is shared by two tabs, and an event in either keeps it alive', async () => {
    const browser = openBrowser()
    const left = browser.open(AD)
    await left.rest()
    const right = browser.open(`${SHOP}mug`, { referrer: AD })
    await right.rest()
    for (const tab of [left, right, left, right]) {
      later(20)
      tab.tracker.track('search', { search_term: 'mug' })
      await tab.rest()
    }
    expect(new Set(browser.events.map(({ session }) => session!.id)).size).toBe(1)
  })

  test('does not change back and forth between two tabs with two campaigns', async () => {
    const browser = openBrowser()
    const left = browser.open(AD)
    await left.rest()
    const right = browser.open(AD.replace('winter', 'spring'))
    await right.rest()
    for (const tab of [left, right, left]) {
      tab.tracker.track('search', { search_term: 'mug' })
      await tab.rest()
    }
    const [first, ...others] = browser.events.map(({ session }) => session!.id)
    expect(new Set(others).size).toBe(1)
    expect(others[0]).not.toBe(first)
  })

  test('begins when a campaign is put into the address by the History API', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.window.history.pushState({}, '', '/sale?utm_source=banner')
    await page.rest()
    const [first, second] = browser.events
    expect(second!.session!.id).not.toBe(first!.session!.id)
    expect(second!.session!.url).toBe(`${SHOP}sale?utm_source=banner`)
  })

  test('that begins on a page opened long ago does not get the referrer of that page', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { referrer: 'https://www.google.com/' })
    await page.rest()
    later(45)
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(browser.events.map(({ session }) => session!.referrer)).toEqual(['https://www.google.com/', ''])
  })

  test('has the previous page as landing if that page stored nothing', async () => {
    const browser = openBrowser()
    await browser.open(`${SHOP}mug`, { referrer: AD }).rest()
    expect(browser.events[0]!.session).toMatchObject({ url: AD, referrer: '' })
  })

  test('keeps its landing when automatic page views are off', async () => {
    const browser = openBrowser()
    const tag = { 'data-site': 'shop.example', 'data-auto': 'off' }
    const landing = browser.open(AD, { tag, referrer: 'https://l.facebook.com/' })
    await landing.rest()
    landing.leave()
    const thanks = browser.open(`${SHOP}thanks`, { tag })
    thanks.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    await thanks.rest()
    expect(browser.events).toHaveLength(1)
    expect(browser.events[0]!.session).toMatchObject({ url: AD, referrer: 'https://l.facebook.com/' })
  })
})
