/** First visits beside later ones, and how often those who came did. */

import { BREAKDOWN_METRICS } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import type { Answer, AnswerRow } from '../answer.ts'
import { compareFigures } from '../compare.ts'
import { ratio } from '../figures.ts'
import { runReport, type Shape } from '../report.ts'
import { type Params, readRequest } from '../request.ts'

const SHAPE: Shape = {
  report: 'returning',
  dimensions: ['visitor'],
  metrics: [...BREAKDOWN_METRICS, 'visitors', 'visitors_of_kind', 'visits_per_visitor'],
  share: true,
}

/**
 * A visitor who came for the first time and again stands in both rows, once in the total. Money and conversions stand
 * with the visit that they happened in, whatever the model: the question is who buys, not who sent.
 */
export async function runReturning(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs)
  const answer = await runReport(store, site, SHAPE, { ...request, model: 'last' })
  const { total } = answer
  return {
    ...answer,
    columns: answer.columns.filter(({ key }) => !key.endsWith(OF_KIND)),
    rows: answer.rows.map(visitorsOfKind),
    total: {
      ...Object.fromEntries(Object.entries(total).filter(([key]) => !key.endsWith(OF_KIND))),
      ...(answer.previous
        ? compareFigures(perVisitor(total, ''), perVisitor(total, 'previous_'))
        : perVisitor(total, '')),
    },
  }
}

const OF_KIND = 'visitors_of_kind'

/** A row's visitors are those of its kind. */
const visitorsOfKind = (row: AnswerRow): AnswerRow => {
  const own = Object.entries(row).filter(([key]) => key.endsWith(OF_KIND))
  const rest = Object.entries(row).filter(([key]) => !key.endsWith(OF_KIND))
  return {
    ...Object.fromEntries(rest),
    ...Object.fromEntries(own.map(([key, cell]) => [key.replace(OF_KIND, 'visitors'), cell])),
  }
}

/** Of the total the distinct visitors are those of both kinds. */
const perVisitor = (total: AnswerRow, prefix: string): AnswerRow => ({
  visits_per_visitor: ratio(Number(total[`${prefix}sessions`]), Number(total[`${prefix}visitors`]), 1),
})
