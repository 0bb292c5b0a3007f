/** Every metric: what it is called, what it counts, and how. A new metric is one entry here. */
import type { Unit } from './answer.ts'
import { REVENUE_MINOR } from './revenue.ts'

/** Sums over the rows of one source. `?2` is the start of the period, `{w}` the credited share of a touch. */
interface Sum {
  key: string
  label: string
  unit: Unit
  /** The same where filters leave out sessions, for sums that look at the session before. */
  filtered?: string
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

const MILLIONTHS = 'round(1000000 * {to}) - round(1000000 * {from})'

export const METRICS = {
  sessions: { label: 'Sessions', unit: 'count', of: 'session', sql: '1' },
  // The session whose predecessor lies before the period is the visitor's first in it: exact, and additive.
  visitors: {
    label: 'Visitors',
    unit: 'count',
    of: 'session',
    sql: 's.prev_started_ms IS NULL OR s.prev_started_ms < ?2',
    filtered: 'row_number() OVER (PARTITION BY s.visitor_id ORDER BY s.started_ms, s.id) = 1',
  },
  // The same among first visits alone and among later ones alone; a visitor can stand in both.
  visitors_of_kind: {
    label: 'Visitors',
    unit: 'count',
    of: 'session',
    sql: 's.prev_started_ms IS NULL OR s.prev_started_ms < ?2 OR s.visit_number = 2',
    filtered:
      'row_number() OVER (PARTITION BY s.visitor_id, s.visit_number = 1 ORDER BY s.started_ms, s.id) = 1',
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

export const metric = (key: MetricKey): Metric => ({ key, ...METRICS[key] })

/** The metrics of every row of a breakdown. */
export const BREAKDOWN_METRICS: MetricKey[] = [
  'sessions',
  'new_visitors',
  'conversions',
  'conversion_rate',
  'orders',
  'revenue',
  'average_order_value',
]

export const GENERAL_METRICS: MetricKey[] = [
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
]
