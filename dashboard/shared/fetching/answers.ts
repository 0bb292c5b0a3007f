/** The shapes of the API's answers that the page reads: the Worker's own, with the columns the page knows by name. */
import type { Item } from '../../../wire/event.ts'
import type { Reasons } from '../../../wire/reasons.ts'
import type { Form } from '../../../worker/costs/formats.ts'
import type { AnswerRow, Answer as AnyAnswer } from '../../../worker/stats/answer.ts'

/** A report's answer; `Row` names the columns that the page reads. */
export interface Answer<Row = AnswerRow> extends Omit<AnyAnswer, 'rows'> {
  rows: Row[]
}

/** Columns of every row of a breakdown. Rates are percentages, money is in major units. */
export interface Metrics {
  sessions: number
  new_visitors: number
  conversions: number
  conversion_rate: number
  orders: number
  revenue: number
  average_order_value: number
  /** Of all sessions. */
  share: number
}

export interface General extends Omit<Metrics, 'share'> {
  visitors: number
  pageviews: number
  bounce_rate: number
  leads: number
  sign_ups: number
}

/** A breakdown's row: the dimensions that the report names, and the metrics. */
export type BreakdownRow = Metrics & AnswerRow

export interface FunnelRow {
  stage: string
  count: number
  rate: number
  drop_off: number
}

export interface SessionRow {
  id: string
  started_at: string
  visitor_id: string | null
  visit_number: number
  channel: string
  source: string
  medium: string
  campaign: string | null
  content: string | null
  term: string | null
  click_id_kind: string | null
  landing_page: string
  referrer: string | null
  country: string | null
  region: string | null
  city: string | null
  device: string
  browser: string | null
  os: string | null
  pageviews: number
  events: number
  points: number
  stages: string[]
  converted: boolean
  revenue: number
}

export interface EventRow {
  id: string
  name: string
  ts: string
  /** Path of the page. */
  page: string
  value: number | null
  currency: string | null
  transaction_id: string | null
  items: Item[]
  params: Record<string, unknown>
}

/** What brought a visit, without regard to any model. */
export interface Touch {
  ts: string
  channel: string
  source: string
  medium: string
  campaign: string | null
  content: string | null
  term: string | null
  click_id_kind: string | null
}

export interface TouchRow extends Touch {
  session_id: string
  landing_url: string
  referrer: string
}

export interface OrderRow {
  transaction_id: string
  ts: string
  status: string
  /** Major units of the order's own currency. */
  value: number
  refunded: number
  currency: string
  /** What the reports count, in the site's currency; null while no rate is known. */
  revenue: number | null
  items: Item[]
  /** What the page and the shop's server each said; null: nothing. */
  browser: { value: number; currency: string } | null
  server: { value: number; currency: string } | null
  /** The visitor's first touch, and the last that was not direct; null where there was none. */
  attribution: { first: Touch | null; last: Touch | null }
}

/** What chose each of the three: an English phrase of the rules, and the same as data. */
export interface Why {
  reasons: Reasons
  source: string
  medium: string
  channel: string
  rules_version: number
  current_rules_version: number
  evidence: { landing_url: string; referrer: string }
}

export interface SessionAnswer {
  /** `language`: as ISO 639 names it. */
  session: SessionRow & { language: string | null }
  events: EventRow[]
  touches: TouchRow[]
  orders: OrderRow[]
  why: Why
}

/** A row of `roi`, and its total. Null: nobody knows. */
export interface RoiFigures {
  matched?: 'both' | 'costs only' | 'sessions only' | null
  clicks: number | null
  impressions: number | null
  sessions: number
  conversions: number
  orders: number
  revenue: number
  ad_spend: number | null
  /** Amounts with their currencies, in major units: `12.5 USD, 3 EUR`. */
  ad_spend_unconverted: string | null
  profit: number | null
  roi: number | null
  roas: number | null
  cost_per_conversion: number | null
}

/** What names a row depends on what it is of. */
export interface RoiRow extends RoiFigures {
  campaign?: string
  source?: string
  content?: string
  /** Where one row is of several sources. */
  sources?: string[]
  /** What a filter by the row asks for. */
  values: string[]
  /** Whether an ad may have brought it. */
  paid?: boolean
}

/** What a file of costs came to, or with `preview=1` would come to. */
export interface CostsAnswer {
  format: Form['name']
  period: { from: string; to: string }
  lines: number
  /** Lines that sum up others. */
  totals: number[]
  spend: { currency: string; spend: number }[]
  rows: number
  written: number
  removed: number
  preview?: CostsRow[]
}

export interface CostsRow {
  date: string
  platform: string
  source: string | null
  campaign: string
  content: string | null
  spend: number
  currency: string
  clicks: number | null
  impressions: number | null
}

/** What one unit of a currency is worth in the site's, from a day on. */
export interface Rate {
  currency: string
  date: string
  rate: number
}

export interface Site {
  site: string
  name: string
  timezone: string
  currency: string
  hosts: string[]
  ignored_referrers: string[]
  /** Only admins are told. */
  excluded_ips?: string[]
  /** Events that are not named have the points that the Worker gives them. */
  points: Record<string, number>
  retention_days: number
}

export interface Me {
  scope: 'admin' | 'read'
  site: string | null
}
