/** The API's answers as the page reads them: the types of wire/answers/, and the columns that it knows by name. */
import type {
  AnswerRow,
  CostsAnswer as AnyCostsAnswer,
  AnySession,
  Event,
  SessionOrder,
  VisitTouch,
} from '../../../wire/answers/index.ts'
import type { Form } from '../../../worker/costs/formats.ts'

export type { Answer, CostsRow, Rate, Site, Touch, Why } from '../../../wire/answers/index.ts'

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

export type EventRow = Event
export type TouchRow = VisitTouch
export type OrderRow = SessionOrder

export interface SessionAnswer extends Omit<AnySession, 'session'> {
  /** `language`: as ISO 639 names it. */
  session: SessionRow & { language: string | null }
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
export interface CostsAnswer extends AnyCostsAnswer {
  format: Form['name']
}

export interface Me {
  scope: 'admin' | 'read'
  site: string | null
}
