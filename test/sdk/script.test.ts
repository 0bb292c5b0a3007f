// @vitest-environment node
/** The script tag: its attributes, the ways to load it, and its size. */
import { readFileSync } from 'node:fs'
import { beforeEach, describe, expect, test } from 'vitest'
import { BUDGETS, compressedBytes } from '../../tools/budget.ts'
import { openBrowser, SCRIPT, SHOP, start, type Window } from './browser.ts'

beforeEach(start)

const names = (events: { name: string }[]) => events.map(({ name }) => name)
/** The stub from the comment in sdk/script.ts. */
const STUB = /<script>(.+)<\/script>/.exec(
  readFileSync(new URL('../../sdk/script.ts', import.meta.url), 'utf8'),
)![1]!
const run = (window: Window, code: string) => new Function('window', code)(window)

describe('The tag', () => {
  test.each([
    ['data-site', { tag: { 'data-site': 'shop.example' } }],
    ['the address of the script', { tag: {}, src: 'https://stats.example.com/t.js?site=shop.example' }],
    [
      'the address with a version after it',
      { tag: {}, src: 'https://stats.example.com/t.js?site=shop.example&ver=6.5' },
    ],
    [
      'data-site rather than the address',
      { tag: { 'data-site': 'shop.example' }, src: 'https://stats.example.com/t.js?site=other.example' },
    ],
  ])('sets the site by %s', async (_name, options) => {
    const browser = openBrowser()
    await browser.open(SHOP, options).rest()
    expect(browser.requests[0]).toMatchObject({
      url: 'https://stats.example.com/e',
      envelope: { site: 'shop.example' },
    })
  })

  test.each([
    ['https://stats.example.com', 'https://stats.example.com/e'],
    ['https://shop.example/stats', 'https://shop.example/stats/e'],
    ['/stats', '/stats/e'],
  ])('sets the Worker by data-api (%s)', async (api, url) => {
    const browser = openBrowser()
    await browser.open(SHOP, { tag: { 'data-site': 'shop.example', 'data-api': api } }).rest()
    expect(browser.requests[0]!.url).toBe(url)
  })

  test('may be inline, with data-site and data-api', async () => {
    const browser = openBrowser()
    const tag = { 'data-site': 'shop.example', 'data-api': 'https://stats.example.com' }
    await browser.open(SHOP, { src: '', tag }).rest()
    expect(browser.requests[0]!.url).toBe('https://stats.example.com/e')
  })

  test('that a loader hides from the script starts no tracker', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      late: true,
      before: ({ document }) => Object.defineProperty(document, 'currentScript', { value: null }),
    })
    page.run()
    await page.rest()
    expect(page.window).not.toHaveProperty('tracker')
    expect(browser.requests).toEqual([])
  })

  test('on the page twice creates one tracker', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    const { tracker } = page
    page.run()
    expect(page.tracker).toBe(tracker)
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })

  test('works on a page that has an element with the id tracker', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      before: (window) => Object.assign(window, { tracker: window.document.createElement('div') }),
    })
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })
})

describe.each([
  [
    'The stub',
    STUB,
    (window: Window, ...call: [string, ...unknown[]]) =>
      run(window, `window.tracker.${call[0]}(...${JSON.stringify(call.slice(1))})`),
  ],
  [
    'The bare queue',
    'window.tracker=window.tracker||{q:[]}',
    (window: Window, ...call: [string, ...unknown[]]) => window.tracker.q.push(call),
  ],
])('%s', (_name, stub, call) => {
  test('keeps calls that come before the script, which then makes them in their order', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      late: true,
      before(window) {
        run(window, stub)
        call(window, 'identify', 'u-1')
        call(window, 'track', 'search', { search_term: 'mug' })
        call(window, 'page', { page_title: 'Mugs' })
      },
    })
    await page.rest()
    page.run()
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search', 'page_view'])
    expect(browser.events[1]).toMatchObject({ user: 'u-1 ', params: { search_term: 'mug' } })
  })

  test('can deny consent before anything is stored or sent with ids', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      before(window) {
        run(window, stub)
        call(window, 'consent', 'denied')
      },
    })
    await page.rest()
    expect(browser.events[0]).not.toHaveProperty('visitor')
    expect(browser.stored(SHOP)).toBe('[[],[]]')
  })

  test('still works for a page that has kept a reference to it', async () => {
    const browser = openBrowser()
    let kept: Window['tracker'] | undefined
    const page = browser.open(SHOP, {
      before(window) {
        run(window, stub)
        kept = window.tracker
      },
    })
    kept!.q.push(['track', 'search', { search_term: 'mug' }])
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })

  test('ignores a call of an unknown method', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, {
      before(window) {
        run(window, stub)
        call(window, 'dance')
        call(window, 'track', 'search', { search_term: 'mug' })
      },
    })
    page.tracker.q.push(['dance'])
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'search'])
  })
})

describe('The built script', () => {
  test('is within its budget', () => {
    expect(compressedBytes('dist/assets/t.js')).toBeLessThanOrEqual(BUDGETS['dist/assets/t.js']!)
  })

  test('contains no zod, no console and no eval', () => {
    expect(SCRIPT).not.toMatch(/zod|ZodError/i)
    expect(SCRIPT).not.toMatch(/console|eval|new Function/)
  })

  test('adds one global name to the page', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { late: true })
    const before = new Set(Object.keys(page.window))
    page.run()
    await page.rest()
    expect(Object.keys(page.window).filter((name) => !before.has(name))).toEqual(['tracker'])
  })
})

test('The README has the stub that is tested here', () => {
  expect(readFileSync(new URL('../../README.md', import.meta.url), 'utf8')).toContain(STUB)
})
