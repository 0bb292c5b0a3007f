// @vitest-environment node
/** `attribution()`: the ids of visitor and session, and the first and the newest touch. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

describe('attribution()', () => {
  test('returns the ids and the touch before anything is sent', () => {
    const browser = openBrowser()
    const page = browser.open(`${AD}&UTM_Content=Video%20Ad+1&gclid=`, {
      referrer: 'https://l.facebook.com/',
    })
    const { visitor_id, session_id, first, last } = page.tracker.attribution()
    expect(browser.requests).toEqual([])
    expect(visitor_id).toBeTruthy()
    expect(session_id).toBeTruthy()
    expect(last).toEqual(first)
    expect(first).toEqual({
      utm_source: 'facebook',
      utm_medium: 'cpc',
      utm_campaign: 'winter',
      UTM_Content: 'Video Ad 1',
      fbclid: 'AbC',
      referrer: 'https://l.facebook.com/',
      gclid: '',
      url: `${AD}&UTM_Content=Video%20Ad+1&gclid=`,
      at: Date.parse('2026-11-22T10:00:00Z'),
      id: session_id,
    })
  })

  test('also keeps the parameters of data-params, which start no new session', async () => {
    const tag = { 'data-site': 'shop.example', 'data-params': 'ref,affiliate' }
    const browser = openBrowser()
    const page = browser.open(`${SHOP}?ref=blog&affiliate=77&other=1`, { tag })
    await page.rest()
    const { session_id, last } = page.tracker.attribution()
    expect(last).toMatchObject({ ref: 'blog', affiliate: '77' })
    const next = browser.open(`${SHOP}?ref=footer`, { tag })
    await next.rest()
    expect(next.tracker.attribution()).toMatchObject({ session_id, last: { ref: 'blog' } })
  })

  test('has the same ids as the events', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    const { visitor_id, session_id } = page.tracker.attribution()
    expect(browser.events[0]).toMatchObject({ visitor: visitor_id, session: { id: session_id } })
  })

  test('keeps the first and the newest touch, also with direct visits before, between and after', async () => {
    const browser = openBrowser()
    const seen: (string | undefined)[][] = []
    for (const url of [
      SHOP,
      `${SHOP}?utm_source=a`,
      SHOP,
      `${SHOP}?utm_source=b`,
      SHOP,
      `${SHOP}?utm_source=c`,
    ]) {
      const page = browser.open(url)
      await page.rest()
      const { first, last } = page.tracker.attribution()
      seen.push([first?.utm_source, last?.utm_source])
      page.leave()
      later(60)
    }
    expect(seen).toEqual([
      [undefined, undefined],
      ['a', 'a'],
      ['a', 'a'],
      ['a', 'b'],
      ['a', 'b'],
      ['a', 'c'],
    ])
  })

  test('treats a referrer of another site as a touch, but not a page of the shop', async () => {
    const browser = openBrowser()
    const found = browser.open(SHOP, { referrer: 'https://www.google.com/' })
    expect(found.tracker.attribution().last).toMatchObject({
      referrer: 'https://www.google.com/',
      url: SHOP,
      at: Date.parse('2026-11-22T10:00:00Z'),
    })
    await found.rest()
    found.leave()
    later(60)
    const back = browser.open(`${SHOP}cart`, { referrer: `${SHOP}mug` })
    expect(back.tracker.attribution().last!.url).toBe(SHOP)
  })
})
