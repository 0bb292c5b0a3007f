/** A browser's cart and wish list, each stored in a cookie, so that the pages work without a script. */

import type { CartLine } from './cartLine.ts'
import { findProduct, type Product } from './catalogue.ts'

export interface Basket {
  cart: CartLine[]
  wishes: Product[]
}

export const MAX_QUANTITY = 20
const CART = 'shop_cart'
const WISHES = 'shop_wishes'
const MONTH_S = 30 * 86_400

/** A whole number from 0 to `MAX_QUANTITY`. A text that is no number gives 0. */
export const toQuantity = (text: string | null | undefined): number =>
  Math.min(Math.max(Math.trunc(Number(text)) || 0, 0), MAX_QUANTITY)

/** Reads a `Cookie` header. An entry with an unknown product or without a quantity is ignored. */
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

/** The `Set-Cookie` headers that store the basket. */
export function basketCookies({ cart, wishes }: Basket): string[] {
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

/** The cart with that quantity of the product. 0 removes the product. */
export function withQuantity(cart: readonly CartLine[], product: Product, quantity: number): CartLine[] {
  const line = { product, quantity: Math.min(quantity, MAX_QUANTITY) }
  const present = cart.some((entry) => entry.product === product)
  const lines = present ? cart.map((entry) => (entry.product === product ? line : entry)) : [...cart, line]
  return lines.filter((entry) => entry.quantity > 0)
}

export const quantityOf = (cart: readonly CartLine[], product: Product): number =>
  cart.find((line) => line.product === product)?.quantity ?? 0
