/** Rows as they stand in the tables, JSON columns parsed. Names are the columns'. */
import type { OrderStatus, Scope } from '../../wire/answers/values.ts'
import type { DropReason, Item } from '../../wire/event.ts'
import type { Model } from '../../wire/model.ts'

/** A site and its settings. Times in ms, points per event name. */
export interface SiteRow {
  id: number
  site: string
  name: string
  timezone: string
  currency: string
  hosts: string[]
  ignored_referrers: string[]
  excluded_ips: string[]
  points: Record<string, number>
  retention_days: number
  created_ms: number
}

export type { OrderStatus, Scope }

/** An API token; only its hash is known. `site` null means every site. */
export interface TokenRow {
  id: string
  hash: string
  scope: Scope
  site: string | null
  name: string
  created_ms: number
  /** From then on it opens nothing; null: it never ends. */
  expires_ms: number | null
}

/** Where an event came from and on what. Null: unknown. */
export interface Where {
  country: string | null
  region: string | null
  city: string | null
  language: string | null
  device: string
  browser: string
  os: string
}

/** One event inside `sessions.events`. Absent fields were not sent. */
export interface StoredEvent {
  id: string
  name: string
  ms: number
  /** Path of the page, without query. */
  page: string
  /** Landing URL and referrer: kept only where this event could open a session of its own. */
  url?: string
  referrer?: string
  user?: string
  value_minor?: number
  currency?: string
  transaction_id?: string
  items?: Item[]
  params?: Record<string, unknown>
  /** True when the event came without a session id and joined one that has a name: it may yet turn out elsewhere. */
  found?: true
  /** Kept on events that may become the first of a session. */
  where?: Where
}

/** What reports break down by: the classified touch, the place and the device of a session. */
export interface Facets extends Where {
  /** UTM values as they came; names of known senders are canonical (`google`). `(direct)` when nobody sent. */
  source: string
  medium: string
  campaign: string | null
  content: string | null
  term: string | null
  channel: string
  /** The key of the click id that speaks for the landing, in lower case. */
  click_id_kind: string | null
  /** Null for the site's own pages, payment gateways and ignored hosts. */
  referrer_host: string | null
  /** The path of the landing page, without its query. */
  landing_page: string
}

/** One touch of a frozen path. `w`: the interval of [0, 1] that each model credits to it; absent where it is empty. */
export interface PathEntry extends Facets {
  ms: number
  session_id: string
  visit_number: number
  w: Partial<Record<Model, [from: number, to: number]>>
}

/** How a session got its id: from the script, from a server's event, or found by us. */
export type SessionKind = 'browser' | 'given' | 'derived'

export interface SessionRow extends Facets {
  site_id: number
  started_ms: number
  id: string
  rev: number
  kind: SessionKind
  visitor_id: string
  user_id: string | null
  ended_ms: number
  visit_number: number
  first_seen_ms: number
  prev_started_ms: number | null
  url: string
  referrer: string
  rules_version: number
  pageviews: number
  event_count: number
  stages: number
  leads: number
  sign_ups: number
  points: number
  path: PathEntry[] | null
  events: StoredEvent[]
}

/** What the page said of an order. */
export interface BrowserOrder {
  event_id: string
  visitor_id: string
  ms: number
  value_minor: number
  currency: string
}

/** What the shop's server said of an order. Null: not stated. */
export interface ServerOrder {
  status: OrderStatus
  value_minor: number
  currency: string
  refunded_minor: number | null
  visitor_id: string | null
  session_id: string | null
  /** When it says that it was placed, and when it first said anything. */
  ms: number | null
  seen_ms: number
}

/** A `refund` event. `value_minor` null: the whole order. `visitor_id` null: a server with a token said it. */
export interface RefundEvent {
  event_id: string
  visitor_id: string | null
  ms: number
  value_minor: number | null
  currency: string | null
}

export interface OrderRow {
  site_id: number
  transaction_id: string
  rev: number
  ordered_ms: number
  visitor_id: string | null
  session_id: string | null
  session_started_ms: number | null
  status: OrderStatus
  currency: string
  value_minor: number
  refunded_minor: number
  counted: 0 | 1
  revenue_minor: number | null
  items: Item[]
  browser: BrowserOrder | null
  server: ServerOrder | null
  refunds: RefundEvent[]
  path: PathEntry[]
}

/** One day's exchange rate. `factor`: site minor units per foreign minor unit. */
export interface RateRow {
  currency: string
  day: string
  rate: number
  factor: number
}

/** What an ad cost on one day. Empty text: not said. */
export interface CostRow {
  /** Of the ad account, taken for a day of the site's time zone. */
  day: string
  /** Who sells the ads: meta, google, tiktok, …; a source's own name elsewhere. */
  platform: string
  /** Canonical. Empty: all sources of the platform together. */
  source: string
  medium: string
  campaign_id: string
  campaign: string
  content_id: string
  content: string
  /** As billed. */
  currency: string
  spend_minor: number
  clicks: number | null
  impressions: number | null
}

/** What was refused, by reason. `detail`: what an admin must know of the last one to mend it. */
export type DropCounts = Partial<Record<DropReason, { count: number; detail: string | null }>>

/** Bits of `sessions.stages`. The funnel reads the first five in this order. */
export const STAGES = {
  view_item: 1,
  add_to_cart: 2,
  begin_checkout: 4,
  generate_lead: 8,
  purchase: 16,
  sign_up: 32,
} as const
