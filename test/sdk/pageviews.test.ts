// @vitest-environment node
/** Page views: one for every page that is shown. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, type Page, type PageOptions, SHOP, start } from './browser.ts'

beforeEach(start)

/** The paths of the page views that a page sends while `happen` happens on it. */
async function views(happen: (page: Page) => unknown, options: PageOptions = {}, url = SHOP) {
  const browser = openBrowser()
  const page = browser.open(url, options)
  await page.rest()
  await happen(page)
  await page.rest()
  return browser.events
    .filter(({ name }) => name === 'page_view')
    .map((event) => event.url.slice(SHOP.length - 1))
}
const push = ({ window }: Page, url: string) => window.history.pushState({}, '', url)
const replace = ({ window }: Page, url: string) => window.history.replaceState({}, '', url)
/** Goes back or forward to an address within the document. */
const pop = (page: Page, url: string) => {
  Object.getPrototypeOf(page.window.history).replaceState.call(page.window.history, {}, '', url)
  page.dispatch('popstate')
}
/** A real browser accepts the attribute without a value. happy-dom drops empty attributes from a spread `dataset`. */
const hash = { tag: { 'data-site': 'shop.example', 'data-hash': '1' } }
const off = { tag: { 'data-site': 'shop.example', 'data-auto': 'off' } }

describe('A page view is sent', () => {
  test.each<[name: string, expected: string[], happen: (page: Page) => unknown, options?: PageOptions]>([
    ['for the load', ['/'], () => {}],
    ['for a pushed page', ['/', '/mug'], (page) => push(page, '/mug')],
    ['for a pushed query', ['/', '/?page=2'], (page) => push(page, '/?page=2')],
    [
      'for each of two pushes in one tick',
      ['/', '/mug', '/cup'],
      (page) => ['/mug', '/cup'].map((url) => push(page, url)),
    ],
    ['for a page that replaces this one', ['/', '/home'], (page) => replace(page, '/home')],
    [
      'for going back and forward',
      ['/', '/mug', '/', '/mug'],
      (page) => {
        push(page, '/mug')
        pop(page, '/')
        pop(page, '/mug')
      },
    ],
    [
      'for a page that comes back from the bfcache',
      ['/', '/'],
      (page) => page.dispatch('pageshow', { persisted: true }),
    ],
    ['for a fragment that names a page', ['/', '/#/cart'], (page) => pop(page, '/#/cart'), hash],
    ['for a pushed fragment that names a page', ['/', '/#/cart'], (page) => push(page, '/#/cart'), hash],
    [
      'for a route in the fragment that replaces another',
      ['/', '/#/login'],
      (page) => replace(page, '/#/login'),
      hash,
    ],
    [
      'for a redirect: only for the page to which it leads',
      ['/', '/login'],
      (page) => {
        push(page, '/account')
        replace(page, '/login')
      },
    ],
    [
      'for a redirect after a moment, with an event between, and after another redirect',
      ['/', '/home'],
      async (page) => {
        push(page, '/account')
        await page.rest(0.3)
        replace(page, '/login')
        page.tracker.track('form_shown')
        await page.rest(0.3)
        replace(page, '/home')
      },
    ],
    [
      'for a redirect of a page that was gone back to',
      ['/', '/mug', '/login'],
      async (page) => {
        push(page, '/mug')
        await page.rest(2)
        pop(page, '/account')
        replace(page, '/login')
      },
    ],
    [
      'for a page and for one that replaces it later',
      ['/', '/mug', '/cup'],
      async (page) => {
        push(page, '/mug')
        await page.rest(2)
        replace(page, '/cup')
      },
    ],
    [
      'for the page after a redirect',
      ['/', '/login', '/home'],
      (page) => {
        push(page, '/account')
        replace(page, '/login')
        push(page, '/home')
      },
    ],
    ['for page(), in addition', ['/', '/'], (page) => page.tracker.page({ title: 'Mugs' })],
    ['only for page() if automatic page views are off', ['/'], (page) => page.tracker.page(), off],
  ])('%s', async (_name, expected, happen, options) => {
    expect(await views(happen, options)).toEqual(expected)
  })

  test('with the parameters of page()', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, off)
    page.tracker.page({ page_title: 'Mugs' })
    await page.rest()
    expect(browser.events[0]).toMatchObject({ name: 'page_view', params: { page_title: 'Mugs' } })
  })

  test('for a prerendered page when it is shown, and not before', async () => {
    const browser = openBrowser()
    let prerendering = true
    const page = browser.open(SHOP, {
      before: ({ document }) => Object.defineProperty(document, 'prerendering', { get: () => prerendering }),
    })
    page.tracker.track('view_item', { value: 1, currency: 'UAH', items: [] })
    await page.rest()
    expect(page.tracker.attribution().visitor_id).toBeUndefined()
    expect(browser.requests).toEqual([])
    expect(browser.stored(SHOP)).toBe('[[],[]]')
    page.dispatch('visibilitychange')
    later(1)
    prerendering = false
    page.window.document.dispatchEvent(new page.window.Event('prerenderingchange'))
    await page.rest()
    expect(browser.events.map(({ name, at }) => [name, at])).toEqual([
      ['view_item', Date.parse('2026-11-22T10:00:00Z')],
      ['page_view', Date.parse('2026-11-22T10:01:01.050Z')],
    ])
  })

  test('never for a prerendered page that is not shown', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      before: ({ document }) => Object.defineProperty(document, 'prerendering', { value: true }),
    })
    await page.rest()
    page.leave()
    expect(browser.requests).toEqual([])
  })

  test('in a new session when the page comes back from the bfcache an hour later', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { referrer: 'https://www.google.com/' })
    await page.rest()
    page.dispatch('pagehide')
    later(60)
    page.dispatch('pageshow', { persisted: true })
    await page.rest()
    expect(browser.events.map(({ session }) => session!.referrer)).toEqual(['https://www.google.com/', ''])
  })
})

