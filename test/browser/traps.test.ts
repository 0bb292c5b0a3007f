/** The traps that other trackers fall into, end to end: real browser, built script, several hosts. */
import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { DEMO_SITE } from '../../demo/site.ts'
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'
import { onFirefox } from '../firefox.ts'
import { eventually, startShopWithBrowser, type TestShop } from '../harness.ts'
import { startWeb, type Web } from './web.ts'

const META_AD = '?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&utm_content=video_ad_1&fbclid=AbC'
const GOOGLE_AD = '?utm_source=google&utm_medium=cpc&utm_campaign=brand&gclid=Cj0K'
const VALUE = 1250.5

type Row = Record<string, string | number | boolean | null>

let stage: TestShop
let proxy: Awaited<ReturnType<typeof startWeb>>
let web: Web
let context: BrowserContext
let page: Page
/** Each test has a shop of its own, and a site of the same name. */
let shop: string
let serial = 0

beforeAll(async () => {
  stage = await startShopWithBrowser()
  proxy = await startWeb(() => web)
})
afterAll(async () => {
  await stage?.close()
  await proxy?.close()
})

beforeEach(async () => {
  shop = `shop-${++serial}.example`
  const { status } = await stage.worker.api('POST', '/api/sites', {
    site: shop,
    currency: 'UAH',
    timezone: 'Europe/Kyiv',
    hosts: [shop],
  })
  expect(status).toBe(201)
  context = await stage.browser.newContext({ proxy })
  page = await context.newPage()
  return () => context.close()
})

const tag = (consent = 'granted') =>
  `<script defer src="${stage.worker.url}/t.js" data-site="${shop}" data-consent="${consent}"></script>`
const link = (href: string, words: string) => `<a href="${href}">${words}</a>`
const thanks = () => `<h1>Thank you</h1><script>
  (window.tracker = window.tracker || { q: [] }).q.push(['track', 'purchase',
    { transaction_id: 'T1', value: ${VALUE}, currency: 'UAH', items: [{ item_id: 'jug', price: ${VALUE} }] }])
</script>`

/** Follows a link or presses a button and waits for the page behind it. */
async function follow(words: string, to: string, kind: 'link' | 'button' = 'link') {
  await page.getByRole(kind, { name: words, exact: true }).click()
  await page.waitForURL(to)
}
const agree = () => page.evaluate("tracker.consent('granted')")

const read = async <T>(path: string, site: string) =>
  (await stage.worker.api<T>('GET', `${path}${path.includes('?') ? '&' : '?'}site=${site}`)).body

/** The sessions, oldest first, once they hold that many events in all. */
const sessionsWith = (events: number, site = shop) =>
  eventually(async () => {
    const { rows } = await read<{ rows: Row[] }>('/api/stats/sessions?period=all', site)
    return rows.reduce((sum, row) => sum + Number(row.events), 0) === events ? rows.toReversed() : undefined
  })
/** Revenue by source, under one model. */
const credited = async (model: string) => {
  const { rows } = await read<{ rows: Row[] }>(`/api/stats/sources?period=all&model=${model}`, shop)
  return Object.fromEntries(rows.filter(({ revenue }) => revenue).map((row) => [row.source, row.revenue]))
}
const WINTER = { source: 'facebook', medium: 'cpc', campaign: 'winter', content: 'video_ad_1' }

describe('trap: matching by substring', () => {
  const LOOKALIKES = [
    'paid=1&aid=1',
    'xgbraid=Cj0K',
    'gclid2=Cj0K',
    'utm=google',
    'xutm_source=google',
    'next=%2F%3Futm_source%3Dgoogle',
    'next=/?utm_source=google',
  ]

  test('a visit continues over links whose parameters only look like a campaign', async () => {
    const paths = LOOKALIKES.map((query, at) => `/mug-${at}?${query}`)
    const pages = ['/', ...paths.map((path) => path.split('?')[0]!)]
    web = {
      [shop]: Object.fromEntries(
        pages.map((page, at) => [page, tag() + (paths[at] ? link(paths[at], 'Next mug') : '')]),
      ),
    }
    await page.goto(`http://${shop}/${META_AD}`)
    for (const path of paths) await follow('Next mug', `http://${shop}${path}`)
    expect(await sessionsWith(1 + paths.length)).toMatchObject([WINTER])
  })
})

