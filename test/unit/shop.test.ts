/** The demo shop over HTTP, as a browser without scripts uses it, and the events in its pages. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatPrice, toParams } from '../../demo/cartLine.ts'
import { PRODUCTS, productPath } from '../../demo/catalogue.ts'
import { type Shop, startShop } from '../../demo/server.ts'
import { completed, PAGE_EVENTS_ID, type PageEvent } from '../../demo/tracking.ts'

const WORKER = 'http://127.0.0.1:9'
let shop: Shop

beforeAll(async () => {
  shop = await startShop({ port: 0, workerOrigin: WORKER })
})
afterAll(() => shop.close())

/** A new browser: it keeps cookies, follows no redirect and runs no script. */
function browser() {
  const jar = new Map<string, string>()
  const ask = async (path: string, init: RequestInit = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(shop.url + path, { redirect: 'manual', ...init, headers: { cookie } })
    for (const header of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = header.split(';')[0]!.split('=')
      jar.set(name, value)
    }
    const text = await answer.text()
    return { status: answer.status, headers: answer.headers, text, to: answer.headers.get('location') }
  }
  return {
    get: (path: string) => ask(path),
    post: (path: string, form: Record<string, string>) =>
      ask(path, { method: 'POST', body: new URLSearchParams(form) }),
  }
}

/** The events that the page tracks when it loads. */
function eventsOf(text: string): PageEvent[] {
  const block = text.split(`id="${PAGE_EVENTS_ID}">`)[1]!.split('</script>')[0]!
  return JSON.parse(block)
}

const plain = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&amp;', '&')

/** The events of the page's forms, if they are submitted unchanged. */
const formEvents = (text: string): PageEvent[] =>
  [...text.matchAll(/data-track="([^"]*)"/g)].map(([, json]) => JSON.parse(plain(json!)))

const jug = PRODUCTS.find(({ slug }) => slug === 'lastivka-jug')!
const buyer = { name: 'Test Buyer', phone: '+380 44 000 00 00', delivery: 'locker', payment: 'card' }

describe('a page', () => {
  test.each<[path: string, status: number]>([
    ['/', 200],
    ['/category/textiles', 200],
    ['/search?q=honey', 200],
    ['/search', 200],
    ['/cart', 200],
    ['/wishlist', 200],
    ['/sign-up', 200],
    ['/welcome', 200],
    ['/contact', 200],
    ['/called', 200],
    ['/delivery', 200],
    ...PRODUCTS.map((product): [string, number] => [productPath(product), 200]),
    ['/product/nothing', 404],
    ['/category/constructor', 404],
    ['/thank-you?order=HL-1', 404],
    ['/../server.ts', 404],
    ['//', 404],
  ])('%s answers %d as HTML with the tracker first', async (path, status) => {
    const page = await browser().get(path)
    expect(page.status).toBe(status)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
    const [tracker, own] = [...page.text.matchAll(/<script defer src="([^"]+)"/g)].map(([, src]) => src)
    expect(tracker).toBe(`${WORKER}/t.js`)
    expect(own).toBe('/shop.js')
    expect(page.text).toContain('data-site="demo.example"')
  })

  test('allows scripts of the shop and the Worker only, and has no inline script', async () => {
    const page = await browser().get('/')
    expect(page.headers.get('content-security-policy')).toContain(`script-src 'self' ${WORKER};`)
    expect(page.text).not.toMatch(/<script>|\son\w+=|style=/)
  })

  test('shows typed HTML as text', async () => {
    const hostile = '"><img src=x onerror=alert(1)></script>'
    const page = await browser().get(`/search?q=${encodeURIComponent(hostile)}`)
    expect(page.text).not.toContain('<img src=x')
    expect(eventsOf(page.text)).toEqual([{ name: 'search', params: { search_term: hostile } }])
    const form = await browser().post('/contact', { name: hostile, phone: 'none' })
    expect(form.text).not.toContain('<img src=x')
  })

  test.each<[path: string, type: string]>([
    ['/shop.css', 'text/css'],
    ['/browse.css', 'text/css'],
    ['/checkout.css', 'text/css'],
    ...PRODUCTS.map(({ slug }): [string, string] => [`/pictures/${slug}.svg`, 'image/svg+xml']),
  ])('may load %s as %s', async (path, type) => {
    const file = await browser().get(path)
    expect(file.status).toBe(200)
    expect(file.headers.get('content-type')).toBe(`${type}; charset=utf-8`)
  })

  test.each(['/pictures/none.svg', '/pictures/..%2fserver.ts', '/demo/server.ts'])(
    'finds no file at %s',
    async (path) => {
      expect((await browser().get(path)).status).toBe(404)
    },
  )

  test('has links of the ad platforms, with new click ids each time', async () => {
    const ads = async () =>
      [...(await browser().get('/')).text.matchAll(/<a href="([^"]+)" rel="noreferrer">/g)].map(
        ([, href]) => new URL(plain(href!), shop.url).searchParams,
      )
    const [first, second] = [await ads(), await ads()]
    const clickIds = (links: URLSearchParams[], key: string) => links.flatMap((link) => link.getAll(key))
    for (const key of ['fbclid', 'gclid', 'ttclid', 'mc_eid']) {
      expect(clickIds(first, key).length).toBeGreaterThan(0)
      expect(clickIds(first, key)).not.toEqual(clickIds(second, key))
    }
    expect(clickIds(first, 'mc_cid')).toEqual(clickIds(second, 'mc_cid'))
    expect(first.some((link) => link.get('utm_medium') === 'affiliate')).toBe(true)
    expect(first.some((link) => link.has('gad_source') && !link.has('utm_source'))).toBe(true)
  })
})

