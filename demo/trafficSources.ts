/** Where the shop's visitors come from, with shares: its ads, its e-mails, and the rest of the web. */
import type { Weighted } from './random.ts'

/** The click ID that a platform adds to its links. */
export type ClickId = 'fbclid' | 'gclid' | 'ttclid' | 'mc_cid'

/** A creative (`utm_content`) or a keyword (`utm_term`). `appeal` is a factor for the odds of buying. */
interface Variant extends Weighted {
  name: string
  appeal: number
}

export interface TrafficSource extends Weighted {
  /** A factor for the odds of going on and of buying. It makes one campaign better than another. */
  appeal: number
  /** `document.referrer` of the landing. An empty text is no referrer. */
  referrers: readonly string[]
  /** `utm_source`, `utm_medium`, `utm_campaign`. */
  utm?: readonly [source: string, medium: string, campaign?: string]
  contents?: readonly Variant[]
  terms?: readonly Variant[]
  click?: ClickId
  /** The platform whose in-app browser opens most of its links. */
  app?: 'facebook' | 'instagram' | 'tiktok'
  /** Slugs of the products that it leads to. Default: the front page. */
  products?: readonly string[]
  /** For e-mails: the ISO weekdays (1 is Monday) on which they are sent. */
  weekdays?: readonly number[]
}

const META = ['https://l.facebook.com/', 'https://m.facebook.com/', '']
const INSTAGRAM = ['https://l.instagram.com/', 'https://l.instagram.com/', '']
const GOOGLE = ['https://www.google.com/']

export const giftGuide: TrafficSource = {
  weight: 8,
  appeal: 1.9,
  referrers: META,
  utm: ['facebook', 'cpc', 'gift_guide'],
  contents: [
    { name: 'video_ad_1', weight: 5, appeal: 1.6 },
    { name: 'carousel_2', weight: 4, appeal: 0.7 },
    { name: 'static_3', weight: 2, appeal: 0.5 },
  ],
  click: 'fbclid',
  app: 'facebook',
  products: ['lastivka-jug', 'wool-blanket', 'petrykivka-tray'],
}

export const retargeting: TrafficSource = {
  weight: 1.5,
  appeal: 2.2,
  referrers: META,
  utm: ['facebook', 'cpc', 'retargeting_cart'],
  contents: [
    { name: 'dynamic_catalogue', weight: 3, appeal: 1 },
    { name: 'free_delivery_1', weight: 2, appeal: 1.3 },
  ],
  click: 'fbclid',
  app: 'facebook',
  products: ['lastivka-jug', 'embroidered-shirt', 'linen-tablecloth'],
}

export const newCeramics: TrafficSource = {
  weight: 8,
  appeal: 1,
  referrers: INSTAGRAM,
  utm: ['instagram', 'cpc', 'new_ceramics'],
  contents: [
    { name: 'reel_ad_1', weight: 5, appeal: 1.2 },
    { name: 'carousel_2', weight: 3, appeal: 1 },
    { name: 'story_4', weight: 3, appeal: 0.5 },
  ],
  click: 'fbclid',
  app: 'instagram',
  products: ['kosiv-mug', 'lastivka-jug'],
}

export const brandSearch: TrafficSource = {
  weight: 4,
  appeal: 2.8,
  referrers: GOOGLE,
  utm: ['google', 'cpc', 'brand_ua'],
  terms: [
    { name: 'hlechyk', weight: 5, appeal: 1 },
    { name: 'глечик магазин', weight: 3, appeal: 1.1 },
  ],
  click: 'gclid',
}

/** Auto-tagging only: a click id, no UTM parameters. */
export const performanceMax: TrafficSource = {
  weight: 4,
  appeal: 0.9,
  referrers: [...GOOGLE, ''],
  click: 'gclid',
  products: ['embroidered-shirt', 'wool-blanket', 'oak-board', 'buckwheat-honey'],
}

export const tiktokMakers: TrafficSource = {
  weight: 7,
  appeal: 0.45,
  referrers: ['https://www.tiktok.com/', '', ''],
  utm: ['tiktok', 'paid_social', 'meet_the_makers'],
  contents: [
    { name: 'potter_wheel_1', weight: 5, appeal: 1 },
    { name: 'unboxing_2', weight: 3, appeal: 1.5 },
  ],
  click: 'ttclid',
  app: 'tiktok',
  products: ['lastivka-jug', 'kosiv-mug'],
}

export const newsletter: TrafficSource = {
  weight: 40,
  appeal: 2.4,
  referrers: ['', '', 'https://mail.google.com/'],
  utm: ['newsletter', 'email', 'friday_offers'],
  contents: [
    { name: 'hero_button', weight: 5, appeal: 1.2 },
    { name: 'footer_link', weight: 1, appeal: 0.6 },
  ],
  click: 'mc_cid',
  weekdays: [5],
}

export const affiliate: TrafficSource = {
  weight: 2,
  appeal: 1.3,
  referrers: ['https://ridna-khata.example/'],
  utm: ['ridna_khata', 'affiliate', 'blog_picks'],
  products: ['linen-apron', 'linen-tablecloth'],
}

