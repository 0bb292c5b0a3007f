// @vitest-environment node
/** The second file: what the tag's `data-datalayer`, `data-domains`, `data-clicks` and `data-cookie-domain` bring, and forms. */
import { beforeEach, describe, expect, test } from 'vitest'
import { EVENTS, type WireEvent } from '../../wire/event.ts'
import { AD, later, openBrowser, type Page, type PageOptions, SHOP, start, type Window } from './browser.ts'

beforeEach(start)

const run = (window: Window, code: string) =>
  new Function('window', 'dataLayer', code)(window, layerOf(window))
type Layer = Omit<unknown[], 'push'> & { push(...entries: unknown[]): unknown }
const layerOf = (window: Window, name = 'dataLayer') => (window as unknown as Record<string, Layer>)[name]!
/** As Google's snippet defines it. */
const gtag = (window: Window, ...command: unknown[]) =>
  run(window, `(function () { dataLayer.push(arguments) })(...${JSON.stringify(command)})`)

const CART = { currency: 'UAH', value: 420, items: [{ item_id: 'mug', price: 420 }] }
const ORDER = { ...CART, transaction_id: 'T-1' }
const sent = (events: WireEvent[]) =>
  events.filter(({ name }) => name !== 'page_view').map(({ name, params }) => [name, params])

/** What a page with a data layer sends besides its view. */
async function heard(
  before: (window: Window) => void,
  after?: (page: Page) => void,
  datalayer = 'dataLayer',
) {
  const browser = openBrowser()
  const page = browser.open(SHOP, { before })
  page.extend({ site: 'shop.example', datalayer })
  after?.(page)
  await page.rest()
  return sent(browser.events)
}
const withLayer =
  (...entries: unknown[]) =>
  (window: Window) =>
    void Object.assign(window, { dataLayer: entries })

