/** One visit to the shop, played by chance: what is looked at, put into the cart and bought. */

import { click } from '../adClick.ts'
import { deliveryMinor, type Line, toParams } from '../cartLine.ts'
import { CATEGORIES, categoryPath, findProduct, PRODUCTS, type Product, productPath } from '../catalogue.ts'
import { draw, pick, type Random } from '../random.ts'
import { direct, type Origin } from '../trafficSources.ts'
import { type ApiEvent, shopUrl, Telling, type Visitor } from './visitRecorder.ts'

/** A probability whose odds are multiplied: it stays below 1 whatever the pull. */
const odds = (share: number, pull: number) => (share * pull) / (1 - share + share * pull)

/** Cheap things are looked at, and taken, more often. */
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

function take(random: Random, product: Product): Line {
  const cheap = product.priceMinor < 50_000
  return { product, quantity: cheap ? draw(random, QUANTITIES).quantity : 1 }
}

/** Plays one visit that begins at `startMs`. The visitor's cart, order and counts move on with it. */
export function visit(visitor: Visitor, origin: Origin, startMs: number): ApiEvent[] {
  const { random, cart } = visitor
  const landing = click(random, origin)
  visitor.visits++
  const wants = cart.length > 0
  const pull = landing.pull * (wants ? 1.3 : 1)
  const chance = (share: number, power: number) => random() < odds(share, pull ** power)

  const looks = chance(0.6, 0.35)
  const led = origin.products && looks && random() < 0.85
  let product = led ? findProduct(pick(random, origin.products!))! : draw(random, SHELF).product
  const page = new Telling(visitor, startMs, pick(random, origin.referrers))
  const land = (path: string) => page.open(landing.query ? `${path}?${landing.query}` : path)

  if (wants && origin === direct && random() < 0.5) land('/cart')
  else if (led) land(productPath(product))
  else if (random() < 0.25) land(categoryPath(product.category))
  else land('/')

  if (looks) {
    if (!led) {
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
    if (chance(0.28, 0.85)) fill(page, visitor, product)
  } else if (random() < 0.25)
    page.open(pick(random, ['/delivery', '/contact', categoryPath(product.category)]))

  if (cart.length && (wants || looks) && chance(wants ? 0.27 : 0.34, 0.7)) checkOut(page, visitor, chance)
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

/** Puts the product, sometimes another one, into the cart, and sometimes thinks better of it. */
function fill(page: Telling, { random, cart }: Visitor, product: Product) {
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
function checkOut(page: Telling, visitor: Visitor, chance: (share: number, power: number) => boolean) {
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
