/** The SQL that brings sessions, credited conversions and credited orders of a period into one table of facts. */
import type { Model } from '../../wire/model.ts'
import { type At, DIMENSIONS, type DimensionKey } from './dimensions.ts'
import { METRICS, type Metric, type MetricKey, metric } from './metrics.ts'
import type { Filter } from './request.ts'

/** What the SQL of a report is made from. Bound as ?1 site, ?2 start, ?3 end; further values follow. */
export interface Plan {
  dimensions: DimensionKey[]
  metrics: MetricKey[]
  filters: Filter[]
  model: Model
}

/** A metric's column among the facts. */
export type SumKey = { [K in MetricKey]: (typeof METRICS)[K] extends { of: 'ratio' } ? never : K }[MetricKey]

/** The sums that a list of metrics stands on: themselves and what their ratios need. */
export function sumsOf(keys: MetricKey[]): SumKey[] {
  const needed = keys.flatMap((key) => {
    const one = metric(key)
    return one.of === 'ratio' ? (one.needs as unknown as SumKey[]) : [key as SumKey]
  })
  return [...new Set(needed)]
}

/** In the session itself, and in the touch `e` of a path that a conversion or an order is credited to. */
export const ofSession: At = (column) => `s.${column}`
export const ofTouch: At = (column) => `e.value ->> '$.${column}'`

/**
 * Facts of the plan's dimensions (d0, d1, …) and sums. A source that no sum needs is not read.
 * @param bind appends a value and returns its placeholder
 */
export function facts(plan: Plan, bind: (value: string) => string): string {
  const sums = sumsOf(plan.metrics)
  const select = (of: Exclude<Metric['of'], 'ratio'>, at: At, from: string): string | null => {
    if (!sums.some((key) => METRICS[key].of === of)) return null
    const columns = [
      ...plan.dimensions.map((key, i) => `${DIMENSIONS[key].sql(at)} AS d${i}`),
      ...sums.map((key) => `${METRICS[key].of === of ? sql(key, plan) : '0'} AS ${key}`),
    ]
    const filters = plan.filters.map((filter) => ` AND ${condition(filter, at, bind)}`).join('')
    return `SELECT ${columns.join(', ')} FROM ${from}${filters}`
  }
  const touched = `json_type(e.value, '$.w.${plan.model}') IS NOT NULL`
  return [
    select(
      'session',
      ofSession,
      'sessions s WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3',
    ),
    select(
      'conversion',
      ofTouch,
      `sessions s INDEXED BY sessions_converted, json_each(s.path) e
      WHERE s.path IS NOT NULL AND s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3 AND ${touched}`,
    ),
    select(
      'order',
      ofTouch,
      `orders o INDEXED BY orders_by_time, json_each(o.path) e
      WHERE o.counted AND o.site_id = ?1 AND o.ordered_ms >= ?2 AND o.ordered_ms < ?3 AND ${touched}`,
    ),
  ]
    .filter((part) => part !== null)
    .join('\nUNION ALL\n')
}

function sql(key: SumKey, { model, filters }: Plan): string {
  const one = metric(key)
  const counted = one.of === 'ratio' ? '' : ((filters.length ? one.filtered : undefined) ?? one.sql)
  const end = (i: number) => `(e.value ->> '$.w.${model}[${i}]')`
  return `(${counted.replaceAll('{from}', end(0)).replaceAll('{to}', end(1))})`
}

/** Texts are compared to the letter: SQLite knows the case of Latin letters only. `instr` because D1 limits LIKE patterns to 50 bytes and reads % and _ in them. */
export function condition(
  { dimension, operator, value }: Filter,
  at: At,
  bind: (value: string) => string,
): string {
  const [own, wanted] = [DIMENSIONS[dimension].sql(at), bind(value)]
  switch (operator) {
    case 'is':
      return `${own} = ${wanted}`
    case 'is_not':
      return `${own} <> ${wanted}`
    case 'contains':
      return `instr(${own}, ${wanted}) > 0`
    case 'not_contains':
      return `instr(${own}, ${wanted}) = 0`
  }
}
