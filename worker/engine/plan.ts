/**
 * Plans: what a report asks an engine for, without SQL. An engine compiles a plan and runs it. All times are in ms, all
 * money is in minor units, and the end of each interval is exclusive.
 */
import type { Filter } from '../../wire/filter.ts'
import type { Model } from '../../wire/model.ts'
import type { DimensionKey } from '../../wire/query.ts'
import { type SumKey, sumOf, unconfirmedOf } from '../metrics/metrics.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bounded, Interval } from '../time/period.ts'

/** One column that rows are sorted by. */
export interface Order {
  key: string
  descending: boolean
}

/** How many rows to leave out at the beginning, and how many to return at most. */
export interface Page {
  offset: number
  limit: number
}

/** What one row stands for: the whole period, a bucket of a time series, a page, or values of dimensions. */
export type Grouping = 'total' | 'bucket' | 'page' | DimensionKey[]

/**
 * Asks for sums of sessions, conversions and orders. Each row of the result has these columns:
 * - the values of its grouping: each dimension by its key, or `page`, or `bucket`;
 * - each sum by its key. Conversions and orders are in millionths. If the site counts confirmed orders only, the
 *   unconfirmed ones (`UNCONFIRMED`) are not in the other sums of orders; `figuresPlan` then adds both to the plan;
 * - `previous_{key}`: the sum in the previous period, if `intervals` has intervals of one;
 * - unless the grouping is `total`: `row_count`, the number of rows on all pages, and `total_{key}` and
 *   `total_previous_{key}`, the sums over all these rows.
 */
export interface FiguresPlan {
  kind: 'figures'
  site: SiteRow
  /** The whole period. It decides from which instant visitors are counted, and whether there is anything before it. */
  period: Bounded
  intervals: Interval[]
  by: Grouping
  sums: SumKey[]
  filters: Filter[]
  model: Model
  /** False: rollups are not read (`rollup=off`). */
  useRollups: boolean
  /** Sorted by a value of the grouping, a sum, or a ratio of sums. Empty for buckets and for the total. */
  order: Order[]
  /** Only if the rows are of dimensions or pages. */
  page: Page | null
}

/**
 * Makes a plan for figures. Throws if distinct visitors are asked for by page or by any dimension but `visitor`: rollups do
 * not have them, so every such report would silently read all sessions of its period. This is a programming error.
 */
export function figuresPlan(plan: Omit<FiguresPlan, 'kind'>): FiguresPlan {
  const { site, by, sums } = plan
  const isHeld = by === 'total' || by === 'bucket' || (Array.isArray(by) && by.join() === 'visitor')
  const distinct = isHeld ? [] : sums.filter((key) => sumOf(key).distinct)
  if (distinct.length) throw new Error(`there is no ${distinct.join()} by ${by}: rollups do not hold it`)
  const unconfirmed =
    site.revenue_counts === 'confirmed' ? sums.flatMap((key) => unconfirmedOf(key) ?? []) : []
  return { kind: 'figures', ...plan, sums: [...new Set([...sums, ...unconfirmed])] }
}

/** Money without a rate: one row with `found`, a JSON list of [currency, orders, minor units]. */
export interface UnconvertedPlan {
  kind: 'unconverted'
  site: SiteRow
  period: Bounded
  intervals: Interval[]
  useRollups: boolean
}

/**
 * One row per item: `item_id`, `item_name`, `views`, `carts`, `purchases`, `quantity`, `revenue`, each sum once more with
 * `total_`, and `row_count`.
 */
export interface ProductsPlan {
  kind: 'products'
  site: SiteRow
  period: Bounded
  filters: Filter[]
  model: Model
  order: Order[]
  page: Page
  /** Items that come first, whatever the order: each as `#item_id`, or as `=item_name` without an id. */
  first: string[]
}

/**
 * One row per cohort and week: `cohort` (weeks since `first_week_ms`), `week` (weeks since the first visit), `channel`
 * (empty unless `byChannel`), `visitors`, `came_back`, `orders`, `revenue`. In order of cohort, channel, week.
 */
