/**
 * SQL of figures. The inner part, `facts`, has one row for each session, each touch with a credit for a conversion or an
 * order, and each cell of a rollup. The outer part adds them up by the plan's grouping.
 */
import { type MetricKey, metric, type SumKey, sumOf, unconfirmedOf } from '../../metrics/metrics.ts'
import { coverWithBlocks } from '../../rollup/coverWithBlocks.ts'
import type { Rollups } from '../../rollup/freshness.ts'
import { groupOf, PAGES } from '../../rollup/groups.ts'
import { totalSql } from '../../sqlite/totalSql.ts'
import type { Query } from '../../store/sqlStore.ts'
import type { FiguresPlan, Grouping } from '../plan.ts'
import { factsSql, isCountedDistinct } from './factsSql.ts'
import { pageFactsSql } from './pageFactsSql.ts'
import { parametersFrom } from './parameters.ts'

/** The group of rollups that can answer the plan; null: the rows of the whole period must be counted. */
export function rollupGroupOf({ by, sums, filters }: FiguresPlan): string | null {
  if (by === 'page') return filters.length ? null : PAGES
  const dimensions = Array.isArray(by) ? by : []
  if (filters.length && sums.some((key) => sumOf(key).distinct)) return null
  return groupOf([...dimensions, ...filters.map(({ dimension }) => dimension)])
}

export function figuresSql(plan: FiguresPlan, { rolledUp, check }: Rollups): Query {
  const cover = coverWithBlocks(plan.intervals, rolledUp, plan.period)
  const { params, bind, once } = parametersFrom(plan.site.id, JSON.stringify(cover.rows))
  const group = cover.blocks.length ? rollupGroupOf(plan) : null
  if (group !== null) bind(JSON.stringify(cover.blocks))
  const facts = plan.by === 'page' ? pageFactsSql(plan, group, once) : factsSql(plan, group, once)
  const names = groupingColumns(plan.by)
  const isCompared = plan.intervals.some(({ is_previous }) => is_previous)
  const sums = plan.sums.flatMap((key) =>
    (isCompared ? ([0, 1] as const) : [null]).flatMap((previous) => {
      const name = previous ? `previous_${key}` : key
      const sum = aggregate(plan, key, previous)
      const total = `${totalOf(plan, key, previous)} AS total_${name}`
      return [`${sum} AS ${name}`, ...(names.length ? [total] : [])]
    }),
  )
  const count = names.length ? ['count(*) OVER () AS row_count'] : []
  const columns = [...names, ...sums, ...count, check]
  // A total of distinct visitors reads the facts twice, so they are computed once and kept.
  const isReadTwice = names.length > 0 && plan.sums.some((key) => isCountedDistinct(plan, key))
  const lines = [
    `WITH facts AS ${isReadTwice ? 'MATERIALIZED ' : ''}(\n${facts}\n)`,
    `SELECT\n  ${columns.join(',\n  ')}`,
    'FROM facts',
    ...(names.length ? [`GROUP BY ${names.join(', ')}`] : []),
    ...(plan.order.length ? [`ORDER BY ${orderSql(plan, isCompared)}`] : []),
    ...(plan.page ? [`LIMIT ${bind(plan.page.limit)} OFFSET ${bind(plan.page.offset)}`] : []),
  ]
  return { sql: lines.join('\n'), params }
}

/** The columns that name a row. */
const groupingColumns = (by: Grouping): string[] => {
  if (by === 'total') return []
  return Array.isArray(by) ? by : [by]
}

/** A sum over facts, never NULL. In a comparison, only over those of the current (0) or the previous (1) period. */
function aggregate(plan: FiguresPlan, key: SumKey, previous: 0 | 1 | null): string {
  const rest = plan.site.revenue_counts === 'confirmed' ? unconfirmedOf(key) : undefined
  const sum = isCountedDistinct(plan, key)
    ? `count(DISTINCT ${key})`
    : totalSql(rest ? `${key} - ${rest}` : key)
  return previous === null ? sum : `${sum} FILTER (WHERE is_previous = ${previous})`
}

/** The sum over all rows. Distinct visitors are counted again in all facts: one visitor may be in several rows. */
const totalOf = (plan: FiguresPlan, key: SumKey, previous: 0 | 1 | null): string =>
  isCountedDistinct(plan, key)
    ? `(SELECT ${aggregate(plan, key, previous)} FROM facts)`
    : `${totalSql(aggregate(plan, key, previous))} OVER ()`

function orderSql(plan: FiguresPlan, isCompared: boolean): string {
  const names = groupingColumns(plan.by)
  const sum = (key: string) => aggregate(plan, key as SumKey, isCompared ? 0 : null)
  const sqlOf = (key: string): string => {
    if (names.includes(key)) return key
    const one = metric(key as MetricKey)
    return one.of === 'ratio' ? `1.0 * ${sum(one.needs[0])} / nullif(${sum(one.needs[1])}, 0)` : sum(key)
  }
  return plan.order.map(({ key, descending }) => `${sqlOf(key)} ${descending ? 'DESC' : 'ASC'}`).join(', ')
}
