/** Links into the shop as ad platforms write them, to try out what the tracker records. */

import { clickLink } from './adClick.ts'
import { PRODUCTS, productPath } from './catalogue.ts'
import {
  affiliate,
  brandSearch,
  giftGuide,
  newCeramics,
  newsletter,
  performanceMax,
  type TrafficSource,
  tiktokMakers,
} from './trafficSources.ts'

const ADS: [label: string, source: TrafficSource][] = [
  ['Meta ad (Facebook)', giftGuide],
  ['Meta ad (Instagram)', newCeramics],
  ['Google Ads, UTM and gclid', brandSearch],
  ['Google Ads, gclid alone', performanceMax],
  ['TikTok ad', tiktokMakers],
  ['Newsletter', newsletter],
  ['Affiliate blog', affiliate],
]

/** One link for each ad. Each is a new click with a click id of its own. `href` is a path of the shop. */
export function exampleLinks(): { label: string; href: string }[] {
  return ADS.map(([label, source]) => {
    const product = PRODUCTS.find(({ slug }) => slug === source.products?.[0])
    const { query } = clickLink(Math.random, source)
    return { label, href: `${product ? productPath(product) : '/'}?${query}` }
  })
}
