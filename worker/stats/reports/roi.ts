/** The costs and the returns of ads: spend, revenue, profit and ROI, by campaign, source, content or in total. */

import type { AnswerRow, Column } from '../../../wire/answers/report.ts'
import { LIMITS } from '../../../wire/event.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { canonicalSource } from '../../classify/canonicalSource.ts'
import { type By, type MatchedRow, matchCosts, sourceName } from '../../costs/matchCosts.ts'
import { sameName } from '../../costs/sameName.ts'
import { daysOf, firstCostDay, isKnown, passes, readSpent, type Spent } from '../../costs/spent.ts'
import type { Engine } from '../../engine/engine.ts'
import { BadParameter } from '../../errors.ts'
import { ROI_FIGURES, ROI_NAMES, ROI_VALUES } from '../../metrics/columns.ts'
import { BREAKDOWNS, type Breakdown } from '../../metrics/dimensions.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { SiteRow } from '../../store/rows.ts'
import { type Bounded, instant } from '../../time/period.ts'
import { compareFigures, compareWithPrevious, pick } from '../compare.ts'
import { boundedPeriod, intervalsOf, shifted, shiftOf } from '../comparedPeriod.ts'
import { pageOf } from '../cursor.ts'
import { readFigures } from '../figures.ts'
import { byOrder, orderOf } from '../order.ts'
import { answerOf, type Report, requestOf } from '../report.ts'
import { oneOf, paramOf, type ReportRequest } from '../request.ts'
import { readUnconverted } from '../unconverted.ts'
import { paidFigures, ROI_METRICS, roiFigures, unconvertedCostsOf, unmatchedOf } from './roiFigures.ts'

/** What `by=` may be. */
export const ROI_BYS = ['campaign', 'source', 'content', 'total'] as const
type RoiBy = (typeof ROI_BYS)[number]

/** The figures that are compared. */
const COMPARED_KEYS = Object.fromEntries(
  ROI_FIGURES.flatMap(({ key, unit }) => (unit === 'text' ? [] : [[key, null]])),
)

/** The breakdown whose rows are matched with the costs. */
const BREAKDOWN_OF: Record<RoiBy, Breakdown> = {
  campaign: 'campaigns',
  source: 'campaigns',
  content: 'content',
  total: 'campaigns',
}

/**
 * `by=campaign` (the default), `source`, `content` or `total`. `ad_spend=` takes the place of the imported costs in the
 * total. A row may have only costs or only sessions, which `matched` shows. If a filter is by a dimension that costs do not
 * have, the costs and all figures computed from them are null.
 *
 * The total is blended: it has the revenue of all sessions, whatever brought them. `campaigns_with_costs` has
 * only those campaigns.
 */
export const roi: Report = async (context) => {
  const { engine, site, params } = context
  const request = requestOf(context)
  const stated = readStated(paramOf(params, 'ad_spend'))
  if (request.compare && stated !== null)
    throw new BadParameter('compare', 'is not for a stated ad_spend: none is stated for the previous period')
  const by = oneOf('by', paramOf(params, 'by') ?? (stated === null ? 'campaign' : 'total'), ROI_BYS)
  const [names, rest]: Column[][] = [ROI_NAMES[by], by === 'total' ? [] : ROI_VALUES]
  const columns: Column[] = [...names!, ...ROI_FIGURES, ...rest!]
  const order = orderOfRows(columns, request)
  const { page, next } = pageOf(request, `roi by ${by}`)
  const period = await periodOf(engine, site, request)
  const shift = shiftOf(request, period)
  const [current, previous, unconverted] = await Promise.all([
    readRows(engine, site, by, request, period, stated),
    shift && readRows(engine, site, by, request, shifted(period, shift), null),
    request.filters.length ? [] : readUnconverted(engine, site, period, request.rollup),
  ])
  const shown = current.rows.sort(byOrder(order)).slice(page.offset, page.offset + page.limit)
  const unconvertedCosts = unconvertedCostsOf(current.spent ?? [])
  const unmatched = by === 'total' ? [] : current.rows.filter(({ matched }) => matched === 'costs only')
  const { total } = current
  const zero = pick(roiFigures(current.spent && [], [], site.currency, null), COMPARED_KEYS)
  const compared = (figures: AnswerRow, before: AnswerRow | null | undefined): AnswerRow =>
    before ? { ...figures, ...compareFigures(pick(figures, zero), pick(before, zero)) } : figures
  const answer = answerOf(site, request, {
    ...{ report: 'roi', period, shift },
    ...{ names: names!, figures: ROI_FIGURES, rest },
    rows: previous ? compareWithPrevious(shown, previous.rows, zero, (row) => namesOf(by, row)) : shown,
    total: compared(total, previous?.total),
    next: next(shown.length, current.rows.length),
  })
  return {
    ...answer,
    ...(current.ofCosts && current.spent?.length
      ? { campaigns_with_costs: compared(current.ofCosts, previous?.ofCosts) }
      : {}),
    ...(unconverted.length ? { unconverted } : {}),
    ...(unconvertedCosts.length ? { unconverted_costs: unconvertedCosts } : {}),
    ...(unmatched.length ? { unmatched_costs: unmatchedOf(unmatched, site.currency) } : {}),
  }
}

