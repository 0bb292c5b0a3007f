// @vitest-environment node
/** Storage and requests when consent is granted, pending or denied. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, openBrowser, type Page, type PageOptions, SHOP, start } from './browser.ts'

beforeEach(start)

const NOTHING = '[[],[]]'
const tag = (consent: string) => ({ tag: { 'data-site': 'shop.example', 'data-consent': consent } })
const names = (events: { name: string }[]) => events.map(({ name }) => name)
const gpc: PageOptions = {
  before: ({ navigator }) => Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
}
/** Whether no event has an id of a visitor, session or user. */
const anonymous = (events: object[]) =>
  events.every((event) => !('visitor' in event) && !('session' in event) && !('user' in event))

describe('With consent', () => {
  test('granted, ids and touches are stored', async () => {
    const browser = openBrowser()
    await browser.open(AD, tag('granted')).rest()
    expect(browser.stored(SHOP)).toContain('utm_campaign=winter')
    expect(browser.stored(SHOP)).toContain(browser.events[0]!.visitor)
  })

  test('misspelt, nothing is stored', async () => {
    const browser = openBrowser()
    await browser.open(AD, tag('yes')).rest()
    expect(browser.stored(SHOP)).toBe(NOTHING)
    expect(anonymous(browser.events)).toBe(true)
  })
})

describe('While consent is pending', () => {
  test('nothing is stored and nothing is sent', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, tag('pending'))
    page.tracker.track('search', { search_term: 'mug' })
    page.tracker.identify('u-1')
    await page.rest()
    page.dispatch('visibilitychange')
    await page.tracker.flush()
    expect(page.tracker.attribution()).toEqual({})
    expect(browser.stored(SHOP)).toBe(NOTHING)
    expect(browser.requests).toEqual([])
  })

  test('events wait, and are sent with ids when it is granted', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, { ...tag('pending'), referrer: 'https://l.facebook.com/' })
    await page.rest()
    page.tracker.identify('u-1')
    page.window.history.pushState({}, '', '/mug')
    await page.rest()
    page.tracker.consent('granted')
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view', 'page_view'])
    const [first, second] = browser.events
    expect(first).toMatchObject({
      url: AD,
      session: { url: AD, referrer: 'https://l.facebook.com/' },
    })
    expect(second).toMatchObject({
      url: `${SHOP}mug`,
      user: 'u-1 ',
      visitor: first!.visitor,
      session: first!.session,
    })
    expect(browser.stored(SHOP)).toContain('utm_campaign=winter')
  })

  test('the touches of all pages wait in their order', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, tag('pending'))
    page.window.history.pushState({}, '', '/sale?utm_source=banner')
    await page.rest()
    page.tracker.consent('granted')
    const { first, last } = page.tracker.attribution()
    expect([first!.utm_source, last!.utm_source]).toEqual(['facebook', 'banner'])
  })

  test('the campaign of the landing is kept if it is granted on the next page', async () => {
    const browser = openBrowser()
    const landing = browser.open(AD, tag('pending'))
    await landing.rest()
    landing.leave()
    const next = browser.open(`${SHOP}mug`, { ...tag('pending'), referrer: AD })
    next.tracker.consent('granted')
    expect(next.tracker.attribution().first).toMatchObject({ utm_campaign: 'winter', url: AD })
  })

  test('events are sent without ids when it is denied', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, { ...tag('pending'), referrer: 'https://l.facebook.com/' })
    await page.rest()
    page.tracker.consent('denied')
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view'])
    expect(browser.events[0]).toMatchObject({ url: AD, referrer: 'https://l.facebook.com/' })
    expect(anonymous(browser.events)).toBe(true)
    expect(browser.stored(SHOP)).toBe(NOTHING)
  })

  test('events are sent without ids when the page is left', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, tag('pending'))
    await page.rest()
    page.leave()
    expect(names(browser.events)).toEqual(['page_view'])
    expect(anonymous(browser.events)).toBe(true)
    expect(browser.stored(SHOP)).toBe(NOTHING)
  })

  test('a visitor who agreed on an earlier page keeps the same id after agreeing here', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    await page.rest()
    page.leave()
    const next = browser.open(`${SHOP}mug`, tag('pending'))
    await next.rest()
    expect(next.tracker.attribution()).toEqual({})
    next.tracker.consent('granted')
    await next.rest()
    expect(browser.events[1]).toMatchObject({ visitor: browser.events[0]!.visitor })
  })
})

