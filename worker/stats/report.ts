/** Compiles a request into one parameterised statement, and its rows into an answer. */

import { BadParameter } from '../errors.ts'
import { PAGE, SHARE } from '../metrics/columns.ts'
import { DIMENSIONS, type DimensionKey } from '../metrics/dimensions.ts'
import { METRICS, type MetricKey, metric, type SumKey } from '../metrics/metrics.ts'
import { plan, type Stretch } from '../rollup/coverWithBlocks.ts'
import { withFolds } from '../rollup/freshness.ts'
import { groupOf } from '../rollup/groups.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bind, Row, Store } from '../store/store.ts'
import type { Bounded } from '../time/period.ts'
import type { Answer, AnswerRow, Cell, Column } from './answer.ts'
import { compareColumns } from './compare.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { facts, isDistinct, sumsOf } from './facts.ts'
import { allFigures, ratio } from './figures.ts'
import { boundedPeriod, countedPeriod, type Shift, shiftOf, stretchesOf } from './period.ts'
import { pageFacts, pagesGroup } from './reports/pages.ts'
import type { ReportRequest } from './request.ts'

export { boundedPeriod }

/** A report of one statement: what its rows are called and what is counted in them. */
export interface Shape {
  report: string
  dimensions: DimensionKey[]
  metrics: MetricKey[]
  /** Adds each row's share of all sessions. */
  share: boolean
  /** A row per page that was seen, in place of dimensions of sessions. */
  pages?: true
}

/** More rows than any report has. */
export const ALL = 1_000_000

/** A request whose period may be known already. */
export type Asked = Omit<ReportRequest, 'period'> & { period: ReportRequest['period'] | Bounded }

export async function runReport(store: Store, site: SiteRow, shape: Shape, request: Asked): Promise<Answer> {
  const period = await countedPeriod(store, site, request)
  const shift = request.compare && shiftOf(request.compare, period, request.timezone)
  const offset = readCursor(request.cursor, shape.report)
  const order = orderBy(shape, request)
  const rows = await countFacts(store, site, shape, request, {
    stretches: stretchesOf(period, shift),
    period,
    groups: namesOf(shape).map((_, i) => `d${i}`),
    rest: (bind) => `ORDER BY ${order} LIMIT ${bind(request.limit)} OFFSET ${bind(offset)}`,
  })
  const count = Number(rows[0]?.row_count ?? 0)
  const total = allFigures(shape.metrics, rows[0] ?? {}, 'total_', site.currency, shift !== null)
  const all = Number(total.sessions)
  return {
    ...heading(shape.report, site, period, request),
    ...previousOf(period, shift),
    columns: columnsOf(shape, shift !== null),
    rows: rows.map((row) => {
      const cells: AnswerRow = {}
      namesOf(shape).forEach(({ key }, i) => {
        cells[key] = row[`d${i}`] as Cell
      })
      Object.assign(cells, allFigures(shape.metrics, row, '', site.currency, shift !== null))
      if (shape.share) cells.share = ratio(Number(cells.sessions), all, 100)
      return cells
    }),
    total,
    next: offset + rows.length < count ? writeCursor(shape.report, offset + rows.length) : null,
  }
}

interface Counting {
  stretches: Stretch[]
  period: Bounded
  /** What each row of the result stands for: d0, d1, …, or the bucket. */
  groups: string[]
  /** What stands behind the groups. */
  rest?: (bind: (value: string | number) => string) => string
}

/**
 * The sums of stretches of time by group, from folds where they hold what is asked for. Beside each sum stand, over
 * all groups, `total_` and it; those of the period that the stretches are held against have `previous_` before them.
 */
export async function countFacts(
  store: Store,
  site: SiteRow,
  { dimensions, metrics, pages }: Shape,
  { filters, model, rollup }: Pick<Asked, 'filters' | 'model' | 'rollup'>,
  { stretches, period, groups, rest }: Counting,
): Promise<Row[]> {
  const keys = sumsOf(metrics)
  const wanted = pages ? pagesGroup(filters) : usableGroup(dimensions, keys, filters)
  const group = rollup ? wanted : null
  const isCompared = stretches.some(({ era }) => era === 1)
  const sums = keys.flatMap((key) =>
    (isCompared ? ([0, 1] as const) : [null]).flatMap((era) => {
      const name = era === 1 ? `previous_${key}` : key
      const sum = aggregate(key, { filters }, era)
      return [`${sum} AS ${name}`, `${groups.length ? totalOf(key, { filters }, era) : sum} AS total_${name}`]
    }),
  )
  return withFolds(store, site, group !== null, (folded, check) => {
    const { ranges, blocks } = plan(stretches, folded, period)
    const params: Bind[] = [site.id, JSON.stringify(ranges)]
    const bind = (value: string | number) => `?${params.push(value)}`
    const used = blocks.length ? group : null
    if (used !== null) bind(JSON.stringify(blocks))
    const asked = { dimensions, metrics, filters, model, group: used }
    const inner = pages ? pageFacts(asked, bind) : facts(asked, bind)
    // Read once, also where totals are found in it a second time.
    const kept = groups.length && keys.some((key) => isDistinct(key, { filters })) ? 'MATERIALIZED' : ''
    const sql = `
WITH facts AS ${kept} (
${inner}
)
SELECT ${[...groups, ...sums, groups.length ? 'count(*) OVER () AS row_count' : '1 AS row_count', check].join(', ')}
FROM facts
${groups.length ? `GROUP BY ${groups.join(', ')}` : ''}
${rest?.(bind) ?? ''}`
    return store.query({ sql, params })
  })
}

