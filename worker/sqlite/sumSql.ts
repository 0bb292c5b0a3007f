/**
 * SQL of what one row adds to each sum. The row comes from the sum's source (`FROM_SOURCE` in sources.ts): it has the
 * session `s` or the order `o`, and the interval of time `r` in which it is. For conversions and orders it also has a touch
 * `e`, whose credit is from `{from}` to `{to}`.
 *
 * The texts are part of the rollups' version: changing one makes every site roll up its history again.
 */
import type { Model } from '../../wire/model.ts'
import type { SumKey } from '../metrics/metrics.ts'
import { STAGES } from '../store/rows.ts'
import { REVENUE_MINOR, unconfirmedSql } from './revenueSql.ts'

interface SumSql {
  sql: string
  /** For distinct visitors under filters: the column whose distinct values are counted. */
  filtered?: string
  /**
   * For distinct visitors in rollups. `{n}` is the number of a block's sessions that are their visitor's first in the
   * period. `{second}` is the number of second visits whose first visit is within the period, too. The SQL is used
   * twice: for first visits and for later visits.
   */
  rolledUp?: string
}

/** Whether this is the visitor's first session since `since`: there is no previous session, or it began earlier. */
const IS_FIRST = "(s.prev_started_ms IS NULL OR s.prev_started_ms < r.value ->> 'since')"
/** Whether the visitor has no session from `next` to `until`. One who has is counted there (see `RowInterval`). */
const IS_COUNTED_HERE = `(r.value ->> 'next' IS NULL OR NOT EXISTS (
  SELECT 1 FROM sessions n INDEXED BY sessions_by_visitor
  WHERE n.site_id = s.site_id AND n.visitor_id = s.visitor_id
    AND n.started_ms >= r.value ->> 'next' AND n.started_ms < r.value ->> 'until' AND NOT n.excluded))`

/** A touch's part of one conversion, in millionths. Both ends of its interval are rounded, so all parts add up to one. */
const MILLIONTHS = 'round(1000000 * {to}) - round(1000000 * {from})'

const VALUED = `CASE WHEN ${REVENUE_MINOR} IS NULL THEN 0 ELSE ${MILLIONTHS} END`

/** Both ends of the touch's interval are rounded to cents, so that the parts of an order add up to it exactly. */
const PART_OF_REVENUE = `round(coalesce(${REVENUE_MINOR}, 0) * {to}) - round(coalesce(${REVENUE_MINOR}, 0) * {from})`

const unconfirmed = (sql: string): SumSql => ({ sql: unconfirmedSql(sql) })

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
  valued_orders: { sql: VALUED },
  revenue: { sql: PART_OF_REVENUE },
  unconfirmed_orders: unconfirmed(MILLIONTHS),
  unconfirmed_valued_orders: unconfirmed(VALUED),
  unconfirmed_revenue: unconfirmed(PART_OF_REVENUE),
}

/** Whether the model credits touch `e` with any part of its conversion or order. */
export const isCredited = (model: Model): string => `json_type(e.value, '$.w.${model}') IS NOT NULL`

/** SQL of what one row adds to a sum. For distinct visitors under filters: of the value that is counted distinct. */
export function sumSql(key: SumKey, model: Model, hasFilters: boolean): string {
  const { sql, filtered } = SUM_SQL[key]
  const counted = (hasFilters ? filtered : undefined) ?? sql
  const end = (i: number) => `(e.value ->> '$.w.${model}[${i}]')`
  return `(${counted.replaceAll('{from}', end(0)).replaceAll('{to}', end(1))})`
}
