/**
 * SQL of each sum, on the rows of its source (`FROM_SOURCE` in sources.ts): session `s`, order `o`, the interval of time
 * `r` that the row lies in, and for conversions and orders the touch `e`, which is credited with `{from}` to `{to}`.
 *
 * The texts are part of the rollups' version: changing one makes every site roll up its history again.
 */
import type { Model } from '../../wire/model.ts'
import type { SumKey } from '../metrics/metrics.ts'
import { STAGES } from '../store/rows.ts'
import { REVENUE_MINOR } from './revenueSql.ts'

interface SumSql {
  sql: string
  /** For distinct visitors under filters: the column whose distinct values are counted. */
  filtered?: string
  /**
   * For distinct visitors in rollups: `{n}` is how many sessions of a block had their visitor's session before earlier
   * than the period, `{second}` how many of them are second visits. Once for first visits and once for later ones.
   */
  rolledUp?: string
}

/** Whether the visitor's session before began before the interval's visitors are counted: then this is the first. */
const IS_FIRST = "(s.prev_started_ms IS NULL OR s.prev_started_ms < r.value ->> 'since')"
/** Before the first block of rollups: whether the visitor does not come again in a block, which counts him then. */
const IS_COUNTED_HERE = `(r.value ->> 'next' IS NULL OR NOT EXISTS (
  SELECT 1 FROM sessions n INDEXED BY sessions_by_visitor
  WHERE n.site_id = s.site_id AND n.visitor_id = s.visitor_id
    AND n.started_ms >= r.value ->> 'next' AND n.started_ms < r.value ->> 'until'))`

/** Cut into millionths at the rounded ends of the touch's interval: the parts of one conversion add up to one. */
const MILLIONTHS = 'round(1000000 * {to}) - round(1000000 * {from})'

const reached = (stage: keyof typeof STAGES): SumSql => ({ sql: `s.stages & ${STAGES[stage]} > 0` })

export const SUM_SQL: Record<SumKey, SumSql> = {
  sessions: { sql: '1' },
  visitors: { sql: `${IS_FIRST} AND ${IS_COUNTED_HERE}`, filtered: 's.visitor_id', rolledUp: '{n}' },
  visitors_of_kind: {
    sql: `s.visit_number = 1 OR ((${IS_FIRST} OR s.visit_number = 2) AND ${IS_COUNTED_HERE})`,
    filtered: 's.visitor_id',
    rolledUp: '{n} + {second}',
  },
  new_visitors: { sql: 's.visit_number = 1' },
  pageviews: { sql: 's.pageviews' },
  leads: { sql: 's.leads' },
  sign_ups: { sql: 's.sign_ups' },
  bounces: {
    sql: 's.pageviews <= 1 AND s.stages & ~1 = 0 AND s.event_count <= s.pageviews + (s.stages & 1)',
  },
  reached_view_item: reached('view_item'),
  reached_add_to_cart: reached('add_to_cart'),
  reached_begin_checkout: reached('begin_checkout'),
  reached_generate_lead: reached('generate_lead'),
  reached_purchase: reached('purchase'),
  conversions: { sql: MILLIONTHS },
  orders: { sql: MILLIONTHS },
  valued_orders: { sql: `CASE WHEN ${REVENUE_MINOR} IS NULL THEN 0 ELSE ${MILLIONTHS} END` },
  // Cut at the rounded ends of the touch's interval: the parts of an order add up to it, to the last cent.
  revenue: {
    sql: `round(coalesce(${REVENUE_MINOR}, 0) * {to}) - round(coalesce(${REVENUE_MINOR}, 0) * {from})`,
  },
}

/** Whether the model credits touch `e` with any part of its conversion or order. */
export const isCredited = (model: Model): string => `json_type(e.value, '$.w.${model}') IS NOT NULL`

/** SQL of what one row adds to a sum; with filters, of what is counted distinct. */
export function sumSql(key: SumKey, model: Model, hasFilters: boolean): string {
  const { sql, filtered } = SUM_SQL[key]
  const counted = (hasFilters ? filtered : undefined) ?? sql
  const end = (i: number) => `(e.value ->> '$.w.${model}[${i}]')`
  return `(${counted.replaceAll('{from}', end(0)).replaceAll('{to}', end(1))})`
}
