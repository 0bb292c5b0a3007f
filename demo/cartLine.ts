/** Products in a quantity: what they cost, and how they look in an event. */
import type { Item } from '../wire/event.ts'
import { CATEGORIES, type Product } from './catalogue.ts'
import { DEMO_SITE } from './site.ts'

/** One product in a cart or an order. */
export interface Line {
  product: Product
  quantity: number
}

/** Kopecks. From this sum on, delivery is free. */
export const FREE_DELIVERY_MINOR = 100_000
const DELIVERY_MINOR = 8_000

/** Kopecks: the sum of price × quantity. */
export const totalMinor = (lines: readonly Line[]): number =>
  lines.reduce((sum, { product, quantity }) => sum + product.priceMinor * quantity, 0)

/** Kopecks: one price for every way of delivery, nothing from `FREE_DELIVERY_MINOR` on. */
export const deliveryMinor = (lines: readonly Line[]): number =>
  totalMinor(lines) >= FREE_DELIVERY_MINOR ? 0 : DELIVERY_MINOR

/** `125050` → `1,250.50 UAH`, `42000` → `420 UAH`. */
export function formatPrice(minor: number): string {
  const digits = minor % 100 ? 2 : 0
  const amount = (minor / 100).toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  })
  return `${amount} ${DEMO_SITE.currency}`
}

/** GA4's `items[]` entry of a product. */
const toItem = ({ product, quantity }: Line): Item => ({
  item_id: product.id,
  item_name: product.name,
  item_brand: product.maker,
  item_category: CATEGORIES[product.category],
  price: product.priceMinor / 100,
  quantity,
})

/** GA4's parameters of a commerce event: `value` is Σ price × quantity without delivery, in major units. */
export const toParams = (lines: readonly Line[]) => ({
  value: totalMinor(lines) / 100,
  currency: DEMO_SITE.currency,
  items: lines.map(toItem),
})
