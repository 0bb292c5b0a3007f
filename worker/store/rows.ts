/** The rows of the tables, with their JSON columns parsed. Fields have the names of the columns (schema.sql). */
import type { AdConsent, IdentifyMode, OrderStatus, RevenueCounts, Scope } from '../../wire/answers/values.ts'
import type { DropReason, Item } from '../../wire/event.ts'
import type { Model } from '../../wire/model.ts'

/** A site and its settings. `points`: by event name. */
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
  /** Which orders count as revenue: all, or only those that the shop's server has confirmed. */
  revenue_counts: RevenueCounts
  /** Whether a page's user id links browsers without the site's signature. */
  identify: IdentifyMode
  /** A purchase of a page above this amount is held. In minor units, by currency; empty: nothing is held. */
  hold_above: Record<string, number>
  /** Those in effect. A job applies a new one to what is stored, and takes back one that was removed. */
  exclusions: Exclusion[]
  /** Whether visitors from the networks of data centres count as bots. */
  exclude_data_centres: boolean
  /** Rows that may be written for the site in a day (UTC). Null: its share of the deployment's. */
  rows_per_day: number | null
  /** Parameters of landing URLs to keep, besides the known ones (`cleanUrl`); in lower case. */
  keep_params: string[]
}

/** What an admin has excluded from reports: a visitor, the sessions of a source, or an interval of time. */
export type Exclusion =
  | { kind: 'visitor' | 'source'; value: string; from_ms: null; to_ms: null }
  | { kind: 'interval'; value: null; from_ms: number; to_ms: number }

/** An API token. Only its hash is stored. `site` null: every site. */
export interface TokenRow {
  id: string
  hash: string
  scope: Scope
  site: string | null
  name: string
  created_ms: number
  /** From this instant on the token is refused. Null: never. */
  expires_ms: number | null
}

/** A sign-in to the dashboard. */
export interface SignInRow {
  /** A hash of what the cookie holds. */
  id: string
  /** Of the token that was typed. Empty: the admin token. */
  token_id: string
  created_ms: number
  expires_ms: number
  /** Names of the browser and the system, such as `Firefox, Linux`. Empty: unknown. */
  browser: string
}

/** Place and device of an event. Null: unknown. */
export interface Where {
  country: string | null
  region: string | null
  city: string | null
  language: string | null
  device: string
  browser: string
  os: string
}

/** One event in `sessions.events`. A field is absent if it was not sent. */
export interface StoredEvent {
  id: string
  name: string
  ms: number
  /** Path of the page, without its query. */
  page: string
  /** Landing URL and referrer: only of an event that could open a session of its own. */
  url?: string
  referrer?: string
  user?: string
  ad_consent?: AdConsent
  value_minor?: number
  currency?: string
  transaction_id?: string
  /** Only of a purchase that is not credited with its order: another purchase with its transaction id is (`chooseClaim`). */
  rival?: true
  /** Only of a purchase whose amount is not known. See `OrderRow`. */
  value_complete?: false
  items?: Item[]
  params?: Record<string, unknown>
  /**
   * The event named no session, and was found to belong to a session with an id. A late event may still move it to
   * another session.
   */
  found?: true
  /** Only of an event that could open a session of its own. */
  where?: Where
}

/** The dimensions of a session: its classified touch, its place and its device. */
export interface Facets extends Where {
  /** The canonical name (`canonicalName`): `google` for `Google` and `google.com.ua`. `(direct)` without a touch. */
  source: string
  medium: string
  campaign: string | null
  content: string | null
  term: string | null
  channel: string
  /** The key of the click ID that classified the landing, in lower case. */
  click_id_kind: string | null
  /** Null for the site's own hosts, payment gateways and ignored hosts. */
  referrer_host: string | null
  /** The path of the landing page, without its query. */
  landing_page: string
}

/** One touch of a frozen path. `w`: its credit, the interval of [0, 1] that each model gives it; absent if empty. */
export interface PathEntry extends Facets {
  ms: number
  session_id: string
  visit_number: number
  w: Partial<Record<Model, [from: number, to: number]>>
  /** Its session is excluded from reports: it has no credit. */
  excluded?: true
}

/**
 * Where a session's id comes from. `browser`: the script made it. `given`: a server's event names it. `derived`: the
 * events name no session, so it was found by time and campaign and has an id made from its first event.
 */
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
  /** What the visitor has last agreed to for ads in this session. Null: not stated. */
  ad_consent: AdConsent | null
  /** Raw macros of the landing by parameter, as a JSON object. Null: none. */
  macros: string | null
  /** 1: excluded from reports. Its numbers are those that it would have if it alone were included again. */
  excluded: 0 | 1
}

