/** Facts by dimensions: from sessions, conversions and orders, and from rollups where blocks cover the time. */
import type { DimensionKey } from '../../../wire/query.ts'
import { type Source, type SumKey, sumOf } from '../../metrics/metrics.ts'
import { GROUPS, placeOf, SINCE } from '../../rollup/groups.ts'
import { type ColumnSql, dimensionSql, ofSession, ofTouch } from '../../sqlite/dimensionSql.ts'
import { type BindValue, conditionOn, filterSql } from '../../sqlite/filterSql.ts'
import { FROM_SOURCE } from '../../sqlite/sources.ts'
import { isCredited, SUM_SQL, sumSql } from '../../sqlite/sumSql.ts'
import type { FiguresPlan } from '../plan.ts'

/** The rollups `g` of one group, in the blocks `b` that `?3` lists. */
export const fromBlocks = (group: string) => `json_each(?3) b
  CROSS JOIN rollups g
    ON g.site_id = ?1 AND g.grouping = '${group}' AND g.size = b.value ->> 'size' AND g.slot = b.value ->> 'slot'`

/** Whether a column of facts holds the visitors to count distinct, and not a number to add up. */
export const isCountedDistinct = ({ filters }: Pick<FiguresPlan, 'filters'>, key: SumKey): boolean =>
  filters.length > 0 && Boolean(sumOf(key).distinct)

/** The SELECT of one part of the facts; `from` is what the interval's columns are read from. */
export const selectFacts = (names: string[], from: 'r' | 'b', sums: string[]) => {
  const interval = [`${from}.value ->> 'is_previous' AS is_previous`, `${from}.value ->> 'bucket' AS bucket`]
  return `  SELECT ${[...names, ...interval, ...sums].join(',\n    ')}`
}

/**
 * Columns: the dimensions by their keys, `is_previous`, `bucket`, and the sums by their keys. A source is read only if the
 * plan asks for one of its sums.
 * @param group the group of rollups to read; null: rollups are not read
 */
export function factsSql(plan: FiguresPlan, group: string | null, bind: BindValue): string {
  const parts = [
    rowFacts(plan, 'session', ofSession, bind),
    rowFacts(plan, 'conversion', ofTouch, bind),
    rowFacts(plan, 'order', ofTouch, bind),
    group === null ? null : cellFacts(plan, group, bind),
    group === null ? null : visitorFacts(plan),
  ]
  return parts.filter((part) => part !== null).join('\n  UNION ALL\n')
}

const dimensionsOf = ({ by }: FiguresPlan): DimensionKey[] => (Array.isArray(by) ? by : [])

/** Facts of the rows of one source. */
function rowFacts(plan: FiguresPlan, source: Source, at: ColumnSql, bind: BindValue): string | null {
  const isOfSource = (key: SumKey) => sumOf(key).of === source
  if (!plan.sums.some(isOfSource)) return null
  const names = dimensionsOf(plan).map((key) => `${dimensionSql(key, at)} AS ${key}`)
  const sums = plan.sums.map((key) => {
    const none = isCountedDistinct(plan, key) ? 'NULL' : '0'
    return `${isOfSource(key) ? sumSql(key, plan.model, plan.filters.length > 0) : none} AS ${key}`
  })
  const credited = source === 'session' ? '' : ` AND ${isCredited(plan.model)}`
  return `${selectFacts(names, 'r', sums)}
  FROM ${FROM_SOURCE[source]}${credited}${filterSql(plan.filters, at, bind)}`
}

/**
 * Facts from the cells of rollups. Cells without any sessions, conversions or orders are left out. Conversions and orders
 * are those of the plan's attribution model.
 */
function cellFacts(plan: FiguresPlan, group: string, bind: BindValue): string {
  const columnOf = (key: DimensionKey) => `e.value ->> ${GROUPS[group]!.indexOf(key)}`
  const figure = (key: SumKey) => `coalesce(e.value ->> ${placeOf(group, key, plan.model)}, 0)`
  const names = dimensionsOf(plan).map((key) => `${columnOf(key)} AS ${key}`)
  const sums = plan.sums.map((key) => `${sumOf(key).distinct ? '0' : figure(key)} AS ${key}`)
  const present = (['sessions', 'conversions', 'orders'] as const)
    .filter((key) => plan.sums.some((sum) => sumOf(sum).of === sumOf(key).of))
    .map((key) => `${figure(key)} > 0`)
  const conditions = plan.filters.map((one) => ` AND ${conditionOn(columnOf(one.dimension), one, bind)}`)
  return `${selectFacts(names, 'b', sums)}
  FROM ${fromBlocks(group)}
  CROSS JOIN json_each(g.cells) e
  WHERE (${present.join(' OR ')})${conditions.join('')}`
}

/**
 * Distinct visitors from rollups: one row for first visits and one for later visits (`v`). Only for plans without
 * dimensions, or by `visitor`.
 */
function visitorFacts(plan: FiguresPlan): string | null {
  if (!plan.sums.some((key) => sumOf(key).distinct)) return null
  const names = dimensionsOf(plan).map((key) => `v.value AS ${key}`)
  const sums = plan.sums.map((key) => `${visitorSum(key)} AS ${key}`)
  return `${selectFacts(names, 'b', sums)}
  FROM ${fromBlocks(SINCE)}
  CROSS JOIN json_each('["new","returning"]') v
  WHERE g.cells ->> ('$.totals[' || v.key || ']') > 0`
}

/**
 * SQL of a distinct sum from a block's cells. k is the number of slots from `since` to the block. Item k of a list is
 * the number of visitors that the block adds (`sinceCells` in rollup/accumulator.ts).
 */
function visitorSum(key: SumKey): string {
  const { rolledUp } = SUM_SQL[key]
  if (!rolledUp) return '0'
  const k = `max(0, (b.value ->> 'slot') - (b.value ->> 'since'))`
  const at = (list: string) =>
    `coalesce(json_extract(g.cells, ${list} || '[' || ${k} || ']'), json_extract(g.cells, ${list} || '[#-1]'), 0)`
  const second = `CASE v.value WHEN 'returning' THEN (g.cells ->> '$.seconds') - ${at("'$.second'")} ELSE 0 END`
  return `(${rolledUp.replaceAll('{n}', at("'$.' || v.value")).replaceAll('{second}', second)})`
}