describe('trap: ignoring UTMs that arrive mid-session', () => {
  test('a click on a second ad in the same tab starts a visit of its own, which gets the sale', async () => {
    web = {
      [shop]: { '/': tag() + link('/mug', 'Mug'), '/mug': tag(), '/thanks': tag() + thanks() },
      'search.example': { '/': link(`http://${shop}/${GOOGLE_AD}`, 'Ad') },
    }
    await page.goto(`http://${shop}/${META_AD}`)
    await follow('Mug', `http://${shop}/mug`)
    await page.goto('http://search.example/')
    await follow('Ad', `http://${shop}/${GOOGLE_AD}`)
    await follow('Mug', `http://${shop}/mug`)
    await page.goto(`http://${shop}/thanks`)
    const sessions = await sessionsWith(6)
    expect(sessions).toMatchObject([
      { ...WINTER, visit_number: 1, events: 2, converted: false },
      { source: 'google', campaign: 'brand', visit_number: 2, events: 4, converted: true, revenue: VALUE },
    ])
    expect(sessions[1]!.visitor_id).toBe(sessions[0]!.visitor_id)
    expect(await credited('last_non_direct')).toEqual({ google: VALUE })
    expect(await credited('first')).toEqual({ facebook: VALUE })
  })

  test('a campaign that a single-page app navigates to starts a visit of its own', async () => {
    web = { [shop]: { '/': tag() } }
    await page.goto(`http://${shop}/${META_AD}`)
    await page.evaluate((url) => history.pushState({}, '', url), `/sale${GOOGLE_AD}`)
    expect(await sessionsWith(2)).toMatchObject([WINTER, { source: 'google', campaign: 'brand' }])
  })
})

describe('trap: a session id that hashes the clock hour', () => {
  const at = (time: string) => new Date(`2026-11-21T${time}`)

  test.each([
    ['across full hours and midnight is one', '23:50:00', [20, 25, 25], 1],
    ['and another half an hour later in the same hour are two', '10:05:00', [32], 2],
  ])('a visit %s', async (_name, begin, minutes, count) => {
    web = { [shop]: { '/': tag() } }
    await page.clock.install({ time: at(begin) })
    await page.goto(`http://${shop}/`)
    for (const minute of minutes) {
      await page.clock.fastForward(minute * MINUTE_MS)
      await page.reload()
    }
    expect(await sessionsWith(1 + minutes.length)).toHaveLength(count)
  })
})

describe('trap: a canonical link that drops the UTM', () => {
  test('the landing is read from the address, not from the canonical link', async () => {
    const head = (path: string) =>
      `<link rel="canonical" href="http://${shop}${path}"><meta property="og:url" content="http://${shop}${path}">`
    web = { [shop]: { '/': head('/') + tag() + link('/mug', 'Mug'), '/mug': head('/mug') + tag() } }
    await page.goto(`http://${shop}/${META_AD}`)
    await follow('Mug', `http://${shop}/mug`)
    expect(await sessionsWith(2)).toMatchObject([{ ...WINTER, click_id_kind: 'fbclid', landing_page: '/' }])
  })

  test('a page that removes the UTM parameters from its address loses nothing', async () => {
    const tidy = `<script defer src="data:text/javascript,history.replaceState({},'',location.pathname)"></script>`
    web = { [shop]: { '/': tag() + tidy + link('/mug', 'Mug'), '/mug': tag() } }
    await page.goto(`http://${shop}/${META_AD}`)
    expect(page.url()).toBe(`http://${shop}/`)
    await follow('Mug', `http://${shop}/mug`)
    expect(await sessionsWith(2)).toMatchObject([{ ...WINTER, pageviews: 2 }])
  })
})

describe('trap: UTMs lost when consent comes later', () => {
  const stored = async () => [
    await page.evaluate(() => [...Object.entries(localStorage), ...Object.entries(sessionStorage)]),
    await context.cookies(),
  ]

  test('on a later page of a single-page app, the visit has the campaign of its landing', async () => {
    web = { [shop]: { '/': tag('pending') } }
    await page.goto(`http://${shop}/${META_AD}`)
    await page.evaluate(() => history.pushState({}, '', '/mug'))
    await page.evaluate(() => history.pushState({}, '', '/cart'))
    expect(await stored()).toEqual([[], []])
    await agree()
    expect(await sessionsWith(3)).toMatchObject([{ ...WINTER, landing_page: '/', pageviews: 3 }])
  })

  test('on the second page of a shop with page loads, visit and sale have the campaign of the landing', async () => {
    web = {
      [shop]: {
        '/': tag('pending') + link('/mug', 'Mug'),
        '/mug': tag('pending') + link('/thanks', 'Buy'),
        '/thanks': tag() + thanks(),
      },
    }
    // If the address has Meta's click id, Firefox gives the next page only the host as referrer.
    const ad = onFirefox ? META_AD.replace('&fbclid=AbC', '') : META_AD
    await page.goto(`http://${shop}/${ad}`)
    await follow('Mug', `http://${shop}/mug`)
    expect(await stored()).toEqual([[], []])
    await agree()
    const visitor = await page.evaluate<string>('tracker.attribution().visitor_id')
    await follow('Buy', `http://${shop}/thanks`)
    const sessions = await sessionsWith(4)
    expect(sessions.filter((session) => session.visitor_id === visitor)).toMatchObject([
      {
        ...WINTER,
        click_id_kind: onFirefox ? null : 'fbclid',
        landing_page: '/',
        pageviews: 2,
        converted: true,
        revenue: VALUE,
      },
    ])
    expect(await credited('last_non_direct')).toEqual({ facebook: VALUE })
  })
})