describe.each<[string, PageOptions]>([
  ['With consent denied', tag('denied')],
  ['Under Global Privacy Control', { ...gpc, ...tag('granted') }],
])('%s', (_name, options) => {
  test('events are sent without ids, with the whole landing URL and the referrer', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, { ...options, referrer: 'https://l.facebook.com/' })
    page.tracker.identify('u-1')
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 10, currency: 'UAH' })
    await page.rest()
    expect(browser.events).toEqual([
      {
        id: expect.any(String),
        at: expect.any(Number),
        name: 'page_view',
        url: AD,
        referrer: 'https://l.facebook.com/',
        ad_consent: options.tag?.['data-consent'],
      },
      {
        id: expect.any(String),
        at: expect.any(Number),
        name: 'purchase',
        url: AD,
        referrer: AD,
        params: { transaction_id: 'A-1', value: 10, currency: 'UAH' },
        ad_consent: options.tag?.['data-consent'],
      },
    ])
    expect(page.tracker.attribution()).toEqual({})
  })

  test('nothing is stored, not even events that could not be sent', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(AD, options)
    await page.rest()
    page.tracker.track('search', { search_term: 'mug' })
    expect(browser.stored(SHOP)).toBe(NOTHING)
    browser.answer(202)
    await page.rest()
    page.leave()
    expect(browser.stored(SHOP)).toBe(NOTHING)
    expect(names(browser.requests.at(-1)!.envelope.events)).toContain('page_view')
    expect(names(browser.events)).toContain('search')
  })

  test('the data that an earlier page stored is erased', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(AD, {
      tag: { 'data-site': 'shop.example', 'data-cookie-domain': 'shop.example' },
    })
    await page.rest()
    page.leave()
    expect(browser.stored(SHOP)).not.toBe(NOTHING)
    browser.answer(202)
    const tags = { ...options.tag, 'data-cookie-domain': 'shop.example' }
    await browser.open(`${SHOP}mug`, { ...options, tag: tags }).rest()
    expect(browser.stored(SHOP)).toBe(NOTHING)
    expect(anonymous(browser.requests.at(-1)!.envelope.events)).toBe(true)
  })
})

describe('A change of consent', () => {
  test('to denied erases the stored data, and later events have no ids', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    await page.rest()
    browser.storageOf('https://shop.example').setItem('basket', '3')
    page.tracker.consent('denied')
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(browser.stored(SHOP)).toBe('[[["basket","3"]],[]]')
    expect(anonymous(browser.events.slice(1))).toBe(true)
  })

  test('to denied removes the ids from events that are not sent yet', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    page.tracker.consent('denied')
    await page.rest()
    expect(names(browser.events)).toEqual(['page_view'])
    expect(anonymous(browser.events)).toBe(true)
  })

  test('to denied stores nothing when a running request fails', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(AD)
    const flushed = page.tracker.flush()
    page.tracker.consent('denied')
    await page.rest()
    await flushed
    browser.answer(202)
    page.dispatch('online')
    await page.rest()
    expect(browser.requests).toHaveLength(1)
    expect(browser.stored(SHOP)).toBe(NOTHING)
  })

  test('to granted and back makes another visitor', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    await page.rest()
    page.tracker.consent('denied')
    page.tracker.consent('granted')
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    const [first, second] = browser.events
    expect(second!.visitor).toBeTruthy()
    expect(second!.visitor).not.toBe(first!.visitor)
  })

  test('to granted does not override Global Privacy Control', async () => {
    const browser = openBrowser()
    const page = browser.open(AD, gpc)
    page.tracker.consent('granted')
    await page.rest()
    expect(anonymous(browser.events)).toBe(true)
    expect(browser.stored(SHOP)).toBe(NOTHING)
  })
})

describe('Of the consent to ads, an event states', () => {
  const both = (value: 'granted' | 'denied', ad?: string | null) => (page: Page) =>
    (page.tracker.consent as (...values: unknown[]) => void)(value, ad)

  test.each<[name: string, expected: unknown, options: PageOptions, happen?: (page: Page) => void]>([
    ['nothing, if the tag states nothing', undefined, {}],
    ['what the tag states', 'granted', tag('granted')],
    ['what the tag refuses', 'denied', tag('denied')],
    ['what the visitor answers', 'granted', tag('pending'), both('granted')],
    ['what the visitor answers for ads alone', 'denied', tag('pending'), both('granted', 'denied')],
    ['nothing, if the platform says that it does not know', null, tag('pending'), both('granted', null)],
    ['the last answer before it is sent', 'denied', tag('granted'), both('denied')],
  ])('%s', async (_name, expected, options, happen) => {
    const browser = openBrowser()
    const page = browser.open(AD, options)
    happen?.(page)
    await page.rest()
    expect(browser.events.map(({ ad_consent }) => ad_consent)).toEqual([expected])
  })
})
