/** Texts of the view of pages and products. */
import type { Texts } from '../../shared/words/texts.ts'

export const pagesWords = {
  view_pages: 'Pages & products',

  viewed_pages: 'Pages seen',
  page: 'Page',
  products: 'Products',
  product: 'Product',
  views_count: 'Views',
  carts: 'Carts',
  purchases: 'Purchases',
  quantity: 'Quantity',

  viewed_pages_help:
    'A session counts for every page that it saw, with its conversion and orders. So the rows add up to more than the total.',
  empty_products: 'No product yet. Send items with view_item, add_to_cart and purchase.',
} as const satisfies Texts
