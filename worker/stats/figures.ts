/** The figures of a row, worked out of its sums. */
import { rounded, toMajor } from '../../wire/money.ts'
import { type MetricKey, metric } from '../metrics/metrics.ts'
import type { Row } from '../store/store.ts'
import type { AnswerRow } from './answer.ts'
import { compareFigures } from './compare.ts'

/** The figures of one row, and with them those of the period that it is held against. */
export function allFigures(
  metrics: MetricKey[],
  row: Row,
  prefix: string,
  currency: string,
  isCompared: boolean,
): AnswerRow {
  const own = figures(metrics, row, prefix, currency)
  if (!isCompared) return own
  return compareFigures(own, figures(metrics, row, `${prefix}previous_`, currency))
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