/** Distinct visitors are folded as a whole and by new or returning only, and with filters they are others. */
function usableGroup(dimensions: DimensionKey[], keys: MetricKey[], filters: ReportRequest['filters']) {
  const hasDistinct = keys.some((key) => 'folded' in METRICS[key])
  if (hasDistinct && (filters.length || !['', 'visitor'].includes(dimensions.join()))) return null
  return groupOf([...dimensions, ...filters.map(({ dimension }) => dimension)])
}

/** What every answer begins with. */
export function heading(
  report: string,
  site: SiteRow,
  period: { from_ms: number; to_ms: number },
  { timezone }: Pick<ReportRequest, 'timezone'>,
): Pick<Answer, 'report' | 'site' | 'period' | 'currency'> {
  const [from, to] = [period.from_ms, period.to_ms].map(iso)
  return { report, site: site.site, period: { from: from!, to: to!, timezone }, currency: site.currency }
}

const iso = (ms: number) => new Date(ms).toISOString()

export const previousOf = (
  { from_ms, to_ms }: Bounded,
  shift: Shift | null,
): Pick<Answer, 'previous'> | null =>
  shift && { previous: { from: iso(shift(from_ms)), to: iso(shift(to_ms)) } }

/** The columns that name a row. */
const namesOf = ({ dimensions, pages }: Shape): Column[] =>
  pages ? PAGE : dimensions.map((key) => ({ key, label: DIMENSIONS[key].label, unit: 'text' }))

function columnsOf(shape: Shape, isCompared: boolean): Column[] {
  return [...namesOf(shape), ...metricColumns(shape.metrics, isCompared), ...(shape.share ? SHARE : [])]
}

export function metricColumns(metrics: MetricKey[], isCompared: boolean): Column[] {
  const columns = metrics.map((key): Column => ({ key, label: METRICS[key].label, unit: METRICS[key].unit }))
  return isCompared ? columns.flatMap(compareColumns) : columns
}

/** The sum over all groups. What is counted distinct in each does not add up to it. */
const totalOf = (key: SumKey, filtered: Pick<Asked, 'filters'>, era: 0 | 1 | null): string =>
  isDistinct(key, filtered)
    ? `(SELECT ${aggregate(key, filtered, era)} FROM facts)`
    : `sum(${aggregate(key, filtered, era)}) OVER ()`

/** SQL of a sum of the facts, of one era where there are two. */
const aggregate = (key: SumKey, filtered: Pick<Asked, 'filters'>, era: 0 | 1 | null): string =>
  `${isDistinct(key, filtered) ? `count(DISTINCT ${key})` : `sum(${key})`}${era === null ? '' : ` FILTER (WHERE era = ${era})`}`

/** SQL that orders by the metric asked for; equal rows by their names, so that pages do not overlap. */
function orderBy(shape: Shape, request: Asked): string {
  const { sort, compare } = request
  const names: string[] = namesOf(shape).map(({ key }) => key)
  const ties = names.map((_, i) => `d${i}`)
  const sum = (key: string) => `coalesce(${aggregate(key as SumKey, request, compare ? 0 : null)}, 0)`
  if (!sort) return [`${sum(shape.pages ? 'pageviews' : 'sessions')} DESC`, ...ties].join(', ')
  const allowed: string[] = [...names, ...shape.metrics]
  if (!allowed.includes(sort.key))
    throw new BadParameter(
      'sort',
      `must be one of ${allowed.join(', ')}, with - in front for the largest first`,
    )
  const place = names.indexOf(sort.key)
  const expression = place >= 0 ? `d${place}` : sortable(sort.key as MetricKey, sum)
  return [`${expression} ${sort.descending ? 'DESC' : 'ASC'}`, ...ties].join(', ')
}

function sortable(key: MetricKey, sum: (key: string) => string): string {
  const one = metric(key)
  return one.of === 'ratio' ? `1.0 * ${sum(one.needs[0])} / nullif(${sum(one.needs[1])}, 0)` : sum(key)
}
