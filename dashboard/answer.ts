/** The shapes of the API's answers that the page reads: the Worker's own, with the columns the page knows by name. */
import type { Item } from '../wire/event.ts'
import type { AnswerRow, Answer as AnyAnswer } from '../worker/stats/answer.ts'

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

/** What chose each of the three: one English phrase of the rules. */
export interface Why {
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

export interface Site {
  site: string
  name: string
  timezone: string
  currency: string
  hosts: string[]
}

export interface Me {
  scope: 'admin' | 'read'
  site: string | null
}
