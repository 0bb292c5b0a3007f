/** `compare_rows=`: compares the conversion rates of campaigns or creatives, and how certain their difference is. */
import type { AnswerRow, Comparison } from '../../../wire/answers/report.ts'
import type { DimensionKey } from '../../../wire/query.ts'
import type { Engine } from '../../engine/engine.ts'
import { BadParameter } from '../../errors.ts'
import { BREAKDOWN_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Bounded } from '../../time/period.ts'
import { intervalsOf } from '../comparedPeriod.ts'
import { compareRates } from '../compareRates.ts'
import { readFigures } from '../figures.ts'
import { orderOf } from '../order.ts'
import { LIMIT, type Params, type ReportRequest, valuesOf } from '../request.ts'

/** As many as can be compared in the CPU time that the free plan gives a request. */
export const COMPARED = { least: 2, most: 10 }

/** The first rows of the report, or rows by their names. */
type Wanted = number | string[]

const EXPECTED = `must be a number from ${COMPARED.least} to ${COMPARED.most}, or a name, ${COMPARED.least} to ${COMPARED.most} times`

/** Null without `compare_rows=`. */
export function readComparison(params: Params): Wanted | null {
  const names = [...new Set(valuesOf(params, 'compare_rows'))]
  if (!names.length) return null
  const count = names.length === 1 && /^\d+$/.test(names[0]!) ? Number(names[0]) : null
  const size = count ?? names.length
  if (size < COMPARED.least || size > COMPARED.most) throw new BadParameter('compare_rows', EXPECTED)
  return count ?? names
}

/**
 * Compares the values of one dimension under the request's filters, period, model and sort. Other dimensions make no
 * difference: a creative that runs in two campaigns is one creative.
 */
export async function compareRows(
  engine: Engine,
  site: SiteRow,
  dimension: DimensionKey,
  request: ReportRequest,
  period: Bounded,
  wanted: Wanted,
): Promise<Comparison> {
  const { rows } = await readFigures(engine, site, request, {
    period,
    intervals: intervalsOf(period, null),
    by: [dimension],
    metrics: BREAKDOWN_METRICS,
    order: orderOf(request, [dimension, ...BREAKDOWN_METRICS], ['sessions'], [dimension]),
    page: { offset: 0, limit: typeof wanted === 'number' ? wanted : LIMIT.most },
  })
  const chosen = typeof wanted === 'number' ? rows : wanted.map((name) => rowNamed(rows, dimension, name))
  const samples = chosen.map(({ sessions, conversions }) => ({
    sessions: Number(sessions),
    conversions: Number(conversions),
  }))
  const { verdicts, p_value, significant } = compareRates(samples)
  return {
    dimension,
    confidence: 95,
    rows: chosen.map((row, i) => ({
      name: String(row[dimension]),
      ...samples[i]!,
      conversion_rate: Number(row.conversion_rate),
      ...verdicts[i]!,
    })),
    p_value,
    significant,
  }
}

function rowNamed(rows: AnswerRow[], dimension: DimensionKey, name: string): AnswerRow {
  const found = rows.find((row) => row[dimension] === name)
  if (found) return found
  throw new BadParameter('compare_rows', `names ${name}, which is not among the first ${LIMIT.most} rows`)
}
