/** The page of one product: picture, price, cart and wish list. */
import { html } from 'hono/html'
import { type Basket, MAX_QUANTITY } from '../basket.ts'
import { FREE_DELIVERY_MINOR, formatPrice, toParams } from '../cartLine.ts'
import { CATEGORIES, categoryPath, type Product } from '../catalogue.ts'
import { trackAttribute } from '../tracking.ts'
import type { Page } from './page.ts'

export function product(product: Product, { wishes }: Basket): Page {
  const params = toParams([{ product, quantity: 1 }])
  const wished = wishes.includes(product)
  const delivery =
    product.priceMinor >= FREE_DELIVERY_MINOR
      ? 'Free delivery'
      : `Free delivery from ${formatPrice(FREE_DELIVERY_MINOR)}`
  return {
    title: product.name,
    events: [{ name: 'view_item', params }],
    main: html`
      <nav class="path" aria-label="You are here">
        <a href="/">Home</a> / <a href="${categoryPath(product.category)}">${CATEGORIES[product.category]}</a>
      </nav>
      <article class="product">
        <img src="/pictures/${product.slug}.svg" alt="${product.name}" width="400" height="400">
        <div>
          <p class="maker">${product.maker}</p>
          <h1>${product.name}</h1>
          <p class="price">${formatPrice(product.priceMinor)}</p>
          <p class="stock">In stock · ${delivery}</p>
          <p>${product.blurb}</p>
          <form method="post" action="/cart/add" data-track="${trackAttribute('add_to_cart', params)}" class="buy">
            <input type="hidden" name="product" value="${product.slug}">
            <label>Quantity
              <input name="quantity" type="number" value="1" min="1" max="${MAX_QUANTITY}" inputmode="numeric" required>
            </label>
            <button class="button">Add to cart</button>
          </form>
          <form method="post" action="/wishlist"
            ${wished ? '' : html`data-track="${trackAttribute('add_to_wishlist', params)}"`}>
            <input type="hidden" name="product" value="${product.slug}">
            <button class="link">${wished ? 'Remove from the wish list' : 'Add to the wish list'}</button>
          </form>
          <dl class="facts">
            ${product.facts.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}
            <div><dt>Number</dt><dd>${product.id}</dd></div>
          </dl>
        </div>
      </article>`,
  }
}
