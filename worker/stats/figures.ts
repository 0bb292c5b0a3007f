/** Figures: asks an engine for sums and turns them into the cells of an answer. */
import type { AnswerRow, Cell, Column } from '../../wire/answers/report.ts'
import { rounded, toMajor } from '../../wire/money.ts'
import type { Engine } from '../engine/engine.ts'
import { figuresPlan, type Grouping, type Order, type Page } from '../engine/plan.ts'
import { METRICS, type MetricKey, metric, sumsOf } from '../metrics/metrics.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Row } from '../store/sqlStore.ts'
import type { Bounded, Interval } from '../time/period.ts'
import { compareFigures } from './compare.ts'
import type { ReportRequest } from './request.ts'

interface Question {
  period: Bounded
  intervals: Interval[]
  /** Whether each row has its comparison. Default: if any of the intervals is one of the previous period. */
  isCompared?: boolean
  by: Grouping
  metrics: MetricKey[]
  order?: Order[]
  page?: Page
}

export interface Figures {
  /** The values of the grouping, then the metrics. */
  rows: AnswerRow[]
  /** Over the rows of all pages. */
  total: AnswerRow
  /** The rows of all pages. */
  count: number
}

export async function readFigures(
  engine: Engine,
  site: SiteRow,
  { filters, model, rollup }: Pick<ReportRequest, 'filters' | 'model' | 'rollup'>,
  { period, intervals, isCompared = intervals.some(isPrevious), by, metrics, order = [], page }: Question,
): Promise<Figures> {
  const plan = { site, period, intervals, by, sums: sumsOf(metrics), filters, model, useRollups: rollup }
  const rows = await engine.run(figuresPlan({ ...plan, order, page: page ?? null }))
  const names = by === 'total' ? [] : Array.isArray(by) ? by : [by]
  const cellsOf = (row: Row, prefix: string) => figuresOf(metrics, row, prefix, site.currency, isCompared)
  return {
    rows: rows.map((row) => ({
      ...Object.fromEntries(names.map((name) => [name, row[name] as Cell])),
      ...cellsOf(row, ''),
    })),
    total: cellsOf(rows[0] ?? {}, by === 'total' ? '' : 'total_'),
    count: by === 'total' ? 1 : Number(rows[0]?.row_count ?? 0),
  }
}

const isPrevious = ({ is_previous }: Interval) => is_previous === 1

/** The metrics of one row of sums; with a comparison, also those of the previous period. */
export function figuresOf(
  metrics: MetricKey[],
  row: Row,
  prefix: string,
  currency: string,
  isCompared: boolean,
): AnswerRow {
  const current = metricsOf(metrics, row, prefix, currency)
  if (!isCompared) return current
  return compareFigures(current, metricsOf(metrics, row, `${prefix}previous_`, currency))
}

/** Money in major units; parts of orders and conversions without the rounding errors of floating point. */
function metricsOf(metrics: MetricKey[], row: Row, prefix: string, currency: string): AnswerRow {
  const sum = (key: MetricKey) => {
    const one = metric(key)
    return Number(row[`${prefix}${key}`] ?? 0) / (one.of === 'ratio' ? 1 : (one.scale ?? 1))
  }
  const cells: AnswerRow = {}
  for (const key of metrics) {
    const one = metric(key)
    const value =
      one.of === 'ratio'
        ? ratio(sum(one.needs[0] as MetricKey), sum(one.needs[1] as MetricKey), one.times)
        : rounded(sum(key), 6)
    cells[key] = one.unit === 'money' ? toMajor(Math.round(value), currency) : value
  }
  return cells
}

export const metricColumns = (metrics: MetricKey[]): Column[] =>
  metrics.map((key) => ({ key, label: METRICS[key].label, unit: METRICS[key].unit }))

/** A ratio; 0 if the divisor is 0. */
export const ratio = (above: number, below: number, times: number): number =>
  below ? rounded((times * above) / below, 4) : 0
