/**
 * What crosses the network between the script and the Worker: names, shapes and limits.
 * Imports nothing, so that the browser script can take a constant from here without taking a library with it.
 */

/** Version of the `POST /e` envelope. The Worker answers 400 to a version that it does not know. */
export const WIRE_VERSION = 1

/**
 * Limits of one ingest request and of the text that is kept. `…_chars` count UTF-16 code units, `…_bytes` count the bytes
 * of UTF-8.
 */
export const LIMITS = {
  body_bytes: 65_536,
  events: 50,
  /** Purchases and refunds that the open endpoint stores of one request. */
  purchases: 12,
  /** `utm_*` values and click ids. */
  campaign_chars: 255,
  url_chars: 2048,
  id_chars: 128,
  text_chars: 255,
  param_value_chars: 500,
  params: 50,
  /** Parameters and items of one event, as JSON. */
  event_bytes: 16_384,
  /** GA4 takes 200 items at most. Of a larger cart the first ones are kept, as many as fit in `items_bytes` as JSON. */
  items: 200,
  items_bytes: 15_360,
  /** Major units. Keeps minor units of a 4-digit currency below 2^53. */
  value: 1e11,
} as const

/** Custom and known event names alike. */
export const EVENT_NAME = /^[a-z][a-z0-9_]{0,39}$/

/** Events that the reports give a meaning to, in GA4's spelling. Anything else is a custom event. */
export const EVENTS = [
  'page_view',
  'view_item',
  'search',
  'add_to_wishlist',
  'add_to_cart',
  'remove_from_cart',
  'begin_checkout',
  'add_payment_info',
  'generate_lead',
  'sign_up',
  'purchase',
  'refund',
] as const
export type EventName = (typeof EVENTS)[number]

/** Other spellings that are accepted and stored as GA4's. */
export const EVENT_ALIASES: Record<string, EventName> = {
  product_view: 'view_item',
  view_product: 'view_item',
  initiate_checkout: 'begin_checkout',
  checkout: 'begin_checkout',
  lead: 'generate_lead',
  register: 'sign_up',
}

/** The session of an event as the browser knows it, with its raw landing. */
export interface WireSession {
  id: string
  /** The browser's clock when the session began, ms. */
  at: number
  /** The landing page with its whole query. */
  url: string
  /** `document.referrer` at the landing; empty when there was none. */
  referrer: string
}

/** One event of the `POST /e` envelope. It does not depend on the other events, so it can be sent again with any others. */
export interface WireEvent {
  /** Unique: the Worker counts each id once, for ever. */
  id: string
  name: string
  /** The browser's clock when it happened, ms. Only its difference from the envelope's `now` is used. */
  at: number
  /** The page it happened on. */
  url: string
  /** Absent if consent is denied. The Worker then uses a hash whose salt it deletes at the end of the next day. */
  visitor?: string
  session?: WireSession
  /** The referrer of the event. With a session it is not used: the session has its own. */
  referrer?: string
  /** The shop's own user id (`identify`). Behind a blank may follow its signature: 64 hexadecimal digits. Blanks around it do not count. */
  user?: string
  /** What the visitor has agreed to for ads: `granted` or `denied`. Anything else counts as not stated. */
  ad_consent?: unknown
  /** GA4's parameters: value, currency, transaction_id, items, … */
  params?: EventParams
}

/** The body of `POST /e`, sent as `text/plain` so that no preflight is needed. */
export interface Envelope {
  v: typeof WIRE_VERSION
  site: string
  /** The browser's clock when it sends, ms. */
  now: number
  events: WireEvent[]
}

/** One entry of GA4's `items[]`. Prices are in major units of the event's currency. */
export interface Item {
  item_id?: string
  item_name?: string
  price?: number
  quantity?: number
  discount?: number
  coupon?: string
  index?: number
  item_brand?: string
  item_category?: string
  item_category2?: string
  item_category3?: string
  item_category4?: string
  item_category5?: string
  item_variant?: string
  item_list_id?: string
  item_list_name?: string
  affiliation?: string
  location_id?: string
}

/** Parameters of an event. `value` is in major units of `currency` (ISO 4217). */
export interface EventParams {
  value?: number
  currency?: string
  transaction_id?: string
  items?: Item[]
  [name: string]: unknown
}

/** Why an event was not counted. */
export const DROP_REASONS = [
  'invalid',
  'bot',
  'duplicate',
  'unknown_site',
  'origin',
  'opted_out',
  'excluded_ip',
  'rate_limited',
  'too_old',
  'too_big',
] as const
export type DropReason = (typeof DROP_REASONS)[number]

/** The answer of both ingest routes. `index` is the event's place in the request. */
export interface IngestAnswer {
  accepted: number
  dropped: { index: number; reason: DropReason; message: string }[]
  /** Values that were stored, but not as they came (cut to a limit). Present only when there are any. */
  warnings?: { index: number; field: string; message: string }[]
}
