// @vitest-environment node
/** The second file: `data-domains` keeps one visitor on several domains, `data-cookie-domain` on subdomains. */
import { beforeEach, describe, expect, test } from 'vitest'
import { AD, later, openBrowser, type PageOptions, SHOP, start } from './browser.ts'
import { click, happen, type Opened, ORDER, opened } from './extended.ts'

beforeEach(start)

describe('Domains', () => {
  const PAY = 'https://pay.example/'
  const domains = { domains: 'shop.example, pay.example' }
  const ask = { 'data-site': 'shop.example', 'data-consent': 'pending' }

  /** Visits the shop and clicks a link. `to`: the address of the link after the click. */
  async function leave(href = PAY, url = AD, tag: Record<string, string> = { 'data-site': 'shop.example' }) {
    const on = opened(`<a href="${href}">Pay</a>`, domains, url, { tag })
    await on.page.rest()
    click(on, 'a')
    const state = on.page.tracker.attribution()
    return { ...on, to: on.element('a').href, visitor: state.visitor_id, session: state.session_id }
  }
  /** Opens the address on the other domain. The second file loads within the second that the script waits for it. */
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

  test('share one visitor and one session, so a purchase on one has the touch of the other', async () => {
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

  test('still share them on the next page', async () => {
    const { browser, to, visitor, session } = await leave()
    const page = arrive(browser, to)
    await page.rest()
    page.leave()
    const next = browser.open(`${PAY}thanks`, { referrer: PAY })
    expect(next.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
  })

  test('share the visitor even if the second file loads late', async () => {
    const { browser, to, visitor, session } = await leave()
    const page = browser.open(to, { referrer: SHOP })
    await page.rest(5)
    page.extend(domains)
    expect(page.tracker.attribution()).toMatchObject({ visitor_id: visitor, session_id: session })
    page.tracker.track('purchase', ORDER)
    await page.rest()
    expect(browser.events.at(-1)).toMatchObject({ name: 'purchase', visitor, session: { id: session } })
  })

  test('replace an earlier visitor of the same browser on the other domain', async () => {
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
    // An open tab of that domain gets the same visitor.
    expect(before.tracker.attribution().visitor_id).toBe(visitor)
  })

  test.each([
    [PAY, PAY],
    // The query has the same meaning, but another encoding.
    ['https://pay.example/?a=%20b&c', 'https://pay.example/?a=+b&c='],
    ['https://pay.example/?sig=a%2Fb+c#form', 'https://pay.example/?sig=a%2Fb+c#form'],
    ['https://www.pay.example/cart', 'https://www.pay.example/cart'],
  ])('remove the parameter from %s once it is read', async (href, shown) => {
    const { browser, to } = await leave(href)
    expect(to).toMatch(/[?&]_utmd=[\w%]{200,600}(#|$)/)
    const page = arrive(browser, to)
    expect(page.window.location.href).toBe(shown)
  })

  test.each([
    ['put after others', (to: string) => to.replace('?', '?lang=uk&'), 'https://pay.example/?lang=uk'],
    ['put before others', (to: string) => `${to}&lang=uk`, 'https://pay.example/?lang=uk'],
    ['decoded where it may be', (to: string) => to.replaceAll('%3D', '=').replaceAll('%2F', '/'), PAY],
  ])('read a parameter that a redirect has %s', async (_name, redirect, shown) => {
    const { browser, to, visitor } = await leave('https://pay.example/')
    const page = arrive(browser, redirect(to))
    expect(page.tracker.attribution().visitor_id).toBe(visitor)
    expect(page.window.location.href).toBe(shown)
  })

  test('send no page view for the removal of the parameter', async () => {
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

  describe('do not share the visitor', () => {
    test.each<[string, PageOptions & { consent?: string }]>([
      ['without a referrer, because the link was shared', { referrer: '' }],
      ['with a referrer of another domain', { referrer: 'https://mail.example/' }],
      ['with a referrer that only ends like one of them', { referrer: 'https://notshop.example/' }],
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

    test('if the link is two minutes old', async () => {
      const { browser, to, visitor } = await leave()
      later(2)
      const page = arrive(browser, to)
      expect(page.tracker.attribution().visitor_id).not.toBe(visitor)
      expect(page.window.location.href).not.toContain('_utmd')
    })

    test.each([
      ['', () => {}],
      [', if only the cookie still has it', (storage: Storage) => storage.clear()],
    ])('if the visitor has opted out%s', async (_name, forget) => {
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
      'with an invalid parameter %j, which causes no error',
      async (text) => {
        const browser = openBrowser()
        const page = arrive(browser, `${PAY}?_utmd=${text}`)
        await page.rest()
        expect(page.tracker.attribution().visitor_id).toBeTruthy()
      },
    )
  })

  test('share the visitor once consent is granted later on the page, and do so only once', async () => {
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
      ['to another host', 'https://notpay.example/', AD],
      ['to a mail address', 'mailto:somebody@mail.example', AD],
      ['without a target', '', AD],
    ])('%s is not changed', async (_name, href, url) => {
      const { to } = await leave(href, url)
      expect(to).not.toContain('_utmd')
    })

    test.each(['', 'pay.example,', ','])('to a mail address is not changed for data-domains="%s"', (list) => {
      const on = opened('<a href="mailto:somebody@mail.example">Mail</a>', { domains: list })
      click(on, 'a')
      expect(on.element('a').href).toBe('mailto:somebody@mail.example')
    })

    test('is not changed without consent', async () => {
      expect((await leave(PAY, AD, ask)).to).toBe(PAY)
      expect((await leave(PAY, AD, { ...ask, 'data-consent': 'denied' })).to).toBe(PAY)
    })

    test('is not changed by the right button, because the visitor may copy the address', () => {
      const on = opened(`<a href="${PAY}">Pay</a>`, domains)
      click(on, 'a', 2)
      expect(on.element('a').href).toBe(PAY)
    })

    test('gets a new parameter when it is clicked again later', async () => {
      const on = await leave()
      later(20)
      click(on, 'a', 1)
      const { href } = on.element('a')
      expect(href.match(/_utmd/g)).toHaveLength(1)
      expect(href).not.toBe(on.to)
      expect(arrive(on.browser, href).tracker.attribution().visitor_id).toBe(on.visitor)
    })

    test('does not contain the shop’s user id', async () => {
      const on = opened(`<a href="${PAY}">Pay</a>`, domains)
      on.page.tracker.identify('somebody@mail.example')
      click(on, 'a')
      expect(atob(new URL(on.element('a').href).searchParams.get('_utmd')!)).not.toContain('somebody')
    })
  })

  describe('a form', () => {
    test('gets the parameter in its action', () => {
      const on = opened(`<form action="${PAY}pay?order=1"><button>Pay</button></form>`, domains)
      happen(on, 'submit', 'form')
      const action = on.element<HTMLFormElement>('form').action
      expect(action).toMatch(/^https:\/\/pay\.example\/pay\?order=1&_utmd=./)
      const { visitor_id } = on.page.tracker.attribution()
      expect(atob(new URL(action).searchParams.get('_utmd')!)).toContain(visitor_id)
    })

    test.each(['/cart', 'https://notpay.example/'])('that goes to %s is not changed', (action) => {
      const on = opened(`<form action="${action}"><button>Buy</button></form>`, domains)
      happen(on, 'submit', 'form')
      expect(on.element('form').getAttribute('action')).toBe(action)
    })

    test('without an action is not changed', () => {
      const on = opened('<form></form>', domains)
      happen(on, 'submit', 'form')
      expect(on.page.window.document.body.innerHTML).toBe('<form></form>')
    })
  })
})

test('A cookie with data-cookie-domain replaces the cookie of the host alone', async () => {
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