describe('trap: a payment gateway’s referrer stealing the conversion', () => {
  test('going to LiqPay and the bank’s card check and back is one visit, and the ad gets the sale', async () => {
    const goOn = (to: string) => `<form method="post" action="${to}"><button>Go on</button></form>`
    const way = [
      `http://${shop}/`,
      'http://www.liqpay.ua/checkout',
      'http://acs.bank.example/',
      'http://www.liqpay.ua/done',
      `http://${shop}/thanks`,
    ] as const
    web = {
      [shop]: { '/': tag() + goOn(way[1]), '/thanks': tag() + thanks() },
      'www.liqpay.ua': { '/checkout': goOn(way[2]), '/done': goOn(way[4]) },
      'acs.bank.example': { '/': goOn(way[3]) },
    }
    await page.goto(way[0] + META_AD)
    for (const stop of way.slice(1)) await follow('Go on', stop, 'button')
    expect(await page.evaluate(() => document.referrer)).toBe('http://www.liqpay.ua/')
    expect(await sessionsWith(3)).toMatchObject([{ ...WINTER, converted: true, revenue: VALUE }])
    expect(await credited('last')).toEqual({ facebook: VALUE })
  })

  test('after 40 minutes at the gateway the new visit is direct, and the ad still gets the sale', async () => {
    web = {
      [shop]: { '/': tag(), '/thanks': tag() + thanks() },
      'secure.wayforpay.com': { '/': link(`http://${shop}/thanks`, 'Back to the shop') },
    }
    await page.clock.install()
    await page.goto(`http://${shop}/${META_AD}`)
    await page.goto('http://secure.wayforpay.com/')
    await page.clock.fastForward(40 * MINUTE_MS)
    await follow('Back to the shop', `http://${shop}/thanks`)
    expect(await sessionsWith(3)).toMatchObject([
      WINTER,
      { source: '(direct)', channel: 'Direct', referrer: null, converted: true },
    ])
    expect(await credited('last_non_direct')).toEqual({ facebook: VALUE })
  })
})

describe('trap: a thank-you page reload firing purchase again', () => {
  test('a thank-you page that is reloaded, opened again by the back button, in another tab and on the next day counts one sale', async () => {
    const walk = await stage.browser.newContext()
    const tab = await walk.newPage()
    await tab.clock.install({ time: Date.now() - 24 * HOUR_MS })
    await tab.goto(`${stage.shop.url}/product/lastivka-jug${META_AD}`)
    await tab.getByRole('button', { name: 'Add to cart' }).click()
    await tab.getByRole('link', { name: 'Go to checkout' }).click()
    await tab.getByLabel('First and last name').fill('Test Buyer')
    await tab.getByLabel('Phone').fill('+380 44 000 00 00')
    await tab.getByRole('button', { name: 'Place the order' }).click()
    const thankYou = tab.getByRole('heading', { name: 'Thank you for your order' })
    await thankYou.waitFor()
    const bought = await sessionsWith(9, DEMO_SITE.site)
    expect(bought).toMatchObject([{ ...WINTER, revenue: VALUE }])

    await tab.reload()
    await thankYou.waitFor()
    await tab.getByRole('link', { name: 'Back to the shop' }).click()
    await tab.waitForURL(`${stage.shop.url}/`)
    await tab.goBack()
    await thankYou.waitFor()
    const other = await walk.newPage()
    await other.goto(tab.url())
    await other.getByRole('heading', { name: 'Thank you for your order' }).waitFor()
    // All events are delivered before the clock moves on by a day. Otherwise they would be delivered a day late.
    for (const page of [tab, other]) await page.evaluate('tracker.flush()')
    await tab.clock.setSystemTime(Date.now())
    await tab.reload()
    await thankYou.waitFor()
    await tab.evaluate('tracker.flush()')
    const days = await eventually(async () => {
      const { rows } = await read<{ rows: Row[] }>('/api/stats/sessions?period=all', DEMO_SITE.site)
      return rows.length === 2 ? rows.toReversed() : undefined
    })
    expect(days).toMatchObject([
      { ...WINTER, converted: true, revenue: VALUE },
      { converted: false, revenue: 0 },
    ])
    const { rows } = await read<{ rows: Row[] }>('/api/stats/general?period=all', DEMO_SITE.site)
    expect(rows).toMatchObject([{ orders: 1, conversions: 1, revenue: VALUE }])
    await walk.close()
  })
})
