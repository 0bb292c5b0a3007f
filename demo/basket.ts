/** What the shop remembers of a browser: its cart and wish list, each in a cookie, so that the pages need no script. */

import type { Line } from './cartLine.ts'
import { findProduct, type Product } from './catalogue.ts'

export interface Basket {
  cart: Line[]
  wishes: Product[]
}

export const MOST_OF_ONE = 20
const CART = 'shop_cart'
const WISHES = 'shop_wishes'
const MONTH_S = 30 * 86_400

/** A whole number of pieces from 0 to `MOST_OF_ONE`; what is no number counts as none. */
export const toQuantity = (text: string | null | undefined): number =>
  Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), MOST_OF_ONE)

/** Reads a `Cookie` header. What names no product, or no number of pieces, is skipped. */
export function readBasket(cookies = ''): Basket {
  const words = (name: string) =>
    new Set(cookies.match(new RegExp(`(?:^|; )${name}=([\\w.~-]*)`))?.[1]?.split('~') ?? [])
  const cart = new Map<Product, number>()
  for (const word of words(CART)) {
    const [slug = '', count] = word.split('.')
    const product = findProduct(slug)
    if (product && toQuantity(count)) cart.set(product, toQuantity(count))
  }
  return {
    cart: [...cart].map(([product, quantity]) => ({ product, quantity })),
    wishes: [...words(WISHES)].flatMap((slug) => findProduct(slug) ?? []),
  }
}

/** The `Set-Cookie` headers that keep it. */
export function keepBasket({ cart, wishes }: Basket): string[] {
  const cookie = (name: string, words: string[]) =>
    `${name}=${words.join('~')}; Path=/; Max-Age=${words.length ? MONTH_S : 0}; HttpOnly; SameSite=Lax`
  return [
    cookie(
      CART,
      cart.map(({ product, quantity }) => `${product.slug}.${quantity}`),
    ),
    cookie(
      WISHES,
      wishes.map(({ slug }) => slug),
    ),
  ]
}

/** The cart with that many pieces of the product; none takes it out. */
export function withQuantity(cart: readonly Line[], product: Product, quantity: number): Line[] {
  const line = { product, quantity: Math.min(quantity, MOST_OF_ONE) }
  const present = cart.some((entry) => entry.product === product)
  const lines = present ? cart.map((entry) => (entry.product === product ? line : entry)) : [...cart, line]
  return lines.filter((entry) => entry.quantity > 0)
}

export const quantityOf = (cart: readonly Line[], product: Product): number =>
  cart.find((line) => line.product === product)?.quantity ?? 0
