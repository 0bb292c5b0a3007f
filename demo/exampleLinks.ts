/** Links into the shop as the advertising platforms write them, for trying out what the tracker makes of them. */

import { click } from './adClick.ts'
import { PRODUCTS, productPath } from './catalogue.ts'
import {
  affiliate,
  brandSearch,
  giftGuide,
  newCeramics,
  newsletter,
  type Origin,
  performanceMax,
  tiktokMakers,
} from './trafficSources.ts'

const ADS: [label: string, origin: Origin][] = [
  ['Meta ad (Facebook)', giftGuide],
  ['Meta ad (Instagram)', newCeramics],
  ['Google Ads, UTM and gclid', brandSearch],
  ['Google Ads, gclid alone', performanceMax],
  ['TikTok ad', tiktokMakers],
  ['Newsletter', newsletter],
  ['Affiliate blog', affiliate],
]

/** One link an ad, each a new click with a click id of its own. `href` is a path of the shop. */
export function arrivals(): { label: string; href: string }[] {
  return ADS.map(([label, origin]) => {
    const product = PRODUCTS.find(({ slug }) => slug === origin.products?.[0])
    const { query } = click(Math.random, origin)
    return { label, href: `${product ? productPath(product) : '/'}?${query}` }
  })
}
