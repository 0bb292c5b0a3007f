/** The pages of an order: cart, checkout, thank-you. */
import { html } from 'hono/html'
import { MAX_QUANTITY } from '../basket.ts'
import { type CartLine, deliveryMinor, formatPrice, toParams, totalMinor } from '../cartLine.ts'
import { productPath } from '../catalogue.ts'
import { trackAttribute } from '../tracking.ts'
import { choice, input, NAME, PHONE } from './field.ts'
import type { Page } from './page.ts'

export interface Order {
  /** `transaction_id`: no two orders ever share one. */
  id: string
  lines: CartLine[]
  delivery: string
  payment: string
}

export const BUYER = [NAME, PHONE]
export const DELIVERIES: Record<string, string> = {
  locker: 'Parcel locker',
  courier: 'Courier to your door',
  pickup: 'Our shop in Lviv',
}
export const PAYMENTS: Record<string, string> = {
  card: 'Card, now',
  cash_on_delivery: 'Cash on delivery',
  transfer: 'Bank transfer',
}

const sums = (lines: readonly CartLine[]) => {
  const delivery = deliveryMinor(lines)
  return html`
    <dl class="sums">
      <div><dt>Goods</dt><dd>${formatPrice(totalMinor(lines))}</dd></div>
      <div><dt>Delivery</dt><dd>${delivery ? formatPrice(delivery) : 'Free'}</dd></div>
      <div class="whole"><dt>Total</dt><dd>${formatPrice(totalMinor(lines) + delivery)}</dd></div>
    </dl>`
}

const row = (line: CartLine) => {
  const { product, quantity } = line
  const one = toParams([{ product, quantity: 1 }])
  return html`
    <li class="line">
      <img src="/pictures/${product.slug}.svg" alt="" width="400" height="400">
      <div>
        <a href="${productPath(product)}">${product.name}</a>
        <span class="quiet">${formatPrice(product.priceMinor)} each</span>
      </div>
      <form method="post" action="/cart/set" data-track="${trackAttribute('add_to_cart', one)}"
        data-quantity-was="${quantity}">
        <input type="hidden" name="product" value="${product.slug}">
        <label><span class="unseen">Quantity of ${product.name}</span>
          <input name="quantity" type="number" value="${quantity}" min="1" max="${MAX_QUANTITY}"
            inputmode="numeric" required>
        </label>
        <button class="link">Update</button>
      </form>
      <strong class="price">${formatPrice(totalMinor([line]))}</strong>
      <form method="post" action="/cart/remove" data-track="${trackAttribute('remove_from_cart', toParams([line]))}">
        <input type="hidden" name="product" value="${product.slug}">
        <button class="link" aria-label="Remove ${product.name}">Remove</button>
      </form>
    </li>`
}

const brief = (lines: readonly CartLine[]) => html`
  <ul class="brief">
    ${lines.map(
      (line) => html`
      <li><span>${line.product.name} ×\u00a0${line.quantity}</span>
        <span class="price">${formatPrice(totalMinor([line]))}</span></li>`,
    )}
  </ul>`

export const cart = (lines: readonly CartLine[]): Page => ({
  title: 'Cart',
  main: lines.length
    ? html`
      <h1>Cart</h1>
      <div class="columns">
        <ul class="lines">${lines.map(row)}</ul>
        <aside class="panel" aria-label="Sum">
          ${sums(lines)}
          <a class="button" href="/checkout">Go to checkout</a>
        </aside>
      </div>`
    : html`<h1>Your cart is empty</h1><p><a href="/">Look around</a>, something will please you.</p>`,
})

/** `invalid` are the names of the fields that were filled in wrongly: then this is the form again, not a new checkout. */
export function checkout(
  lines: readonly CartLine[],
  form: URLSearchParams,
  invalid: readonly string[] = [],
): Page {
  const params = toParams(lines)
  return {
    title: 'Checkout',
    status: invalid.length ? 422 : 200,
    events: invalid.length ? [] : [{ name: 'begin_checkout', params }],
    main: html`
      <h1>Checkout</h1>
      <div class="columns">
        <form method="post" action="/checkout" class="panel"
          data-track="${trackAttribute('add_payment_info', params)}">
          <h2>Your details</h2>
          ${BUYER.map((field) => input(field, form, invalid))}
          ${choice('delivery', 'Delivery', DELIVERIES, form)}
          ${choice('payment', 'Payment', PAYMENTS, form)}
          <button class="button">Place the order</button>
          <p class="quiet">Nothing will be charged or sent.</p>
        </form>
        <aside class="panel" aria-label="Your order">
          <h2>Your order</h2>
          ${brief(lines)}
          ${sums(lines)}
        </aside>
      </div>`,
  }
}

/** A reload tracks `purchase` again, as in most shops: the Worker must count the order once. */
export const thanks = ({ id, lines, delivery, payment }: Order): Page => ({
  title: 'Thank you',
  events: [
    {
      name: 'purchase',
      params: { transaction_id: id, ...toParams(lines), shipping: deliveryMinor(lines) / 100 },
    },
  ],
  main: html`
    <section class="panel thanks">
      <h1>Thank you for your order</h1>
      <p>Order <strong>${id}</strong> is with us. We will call you within an hour.</p>
      ${brief(lines)}
      ${sums(lines)}
      <p class="quiet">${DELIVERIES[delivery]} · ${PAYMENTS[payment]}</p>
      <p><a class="button" href="/">Back to the shop</a></p>
    </section>`,
})

export const unknownOrder = (): Page => ({
  title: 'Unknown order',
  status: 404,
  main: html`<h1>We do not know this order</h1><p>Call us, or go <a href="/">back to the shop</a>.</p>`,
})
