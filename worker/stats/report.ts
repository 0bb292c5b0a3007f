/** Compiles a request into one parameterised statement, and its rows into an answer. */
import { toMajor } from '../../wire/money.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bind, Row, Store } from '../store/store.ts'
import type { Answer, AnswerRow, Cell, Column } from './answer.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { DIMENSIONS, type DimensionKey } from './dimensions.ts'
import { facts, sumsOf } from './facts.ts'
import { METRICS, type MetricKey, metric } from './metrics.ts'
import { BadParameter, type ReportRequest } from './request.ts'

/** A report of one statement: what its rows are called and what is counted in them. */
export interface Shape {
  report: string
  dimensions: DimensionKey[]
  metrics: MetricKey[]
  /** Adds each row's share of all sessions. */
  share: boolean
}

const SHARE: Column = { key: 'share', label: 'Share', unit: 'percent' }

export async function runReport(
  store: Store,
  site: SiteRow,
  shape: Shape,
  request: ReportRequest,
): Promise<Answer> {
  const { from_ms, to_ms } = await boundedPeriod(store, site, request)
  const keys = sumsOf(shape.metrics)
  const offset = readCursor(request.cursor, shape.report)
  const params: Bind[] = [site.id, from_ms, to_ms]
  const bind = (value: string | number) => `?${params.push(value)}`
  const names = shape.dimensions.map((_, i) => `d${i}`)
  const inner = facts({ ...shape, filters: request.filters, model: request.model }, bind)
  const statement = `
WITH facts AS (
${inner}
)
SELECT ${[
    ...names,
    ...keys.map((key) => `sum(${key}) AS ${key}`),
    ...keys.map((key) => `sum(sum(${key})) OVER () AS total_${key}`),
    'count(*) OVER () AS row_count',
  ].join(', ')}
FROM facts
${names.length ? `GROUP BY ${names.join(', ')}` : ''}
ORDER BY ${orderBy(shape, request)}
LIMIT ${bind(request.limit)} OFFSET ${bind(offset)}`
  const rows = await store.query({ sql: statement, params })
  const count = Number(rows[0]?.row_count ?? 0)
  const total = figures(shape.metrics, rows[0] ?? {}, 'total_', site.currency)
  const all = Number(total.sessions)
  return {
    ...heading(shape.report, site, { from_ms, to_ms }, request),
    columns: columnsOf(shape),
    rows: rows.map((row) => {
      const cells: AnswerRow = {}
      shape.dimensions.forEach((key, i) => {
        cells[key] = row[`d${i}`] as Cell
      })
      Object.assign(cells, figures(shape.metrics, row, '', site.currency))
      if (shape.share) cells.share = ratio(Number(row.sessions), all, 100)
      return cells
    }),
    total,
    next: offset + rows.length < count ? writeCursor(shape.report, offset + rows.length) : null,
  }
}

/** What every answer begins with. */
export function heading(
  report: string,
  site: SiteRow,
  period: { from_ms: number; to_ms: number },
  { timezone }: Pick<ReportRequest, 'timezone'>,
): Pick<Answer, 'report' | 'site' | 'period' | 'currency'> {
  const [from, to] = [period.from_ms, period.to_ms].map((ms) => new Date(ms).toISOString())
  return { report, site: site.site, period: { from: from!, to: to!, timezone }, currency: site.currency }
}

/** The period with its start filled in: `all` begins with the first session or order. */
export async function boundedPeriod(
  store: Store,
  site: SiteRow,
  { period }: Pick<ReportRequest, 'period'>,
): Promise<{ from_ms: number; to_ms: number }> {
  const { from_ms, to_ms } = period
  if (from_ms !== null) return { from_ms, to_ms }
  const sql = `
SELECT min(
  coalesce((SELECT min(started_ms) FROM sessions WHERE site_id = ?1), ?2),
  coalesce((SELECT min(ordered_ms) FROM orders INDEXED BY orders_by_time WHERE site_id = ?1), ?2)) AS first_ms`
  const [row] = await store.query({ sql, params: [site.id, to_ms] })
  return { from_ms: Math.min(Number(row!.first_ms), to_ms), to_ms }
}

function columnsOf(shape: Shape): Column[] {
  return [
    ...shape.dimensions.map((key): Column => ({ key, label: DIMENSIONS[key].label, unit: 'text' })),
    ...shape.metrics.map((key): Column => ({ key, label: METRICS[key].label, unit: METRICS[key].unit })),
    ...(shape.share ? [SHARE] : []),
  ]
}

/** SQL that orders by the metric asked for; equal rows by their names, so that pages do not overlap. */
function orderBy(shape: Shape, { sort }: ReportRequest): string {
  const ties = shape.dimensions.map((_, i) => `d${i}`)
  if (!sort) return ['sum(sessions) DESC', ...ties].join(', ')
  const allowed = [...shape.dimensions, ...shape.metrics]
  if (!(allowed as string[]).includes(sort.key))
    throw new BadParameter(
      'sort',
      `must be one of ${allowed.join(', ')}, with - in front for the largest first`,
    )
  const place = (shape.dimensions as string[]).indexOf(sort.key)
  const expression = place >= 0 ? `d${place}` : sortable(sort.key as MetricKey)
  return [`${expression} ${sort.descending ? 'DESC' : 'ASC'}`, ...ties].join(', ')
}

function sortable(key: MetricKey): string {
  const one = metric(key)
  return one.of === 'ratio' ? `1.0 * sum(${one.needs[0]}) / nullif(sum(${one.needs[1]}), 0)` : `sum(${key})`
}

/** The metrics of one row, money in major units, credited shares without the dust of floating point. */
export function figures(metrics: MetricKey[], row: Row, prefix: string, currency: string): AnswerRow {
  const sum = (key: MetricKey) => {
    const one = metric(key)
    return Number(row[`${prefix}${key}`] ?? 0) / (one.of === 'ratio' ? 1 : (one.scale ?? 1))
  }
  const cells: AnswerRow = {}
  for (const key of metrics) {
    const one = metric(key)
    const money = one.unit === 'money'
    const value =
      one.of === 'ratio'
        ? ratio(sum(one.needs[0] as MetricKey), sum(one.needs[1] as MetricKey), one.times)
        : rounded(sum(key), 6)
    cells[key] = money ? toMajor(Math.round(value), currency) : value
  }
  return cells
}

/** Zero where there is nothing to divide by. */
export const ratio = (above: number, below: number, times: number): number =>
  below ? rounded((times * above) / below, 4) : 0

const rounded = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits
