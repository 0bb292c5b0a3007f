/** Every address of the shop: what is shown there, and what a posted form does. */
import { randomBytes } from 'node:crypto'
import { type Basket, quantityOf, toQuantity, withQuantity } from './basket.ts'
import { findProduct, productPath } from './catalogue.ts'
import { catalogue, category, isCategory, missing, search, wishlist } from './pages/browse.ts'
import * as people from './pages/customer.ts'
import { type Field, optionOf, unmet } from './pages/field.ts'
import * as till from './pages/order.ts'
import type { Page } from './pages/page.ts'
import { product } from './pages/product.ts'

/** Something to answer with: a page, or where to go next with what the basket is then. */
export type Answer = Page | { goTo: string; basket?: Basket }

export interface Call {
  url: URL
  /** The query of a GET, the fields of a POST. */
  form: URLSearchParams
  basket: Basket
  orders: Map<string, till.Order>
}

/** Orders that the thank-you page still knows. */
const MOST_ORDERS = 1000

/** A number that no earlier order has, after a restart either. */
const newOrderId = () =>
  `HL-${new Date().toISOString().slice(0, 10).replaceAll('-', '')}-${randomBytes(4).toString('hex').toUpperCase()}`

/** Shows the form again with its complaints, or goes on. */
const submitted = (
  form: URLSearchParams,
  fields: readonly Field[],
  again: (form: URLSearchParams, complaints: string[]) => Page,
  goTo: () => Answer,
): Answer => {
  const complaints = unmet(fields, form)
  return complaints.length ? again(form, complaints) : goTo()
}

function placeOrder({ form, basket, orders }: Call): Answer {
  const id = newOrderId()
  orders.set(id, {
    id,
    lines: basket.cart,
    delivery: optionOf(till.DELIVERIES, form.get('delivery')),
    payment: optionOf(till.PAYMENTS, form.get('payment')),
  })
  if (orders.size > MOST_ORDERS) orders.delete(orders.keys().next().value!)
  return { goTo: `/thank-you?order=${id}`, basket: { ...basket, cart: [] } }
}

/** Puts another quantity of the form's product into the cart. */
function changeCart({ form, basket }: Call, quantity: (now: number) => number): Answer {
  const changed = findProduct(form.get('product') ?? '')
  if (!changed) return missing()
  const cart = withQuantity(basket.cart, changed, quantity(quantityOf(basket.cart, changed)))
  return { goTo: '/cart', basket: { ...basket, cart } }
}

const ROUTES: Record<string, (call: Call) => Answer> = {
  'GET /': catalogue,
  'GET /search': ({ form }) => search((form.get('q') ?? '').trim().slice(0, 80)),
  'GET /wishlist': ({ basket }) => wishlist(basket.wishes),
  'GET /cart': ({ basket }) => till.cart(basket.cart),
  'GET /checkout': ({ basket, form }) =>
    basket.cart.length ? till.checkout(basket.cart, form) : { goTo: '/cart' },
  'GET /thank-you': ({ form, orders }) => {
    const order = orders.get(form.get('order') ?? '')
    return order ? till.thanks(order) : till.unknownOrder()
  },
  'GET /sign-up': ({ form }) => people.signUp(form),
  'GET /welcome': people.welcome,
  'GET /contact': ({ form }) => people.contact(form),
  'GET /called': people.called,
  'GET /delivery': people.delivery,
  'POST /cart/add': (call) => changeCart(call, (now) => now + toQuantity(call.form.get('quantity'))),
  'POST /cart/set': (call) => changeCart(call, () => toQuantity(call.form.get('quantity'))),
  'POST /cart/remove': (call) => changeCart(call, () => 0),
  'POST /wishlist': ({ form, basket }) => {
    const wish = findProduct(form.get('product') ?? '')
    if (!wish) return missing()
    const others = basket.wishes.filter((other) => other !== wish)
    const wishes = others.length < basket.wishes.length ? others : [...basket.wishes, wish]
    return { goTo: productPath(wish), basket: { ...basket, wishes } }
  },
  'POST /checkout': (call) =>
    call.basket.cart.length
      ? submitted(
          call.form,
          till.BUYER,
          (form, complaints) => till.checkout(call.basket.cart, form, complaints),
          () => placeOrder(call),
        )
      : { goTo: '/cart' },
  'POST /sign-up': ({ form }) => submitted(form, people.MEMBER, people.signUp, () => ({ goTo: '/welcome' })),
  'POST /contact': ({ form }) => submitted(form, people.CALLER, people.contact, () => ({ goTo: '/called' })),
}

/** The page or action of an address; a page that says so when there is none. */
export function answer(method: string, call: Call): Answer {
  const { pathname } = call.url
  const route = ROUTES[`${method} ${pathname}`]
  if (route) return route(call)
  const [, room, name = '', rest] = pathname.split('/')
  if (method === 'GET' && rest === undefined) {
    const shown = room === 'product' ? findProduct(name) : undefined
    if (shown) return product(shown, call.basket)
    if (room === 'category' && isCategory(name)) return category(name)
  }
  return missing()
}