export interface CohortsPlan {
  kind: 'cohorts'
  site: SiteRow
  period: Bounded
  timezone: string
  /** The Monday with which the first week begins, in local time as if it were UTC. */
  first_week_ms: number
  filters: Filter[]
  byChannel: boolean
  limit: number
}

/** A place in a list that is sorted by time: the row's instant, and its ids for rows with the same instant. */
export type Place = [ms: number, ...ids: string[]]

/** Rows as lists of cells, in the order of `LIST_CELLS`. */
export interface ListPlan {
  /** Sessions and events come newest session first; orders come oldest first. */
  kind: 'sessions' | 'events' | 'orders'
  site: SiteRow
  period: Bounded
  filters: Filter[]
  /** The last row of the page before; null for the first page. */
  after: Place | null
  limit: number
}

/** What each list has in its cells. `events` is one row per session, with its events as JSON. */
export const LIST_CELLS = {
  sessions: [
    ...[
      'id',
      'started_ms',
      'visitor_id',
      'visit_number',
      'channel',
      'source',
      'medium',
      'campaign',
      'content',
    ],
    ...['term', 'click_id_kind', 'landing_page', 'referrer_host', 'country', 'region', 'city', 'device'],
    ...['browser', 'os', 'pageviews', 'event_count', 'points', 'stages', 'converted', 'revenue'],
    'ad_consent',
  ],
  events: ['id', 'started_ms', 'visitor_id', 'source', 'medium', 'campaign', 'events'],
  orders: [
    ...['transaction_id', 'ordered_ms', 'status', 'value_minor', 'refunded_minor', 'currency', 'visitor_id'],
    ...['session_id', 'path', 'revenue', 'ad_consent', 'value_complete'],
  ],
} as const

/** One row per reason and day (UTC, both included), the newest day first: `reason`, `day`, `count`, `detail`, `last_ms`. */
export interface DropsPlan {
  kind: 'drops'
  site: SiteRow
  from_day: string
  to_day: string
}

/**
 * One row per parameter and raw macro, the most frequent first: `parameter`, `macro`, `sessions`, `last_ms` (the start of the
 * last session), and `total`, the sessions with any macro.
 */
export interface MacrosPlan {
  kind: 'macros'
  site: SiteRow
  period: Bounded
  filters: Filter[]
  limit: number
}

/** One row: `session_ms` and `order_ms`, the start of the oldest session and the oldest order; `default_ms` if none. */
export interface OldestPlan {
  kind: 'oldest'
  site: SiteRow
  default_ms: number
}

/** The revenue of one order in the site's currency: one row with `revenue`, NULL without a rate. */
export interface OrderRevenuePlan {
  kind: 'order_revenue'
  site: SiteRow
  transaction_id: string
}

/** What ads cost, by ad, over days (both included): the columns of `Spent` in costs/spent.ts, the largest first. */
export interface CostsPlan {
  kind: 'costs'
  site: SiteRow
  from_day: string
  to_day: string
}

/** One row: `day`, the first day that has costs, or NULL. */
export interface FirstCostDayPlan {
  kind: 'first_cost_day'
  site: SiteRow
}

/** One row: `first_ms`, when the oldest session began, and `last_ms`, the last event of the newest session, or NULL. */
export interface FirstAndLastPlan {
  kind: 'first_and_last'
  site: Pick<SiteRow, 'id'>
}

/** `reason`, `count`, `detail` and `last_ms` of events refused since an instant, in order of `day` (from `from_day`, UTC). */
export interface RefusedPlan {
  kind: 'refused'
  site: Pick<SiteRow, 'id'>
  from_day: string
  since_ms: number
}

export type Plan =
  | FiguresPlan
  | UnconvertedPlan
  | ProductsPlan
  | CohortsPlan
  | ListPlan
  | DropsPlan
  | MacrosPlan
  | OldestPlan
  | OrderRevenuePlan
  | CostsPlan
  | FirstCostDayPlan
  | FirstAndLastPlan
  | RefusedPlan