/** A session without what makes its row long. `bytes`: the length of that. */
export type SessionStub = Omit<SessionRow, 'url' | 'referrer' | 'path' | 'events'> & {
  converted: boolean
  bytes: number
}

/** Where a session stands among those of its visitor. */
export type SessionPlace = [started_ms: number, id: string]

/** What is not yet right in a visitor's later sessions and orders. A job corrects it, some rows at a time. */
export interface Correction {
  site_id: number
  visitor_id: string
  rev: number
  /** The right `first_seen_ms` of all sessions of the visitor. Null: as stored. */
  first_seen_ms: number | null
  /** In order of place: from this session on, `visit_number` is greater by `by` than stored. They add up. */
  shifts: [...SessionPlace, by: number][]
  /** The first session whose number or path may be wrong. Null: none is left. */
  next_session: SessionPlace | null
  /** Orders after this place get their path again. Null: none. */
  next_order: [ordered_ms: number, transaction_id: string] | null
}

/** A purchase event as a claim on an order. */
export interface Claim {
  event_id: string
  visitor_id: string
  ms: number
  value_minor: number
  currency: string
  /** When it arrived, by our clock: a page cannot choose it. Absent in rows of earlier versions. */
  received_ms?: number
  /** The session that the event names. */
  session_id?: string
  /** The shop's server sent it (`POST /api/events`). */
  trusted?: true
  /** What the buyer had agreed to for ads; absent if the event did not state it. */
  ad_consent?: AdConsent
  /** Only of the server's: it states items. */
  has_items?: true
  /** A page sent it, its amount is unusual, and nobody has accepted it yet. */
  held?: true
  /** Absent if it is. See `OrderRow`. */
  value_complete?: false
}

/** An order as the shop's server reported it. Null: not stated. */
export interface ServerOrder {
  status: OrderStatus
  value_minor: number
  currency: string
  refunded_minor: number | null
  visitor_id: string | null
  session_id: string | null
  /** When the order was placed, by the server; and when the first report of it came in. */
  ms: number | null
  seen_ms: number
  /** Absent: not stated, as in rows of earlier versions. */
  ad_consent?: AdConsent
  /** The items of the order are those that the server has stated. */
  has_items?: true
  /** Absent if it is. See `OrderRow`. */
  value_complete?: false
}

/** An item of an order. `refunded_minor`: what refunds that list it have taken from it, in minor units; absent: nothing. */
export type OrderItem = Item & { refunded_minor?: number }

/**
 * A `refund` event. `value_minor` null: the items that it lists, or the whole order if it lists none. `visitor_id` null: a
 * server with a token reported it. `received_ms`: when it arrived; absent in rows of earlier versions.
 */
export interface RefundEvent {
  received_ms?: number
  event_id: string
  visitor_id: string | null
  ms: number
  value_minor: number | null
  currency: string | null
  /** The amount of this refund is not known. */
  value_complete?: false
  items?: Pick<Item, 'item_id' | 'item_name' | 'price' | 'quantity'>[]
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
  items: OrderItem[]
  /** The claim that is credited with the order: its event is in the order's session. */
  browser: Claim | null
  server: ServerOrder | null
  refunds: RefundEvent[]
  path: PathEntry[]
  /** The other claims, in order of their event ids. */
  claims: Claim[]
  confirmed: 0 | 1
  held: 0 | 1
  /** When an admin removed the order; the row stays as a tombstone. Null: it was not removed. */
  removed_ms: number | null
  /** 1: excluded from reports, because its session, its visitor or its time is. */
  excluded: 0 | 1
  /** 0: `value_minor` or `refunded_minor` is only what is known of it, because something that was sent could not be read. */
  value_complete: 0 | 1
}

/** An exchange rate from a day on. `factor`: minor units of the site's currency for one minor unit of `currency`. */
export interface RateRow {
  currency: string
  day: string
  rate: number
  factor: number
}

/** What an ad cost on one day. Empty text: not stated. */
export interface CostRow {
  /** A day of the ad account's time zone; it counts as that day of the site's. */
  day: string
  /** The ad platform: meta, google, tiktok, …; for other sources the source itself. */
  platform: string
  /** Canonical name. Empty: all sources of the platform together. */
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

/** Drops by reason. `detail`: what an admin needs to correct the setup, from the last drop of that reason. */
export type DropCounts = Partial<Record<DropReason, { count: number; detail: string | null }>>

/** Bits of `sessions.stages`. The first five are the stages of the funnel, in its order. */
export const STAGES = {
  view_item: 1,
  add_to_cart: 2,
  begin_checkout: 4,
  generate_lead: 8,
  purchase: 16,
  sign_up: 32,
} as const
