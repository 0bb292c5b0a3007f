// @vitest-environment node
/** `optOut()` and `optIn()`. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

const tag = (consent: string) => ({ tag: { 'data-site': 'shop.example', 'data-consent': consent } })

describe('Opting out', () => {
  test('stops all sending, erases the stored data, and is remembered', async () => {
    const browser = openBrowser()
    browser.answer('down')
    const page = browser.open(AD)
    await page.rest()
    browser.answer(202)
    const before = browser.requests.length
    page.tracker.optOut()
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    page.leave()
    const next = browser.open(`${SHOP}mug`)
    await next.rest()
    await next.tracker.flush()
    next.leave()
    expect(browser.requests.slice(before)).toEqual([])
    expect(next.tracker.attribution()).toEqual({})
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
    expect(browser.stored(SHOP)).not.toMatch(/visitor|session|utm_campaign/)
  })

  test('before the first paint prevents all requests', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    page.tracker.optOut()
    await page.rest()
    expect(browser.requests).toEqual([])
  })

  test('applies to other tabs at once, also to their waiting events', async () => {
    const browser = openBrowser()
    const other = browser.open(AD)
    browser.answer('down')
    await other.rest()
    const page = browser.open(SHOP)
    await page.rest()
    const before = browser.requests.length
    page.tracker.optOut()
    browser.answer(202)
    other.tracker.track('search', { search_term: 'mug' })
    await other.rest()
    expect(browser.requests.slice(before)).toEqual([])
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
  })

  test.each(['denied', 'pending', 'granted'])('applies with consent %s', async (consent) => {
    const browser = openBrowser()
    const page = browser.open(AD, tag(consent))
    page.tracker.optOut()
    page.leave()
    const next = browser.open(SHOP, tag(consent))
    await next.rest()
    next.leave()
    expect(browser.requests).toEqual([])
  })

  test('is ended by optIn(), which starts a new visitor', async () => {
    const browser = openBrowser()
    const page = browser.open(AD)
    await page.rest()
    page.tracker.optOut()
    page.tracker.optIn()
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    const [first, second] = browser.events
    expect(second).toMatchObject({ name: 'search', visitor: expect.any(String) })
    expect(second!.visitor).not.toBe(first!.visitor)
  })
})
