// @vitest-environment node
/** The second file: what `data-domains` and `data-cookie-domain` bring. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, type PageOptions, SHOP, start } from './browser.ts'
import { click, happen, type Opened, ORDER, opened } from './extended.ts'

beforeEach(start)

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