describe('buying', () => {
  test('a jug of 1,250.50 UAH tracks every step with GA4’s parameters and this exact value', async () => {
    const { get, post } = browser()
    const params = toParams([{ product: jug, quantity: 1 }])
    expect(params).toMatchObject({
      value: 1250.5,
      currency: 'UAH',
      items: [{ item_id: 'HL-101', price: 1250.5 }],
    })

    const page = await get(productPath(jug))
    expect(eventsOf(page.text)).toEqual([{ name: 'view_item', params }])
    expect(formEvents(page.text)).toEqual([
      { name: 'add_to_cart', params },
      { name: 'add_to_wishlist', params },
    ])
    expect(await post('/cart/add', { product: jug.slug, quantity: '1' })).toMatchObject({
      status: 303,
      to: '/cart',
    })
    expect(formEvents((await get('/cart')).text)).toContainEqual({ name: 'remove_from_cart', params })

    const checkout = await get('/checkout')
    expect(eventsOf(checkout.text)).toEqual([{ name: 'begin_checkout', params }])
    expect(formEvents(checkout.text)).toEqual([{ name: 'add_payment_info', params }])
    const { status, to } = await post('/checkout', buyer)
    expect(status).toBe(303)

    const thanks = await get(to!)
    const id = new URL(to!, shop.url).searchParams.get('order')
    expect(eventsOf(thanks.text)).toEqual([
      { name: 'purchase', params: { transaction_id: id, ...params, shipping: 0 } },
    ])
    expect(thanks.text).toContain(formatPrice(125_050))
    expect((await get('/cart')).text).toContain('Your cart is empty')
  })

  test('twice gives two orders, and neither changes later', async () => {
    const buy = async (quantity: string) => {
      const { post } = browser()
      await post('/cart/add', { product: 'mountain-tea', quantity })
      return (await post('/checkout', buyer)).to!
    }
    const [one, other] = [await buy('1'), await buy('3')]
    expect(one).not.toBe(other)
    const values = await Promise.all(
      [one, other, one].map(async (path) => eventsOf((await browser().get(path)).text)[0]!.params),
    )
    expect(values.map(({ value }) => value)).toEqual([185.5, 556.5, 185.5])
    expect(values[0]).toEqual(values[2])
    expect(values[0]!.shipping).toBe(80)
  })

  test('needs a name and a phone, shows an error without them, and tracks no second begin_checkout', async () => {
    const { post } = browser()
    await post('/cart/add', { product: jug.slug, quantity: '1' })
    const page = await post('/checkout', { ...buyer, phone: 'call me' })
    expect(page.status).toBe(422)
    expect(page.text).toContain('id="phone-wrong"')
    expect(page.text).not.toContain('id="name-wrong"')
    expect(page.text).toContain('value="Test Buyer"')
    expect(eventsOf(page.text)).toEqual([])
  })

  test('needs something in the cart', async () => {
    const { get, post } = browser()
    expect(await get('/checkout')).toMatchObject({ status: 303, to: '/cart' })
    expect(await post('/checkout', buyer)).toMatchObject({ status: 303, to: '/cart' })
  })

  test('ignores the invalid parts of a cookie', async () => {
    const cookie = 'shop_cart=nothing.3~lastivka-jug.1e9~kosiv-mug.-2~wool-socks.x; shop_wishes=constructor'
    const page = await (await fetch(`${shop.url}/cart`, { headers: { cookie } })).text()
    expect(page).toContain('data-quantity-was="20"')
    expect(page.match(/class="line"/g)).toHaveLength(1)
  })
})

