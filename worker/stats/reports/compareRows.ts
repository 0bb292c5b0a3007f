/** `compare_rows=`: campaigns or creatives side by side, with how sure the difference between them is. */

import { BadParameter } from '../../errors.ts'
import type { DimensionKey } from '../../metrics/dimensions.ts'
import { BREAKDOWN_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer, Comparison } from '../answer.ts'
import { compareRates } from '../compareRates.ts'
import { runReport } from '../report.ts'
import { LIMIT, type Params, type ReportRequest } from '../request.ts'

/** What can be told apart at a glance, and computed in what the free plan gives a request. */
export const COMPARED = { least: 2, most: 10 }

/** A number of rows from the top, or the names of some. */
type Wanted = number | string[]

const EXPECTED = `must be a number from ${COMPARED.least} to ${COMPARED.most}, or stand ${COMPARED.least} to ${COMPARED.most} times with a name`

export function readComparison(params: Params): Wanted | null {
  const texts = params.compare_rows
  if (!texts) return null
  const names = [...new Set(texts)]
  const count = names.length === 1 && /^\d+$/.test(names[0]!) ? Number(names[0]) : null
  const size = count ?? names.length
  if (size < COMPARED.least || size > COMPARED.most) throw new BadParameter('compare_rows', EXPECTED)
  return count ?? names
}

/**
 * Compares the values of one dimension, whatever else tells rows of the report apart: a creative that runs in two
 * campaigns is one creative. Under the request's filters, period, model and sort.
 */
export async function compareRows(
  store: Store,
  site: SiteRow,
  { report, dimension }: { report: string; dimension: DimensionKey },
  request: ReportRequest,
  wanted: Wanted,
): Promise<Comparison> {
  const shape = { report, dimensions: [dimension], metrics: BREAKDOWN_METRICS, share: false }
  const limit = typeof wanted === 'number' ? wanted : LIMIT.most
  const { rows } = await runReport(store, site, shape, { ...request, cursor: null, limit })
  const chosen = typeof wanted === 'number' ? rows : wanted.map((name) => named(rows, dimension, name))
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

function named(rows: Answer['rows'], dimension: DimensionKey, name: string) {
  const found = rows.find((row) => row[dimension] === name)
  if (found) return found
  throw new BadParameter('compare_rows', `names ${name}, which is not among the first ${LIMIT.most} rows`)
}
