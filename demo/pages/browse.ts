/** Pages for looking around: the catalogue, a category, search results, the wish list. */
import { html } from 'hono/html'
import { FREE_DELIVERY_MINOR, formatPrice } from '../cartLine.ts'
import { CATEGORIES, type Category, findProduct, PRODUCTS, type Product, productPath } from '../catalogue.ts'
import type { Page } from './page.ts'

const card = (product: Product) => html`
  <li class="card">
    <a href="${productPath(product)}">
      <img src="/pictures/${product.slug}.svg" alt="" width="400" height="400" loading="lazy">
      <span class="maker">${product.maker}</span>
      <strong>${product.name}</strong>
      <span class="price">${formatPrice(product.priceMinor)}</span>
    </a>
  </li>`

const cards = (products: readonly Product[]) => html`<ul class="cards">${products.map(card)}</ul>`

export function catalogue(): Page {
  const jug = findProduct('lastivka-jug')!
  return {
    title: 'Things made by hand',
    main: html`
      <section class="hero">
        <div>
          <h1>Things made by hand, for a home that is lived in</h1>
          <p>Pottery, linen, wool and honey from ${new Set(PRODUCTS.map(({ maker }) => maker)).size} workshops
            between the Carpathians and the Dnipro.</p>
          <p><a class="button" href="${productPath(jug)}">See the jug of the month</a></p>
        </div>
        <img src="/pictures/${jug.slug}.svg" alt="${jug.name}" width="400" height="400">
      </section>
      <ul class="promises">
        <li><strong>Free delivery</strong> from ${formatPrice(FREE_DELIVERY_MINOR)}</li>
        <li><strong>14 days</strong> to change your mind</li>
        <li><strong>From the maker</strong> with their name on it</li>
      </ul>
      <h2>All our things</h2>
      ${cards(PRODUCTS)}`,
  }
}

export const isCategory = (key: string): key is Category => Object.hasOwn(CATEGORIES, key)

export const category = (key: Category): Page => ({
  title: CATEGORIES[key],
  main: html`<h1>${CATEGORIES[key]}</h1>${cards(PRODUCTS.filter((product) => product.category === key))}`,
})

/** The products whose texts contain every word of the query. */
function find(query: string): Product[] {
  const words = query.toLowerCase().split(/\s+/)
  return PRODUCTS.filter(({ name, maker, blurb, category }) => {
    const text = `${name} ${maker} ${blurb} ${CATEGORIES[category]}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

export function search(query: string): Page {
  if (!query) {
    return {
      title: 'Search',
      main: html`<h1>Search</h1><p>Type what you are looking for at the top of the page.</p>`,
    }
  }
  const found = find(query)
  return {
    title: `Search: ${query}`,
    words: query,
    events: [{ name: 'search', params: { search_term: query } }],
    main: html`
      <h1>Search results for “${query}”</h1>
      ${
        found.length
          ? cards(found)
          : html`<p>Nothing found. Try “jug”, “linen” or “honey”, or see <a href="/">all our things</a>.</p>`
      }`,
  }
}

export const wishlist = (wishes: readonly Product[]): Page => ({
  title: 'Wish list',
  main: html`
    <h1>Wish list</h1>
    ${wishes.length ? cards(wishes) : html`<p>Nothing here yet. <a href="/">Look around</a>.</p>`}`,
})

export const missing = (): Page => ({
  title: 'Not found',
  status: 404,
  main: html`<h1>There is no such page</h1><p>Perhaps it is in <a href="/">the catalogue</a>.</p>`,
})
