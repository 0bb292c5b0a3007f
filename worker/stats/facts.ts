/** The SQL that brings sessions, credited conversions and credited orders into one table of facts, from rows and folds. */
import type { Model } from '../../wire/model.ts'
import { type At, DIMENSIONS, type DimensionKey } from '../metrics/dimensions.ts'
import { METRICS, type Metric, type MetricKey, metric, type SumKey } from '../metrics/metrics.ts'
import { GROUPS, placeOf, SINCE } from '../rollup/groups.ts'
import type { Filter } from './request.ts'

/**
 * What the SQL of a report is made from. Bound as ?1 site, ?2 ranges of time (JSON of plan.ts) and, with a group, ?3
 * blocks; further values follow.
 */
export interface Plan {
  dimensions: DimensionKey[]
  metrics: MetricKey[]
  filters: Filter[]
  model: Model
  /** Name of the folded group that blocks are read from. */
  group: string | null
}

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

type Source = Exclude<Metric['of'], 'ratio'>

/** The rows of each source within the ranges `?2`. The planner, left alone, would read all sessions for each range. */
export const FROM: Record<Source, string> = {
  session: `json_each(?2) r CROSS JOIN sessions s
  ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to'
WHERE true`,
  conversion: `json_each(?2) r CROSS JOIN sessions s INDEXED BY sessions_converted
  ON s.site_id = ?1 AND s.started_ms >= r.value ->> 'from' AND s.started_ms < r.value ->> 'to' AND s.path IS NOT NULL
CROSS JOIN json_each(s.path) e
WHERE true`,
  order: `json_each(?2) r CROSS JOIN orders o INDEXED BY orders_by_time
  ON o.site_id = ?1 AND o.ordered_ms >= r.value ->> 'from' AND o.ordered_ms < r.value ->> 'to' AND o.counted
CROSS JOIN json_each(o.path) e
WHERE true`,
}

/** The folds of one group that `?3` names. */
export const blocks = (group: string) => `json_each(?3) b CROSS JOIN rollups g
  ON g.site_id = ?1 AND g.grouping = '${group}' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'`

/**
 * Facts of the plan's dimensions (d0, d1, …), its era and bucket, and sums. A source that no sum needs is not read.
 * @param bind appends a value and returns its placeholder
 */
export function facts(plan: Plan, bind: (value: string) => string): string {
  const sums = sumsOf(plan.metrics)
  const once = bindOnce(bind)
  const head = (names: string[], of: 'r' | 'b') =>
    [...names, `${of}.value ->> 'era' AS era`, `${of}.value ->> 'bucket' AS bucket`].join(', ')
  const filtered = (at: At) => plan.filters.map((filter) => ` AND ${condition(filter, at, once)}`).join('')

  const rows = (of: Source, at: At): string | null => {
    if (!sums.some((key) => METRICS[key].of === of)) return null
    const names = plan.dimensions.map((key, i) => `${DIMENSIONS[key].sql(at)} AS d${i}`)
    const none = (key: SumKey) => (isDistinct(key, plan) ? 'NULL' : '0')
    const columns = sums.map((key) => `${METRICS[key].of === of ? sqlOf(key, plan) : none(key)} AS ${key}`)
    const touched = of === 'session' ? '' : ` AND ${isCredited(plan.model)}`
    return `SELECT ${[head(names, 'r'), ...columns].join(', ')}\nFROM ${FROM[of]}${touched}${filtered(at)}`
  }

  const folded = (group: string): string => {
    const place = (key: DimensionKey) => `e.value ->> ${GROUPS[group]!.indexOf(key)}`
    const figure = (key: SumKey) => `coalesce(e.value ->> ${placeOf(group, key, plan.model)}, 0)`
    const names = plan.dimensions.map((key, i) => `${place(key)} AS d${i}`)
    const columns = sums.map((key) => `${'folded' in METRICS[key] ? '0' : figure(key)} AS ${key}`)
    // What is there for the sake of another model is no row of this one.
    const present = (['sessions', 'conversions', 'orders'] as const)
      .filter((key) => sums.some((sum) => METRICS[sum].of === METRICS[key].of))
      .map((key) => figure(key))
    const conditions = plan.filters.map((one) => ` AND ${conditionOn(place(one.dimension), one, once)}`)
    return `SELECT ${[head(names, 'b'), ...columns].join(', ')}
FROM ${blocks(group)} CROSS JOIN json_each(g.cells) e
WHERE (${present.map((one) => `${one} > 0`).join(' OR ')})${conditions.join('')}`
  }

  /** Visits of first-time visitors and of others, by the slot in which the visit before began. */
  const since = (): string | null => {
    if (!sums.some((key) => 'folded' in METRICS[key])) return null
    const names = plan.dimensions.map((_, i) => `v.value AS d${i}`)
    const columns = sums.map((key) => `${foldedSql(key)} AS ${key}`)
    return `SELECT ${[head(names, 'b'), ...columns].join(', ')}
FROM ${blocks(SINCE)} CROSS JOIN json_each('["new","returning"]') v
WHERE g.cells ->> ('$.totals[' || v.key || ']') > 0`
  }

  return [
    rows('session', ofSession),
    rows('conversion', ofTouch),
    rows('order', ofTouch),
    plan.group === null ? null : folded(plan.group),
    plan.group === null ? null : since(),
  ]
    .filter((part) => part !== null)
    .join('\nUNION ALL\n')
}

