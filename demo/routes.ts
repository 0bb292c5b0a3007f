/** Every address of the shop: the page that it shows, and what a posted form does. */
import { randomBytes } from 'node:crypto'
import { utcDay } from '../wire/time.ts'
import { type Basket, quantityOf, toQuantity, withQuantity } from './basket.ts'
import { findProduct, productPath } from './catalogue.ts'
import { catalogue, category, isCategory, missing, search, wishlist } from './pages/browse.ts'
import * as customerPages from './pages/customerPages.ts'
import { type Field, invalidFields, optionOf } from './pages/field.ts'
import * as orderPages from './pages/orderPages.ts'
import type { Page } from './pages/page.ts'
import { product } from './pages/product.ts'

/** The answer to a request: a page, or a redirect with the new basket. */
export type Answer = Page | { goTo: string; basket?: Basket }

export interface Call {
  url: URL
  /** The query of a GET, the fields of a POST. */
  form: URLSearchParams
  basket: Basket
  orders: Map<string, orderPages.Order>
}

/** The thank-you page knows the latest orders only. */
const MAX_ORDERS = 1000

/** An order number that was not used before, not even before a restart. */
const newOrderId = () =>
  `HL-${utcDay(Date.now()).replaceAll('-', '')}-${randomBytes(4).toString('hex').toUpperCase()}`

/** If fields are invalid, shows the form again; otherwise goes on. */
const submitted = (
  form: URLSearchParams,
  fields: readonly Field[],
  showForm: (form: URLSearchParams, invalid: string[]) => Page,
  goTo: () => Answer,
): Answer => {
  const invalid = invalidFields(fields, form)
  return invalid.length ? showForm(form, invalid) : goTo()
}

function placeOrder({ form, basket, orders }: Call): Answer {
  const id = newOrderId()
  orders.set(id, {
    id,
    lines: basket.cart,
    delivery: optionOf(orderPages.DELIVERIES, form.get('delivery')),
    payment: optionOf(orderPages.PAYMENTS, form.get('payment')),
  })
  if (orders.size > MAX_ORDERS) orders.delete(orders.keys().next().value!)
  return { goTo: `/thank-you?order=${id}`, basket: { ...basket, cart: [] } }
}

/** Sets the quantity of the form's product in the cart. */
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
  'GET /cart': ({ basket }) => orderPages.cart(basket.cart),
  'GET /checkout': ({ basket, form }) =>
    basket.cart.length ? orderPages.checkout(basket.cart, form) : { goTo: '/cart' },
  'GET /thank-you': ({ form, orders }) => {
    const order = orders.get(form.get('order') ?? '')
    return order ? orderPages.thanks(order) : orderPages.unknownOrder()
  },
  'GET /sign-up': ({ form }) => customerPages.signUp(form),
  'GET /welcome': customerPages.welcome,
  'GET /contact': ({ form }) => customerPages.contact(form),
  'GET /called': customerPages.called,
  'GET /delivery': customerPages.delivery,
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
          orderPages.BUYER,
          (form, invalid) => orderPages.checkout(call.basket.cart, form, invalid),
          () => placeOrder(call),
        )
      : { goTo: '/cart' },
  'POST /sign-up': ({ form }) =>
    submitted(form, customerPages.MEMBER, customerPages.signUp, () => ({ goTo: '/welcome' })),
  'POST /contact': ({ form }) =>
    submitted(form, customerPages.CALLER, customerPages.contact, () => ({ goTo: '/called' })),
}

/** The answer for an address. An unknown address gets the page "not found". */
export function answer(method: string, call: Call): Answer {
  const { pathname } = call.url
  const route = ROUTES[`${method} ${pathname}`]
  if (route) return route(call)
  const [, folder, name = '', rest] = pathname.split('/')
  if (method === 'GET' && rest === undefined) {
    const shown = folder === 'product' ? findProduct(name) : undefined
    if (shown) return product(shown, call.basket)
    if (folder === 'category' && isCategory(name)) return category(name)
  }
  return missing()
}
