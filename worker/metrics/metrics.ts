/**
 * Every metric: its name, its unit and which rows it adds up. How a sum is counted is defined by each engine: for SQLite
 * in `worker/sqlite/sumSql.ts`.
 */
import type { Unit } from '../../wire/answers/report.ts'

/** The rows that sums add up: sessions, conversions of sessions, orders. */
export type Source = 'session' | 'conversion' | 'order'

/** A figure that is counted in rows. */
interface Sum {
  label: string
  unit: Unit
  of: Source
  /** The sum is divided by this. Default: 1. It is 1,000,000 where one order is shared among touches, in millionths. */
  scale?: number
  /** Distinct visitors: the sums of two groups or two intervals do not add up to the sum of both. */
  distinct?: true
}

/** A figure that follows from two sums. */
interface Ratio {
  label: string
  unit: Unit
  of: 'ratio'
  needs: [above: string, below: string]
  times: number
}

export type Metric = (Sum | Ratio) & { key: MetricKey }

const session = (label: string) => ({ label, unit: 'count', of: 'session' }) as const

export const METRICS = {
  sessions: session('Sessions'),
  visitors: { ...session('Visitors'), distinct: true },
  // The visitors with a first visit plus those with a later visit. A visitor with both is counted twice. Only the report
  // `returning` shows this sum.
  visitors_of_kind: { ...session('Visitors'), distinct: true },
  new_visitors: session('New visitors'),
  pageviews: session('Page views'),
  leads: session('Leads'),
  sign_ups: session('Sign-ups'),
  // Sessions with one page view and no other event than a view of its product.
  bounces: session('Bounces'),
  reached_view_item: session('view_item'),
  reached_add_to_cart: session('add_to_cart'),
  reached_begin_checkout: session('begin_checkout'),
  reached_generate_lead: session('generate_lead'),
  reached_purchase: session('purchase'),
  conversions: { label: 'Conversions', unit: 'count', of: 'conversion', scale: 1e6 },
  orders: { label: 'Orders', unit: 'count', of: 'order', scale: 1e6 },
  // Orders that have a revenue in the site's currency. Averages do not include the others.
  valued_orders: { label: 'Orders with a value', unit: 'count', of: 'order', scale: 1e6 },
  revenue: { label: 'Revenue', unit: 'money', of: 'order' },
  // The parts of these three that the shop's server has not confirmed. If only confirmed orders count, they are not in them.
  unconfirmed_orders: { label: 'Unconfirmed orders', unit: 'count', of: 'order', scale: 1e6 },
  unconfirmed_valued_orders: {
    label: 'Unconfirmed orders with a value',
    unit: 'count',
    of: 'order',
    scale: 1e6,
  },
  unconfirmed_revenue: { label: 'Unconfirmed revenue', unit: 'money', of: 'order' },
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
} as const satisfies Record<string, Sum | Ratio>

export type MetricKey = keyof typeof METRICS

/** Metrics with their exact names, from which the types of rows are inferred. */
export const metricsOf = <K extends MetricKey>(...keys: K[]): K[] => keys

/** A metric that is a sum, not a ratio of two sums. */
export type SumKey = { [K in MetricKey]: (typeof METRICS)[K] extends { of: 'ratio' } ? never : K }[MetricKey]

export const metric = (key: MetricKey): Metric => ({ key, ...(METRICS[key] as Sum | Ratio) })

/** The definition of a metric that is a sum. */
export const sumOf = (key: SumKey): Sum => METRICS[key]

/** The sums that metrics need: themselves, and the two sums of each ratio. */
export function sumsOf(keys: MetricKey[]): SumKey[] {
  const needed = keys.flatMap((key) => {
    const one = metric(key)
    return one.of === 'ratio' ? (one.needs as unknown as SumKey[]) : [key as SumKey]
  })
  return [...new Set(needed)]
}

/** The sums of orders that a site may count for confirmed orders only, each with the sum of the others. */
export const UNCONFIRMED = {
  orders: 'unconfirmed_orders',
  valued_orders: 'unconfirmed_valued_orders',
  revenue: 'unconfirmed_revenue',
} as const satisfies Partial<Record<SumKey, SumKey>>

export const unconfirmedOf = (key: SumKey): SumKey | undefined => UNCONFIRMED[key as keyof typeof UNCONFIRMED]

/** The metrics of every row of a breakdown. */
export const BREAKDOWN_METRICS = metricsOf(
  'sessions',
  'new_visitors',
  'conversions',
  'conversion_rate',
  'orders',
  'revenue',
  'unconfirmed_revenue',
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
  'unconfirmed_revenue',
  'orders',
  'average_order_value',
  'bounce_rate',
  'leads',
  'sign_ups',
)
