/** Every metric: what it is called, what it counts, and how. A new metric is one entry here. */

import { REVENUE_MINOR } from '../sqlite/revenueSql.ts'
import type { Unit } from '../stats/answer.ts'
import { STAGES } from '../store/rows.ts'

/** Sums over the rows of one source, of which `r` is the range of time; `{from}`, `{to}`: the credited part of a touch. */
interface Sum {
  key: string
  label: string
  unit: Unit
  /** What to count the distinct values of where filters leave out sessions, for sums that look at the session before. */
  filtered?: string
  /**
   * For what does not add up over time: the same from a fold of visits by when the visit before began, `{n}` of them
   * before the period. Of first and of later visits (`v`) each.
   */
  folded?: string
  /** How many of what the SQL counts make one; 1 unless said. */
  scale?: number
  /** The source whose rows it adds up: sessions `s`, conversions of sessions, orders `o`. */
  of: 'session' | 'conversion' | 'order'
  sql: string
}

/** Follows from sums, once they are known. Money is in minor units here and there. */
interface Ratio {
  key: string
  label: string
  unit: Unit
  of: 'ratio'
  needs: [above: string, below: string]
  times: number
}

export type Metric = Sum | Ratio

/** Whether a session is its visitor's first in the period: exact, and it adds up. See `plan()` for the second part. */
const IS_FIRST = "(s.prev_started_ms IS NULL OR s.prev_started_ms < r.value ->> 'since')"
const IS_COUNTED_HERE = `(r.value ->> 'next' IS NULL OR NOT EXISTS (
  SELECT 1 FROM sessions n INDEXED BY sessions_by_visitor
  WHERE n.site_id = s.site_id AND n.visitor_id = s.visitor_id
    AND n.started_ms >= r.value ->> 'next' AND n.started_ms < r.value ->> 'until'))`

const MILLIONTHS = 'round(1000000 * {to}) - round(1000000 * {from})'

/** Sessions that reached each stage, by `reached_` and the stage. */
function stageCounts() {
  const count = (stage: keyof typeof STAGES) =>
    ({ label: stage, unit: 'count', of: 'session', sql: `s.stages & ${STAGES[stage]} > 0` }) as const
  return {
    reached_view_item: count('view_item'),
    reached_add_to_cart: count('add_to_cart'),
    reached_begin_checkout: count('begin_checkout'),
    reached_generate_lead: count('generate_lead'),
    reached_purchase: count('purchase'),
  } as const
}

export const METRICS = {
  sessions: { label: 'Sessions', unit: 'count', of: 'session', sql: '1' },
  visitors: {
    label: 'Visitors',
    unit: 'count',
    of: 'session',
    sql: `${IS_FIRST} AND ${IS_COUNTED_HERE}`,
    filtered: 's.visitor_id',
    folded: '{n}',
  },
  // The same among first visits alone and among later ones alone; a visitor can stand in both.
  visitors_of_kind: {
    label: 'Visitors',
    unit: 'count',
    of: 'session',
    sql: `s.visit_number = 1 OR ((${IS_FIRST} OR s.visit_number = 2) AND ${IS_COUNTED_HERE})`,
    filtered: 's.visitor_id',
    folded: '{n} + {second}',
  },
  new_visitors: { label: 'New visitors', unit: 'count', of: 'session', sql: 's.visit_number = 1' },
  pageviews: { label: 'Page views', unit: 'count', of: 'session', sql: 's.pageviews' },
  leads: { label: 'Leads', unit: 'count', of: 'session', sql: 's.leads' },
  sign_ups: { label: 'Sign-ups', unit: 'count', of: 'session', sql: 's.sign_ups' },
  // One page seen, and nothing done on it but looking at its product.
  bounces: {
    label: 'Bounces',
    unit: 'count',
    of: 'session',
    sql: 's.pageviews <= 1 AND s.stages & ~1 = 0 AND s.event_count <= s.pageviews + (s.stages & 1)',
  },
  ...stageCounts(),
  // Cut into millionths at the rounded ends of the touch's interval, so that the pieces add up to one.
  conversions: { label: 'Conversions', unit: 'count', of: 'conversion', sql: MILLIONTHS, scale: 1e6 },
  orders: { label: 'Orders', unit: 'count', of: 'order', sql: MILLIONTHS, scale: 1e6 },
  // Those that have a revenue in the site's currency: the others have no part in an average.
  valued_orders: {
    label: 'Orders with a value',
    unit: 'count',
    of: 'order',
    sql: `CASE WHEN ${REVENUE_MINOR} IS NULL THEN 0 ELSE ${MILLIONTHS} END`,
    scale: 1e6,
  },
  // Cut at the rounded ends of the touch's interval, so that the pieces of an order add up to it to the last cent.
  revenue: {
    label: 'Revenue',
    unit: 'money',
    of: 'order',
    sql: `round(coalesce(${REVENUE_MINOR}, 0) * {to}) - round(coalesce(${REVENUE_MINOR}, 0) * {from})`,
  },
  conversion_rate: {
    label: 'Conversion rate',
    unit: 'percent',
    of: 'ratio',
    needs: ['conversions', 'sessions'],
    times: 100,
  },
  average_order_value: {
    label: 'Average order value',
    unit: 'money',
    of: 'ratio',
    needs: ['revenue', 'valued_orders'],
    times: 1,
  },
  bounce_rate: {
    label: 'Bounce rate',
    unit: 'percent',
    of: 'ratio',
    needs: ['bounces', 'sessions'],
    times: 100,
  },
  visits_per_visitor: {
    label: 'Visits per visitor',
    unit: 'ratio',
    of: 'ratio',
    needs: ['sessions', 'visitors_of_kind'],
    times: 1,
  },
} as const satisfies Record<string, Omit<Sum, 'key'> | Omit<Ratio, 'key'>>

export type MetricKey = keyof typeof METRICS

/** Metrics with their exact names, from which the types of rows are inferred. */
export const metricsOf = <K extends MetricKey>(...keys: K[]): K[] => keys

/** A metric that is counted, not worked out from others. */
export type SumKey = { [K in MetricKey]: (typeof METRICS)[K] extends { of: 'ratio' } ? never : K }[MetricKey]

export const metric = (key: MetricKey): Metric => ({ key, ...METRICS[key] })

/** The metrics of every row of a breakdown. */
export const BREAKDOWN_METRICS = metricsOf(
  'sessions',
  'new_visitors',
  'conversions',
  'conversion_rate',
  'orders',
  'revenue',
  'average_order_value',
)

export const GENERAL_METRICS = metricsOf(
  'sessions',
  'visitors',
  'new_visitors',
  'pageviews',
  'conversions',
  'conversion_rate',
  'revenue',
  'orders',
  'average_order_value',
  'bounce_rate',
  'leads',
  'sign_ups',
)
