/** The script's second file in a real Chromium, from a real Worker: forms, domains, the data layer and clicks. */

import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { startBrowser } from '../harness.ts'
import { CONSENT_SEQUENCES } from './consentSequences.ts'
import {
  AD,
  context,
  eventsOf,
  link,
  ORDER,
  page,
  pay,
  press,
  ready,
  sessionsWith,
  shop,
  show,
  stage,
  stored,
  tag,
  useShop,
  VALUE,
  WINTER,
} from './extended.ts'
import { playConsent } from './playConsent.ts'

useShop(startBrowser)

test.each(['extras', 'consent', 'debug'])(
  'the Worker lets the pages of any shop import %s.js',
  async (name) => {
    const { status, headers } = await stage.worker.fetch(`/${name}.js`)
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('content-type')).toMatch(/javascript/)
  },
)

describe('the data layer of an existing GA4 set-up', () => {
  /** Google's snippets as pages have them, with one event before the tag and one after it. */
  const head = `<script>
    window.dataLayer = window.dataLayer || []
    function gtag() { dataLayer.push(arguments) }
    gtag('js', new Date()); gtag('config', 'G-1')
    dataLayer.push({ ecommerce: null })
    dataLayer.push({ event: 'view_item', ecommerce: ${JSON.stringify(ORDER)} })
  </script>`
  /** Replaces `push` as GTM does when it has loaded. */
  const gtm = `(() => {
    const { push } = dataLayer
    dataLayer.push = (...entries) => {
      entries.forEach((entry, at) => Object.assign(entry, { 'gtm.uniqueEventId': at }))
      push.apply(dataLayer, entries)
      return true
    }
    dataLayer.push({ event: 'gtm.dom' })
  })()`

  test.each([
    ['before', `<script>${gtm}</script>`, ''],
    ['after', '', gtm],
  ])('is read, with Google Tag Manager loaded %s the script', async (_when, before, after) => {
    show({ [shop]: { '/': head + before + tag('data-datalayer') } })
    await page.goto(`http://${shop}/${AD}`)
    await ready()
    if (after) await page.evaluate(after)
    await page.evaluate((order) => {
      const { dataLayer, gtag } = window as unknown as {
        dataLayer: object[]
        gtag(...command: unknown[]): void
      }
      dataLayer.push({ event: 'add_to_cart', ecommerce: order, 'user.email': 'somebody@mail.example' })
      gtag('event', 'purchase', order)
    }, ORDER)
    const events = await eventsOf(4)
    expect(events.map(({ name }) => name)).toEqual(['page_view', 'view_item', 'add_to_cart', 'purchase'])
    expect(events[3]).toMatchObject({ value: VALUE, currency: 'UAH', transaction_id: 'T1' })
    expect(JSON.stringify(events)).not.toContain('mail.example')
    expect(await sessionsWith(4)).toMatchObject([{ ...WINTER, converted: true, revenue: VALUE }])
  })
})

describe('hidden fields', () => {
  const fields = `<input type="hidden" name="utm_source"><input type="hidden" name="campaign" data-utm="last.campaign">
    <input type="hidden" name="who" data-utm="visitor_id"><input type="hidden" name="utm_term" value="own">`
  const form = (more: string) => `<form action="/thanks">${fields}${more}</form>`

  test.each([
    ['is sent', form('<button>Send</button>')],
    [
      'is sent by code, which raises no event',
      form('<button type="button" onclick="form.submit()">Send</button>'),
    ],
    [
      'comes with the click that sends it',
      `<button onclick="document.forms[0].submit()">Send</button><script>
        addEventListener('mousedown', () => document.body.insertAdjacentHTML('beforeend', \`${form('')}\`))
      </script>`,
    ],
    [
      'is read by the page itself, which sends it by fetch',
      form(`<button>Send</button><script>
        document.forms[0].onsubmit = (event) => {
          event.preventDefault()
          location = '/thanks?' + new URLSearchParams(new FormData(event.target))
        }
      </script>`),
    ],
  ])('are filled when the form %s', async (_how, body) => {
    show({ [shop]: { '/': body + tag('data-clicks'), '/thanks': '<h1>Thank you</h1>' } })
    await page.goto(`http://${shop}/${AD}`)
    await ready()
    const visitor = await page.evaluate<string>('tracker.attribution().visitor_id')
    await press('Send', 'button').click()
    await page.waitForURL('**/thanks?**')
    const { searchParams } = new URL(page.url())
    expect(Object.fromEntries(searchParams)).toEqual({
      utm_source: 'facebook',
      campaign: 'winter',
      who: visitor,
      utm_term: 'own',
    })
  })
})