test('A redirect while consent is pending is one page view, in a session of its landing', async () => {
  const browser = openBrowser()
  const page = browser.open(AD, { tag: { 'data-site': 'shop.example', 'data-consent': 'pending' } })
  push(page, '/account')
  replace(page, '/login')
  page.tracker.consent('granted')
  await page.rest()
  expect(browser.events.map(({ url, session }) => [url, session!.url])).toEqual([
    [AD, AD],
    [`${SHOP}login`, AD],
  ])
})

describe('No page view is sent', () => {
  test.each<[name: string, happen: (page: Page) => unknown, options?: PageOptions]>([
    ['for a pushed state without an address', (page) => push(page, '')],
    ['for a pushed address that is the same', (page) => push(page, '/')],
    ['for going back to a state of the same address', (page) => page.dispatch('popstate')],
    ['for a fragment by default', (page) => pop(page, '/#reviews')],
    ['for a filter that is added to the address', (page) => replace(page, '/?colour=red')],
    [
      'for the load of a page that does not come from the bfcache',
      (page) => page.dispatch('pageshow', { persisted: false }),
    ],
    ['for coming back to the tab', (page) => page.dispatch('visibilitychange')],
    ['for a script that is on the page twice', (page) => page.run()],
  ])('%s', async (_name, happen, options) => {
    expect(await views(happen, options)).toEqual(['/'])
  })

  test('for an address from which the shop removes the campaign, and the campaign is kept', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    replace(page, '/')
    await page.rest()
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(browser.events.map(({ name, url, session }) => [name, url, session!.url])).toEqual([
      ['page_view', AD, AD],
      ['search', SHOP, AD],
    ])
  })

  test('for an address whose campaign is removed and whose fragment is a route', async () => {
    expect(await views((page) => replace(page, '/#/cart'), hash, `${AD}#/cart`)).toHaveLength(1)
  })

  test('for the fragment that a router adds when it starts', async () => {
    expect(await views((page) => replace(page, '/#/'), hash)).toEqual(['/'])
  })

  test('automatically if automatic page views are off', async () => {
    expect(
      await views((page) => {
        push(page, '/mug')
        page.dispatch('pageshow', { persisted: true })
      }, off),
    ).toEqual([])
  })
})

describe('The History API', () => {
  test('still works for the page as before', () => {
    const { window } = openBrowser().open(SHOP)
    window.history.pushState({ step: 1 }, '', '/mug')
    expect(window.location.href).toBe(`${SHOP}mug`)
    expect(window.history.state).toEqual({ step: 1 })
    expect(() => window.history.pushState({}, '', 'https://elsewhere.example/')).toThrow()
  })
})
