/** Plays one visit to the shop by chance: which products are looked at, put into the cart and bought. */

import { clickLink } from '../adClick.ts'
import { type CartLine, deliveryMinor, toParams } from '../cartLine.ts'
import { CATEGORIES, categoryPath, findProduct, PRODUCTS, type Product, productPath } from '../catalogue.ts'
import { draw, pick, type Random } from '../random.ts'
import { direct, type TrafficSource } from '../trafficSources.ts'
import { type ApiEvent, shopUrl, type Visitor, VisitRecorder } from './visitRecorder.ts'

/** A probability with its odds multiplied by `appeal`. It stays below 1. */
const multiplyOdds = (share: number, appeal: number) => (share * appeal) / (1 - share + share * appeal)

/** Cheap products are looked at and bought more often. */
const SHELF = PRODUCTS.map((product) => ({ product, weight: 1 / Math.sqrt(product.priceMinor) }))

const SEARCHES = [
  'jug',
  'глечик',
  'linen',
  'mug',
  'honey',
  'blanket',
  'shirt',
  'gift',
  'candles',
  'вишиванка',
]

const QUANTITIES = [
  { quantity: 1, weight: 6 },
  { quantity: 2, weight: 3 },
  { quantity: 3, weight: 1 },
]

function take(random: Random, product: Product): CartLine {
  const cheap = product.priceMinor < 50_000
  return { product, quantity: cheap ? draw(random, QUANTITIES).quantity : 1 }
}

/** Plays one visit that begins at `startMs` and returns its events. Updates the visitor's cart, order and counts. */
export function playVisit(visitor: Visitor, from: TrafficSource, startMs: number): ApiEvent[] {
  const { random, cart } = visitor
  const landing = clickLink(random, from)
  visitor.visits++
  const hasCart = cart.length > 0
  const appeal = landing.appeal * (hasCart ? 1.3 : 1)
  const chance = (share: number, power: number) => random() < multiplyOdds(share, appeal ** power)

  const isInterested = chance(0.6, 0.35)
  const isProductLanding = from.products && isInterested && random() < 0.85
  let product = isProductLanding ? findProduct(pick(random, from.products!))! : draw(random, SHELF).product
  const page = new VisitRecorder(visitor, startMs, pick(random, from.referrers))
  const land = (path: string) => page.open(landing.query ? `${path}?${landing.query}` : path)

  if (hasCart && from === direct && random() < 0.5) land('/cart')
  else if (isProductLanding) land(productPath(product))
  else if (random() < 0.25) land(categoryPath(product.category))
  else land('/')

  if (isInterested) {
    if (!isProductLanding) {
      if (random() < 0.2) {
        const term = pick(random, SEARCHES)
        page.open(`/search?q=${encodeURIComponent(term)}`)
        page.show('search', { params: { search_term: term } })
      } else if (random() < 0.25) page.open(categoryPath(pick(random, Object.keys(CATEGORIES))))
      page.open(productPath(product))
    }
    page.show('view_item', toParams([{ product, quantity: 1 }]))
    for (let more = 0; more < 4 && random() < 0.22; more++) {
      product = draw(random, SHELF).product
      page.open(productPath(product))
      page.show('view_item', toParams([{ product, quantity: 1 }]))
    }
    if (random() < 0.05) page.act('add_to_wishlist', toParams([{ product, quantity: 1 }]))
    if (chance(0.28, 0.85)) fillCart(page, visitor, product)
  } else if (random() < 0.25)
    page.open(pick(random, ['/delivery', '/contact', categoryPath(product.category)]))

  if (cart.length && (hasCart || isInterested) && chance(hasCart ? 0.27 : 0.34, 0.7))
    checkOut(page, visitor, chance)
  if (random() < 0.012) {
    page.open('/contact')
    page.act('generate_lead', { params: { lead_source: 'call_back' } })
  }
  if (chance(0.018, 0.5)) {
    page.open('/sign-up')
    page.act('sign_up', { params: { method: 'email' } })
  }
  return page.events
}

/** Puts the product and sometimes another one into the cart, and sometimes removes one again. */
function fillCart(page: VisitRecorder, { random, cart }: Visitor, product: Product) {
  const add = (added: Product) => {
    const line = take(random, added)
    const present = cart.find((entry) => entry.product === added)
    if (present) present.quantity += line.quantity
    else cart.push(line)
    page.act('add_to_cart', toParams([line]))
    page.open('/cart')
  }
  add(product)
  if (random() < 0.18) {
    const second = draw(random, SHELF).product
    page.open(productPath(second))
    page.show('view_item', toParams([{ product: second, quantity: 1 }]))
    add(second)
  }
  if (random() < 0.07) page.act('remove_from_cart', toParams(cart.splice(0, 1)))
}

const PAYMENTS = ['card', 'card', 'card', 'cash_on_delivery', 'cash_on_delivery', 'transfer']

/** Begins a checkout, and perhaps finishes it. */
function checkOut(page: VisitRecorder, visitor: Visitor, chance: (share: number, power: number) => boolean) {
  const { random, cart } = visitor
  const basket = toParams(cart)
  page.open('/checkout')
  page.show('begin_checkout', basket)
  if (!chance(0.55, 0.3)) return
  page.act('add_payment_info', { ...basket, params: { payment_type: pick(random, PAYMENTS) } })
  if (!chance(0.44, 0.6)) return
  visitor.orders++
  const id = `HL-${visitor.id.slice(2)}${visitor.orders > 1 ? `-${visitor.orders}` : ''}`
  const path = `/thank-you?order=${id}`
  const lines = cart.splice(0)
  page.open(path)
  page.show('purchase', { ...basket, transaction_id: id, params: { shipping: deliveryMinor(lines) / 100 } })
  visitor.order = { id, url: shopUrl(path), madeMs: page.ms, lines }
}
