/** The funnel: how many sessions reached each of six stages. */
import type { AnswerRow } from '../../../wire/answers/report.ts'
import { FUNNEL_FIGURES, FUNNEL_STAGE } from '../../metrics/columns.ts'
import type { MetricKey } from '../../metrics/metrics.ts'
import { compareFigures } from '../compare.ts'
import { countedPeriod, intervalsOf, shiftOf } from '../comparedPeriod.ts'
import { readCursor } from '../cursor.ts'
import { ratio, readFigures } from '../figures.ts'
import { refuseSort } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'

/** The metric that counts the sessions of each stage. */
const STAGES: Record<string, MetricKey> = {
  sessions: 'sessions',
  view_item: 'reached_view_item',
  add_to_cart: 'reached_add_to_cart',
  begin_checkout: 'reached_begin_checkout',
  generate_lead: 'reached_generate_lead',
  purchase: 'reached_purchase',
}

/** The stage before each one. A lead is another aim than a purchase: the way to a purchase does not lead through it. */
const BEFORE: Partial<Record<string, string>> = {
  view_item: 'sessions',
  add_to_cart: 'view_item',
  begin_checkout: 'add_to_cart',
  generate_lead: 'sessions',
  purchase: 'begin_checkout',
}

/**
 * `rate` is in percent of all sessions. `drop_off` is in percent of the stage before (`BEFORE`), and 0 if more sessions
 * reached this stage than the one before.
 */
export const funnel: Report = async (context) => {
  const { engine, site } = context
  const request = requestOf({ ...context, pageRows: null })
  readCursor(request.cursor, 'funnel')
  refuseSort(request, 'stages come in their order')
  const period = await countedPeriod(engine, site, request)
  const shift = shiftOf(request, period)
  const metrics = Object.values(STAGES)
  const question = { period, intervals: intervalsOf(period, shift), by: 'total', metrics } as const
  const { total } = await readFigures(engine, site, request, question)
  const current = stagesOf((key) => Number(total[key]))
  const previous = shift && stagesOf((key) => Number(total[`previous_${key}`]))
  return answerOf(site, request, {
    ...{ report: 'funnel', period, shift },
    names: FUNNEL_STAGE,
    figures: FUNNEL_FIGURES,
    rows: current.map((row, i) => ({
      stage: Object.keys(STAGES)[i]!,
      ...(previous ? compareFigures(row, previous[i]!) : row),
    })),
    total: { count: total.sessions! },
    next: null,
  })
}

function stagesOf(sum: (key: MetricKey) => number): AnswerRow[] {
  const countOf = (stage: string) => sum(STAGES[stage]!)
  const all = countOf('sessions')
  return Object.keys(STAGES).map((stage) => {
    const count = countOf(stage)
    const before = countOf(BEFORE[stage] ?? stage)
    const drop_off = Math.max(0, ratio(before - count, before, 100))
    return { count, rate: ratio(count, all, 100), drop_off }
  })
}