describe('domains', () => {
  const domains = () => `data-domains="${shop}, ${pay}"`
  const bought = () => `<h1>Pay</h1><script>
    (window.tracker = window.tracker || { q: [] }).q.push(['track', 'purchase', ${JSON.stringify(ORDER)}])
  </script>`
  const shown = (body: string, consent = 'granted') =>
    show({
      [shop]: { '/': tag(domains()) + body },
      [pay]: { '/': tag(domains(), consent) + bought(), '/done': tag(domains()) },
    })
  const visitorOn = async (on: Page) => {
    await ready(on)
    return on.evaluate<string>('tracker.attribution().visitor_id')
  }

  test.each<[string, string, (context: BrowserContext) => Promise<Page>]>([
    [
      'a link',
      'link',
      async () => {
        await press('Pay').click()
        return page
      },
    ],
    [
      'the Enter key on a link',
      'link',
      async () => {
        await press('Pay').press('Enter')
        return page
      },
    ],
    [
      'a link in a new tab',
      'link',
      async () => {
        const opened = context.waitForEvent('page')
        await press('Pay').click({ button: 'middle' })
        return opened
      },
    ],
    [
      'a form by POST',
      'post',
      async () => {
        await press('Pay', 'button').click()
        return page
      },
    ],
  ])('are one visit over %s, and what is paid there is the ad’s', async (_name, kind, go) => {
    const to = `http://${pay}/`
    shown(
      kind === 'link'
        ? link(to, 'Pay')
        : `<form method="post" action="${to}"><input name="order" value="7"><button>Pay</button></form>`,
    )
    await page.goto(`http://${shop}/${AD}`)
    const visitor = await visitorOn(page)
    const there = await go(context)
    await there.getByRole('heading', { name: 'Pay' }).waitFor()
    expect(await visitorOn(there)).toBe(visitor)
    expect(there.url()).not.toContain('_utmd')
    expect(await sessionsWith(3)).toMatchObject([
      { ...WINTER, visitor_id: visitor, pageviews: 2, converted: true, revenue: VALUE },
    ])
  })

  test('remove the parameter from the address, and the Worker does not store it', async () => {
    shown(link(`http://${pay}/`, 'Pay'))
    await page.goto(`http://${shop}/${AD}`)
    await ready()
    await press('Pay').click()
    await page.waitForURL(`http://${pay}/`)
    await ready()
    await sessionsWith(3)
    const { results } = await stage.worker.db.prepare('SELECT * FROM sessions').all()
    expect(JSON.stringify(results)).toContain(shop)
    expect(JSON.stringify(results)).not.toContain('_utmd')
  })

  test('are one visit also when consent is given later on the second domain', async () => {
    shown(link(`http://${pay}/`, 'Pay'), 'pending')
    await page.goto(`http://${shop}/${AD}`)
    const visitor = await visitorOn(page)
    await press('Pay').click()
    await page.waitForURL((url) => url.host === pay && !url.search.includes('_utmd'))
    expect(await stored()).toBe('{}')
    await page.evaluate("tracker.consent('granted')")
    expect(await visitorOn(page)).toBe(visitor)
    expect(await sessionsWith(3)).toMatchObject([{ ...WINTER, converted: true }])
  })

  test.each<[string, (to: string) => Promise<unknown>]>([
    ['shared as a message, so without a referrer', (to) => page.goto(to)],
    ['shared on another site', (to) => page.goto(to, { referer: 'http://forum.example/' })],
  ])('are two visitors by a link that was %s', async (_how, come) => {
    shown(link(`http://${pay}/`, 'Pay', 'onclick="event.preventDefault()"'))
    await page.goto(`http://${shop}/${AD}`)
    const visitor = await visitorOn(page)
    await press('Pay').click()
    const to = await press('Pay').getAttribute('href')
    expect(to).toMatch(/_utmd=./)
    await context.clearCookies()
    await come(to!)
    expect(await visitorOn(page)).not.toBe(visitor)
    expect(page.url()).not.toContain('_utmd')
  })
})

describe('clicks', () => {
  test('on links that lead away and on files are events of the visit', async () => {
    const away = link('http://maps.example/?q=shop', 'Map')
    const file = link('/price.pdf', 'Prices', 'target="_blank"')
    const attributes = 'data-clicks="outbound,download"'
    show({ [shop]: { '/': tag(attributes) + file + away }, 'maps.example': { '/': '<h1>Map</h1>' } })
    await page.goto(`http://${shop}/${AD}`)
    await ready()
    const opened = context.waitForEvent('page')
    await press('Prices').click()
    await opened
    await page.bringToFront()
    await press('Map').click()
    await page.waitForURL('http://maps.example/**')
    const [, download, click] = await eventsOf(3)
    expect(download).toMatchObject({
      name: 'file_download',
      params: { link_url: `http://${shop}/price.pdf`, file_extension: 'pdf', file_name: '/price.pdf' },
    })
    expect(click).toMatchObject({
      name: 'click',
      // The Worker keeps no query: it may hold what a person has typed.
      params: { link_url: 'http://maps.example/', link_domain: 'maps.example', outbound: true },
    })
  })
})

test('all of it works under a strict Content Security Policy', async () => {
  const policy = `default-src 'none'; script-src 'nonce-n' ${stage.worker.url}; connect-src ${stage.worker.url};
    require-trusted-types-for 'script'; form-action 'self'`
  const attributes = `data-datalayer data-clicks="outbound" data-domains="${shop},${pay}"`
  const fields = '<form action="/thanks"><input type="hidden" name="utm_source"><button>Send</button></form>'
  show({
    [shop]: {
      '/': `<meta http-equiv="content-security-policy" content="${policy}">${tag(attributes)}${fields}${link(`http://${pay}/`, 'Pay')}`,
      '/thanks': '<h1>Thank you</h1>',
    },
    [pay]: { '/': tag(attributes) },
  })
  const refused: string[] = []
  page.on('console', (message) => refused.push(message.text()))
  await page.goto(`http://${shop}/${AD}`)
  await ready()
  await page.evaluate(() =>
    (window as unknown as { dataLayer: object[] }).dataLayer.push({ event: 'sign_up' }),
  )
  await press('Send', 'button').click()
  await page.waitForURL('**/thanks?utm_source=facebook')
  await page.goBack()
  await ready()
  await press('Pay').click()
  await page.waitForURL((url) => url.host === pay)
  await ready()
  expect(refused.filter((text) => /Content Security Policy|Trusted/i.test(text))).toEqual([])
  expect(await sessionsWith(4)).toMatchObject([{ ...WINTER, pageviews: 3 }])
})

test(
  `${CONSENT_SEQUENCES.length} sequences of consent platforms: 0 stored before consent, 0 lost after it`,
  playConsent,
)
