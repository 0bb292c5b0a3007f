/** A line of a cart or an order: a product and its quantity, with the price and the form of an event. */
import type { Item } from '../wire/event.ts'
import { CATEGORIES, type Product } from './catalogue.ts'
import { DEMO_SITE } from './site.ts'

export interface CartLine {
  product: Product
  quantity: number
}

/** From this sum on, delivery is free. Kopecks. */
export const FREE_DELIVERY_MINOR = 100_000
const DELIVERY_MINOR = 8_000

/** The sum of price × quantity, in kopecks. */
export const totalMinor = (lines: readonly CartLine[]): number =>
  lines.reduce((sum, { product, quantity }) => sum + product.priceMinor * quantity, 0)

/** The price of delivery, in kopecks: the same for every way of delivery, and 0 from `FREE_DELIVERY_MINOR` on. */
export const deliveryMinor = (lines: readonly CartLine[]): number =>
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

/** The line as an entry of GA4's `items[]`. */
const toItem = ({ product, quantity }: CartLine): Item => ({
  item_id: product.id,
  item_name: product.name,
  item_brand: product.maker,
  item_category: CATEGORIES[product.category],
  price: product.priceMinor / 100,
  quantity,
})

/** GA4's parameters of an e-commerce event. `value` is the sum without delivery, in major units. */
export const toParams = (lines: readonly CartLine[]) => ({
  value: totalMinor(lines) / 100,
  currency: DEMO_SITE.currency,
  items: lines.map(toItem),
})