/** Whether the model credits touch `e` of a path with anything. */
export const isCredited = (model: Model): string => `json_type(e.value, '$.w.${model}') IS NOT NULL`

/** Whether a column of the facts holds what is to be counted distinct, not what is to be added up. */
export const isDistinct = (key: SumKey, { filters }: Pick<Plan, 'filters'>): boolean =>
  filters.length > 0 && 'filtered' in METRICS[key]

/** A sum's SQL on the rows of its source. */
export function sqlOf(key: SumKey, { model, filters }: Pick<Plan, 'model' | 'filters'>): string {
  const one = metric(key)
  const counted = one.of === 'ratio' ? '' : ((filters.length ? one.filtered : undefined) ?? one.sql)
  const end = (i: number) => `(e.value ->> '$.w.${model}[${i}]')`
  return `(${counted.replaceAll('{from}', end(0)).replaceAll('{to}', end(1))})`
}

/** The sum from a fold's running counts: `list[k]` of them had their visit before earlier than k slots before the block. */
function foldedSql(key: SumKey): string {
  const one = metric(key)
  if (one.of === 'ratio' || !one.folded) return '0'
  const k = `max(0, (b.value ->> 'slot') - (b.value ->> 'since'))`
  const at = (list: string) =>
    `coalesce(json_extract(g.cells, ${list} || '[' || ${k} || ']'), json_extract(g.cells, ${list} || '[#-1]'), 0)`
  const second = `CASE v.value WHEN 'returning' THEN (g.cells ->> '$.seconds') - ${at("'$.second'")} ELSE 0 END`
  return `(${one.folded.replaceAll('{n}', at("'$.' || v.value")).replaceAll('{second}', second)})`
}

/** The same value stands in several places of a statement, and D1 binds a hundred at most. */
export function bindOnce<T>(bind: (value: T) => string): (value: T) => string {
  const bound = new Map<T, string>()
  return (value) => {
    const known = bound.get(value) ?? bind(value)
    bound.set(value, known)
    return known
  }
}

export const condition = (filter: Filter, at: At, bind: (value: string) => string): string =>
  conditionOn(DIMENSIONS[filter.dimension].sql(at), filter, bind)

/** Texts are compared to the letter: SQLite knows the case of Latin letters only. `instr` because D1 limits LIKE patterns to 50 bytes and reads % and _ in them. */
function conditionOn(own: string, { operator, values }: Filter, bind: (value: string) => string): string {
  const wanted = values.map(bind)
  switch (operator) {
    case 'is':
      return `${own} IN (${wanted.join(', ')})`
    case 'is_not':
      return `${own} NOT IN (${wanted.join(', ')})`
    case 'contains':
      return `(${wanted.map((value) => `instr(${own}, ${value}) > 0`).join(' OR ')})`
    case 'not_contains':
      return wanted.map((value) => `instr(${own}, ${value}) = 0`).join(' AND ')
  }
}