test('the wish list keeps a product until it is removed', async () => {
  const { get, post } = browser()
  await post('/wishlist', { product: jug.slug })
  expect((await get('/wishlist')).text).toContain(`href="${productPath(jug)}"`)
  expect(formEvents((await get(productPath(jug))).text)).toHaveLength(1)
  await post('/wishlist', { product: jug.slug })
  expect((await get('/wishlist')).text).toContain('Nothing here yet')
})

test.each([
  ['/sign-up', { name: 'Test', email: 'test@shop.example' }, 'sign_up', { method: 'email' }, '/welcome'],
  [
    '/contact',
    { name: 'Test', phone: '044 000 00 00' },
    'generate_lead',
    { lead_source: 'call_back' },
    '/called',
  ],
])('%s tracks an event and redirects to the thanks', async (path, form, name, params, to) => {
  const { get, post } = browser()
  expect(formEvents((await get(path)).text)).toEqual([{ name, params }])
  expect(await post(path, form)).toMatchObject({ status: 303, to })
  expect((await post(path, {})).status).toBe(422)
})

describe('the event of a form', () => {
  const cart: PageEvent = { name: 'add_to_cart', params: toParams([{ product: jug, quantity: 1 }]) }

  test.each([
    ['the number of pieces', { quantity: '3' }, 'add_to_cart', 3, 3751.5],
    ['more pieces than before', { quantity: '5', quantityWas: '2' }, 'add_to_cart', 3, 3751.5],
    ['fewer pieces than before', { quantity: '1', quantityWas: '2' }, 'remove_from_cart', 1, 1250.5],
  ])('counts %s', (_, filled, name, quantity, value) => {
    const event = completed(cart, filled)
    expect(event).toMatchObject({ name, params: { value, items: [{ item_id: jug.id, quantity }] } })
  })

  test.each([
    ['the same number as before', { quantity: '2', quantityWas: '2' }],
    ['no number', { quantity: '', quantityWas: '0' }],
    ['half a piece', { quantity: '0.5' }],
  ])('does not exist for %s', (_, filled) => {
    expect(completed(cart, filled)).toBeNull()
  })

  test('has the chosen payment', () => {
    expect(completed({ ...cart, name: 'add_payment_info' }, { payment: 'card' })).toEqual({
      name: 'add_payment_info',
      params: { ...cart.params, payment_type: 'card' },
    })
  })
})

describe('the server', () => {
  test.each([
    ['PUT', undefined, 405],
    ['DELETE', undefined, 405],
    ['POST', 'x'.repeat(20_000), 413],
  ])('answers %s with %s', async (method, body, status) => {
    const answer = await fetch(`${shop.url}/cart/add`, { method, body })
    expect(answer.status).toBe(status)
    await answer.body?.cancel()
  })

  test('fails if its port is taken', async () => {
    const port = Number(new URL(shop.url).port)
    await expect(startShop({ port, workerOrigin: WORKER })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  })

  test('refuses connections once it is closed', async () => {
    const other = await startShop({ port: 0, workerOrigin: WORKER })
    await fetch(other.url).then((answer) => answer.text())
    await other.close()
    await expect(fetch(other.url)).rejects.toThrow()
  })
})