interface RoiRows {
  rows: AnswerRow[]
  total: AnswerRow
  /** The figures of the campaigns with costs; null if the costs are unknown, or not known by campaign. */
  ofCosts: AnswerRow | null
  /** Null if it is unknown which costs pass the filters. */
  spent: Spent[] | null
}

/** All rows of a period, in no order. */
async function readRows(
  engine: Engine,
  site: SiteRow,
  by: RoiBy,
  request: ReportRequest,
  period: Bounded,
  stated: number | null,
): Promise<RoiRows> {
  const dimensions = stated === null ? BREAKDOWNS[BREAKDOWN_OF[by]] : null
  const question = { period, intervals: intervalsOf(period, null), metrics: ROI_METRICS }
  const [sessions, costs] = await Promise.all([
    readFigures(engine, site, request, {
      ...question,
      by: dimensions ?? 'total',
      ...(dimensions ? { order: orderOf({ sort: null }, [], ['sessions'], dimensions), page: MATCHED } : {}),
    }),
    readSpent(engine, site, daysOf(period, request.timezone)),
  ])
  const known = isKnown(request.filters)
  const spent = known ? costs.filter((one) => passes(one, request.filters)) : null
  const { matched, ...total } = roiFigures(spent, [sessions.total], site.currency, stated)
  const ofCosts =
    spent && dimensions && by !== 'content' ? paidFigures(spent, sessions.rows, site.currency) : null
  if (by === 'total') return { rows: [{ matched: matched!, ...total }], total, ofCosts, spent }
  // Costs are read even if their amounts are unknown: they show which ids and names belong to one campaign.
  const rows = matchCosts(by, spent ?? costs, sessions.rows)
    .filter((row) => known || row.sessions.length)
    .map((row) => ({
      ...named(by, row),
      ...roiFigures(known ? row.spent : null, row.sessions, site.currency, null),
    }))
  return { rows, total, ofCosts, spent }
}

/**
 * Campaigns (with their source and medium) or creatives that are matched with costs: those with the most sessions. The total
 * has all.
 */
const MATCHED = { offset: 0, limit: 20_000 }

/** Keys by which a row is found in the previous period. There it may have only its id, or a name in upper or lower case. */
function namesOf(by: RoiBy, row: AnswerRow): string[] {
  if (by === 'total') return ['']
  const otherNames = {
    campaign: canonicalSource(String(row.source)).platform,
    content: sameName(String(row.campaign)),
    source: String(row.paid),
  }[by]
  return (row.values as string[]).map((value) => compositeKey(otherNames, sameName(value)))
}

/** `all` begins with the first costs if they are older than any session. */
async function periodOf(engine: Engine, site: SiteRow, request: ReportRequest): Promise<Bounded> {
  const period = await boundedPeriod(engine, site, request.period)
  if (request.period.from_ms !== null) return period
  const day = await firstCostDay(engine, site)
  const from_ms = day === null ? period.from_ms : instant(day, request.timezone)!
  return { ...period, from_ms: Math.min(period.from_ms, from_ms) }
}

function readStated(written: string | null): number | null {
  if (written === null) return null
  const amount = Number(written)
  if (/^\d+(\.\d+)?$/.test(written) && amount <= LIMITS.value) return amount
  throw new BadParameter('ad_spend', 'must be an amount in the site’s currency, such as 1250.50')
}

function named(by: By, row: MatchedRow): AnswerRow {
  const { campaign, content, paid } = row
  const source = sourceName(row)
  const sources = [...row.sources].sort()
  const values = valuesOf(by, row)
  if (by === 'campaign') return { campaign, source, sources, values }
  return by === 'source' ? { source, paid, sources, values } : { content, campaign, values }
}

/** The values to filter by to select this row: the names as costs and as sessions write them, and the ids. */
function valuesOf(by: By, { spent, sessions }: MatchedRow): string[] {
  const paid = spent.map((one) => (by === 'source' ? one.source || one.platform : one[by] || NOT_SET))
  return [...new Set([...paid, ...sessions.map((row) => String(row[by]))])].sort()
}

/** By default, sorted by spend, revenue and sessions, the largest first. Equal rows are sorted by their texts. */
function orderOfRows(columns: Column[], request: ReportRequest) {
  const keys = columns.map(({ key }) => key)
  const ties = columns.filter(({ unit }) => unit === 'text' || unit === 'flag').map(({ key }) => key)
  return orderOf(request, keys, ['ad_spend', 'revenue', 'sessions'], ties)
}