describe('The data layer', () => {
  test.each<[string, (layer: Layer, window: Window) => void, unknown[]]>([
    [
      'GTM’s add_to_cart',
      (layer) => layer.push({ event: 'add_to_cart', ecommerce: CART }),
      [['add_to_cart', CART]],
    ],
    ['gtag’s purchase', (_, window) => gtag(window, 'event', 'purchase', ORDER), [['purchase', ORDER]]],
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
      'what an object held when it was pushed, though the page goes on using it',
      (layer) => {
        const entry = { event: 'view_item', ecommerce: { ...CART } as object | null }
        layer.push(entry)
        Object.assign(entry.ecommerce!, { value: 1 })
        entry.ecommerce = null
      },
      [['view_item', CART]],
    ],
    [
      'nothing that has no meaning here',
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
      'nothing that stands beside the event for other tags',
      (layer) => layer.push({ event: 'generate_lead', email: 'somebody@mail.example' }),
      [['generate_lead', undefined]],
    ],
  ])('gives %s, pushed later', async (_name, push, expected) => {
    expect(await heard(withLayer(), ({ window }) => push(layerOf(window), window))).toEqual(expected)
  })

  test('is read from its beginning', async () => {
    const before = (window: Window) => {
      withLayer({ event: 'view_item', ecommerce: CART }, { 'gtm.start': 1, event: 'gtm.js' })(window)
      gtag(window, 'event', 'add_to_cart', CART)
    }
    expect(await heard(before)).toEqual([
      ['view_item', CART],
      ['add_to_cart', CART],
    ])
  })

  test.each(EVENTS.slice(1))('gives %s', async (name) => {
    expect(await heard(withLayer({ event: name }))).toEqual([[name, undefined]])
  })

  test('may have another name, and may come after the script', async () => {
    const push = ({ window }: Page) => layerOf(window, 'gtmData').push({ event: 'search' })
    expect(await heard(() => {}, push, 'gtmData')).toEqual([['search', undefined]])
    expect(
      await heard(
        () => {},
        ({ window }) => layerOf(window).push({ event: 'search' }),
        '',
      ),
    ).toEqual([['search', undefined]])
  })

  test('keeps what push answers, and stays an array', async () => {
    await heard(withLayer({ a: 1 }), ({ window }) => {
      const layer = layerOf(window)
      expect(layer.push({ event: 'search' }, { b: 2 })).toBe(3)
      expect(layer).toHaveLength(3)
      const { push } = layer
      expect(push({ c: 3 })).toBe(4)
    })
  })

  /** As GTM does. */
  const wrap = (window: Window, answer: string, calls: unknown[]) => {
    const layer = layerOf(window)
    const { push } = layer
    layer.push = (...entries) => {
      calls.push(...entries)
      push.apply(layer, entries)
      return answer
    }
  }
  test('works with another’s push below it and another’s above', async () => {
    const below: unknown[] = []
    const above: unknown[] = []
    const events = await heard(
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

  test('is left alone unless asked for', async () => {
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
  ])('that is %s keeps nothing else from working', async (_name, layer) => {
    const browser = openBrowser()
    const page = browser.open(AD, { before: (window) => Object.assign(window, { dataLayer: layer }) })
    page.window.document.body.innerHTML = '<a href="https://maps.example/">Map</a>'
    // The first file takes it, as it does when this one is blocked.
    expect(() => page.extend({ datalayer: '', clicks: 'outbound' })).toThrow()
    page.window.document.querySelector('a')!.click()
    await page.rest()
    expect(sent(browser.events)).toMatchObject([['click', { link_domain: 'maps.example' }]])
  })
})

/** A page with this in its body, whose tracker is extended. */
function opened(body: string, options: Record<string, string> = {}, url = SHOP, more: PageOptions = {}) {
  const browser = openBrowser()
  const page = browser.open(url, more)
  page.window.document.body.innerHTML = body
  page.extend({ site: 'shop.example', ...options })
  const element = <T = HTMLAnchorElement & HTMLInputElement>(selector: string) =>
    page.window.document.querySelector(selector) as T
  return { browser, page, element }
}
type Opened = ReturnType<typeof opened>
/** Something happens to an element of the page. */
const happen = ({ page, element }: Opened, type: string, selector: string, more: object = {}) => {
  const event = new page.window.Event(type, { bubbles: true, cancelable: true })
  element<EventTarget>(selector).dispatchEvent(Object.assign(event, more) as never)
}
const click = (on: Opened, selector: string, button = 0) =>
  happen(on, button ? 'auxclick' : 'click', selector, { button })

describe('A hidden field', () => {
  const LAST = `${SHOP}?utm_source=google&utm_medium=cpc&gclid=Cj0K&UTM_Term=Mug+%26+jug&id=7&q=`
  /** The value of a field on a visitor's second visit, after an ad of Facebook's. */
  async function filled(field: string) {
    const browser = openBrowser()
    await browser.open(AD).rest()
    later(60)
    const page = browser.open(LAST, { referrer: 'https://google.example/' })
    await page.rest()
    page.window.document.body.innerHTML = `<form>${field}</form>`
    page.extend({ site: 'shop.example' })
    return (page.window.document.querySelector('form > *') as unknown as HTMLInputElement).value
  }

  test.each([
    ['<input type="hidden" name="utm_source">', 'google'],
    ['<input type="hidden" name="utm_medium" value="old">', 'cpc'],
    ['<input type="hidden" data-utm="last.gclid" name="gclid">', 'Cj0K'],
    ['<input type="hidden" data-utm="last.term">', 'Mug & jug'],
    ['<input type="hidden" name="utm_term">', 'Mug & jug'],
    ['<select data-utm="last.source"><option>?<option>google</select>', 'google'],
    ['<input type="hidden" data-utm="last.source">', 'google'],
    ['<input type="hidden" data-utm="last.utm_source" name="source">', 'google'],
    ['<input type="hidden" data-utm="first.source">', 'facebook'],
    ['<input type="hidden" data-utm="first.utm_campaign">', 'winter'],
    ['<input type="hidden" data-utm="first.fbclid">', 'AbC'],
    ['<input type="hidden" data-utm="last.url">', LAST],
    ['<input type="hidden" data-utm="last.referrer">', 'https://google.example/'],
    ['<input type="hidden" data-utm="last.at">', `${Date.parse('2026-11-22T11:00:01.050Z')}`],
    ['<input type="text" data-utm="last.source">', 'google'],
  ])('%s is filled', async (field, value) => {
    expect(await filled(field)).toBe(value)
  })

  test.each([
    '<input type="hidden" name="utm_campaign" value="old">',
    '<input type="hidden" name="source" value="old">',
    '<input type="hidden" name="referrer" value="old">',
    '<input type="hidden" name="landing_page" value="old">',
    '<input type="hidden" name="ts" value="old">',
    '<input type="hidden" name="constructor" value="old">',
    '<input type="hidden" name="visitor_id" value="old">',
    '<input type="hidden" name="gclid" value="old">',
    '<input type="hidden" name="id" value="old">',
    '<input type="hidden" name="q" value="old">',
    '<input type="hidden" value="old">',
    '<input type="hidden" data-utm="last.campaign" value="old">',
    '<input type="hidden" data-utm="toString" value="old">',
    '<input type="hidden" data-utm="last.toString" value="old">',
    '<input name="utm_source" value="old">',
  ])('%s keeps its value', async (field) => {
    expect(await filled(field)).toBe('old')
  })

  test.each(['visitor_id', 'session_id'] as const)('marked %s has it', (name) => {
    const { page, element } = opened(`<input type="hidden" data-utm="${name}">`)
    expect(element('input').value).toBe(page.tracker.attribution()[name])
    expect(element('input').value).not.toBe('')
  })

  test('marked visitor_id keeps its value without consent', () => {
    const tag = { 'data-site': 'shop.example', 'data-consent': 'denied' }
    const { element } = opened('<input data-utm="visitor_id" value="old">', {}, AD, { tag })
    expect(element('input').value).toBe('old')
  })

  test.each(['click', 'submit'])('that came late is filled on %s, before the page hears of it', (type) => {
    const on = opened('', {}, AD)
    on.page.window.document.body.innerHTML = '<form><input type="hidden" name="utm_source"></form>'
    let seen = ''
    on.element<EventTarget>('form').addEventListener(type, () => {
      seen = on.element('input').value
    })
    happen(on, type, 'form')
    expect(seen).toBe('facebook')
  })

  test('is filled from when consent is given', () => {
    const tag = { 'data-site': 'shop.example', 'data-consent': 'pending' }
    const on = opened('<form><input type="hidden" name="utm_source" value="?"></form>', {}, AD, { tag })
    happen(on, 'submit', 'form')
    expect(on.element('input').value).toBe('?')
    on.page.tracker.consent('granted')
    happen(on, 'submit', 'form')
    expect(on.element('input').value).toBe('facebook')
  })
})

describe('Clicks', () => {
  const both = { clicks: 'outbound,download', domains: 'pay.example' }
  async function clicked(href: string, options: Record<string, string> = both, button = 0) {
    const on = opened(`<a href="${href}"><b>Words</b></a>`, options)
    click(on, 'b', button)
    await on.page.rest()
    return sent(on.browser.events)
  }
  const click_ = (link_url: string, link_domain: string) => [
    'click',
    { link_url, link_domain, outbound: true },
  ]
  const file = (link_url: string, file_extension: string, file_name: string) => [
    'file_download',
    { link_url, file_extension, file_name },
  ]

  test.each<[string, unknown[]]>([
    ['https://maps.example/?q=shop', [click_('https://maps.example/?q=shop', 'maps.example')]],
    ['https://notshop.example/', [click_('https://notshop.example/', 'notshop.example')]],
    ['/mug', []],
    ['https://shop.example/mug', []],
    ['https://www.shop.example/mug', []],
    ['https://pay.example/', []],
    ['https://www.pay.example/', []],
    ['mailto:somebody@mail.example', []],
    ['tel:+380440000000', []],
    ['viber://chat?number=1', []],
    ['javascript:void 0', []],
    ['#top', []],
    [
      '/files/Price%20list.PDF?v=2',
      [file('https://shop.example/files/Price%20list.PDF?v=2', 'PDF', '/files/Price%20list.PDF')],
    ],
    ['https://pay.example/a.zip', [file('https://pay.example/a.zip', 'zip', '/a.zip')]],
    [
      'https://cdn.example/a.docx',
      [
        file('https://cdn.example/a.docx', 'docx', '/a.docx'),
        click_('https://cdn.example/a.docx', 'cdn.example'),
      ],
    ],
    ['/a.html', []],
    ['/pdf', []],
    ['/?file=a.pdf', []],
    ['/a.pdf/read', []],
  ])('on %s', async (href, expected) => {
    expect(await clicked(href)).toEqual(expected)
  })

  test.each('pdf xls xlsx doc docx ppt pptx txt csv rar zip mp3 mp4'.split(' '))(
    'take .%s for a file',
    async (extension) => {
      expect(await clicked(`/a.${extension}`)).toHaveLength(1)
    },
  )

  test('of the middle button count, and those of the right one do not', async () => {
    expect(await clicked('https://maps.example/', both, 1)).toHaveLength(1)
    expect(await clicked('https://maps.example/', both, 2)).toEqual([])
  })

  test.each([
    ['outbound', ['click']],
    ['download', ['file_download']],
    ['download, outbound', ['file_download', 'click']],
    ['', []],
  ])('are those that data-clicks="%s" names', async (clicks, names) => {
    expect((await clicked('https://cdn.example/a.pdf', { clicks })).map(([name]) => name)).toEqual(names)
  })

  test('are not watched unless asked for', async () => {
    expect(await clicked('https://cdn.example/a.pdf', {})).toEqual([])
  })

  test('on what is no link harm nothing', () => {
    const on = opened('<svg><a><text>x</text></a></svg><p>x</p>', both)
    click(on, 'p')
    click(on, 'text')
    on.page.window.document.dispatchEvent(new on.page.window.Event('click'))
  })
})

describe('Domains', () => {
  const PAY = 'https://pay.example/'
  const domains = { domains: 'shop.example, pay.example' }
  const ask = { 'data-site': 'shop.example', 'data-consent': 'pending' }

  /** A visitor of the shop, and the address that a link on it came to lead to. */
  async function leave(href = PAY, url = AD, tag: Record<string, string> = { 'data-site': 'shop.example' }) {
    const on = opened(`<a href="${href}">Pay</a>`, domains, url, { tag })
    await on.page.rest()
    click(on, 'a')
    const state = on.page.tracker.attribution()
    return { ...on, to: on.element('a').href, visitor: state.visitor_id, session: state.session_id }
  }
  /** Arrives: the extras come within the second that the core waits. */
  function arrive(
    browser: Opened['browser'],
    url: string,
    { referrer = SHOP, consent = 'granted', ...more }: PageOptions & { consent?: string } = {},
  ) {
    const tag = { 'data-site': 'shop.example', 'data-consent': consent }
    const page = browser.open(url, { tag, referrer, ...more })
    page.extend(domains)
    return page
  }

  test('share one visitor and one visit: what is bought at one was brought to the other', async () => {
    const { browser, to, visitor, session } = await leave()
    expect(new URL(to).search).toMatch(/_utmd=/)
    const page = arrive(browser, to)
    expect(page.tracker.attribution()).toMatchObject({
      visitor_id: visitor,
      session_id: session,
      last: { utm_source: 'facebook', url: AD },
    })
    page.tracker.track('purchase', ORDER)
    await page.rest()
    expect(browser.events.at(-1)).toMatchObject({ visitor, session: { id: session, url: AD } })
  })

  test('go on sharing it on the next page', async () => {
    const { browser, to, visitor, session } = await leave()
    const page = arrive(browser, to)
    await page.rest()
    page.leave()
    const next = browser.open(`${PAY}thanks`, { referrer: PAY })
    expect(next.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
  })

  test('are joined though the script was quicker than its second file', async () => {
    const { browser, to, visitor, session } = await leave()
    const page = browser.open(to, { referrer: SHOP })
    await page.rest(5)
    page.extend(domains)
    expect(page.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
    page.tracker.track('purchase', ORDER)
    await page.rest()
    expect(browser.events.at(-1)).toMatchObject({ name: 'purchase', visitor, session: { id: session } })
  })

  test('take the visit over from whoever this browser was there before', async () => {
    const { browser, to, visitor, session } = await leave()
    const before = browser.open(PAY)
    before.tracker.identify('u-1')
    await before.rest()
    expect(before.tracker.attribution().visitor_id).not.toBe(visitor)
    const page = arrive(browser, to)
    await page.rest()
    expect(page.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
    expect(browser.events.at(-1)).toMatchObject({ visitor })
    expect(browser.events.at(-1)!.user).toBeUndefined()
    // The other tab is the same person.
    expect(before.tracker.attribution().visitor_id).toBe(visitor)
  })

  test.each([
    [PAY, PAY],
    // The same to every reader of queries, though not to the letter.
    ['https://pay.example/?a=%20b&c', 'https://pay.example/?a=+b&c='],
    ['https://pay.example/?sig=a%2Fb+c#form', 'https://pay.example/?sig=a%2Fb+c#form'],
    ['https://www.pay.example/cart', 'https://www.pay.example/cart'],
  ])('%s comes back to itself once the visitor has been taken in', async (href, shown) => {
    const { browser, to } = await leave(href)
    expect(to).toMatch(/[?&]_utmd=[\w%]{200,600}(#|$)/)
    const page = arrive(browser, to)
    expect(page.window.location.href).toBe(shown)
  })

  test.each([
    ['put behind others', (to: string) => to.replace('?', '?lang=uk&'), 'https://pay.example/?lang=uk'],
    ['put before others', (to: string) => `${to}&lang=uk`, 'https://pay.example/?lang=uk'],
    ['decoded where it may be', (to: string) => to.replaceAll('%3D', '=').replaceAll('%2F', '/'), PAY],
  ])('understand the parameter %s by a redirect', async (_name, redirect, shown) => {
    const { browser, to, visitor } = await leave('https://pay.example/')
    const page = arrive(browser, redirect(to))
    expect(page.tracker.attribution().visitor_id).toBe(visitor)
    expect(page.window.location.href).toBe(shown)
  })

  test('do not count a view for the tidied address', async () => {
    const { browser, to } = await leave()
    const views = () => browser.events.filter(({ name }) => name === 'page_view').length
    const before = views()
    await arrive(browser, to).rest()
    expect(views()).toBe(before + 1)
  })

  test('keep the state of the history entry', async () => {
    const { browser, to } = await leave()
    const page = arrive(browser, to, {
      before: ({ history }) => Object.getPrototypeOf(history).replaceState.call(history, { key: 7 }, ''),
    })
    expect(page.window.history.state).toEqual({ key: 7 })
  })

  describe('are strangers', () => {
    test.each<[string, PageOptions & { consent?: string }]>([
      ['without a referrer: the link was shared', { referrer: '' }],
      ['with a referrer that is none of them', { referrer: 'https://mail.example/' }],
      ['with a referrer that only ends like them', { referrer: 'https://notshop.example/' }],
      ['without consent', { consent: 'denied' }],
      ['under Global Privacy Control', { before: ({ navigator }) => privacy(navigator) }],
    ])('%s', async (_name, options) => {
      const { browser, to, visitor, session } = await leave()
      const page = arrive(browser, to, options)
      await page.rest()
      expect(page.window.location.href).not.toContain('_utmd')
      expect(page.tracker.attribution().visitor_id).not.toBe(visitor)
      expect(browser.stored(PAY)).not.toContain(visitor)
      expect(browser.stored(PAY)).not.toContain(session)
    })

    test('two minutes later', async () => {
      const { browser, to, visitor } = await leave()
      later(2)
      const page = arrive(browser, to)
      expect(page.tracker.attribution().visitor_id).not.toBe(visitor)
      expect(page.window.location.href).not.toContain('_utmd')
    })

    test.each([
      ['', () => {}],
      [', as only the cookie still says', (storage: Storage) => storage.clear()],
    ])('where the visitor has opted out%s', async (_name, forget) => {
      const { browser, to } = await leave()
      browser.open(PAY).tracker.optOut()
      forget(browser.storageOf('https://pay.example') as unknown as Storage)
      const page = arrive(browser, to)
      await page.rest()
      expect(page.tracker.attribution()).toEqual({})
      expect(
        JSON.parse(browser.storageOf('https://pay.example').getItem('utm_shop.example_')!).out,
      ).toBeTruthy()
      expect(browser.stored(PAY)).not.toContain('visitor')
    })

    test.each(['', 'x', '%', 'e30=', 'bnVsbA==', btoa('{"at":'), '%E0%A4%A'])(
      'for a parameter of %j, which harms nothing',
      async (text) => {
        const browser = openBrowser()
        const page = arrive(browser, `${PAY}?_utmd=${text}`)
        await page.rest()
        expect(page.tracker.attribution().visitor_id).toBeTruthy()
      },
    )
  })

  test('are joined when consent comes later on the page, and then only once', async () => {
    const { browser, to, visitor, session } = await leave()
    const page = arrive(browser, to, { consent: 'pending' })
    await page.rest()
    expect(browser.stored(PAY)).not.toContain(visitor)
    later(10)
    page.tracker.consent('granted')
    expect(page.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
    page.tracker.optOut()
    page.tracker.optIn()
    page.tracker.consent('granted')
    page.tracker.track('search', { search_term: 'mug' })
    expect(page.tracker.attribution().visitor_id).not.toBe(visitor)
  })

  describe('a link', () => {
    test.each([
      ['to the same host', '/cart', AD],
      ['to a host that is none of them', 'https://notpay.example/', AD],
      ['to write a mail', 'mailto:somebody@mail.example', AD],
      ['without a target', '', AD],
    ])('%s stays as it is', async (_name, href, url) => {
      const { to } = await leave(href, url)
      expect(to).not.toContain('_utmd')
    })

    test.each(['', 'pay.example,', ','])('to write a mail stays as it is for data-domains="%s"', (list) => {
      const on = opened('<a href="mailto:somebody@mail.example">Mail</a>', { domains: list })
      click(on, 'a')
      expect(on.element('a').href).toBe('mailto:somebody@mail.example')
    })

    test('stays as it is without consent', async () => {
      expect((await leave(PAY, AD, ask)).to).toBe(PAY)
      expect((await leave(PAY, AD, { ...ask, 'data-consent': 'denied' })).to).toBe(PAY)
    })

    test('stays as it is for the right button, which may copy it', () => {
      const on = opened(`<a href="${PAY}">Pay</a>`, domains)
      click(on, 'a', 2)
      expect(on.element('a').href).toBe(PAY)
    })

    test('that is followed again later is fresh again', async () => {
      const on = await leave()
      later(20)
      click(on, 'a', 1)
      const { href } = on.element('a')
      expect(href.match(/_utmd/g)).toHaveLength(1)
      expect(href).not.toBe(on.to)
      expect(arrive(on.browser, href).tracker.attribution().visitor_id).toBe(on.visitor)
    })

    test('does not carry the shop’s own user id', async () => {
      const on = opened(`<a href="${PAY}">Pay</a>`, domains)
      on.page.tracker.identify('somebody@mail.example')
      click(on, 'a')
      expect(atob(new URL(on.element('a').href).searchParams.get('_utmd')!)).not.toContain('somebody')
    })
  })

  describe('a form', () => {
    test('takes the visitor along in its address', () => {
      const on = opened(`<form action="${PAY}pay?order=1"><button>Pay</button></form>`, domains)
      happen(on, 'submit', 'form')
      const action = on.element<HTMLFormElement>('form').action
      expect(action).toMatch(/^https:\/\/pay\.example\/pay\?order=1&_utmd=./)
      const { visitor_id } = on.page.tracker.attribution()
      expect(atob(new URL(action).searchParams.get('_utmd')!)).toContain(visitor_id)
    })

    test.each(['/cart', 'https://notpay.example/'])('that goes to %s stays as it is', (action) => {
      const on = opened(`<form action="${action}"><button>Buy</button></form>`, domains)
      happen(on, 'submit', 'form')
      expect(on.element('form').getAttribute('action')).toBe(action)
    })

    test('without an address stays as it is', () => {
      const on = opened('<form></form>', domains)
      happen(on, 'submit', 'form')
      expect(on.page.window.document.body.innerHTML).toBe('<form></form>')
    })
  })
})

test('A domain said for the cookie replaces the one that the host had alone', async () => {
  const browser = openBrowser()
  const before = browser.open('https://www.shop.example/')
  await before.rest()
  const visitor = before.tracker.attribution().visitor_id!
  const tag = { 'data-site': 'shop.example', 'data-cookie-domain': 'shop.example' }
  const page = browser.open('https://www.shop.example/cart', { tag })
  page.extend({})
  await page.rest()
  expect(page.tracker.attribution().visitor_id).toBe(visitor)
  const cookies = browser.cookies('https://www.shop.example/').filter((text) => text.includes(visitor))
  expect(cookies).toHaveLength(1)
  expect(browser.cookies('https://cart.shop.example/')).toEqual(expect.arrayContaining(cookies))
})

function privacy(navigator: object) {
  Object.defineProperty(navigator, 'globalPrivacyControl', { value: true })
}
