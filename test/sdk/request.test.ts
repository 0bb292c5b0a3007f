// @vitest-environment node
/** The requests of the script, and the values that `track()` accepts. */
import { beforeEach, describe, expect, test } from 'vitest'
import { LIMITS, WIRE_VERSION } from '../../wire/event.ts'
import { openBrowser, SHOP, start } from './browser.ts'

beforeEach(start)

const tag = { 'data-site': 'shop.example', 'data-auto': 'off' }
const names = (events: { name: string }[]) => events.map(({ name }) => name)
const bytes = (text: string) => Buffer.byteLength(text)

describe('A request', () => {
  test('is a simple POST that outlives the page and sends cookies', async () => {
    const browser = openBrowser()
    await browser.open(SHOP).rest()
    const [{ url, init, envelope }] = browser.requests as [(typeof browser.requests)[0]]
    expect(url).toBe('https://stats.example.com/e')
    expect(init).toMatchObject({
      method: 'POST',
      keepalive: expect.toSatisfy(Boolean),
      credentials: 'include',
    })
    // A text body without a content type is text/plain, which needs no preflight.
    expect(init.headers).toBeUndefined()
    expect(typeof init.body).toBe('string')
    expect(envelope).toEqual({
      v: WIRE_VERSION,
      site: 'shop.example',
      now: Date.parse('2026-11-22T10:00:01.000Z'),
      events: [expect.anything()],
    })
    expect(envelope.events[0]).toEqual({
      id: expect.any(String),
      name: 'page_view',
      referrer: '',
      at: Date.parse('2026-11-22T10:00:00Z'),
      url: SHOP,
      visitor: expect.any(String),
      session: expect.any(Object),
    })
  })

  test('has all events of the same moment in their order', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    page.tracker.track('view_item', { value: 25, currency: 'UAH', items: [{ item_id: 'mug' }] })
    page.tracker.track('quiz_done', { answer: 'a', right: null })
    await page.rest()
    expect(browser.requests).toHaveLength(1)
    expect(browser.events).toMatchObject([
      { name: 'page_view' },
      { name: 'view_item', params: { value: 25, currency: 'UAH', items: [{ item_id: 'mug' }] } },
      { name: 'quiz_done', params: { answer: 'a', right: null } },
    ])
  })

  test('is not repeated after an answer', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    await page.rest()
    page.dispatch('visibilitychange')
    page.dispatch('online')
    await page.rest()
    page.leave()
    expect(browser.requests).toHaveLength(1)
    expect(browser.keys(SHOP)).toEqual(['utm_shop.example_'])
  })

  test('has no more events and bytes than the Worker accepts', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const texts = ['', 'ї'.repeat(4000), 'x'.repeat(9000)]
    for (let number = 0; number < 180; number++) {
      const text = texts[number < 120 ? 0 : number < 150 ? 1 : 2]
      page.tracker.track('note', { number, text })
    }
    await page.rest()
    for (const { init, envelope } of browser.requests) {
      expect(envelope.events.length).toBeLessThanOrEqual(LIMITS.events)
      expect(bytes(init.body)).toBeLessThanOrEqual(LIMITS.body_bytes)
    }
    expect(browser.events.map(({ params }) => params!.number)).toEqual(
      Array.from({ length: 180 }, (_, number) => number),
    )
  })
})

describe('track()', () => {
  const cycle: Record<string, unknown> = {}
  cycle.self = cycle
  test.each<[what: string, call: unknown[]]>([
    ['an empty name', ['']],
    ['no name', []],
    ['a name that is an object', [{ toString: null }]],
    ['a symbol as name', [Symbol('x')]],
    ['parameters that contain themselves', ['note', cycle]],
    ['a big integer', ['note', { value: 1n }]],
    [
      'a getter that throws',
      [
        'note',
        {
          get value() {
            throw new Error('no')
          },
        },
      ],
    ],
    ['text instead of parameters', ['note', 'text']],
    ['null instead of parameters', ['note', null]],
  ])('does not throw for %s, and loses no other event', async (_what, call) => {
    const browser = openBrowser()
    const page = browser.open(SHOP)
    const track = page.tracker.track as (...call: unknown[]) => void
    expect(() => track(...call)).not.toThrow()
    page.tracker.track('add_to_cart', { value: 1, currency: 'UAH', items: [] })
    await page.rest()
    expect(names(browser.events)).toContain('page_view')
    expect(names(browser.events)).toContain('add_to_cart')
  })

  test('keeps the values of the call if the page changes its object later', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const params = { value: 1, currency: 'UAH', items: [{ item_id: 'mug', quantity: 1 }] }
    page.tracker.track('add_to_cart', params)
    params.value = 2
    params.items[0]!.quantity = 2
    await page.rest()
    expect(browser.events[0]!.params).toEqual({
      value: 1,
      currency: 'UAH',
      items: [{ item_id: 'mug', quantity: 1 }],
    })
  })

  test('accepts any text: lone surrogates, NULs, quotes, emoji', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const text = '\ud800 \u0000 "<&>" 🛒 їжак'
    page.tracker.track('note', { text })
    await page.rest()
    expect(browser.events[0]!.params).toEqual({ text })
  })

  test('sends of a cart that is too long for a request the first items, as many as fit, and a mark for the others', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const items = Array.from({ length: 200 }, (_, index) => ({
      item_id: `${index}`,
      item_name: 'Їжак'.repeat(60),
    }))
    const sent = structuredClone(items)
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 9, currency: 'UAH', items })
    await page.rest()
    expect(browser.events).toMatchObject([
      { name: 'purchase', params: { transaction_id: 'A-1', value: 9, currency: 'UAH' } },
    ])
    const left = browser.events[0]!.params!.items!
    expect(left.length).toBeGreaterThan(50)
    expect(left).toEqual([...sent.slice(0, left.length - 1), 0])
  })

  test('keeps an order whose only item is too long for a request', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const items = [{ item_id: 'x'.repeat(30_000) }]
    page.tracker.track('purchase', { transaction_id: 'A-1', value: 9, currency: 'UAH', items })
    await page.rest()
    expect(browser.events).toMatchObject([{ params: { transaction_id: 'A-1', value: 9, items: [0] } }])
  })

  test('sends a BigInt as its text, and of a circular object nothing but that it was there', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    const item: Record<string, unknown> = { item_id: 7n, price: 100, item_brand: null }
    const params: Record<string, unknown> = {
      transaction_id: 820982911946154508n,
      value: 100,
      items: [item, 3n],
    }
    Object.assign(item, { self: item, cart: params })
    Object.assign(params, {
      self: params,
      list: [params],
      page: globalThis,
      terms: [params],
      at: new Date(0),
      empty: null,
      yes: true,
    })
    page.tracker.track('purchase', params as never)
    await page.rest()
    expect(browser.events).toMatchObject([{ name: 'purchase' }])
    expect(browser.events[0]!.params).toEqual({
      transaction_id: '820982911946154508',
      value: 100,
      items: [{ item_id: '7', price: 100, item_brand: null, self: {}, cart: {} }, '3'],
      ...{ self: {}, list: {}, page: {}, terms: {}, at: '1970-01-01T00:00:00.000Z', empty: null, yes: true },
    })
  })

  test('skips an event that is too long for a request, and sends the next one', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { tag })
    page.tracker.track('note', { text: 'ї'.repeat(40_000) })
    page.tracker.track('search', { search_term: 'mug' })
    await page.rest()
    expect(names(browser.events)).toEqual(['search'])
  })
})
