// @vitest-environment node
/** The second file: `data-datalayer` reports the events of a GTM or gtag data layer. */
import { beforeEach, describe, expect, test } from 'vitest'
import { EVENTS } from '../../wire/event.ts'
import { AD, openBrowser, type Page, SHOP, start, type Window } from './browser.ts'
import { CART, eventsFromLayer, gtag, type Layer, layerOf, ORDER, sent, withLayer } from './extended.ts'

beforeEach(start)

describe('The data layer', () => {
  test.each<[string, (layer: Layer, window: Window) => void, unknown[]]>([
    [
      'GTM’s add_to_cart',
      (layer) => layer.push({ event: 'add_to_cart', ecommerce: CART }),
      [['add_to_cart', CART]],
    ],
    ['gtag’s purchase', (_, window) => gtag(window, 'event', 'purchase', ORDER), [['purchase', ORDER]]],
    [
      'an order number that is a BigInt',
      (layer) =>
        layer.push({
          event: 'purchase',
          ecommerce: { transaction_id: BigInt('820982911946154508'), currency: 'UAH', value: 100 },
        }),
      [['purchase', { transaction_id: '820982911946154508', currency: 'UAH', value: 100 }]],
    ],
    [
      'an item whose price and quantity are no numbers',
      (layer) =>
        layer.push({
          event: 'purchase',
          ecommerce: { transaction_id: 'N-3', items: [{ item_id: 'jug', price: NaN, quantity: NaN }] },
        }),
      [['purchase', { transaction_id: 'N-3', items: [{ item_id: 'jug', price: null, quantity: null }] }]],
    ],
    [
      'a lead whose value is blank',
      (layer) => layer.push({ event: 'generate_lead', ecommerce: { lead_source: 'call back', value: '' } }),
      [['generate_lead', { lead_source: 'call back', value: '' }]],
    ],
    [
      'two entries in one push',
      (layer) => layer.push({ event: 'view_item', ecommerce: CART }, { event: 'search' }),
      [
        ['view_item', CART],
        ['search', undefined],
      ],
    ],
    [
      'an event after an emptied ecommerce',
      (layer) => {
        layer.push({ ecommerce: null })
        layer.push({ event: 'view_item', ecommerce: CART })
        layer.push({ ecommerce: null })
        layer.push({ event: 'sign_up', ecommerce: null })
      },
      [
        ['view_item', CART],
        ['sign_up', undefined],
      ],
    ],
    [
      'the values of an object at the time of the push, although the page changes it later',
      (layer) => {
        const entry = { event: 'view_item', ecommerce: { ...CART } as object | null }
        layer.push(entry)
        Object.assign(entry.ecommerce!, { value: 1 })
        entry.ecommerce = null
      },
      [['view_item', CART]],
    ],
    [
      'no event for entries that are not tracked here',
      (layer, window) => {
        layer.push({ event: 'gtm.js', 'gtm.start': 1 }, { event: 'gtm.click' }, { event: 'newsletter' })
        layer.push({ event: 'page_view' }, { event: 'view_item_list', ecommerce: CART })
        layer.push({ event: 'view_search_results' }, { event: 'view_cart' }, { event: 'select_item' })
        gtag(window, 'js', 1)
        gtag(window, 'config', 'G-1')
        gtag(window, 'event', 'page_view')
        gtag(window, 'event', 'constructor')
        layer.push(null, undefined, 7, 'purchase', () => {}, {}, [])
      },
      [],
    ],
    [
      'no fields that are meant for other tags',
      (layer) => layer.push({ event: 'generate_lead', email: 'somebody@mail.example' }),
      [['generate_lead', undefined]],
    ],
  ])('gives %s, pushed later', async (_name, push, expected) => {
    expect(await eventsFromLayer(withLayer(), ({ window }) => push(layerOf(window), window))).toEqual(
      expected,
    )
  })

  test('is read from its first entry', async () => {
    const before = (window: Window) => {
      withLayer({ event: 'view_item', ecommerce: CART }, { 'gtm.start': 1, event: 'gtm.js' })(window)
      gtag(window, 'event', 'add_to_cart', CART)
    }
    expect(await eventsFromLayer(before)).toEqual([
      ['view_item', CART],
      ['add_to_cart', CART],
    ])
  })

  test.each(EVENTS.slice(1))('gives %s', async (name) => {
    expect(await eventsFromLayer(withLayer({ event: name }))).toEqual([[name, undefined]])
  })

  test('may have another name, and may come after the script', async () => {
    const push = ({ window }: Page) => layerOf(window, 'gtmData').push({ event: 'search' })
    expect(await eventsFromLayer(() => {}, push, 'gtmData')).toEqual([['search', undefined]])
    expect(
      await eventsFromLayer(
        () => {},
        ({ window }) => layerOf(window).push({ event: 'search' }),
        '',
      ),
    ).toEqual([['search', undefined]])
  })

  test('keeps the result of push, and stays an array', async () => {
    await eventsFromLayer(withLayer({ a: 1 }), ({ window }) => {
      const layer = layerOf(window)
      expect(layer.push({ event: 'search' }, { b: 2 })).toBe(3)
      expect(layer).toHaveLength(3)
      const { push } = layer
      expect(push({ c: 3 })).toBe(4)
    })
  })

  /** Replaces `push` by a function that calls it, as GTM does. */
  const wrap = (window: Window, answer: string, calls: unknown[]) => {
    const layer = layerOf(window)
    const { push } = layer
    layer.push = (...entries) => {
      calls.push(...entries)
      push.apply(layer, entries)
      return answer
    }
  }
  test('works if other scripts replace push before and after it', async () => {
    const below: unknown[] = []
    const above: unknown[] = []
    const events = await eventsFromLayer(
      (window) => {
        withLayer()(window)
        wrap(window, 'below', below)
      },
      ({ window }) => {
        expect(layerOf(window).push({ event: 'search' })).toBe('below')
        wrap(window, 'above', above)
        expect(layerOf(window).push({ event: 'sign_up' })).toBe('above')
      },
    )
    expect(events.map(([name]) => name)).toEqual(['search', 'sign_up'])
    expect([below.length, above.length]).toEqual([2, 1])
  })

  test('is not read by default', async () => {
    const browser = openBrowser()
    const page = browser.open(SHOP, { before: withLayer({ event: 'search' }) })
    page.extend({ site: 'shop.example' })
    await page.rest()
    expect(sent(browser.events)).toEqual([])
    expect(Object.keys(layerOf(page.window))).toEqual(['0'])
  })

  test.each([
    ['a string', 'x'],
    ['an object', {}],
  ])('that is %s does not stop the other features', async (_name, layer) => {
    const browser = openBrowser()
    const page = browser.open(AD, { before: (window) => Object.assign(window, { dataLayer: layer }) })
    page.window.document.body.innerHTML = '<a href="https://maps.example/">Map</a>'
    // t.js ignores this error, as it ignores a blocked second file.
    expect(() => page.extend({ datalayer: '', clicks: 'outbound' })).toThrow()
    page.window.document.querySelector('a')!.click()
    await page.rest()
    expect(sent(browser.events)).toMatchObject([['click', { link_domain: 'maps.example' }]])
  })
})