/** E-mails to visitors who left a cart. */
export const abandonedCart: TrafficSource = {
  weight: 0,
  appeal: 2.4,
  referrers: ['', 'https://mail.google.com/'],
  utm: ['newsletter', 'email', 'abandoned_cart'],
  click: 'mc_cid',
}

export const direct: TrafficSource = { weight: 12, appeal: 1.1, referrers: [''] }
export const organicSearch: TrafficSource = { weight: 16, appeal: 1.1, referrers: GOOGLE }

/** The sources of first visits. */
export const TRAFFIC_SOURCES: readonly TrafficSource[] = [
  giftGuide,
  newCeramics,
  {
    weight: 6,
    appeal: 0.5,
    referrers: INSTAGRAM,
    utm: ['instagram', 'cpc', 'linen_weeks'],
    contents: [
      { name: 'story_4', weight: 4, appeal: 0.8 },
      { name: 'video_ad_1', weight: 3, appeal: 1.3 },
    ],
    click: 'fbclid',
    app: 'instagram',
    products: ['linen-tablecloth', 'linen-apron'],
  },
  {
    weight: 5,
    appeal: 0.15,
    referrers: META,
    utm: ['facebook', 'cpc', 'broad_interests'],
    contents: [
      { name: 'static_3', weight: 3, appeal: 1 },
      { name: 'video_ad_5', weight: 2, appeal: 1.2 },
    ],
    click: 'fbclid',
    app: 'facebook',
  },
  retargeting,
  brandSearch,
  {
    weight: 7,
    appeal: 1,
    referrers: GOOGLE,
    utm: ['google', 'cpc', 'generic_ceramics'],
    terms: [
      { name: 'глечик купити', weight: 5, appeal: 1.4 },
      { name: 'посуд ручної роботи', weight: 4, appeal: 1 },
      { name: 'handmade mug', weight: 2, appeal: 0.7 },
    ],
    click: 'gclid',
    products: ['lastivka-jug', 'kosiv-mug', 'petrykivka-tray'],
  },
  {
    weight: 4,
    appeal: 0.6,
    referrers: GOOGLE,
    utm: ['google', 'cpc', 'generic_textiles'],
    terms: [
      { name: 'вишиванка жіноча', weight: 5, appeal: 1.1 },
      { name: 'лляна скатертина', weight: 3, appeal: 0.8 },
      { name: 'ліжник карпатський', weight: 2, appeal: 1.5 },
    ],
    click: 'gclid',
    products: ['embroidered-shirt', 'linen-tablecloth', 'wool-blanket'],
  },
  performanceMax,
  tiktokMakers,
  {
    weight: 3,
    appeal: 0.7,
    referrers: ['', 'https://www.tiktok.com/'],
    utm: ['tiktok', 'paid_social', 'gift_ideas'],
    contents: [{ name: 'under_500_uah', weight: 1, appeal: 1 }],
    click: 'ttclid',
    app: 'tiktok',
    products: ['wool-socks', 'mountain-tea', 'beeswax-candles'],
  },
  newsletter,
  { ...newsletter, weight: 32, appeal: 1.5, weekdays: [2], utm: ['newsletter', 'email', 'tuesday_arrivals'] },
  affiliate,
  organicSearch,
  { weight: 3, appeal: 1, referrers: ['https://www.google.com.ua/'] },
  { weight: 1, appeal: 1, referrers: ['https://www.bing.com/'] },
  { weight: 0.8, appeal: 1.2, referrers: ['https://duckduckgo.com/'] },
  { weight: 2.2, appeal: 0.7, referrers: ['https://l.facebook.com/'], click: 'fbclid', app: 'facebook' },
  { weight: 1.8, appeal: 0.8, referrers: ['https://l.instagram.com/'], click: 'fbclid', app: 'instagram' },
  {
    weight: 1,
    appeal: 0.6,
    referrers: ['https://www.pinterest.com/'],
    products: ['petrykivka-tray', 'kosiv-mug'],
  },
  { weight: 0.8, appeal: 0.6, referrers: ['https://www.youtube.com/'] },
  { weight: 0.6, appeal: 0.9, referrers: ['https://t.me/'] },
  { weight: 1.2, appeal: 1.9, referrers: ['https://chatgpt.com/'], utm: ['chatgpt.com', ''] },
  { weight: 0.6, appeal: 1.8, referrers: ['https://www.perplexity.ai/'] },
  { weight: 0.5, appeal: 1.5, referrers: ['https://gemini.google.com/'] },
  { weight: 0.3, appeal: 1.5, referrers: ['https://copilot.microsoft.com/', 'https://claude.ai/'] },
  { weight: 1.4, appeal: 1, referrers: ['https://ridna-khata.example/'] },
  { weight: 1, appeal: 1.2, referrers: ['https://gifts-lviv.example/'] },
  { weight: 0.6, appeal: 0.6, referrers: ['https://forum-kramnytsia.example/'] },
  direct,
]
