/** What ads cost beside what they brought: revenue, profit and return, by campaign, source, content or in total. */

import { LIMITS } from '../../../wire/event.ts'
import { rounded, toMajor, toMinor } from '../../../wire/money.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { canonicalSource } from '../../classify/canonicalSource.ts'
import { type By, type Entry, entries, sourceName } from '../../costs/matchCosts.ts'
import { sameName } from '../../costs/sameName.ts'
import { daysOf, firstCostDay, isKnown, passes, type Spent, spentIn } from '../../costs/spent.ts'
import { BadParameter } from '../../errors.ts'
import { ROI_FIGURES, ROI_NAMES, ROI_VALUES } from '../../metrics/columns.ts'
import { BREAKDOWNS } from '../../metrics/dimensions.ts'
import type { MetricKey } from '../../metrics/metrics.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { type Bounded, instant } from '../../time/period.ts'
import type { Answer, AnswerRow, Cell, Column } from '../answer.ts'
import { compareColumns, compareFigures, heldAgainst, pick } from '../compare.ts'
import { readCursor, writeCursor } from '../cursor.ts'
import { ratio } from '../figures.ts'
import { shifted, shiftOf } from '../period.ts'
import { ALL, boundedPeriod, heading, previousOf, runReport } from '../report.ts'
import { oneOf, type Params, type ReportRequest, readRequest } from '../request.ts'
import { unconverted } from '../unconverted.ts'

const METRICS: MetricKey[] = ['sessions', 'conversions', 'orders', 'revenue']
export const BYS = ['campaign', 'source', 'content', 'total'] as const

/** The columns of figures, of which another period has its own. */
const FIGURE_KEYS = Object.fromEntries(
  ROI_FIGURES.flatMap(({ key, unit }) => (unit === 'text' ? [] : [[key, null]])),
)

/** The breakdown whose rows a setting is made from: one that reports have anyway. */
const FROM: Record<By, keyof typeof BREAKDOWNS> = {
  campaign: 'campaigns',
  source: 'campaigns',
  content: 'content',
}

/**
 * `by=campaign` (unless said), `source`, `content` or `total`. `ad_spend=` takes the place of the imported costs in the
 * total. Rows with costs alone and with sessions alone stand there, too: `matched` says which. Where filters ask for
 * what costs do not know, all that follows from them is null. With `compare=`, a row is known by any of its `values`.
 */
export async function runRoi(
  store: Store,
  site: SiteRow,
  params: Params,
  nowMs: number,
  pageRows: number | null = null,
): Promise<Answer> {
  const request = readRequest(params, site, nowMs, pageRows)
  const stated = readStated(params.ad_spend?.at(-1))
  if (request.compare && stated !== null)
    throw new BadParameter('compare', 'is not for a stated ad_spend: of the other period none is stated')
  const by = oneOf('by', params.by?.at(-1) ?? (stated === null ? 'campaign' : 'total'), BYS)
  const columns: Column[] = [...ROI_NAMES[by], ...ROI_FIGURES, ...(by === 'total' ? [] : ROI_VALUES)]
  const order = comparison(columns, request)
  const offset = readCursor(request.cursor, `roi by ${by}`)
  const period = await periodOf(store, site, request)
  const shift = request.compare && shiftOf(request.compare, period, request.timezone)
  const [now, before, apart] = await Promise.all([
    readBook(store, site, by, request, period, stated),
    shift && readBook(store, site, by, request, shifted(period, shift), null),
    request.filters.length ? [] : unconverted(store, site, period, request),
  ])
  const page = now.rows.sort(order).slice(offset, offset + request.limit)
  const next = offset + page.length
  const foreign = costsApart(now.spent ?? [])
  const alone = by === 'total' ? [] : now.rows.filter(({ matched }) => matched === 'costs only')
  const { total } = now
  const nothing = pick(figures(now.spent && [], [], site.currency, null), FIGURE_KEYS)
  return {
    ...heading('roi', site, period, request),
    ...previousOf(period, shift),
    columns: before
      ? columns.flatMap((one) => (one.key in FIGURE_KEYS ? compareColumns(one) : one))
      : columns,
    rows: before ? heldAgainst(page, before.rows, nothing, (row) => namesOf(by, row)) : page,
    total: before
      ? { ...total, ...compareFigures(pick(total, nothing), pick(before.total, nothing)) }
      : total,
    ...(apart.length ? { unconverted: apart } : {}),
    ...(foreign.length ? { unconverted_costs: foreign } : {}),
    ...(alone.length ? { unmatched_costs: unmatched(alone, site.currency) } : {}),
    next: next < now.rows.length ? writeCursor(`roi by ${by}`, next) : null,
  }
}

interface Book {
  rows: AnswerRow[]
  total: AnswerRow
  /** Null: nobody knows. */
  spent: Spent[] | null
}

/** All rows of a period. */
async function readBook(
  store: Store,
  site: SiteRow,
  by: (typeof BYS)[number],
  request: ReportRequest,
  period: Bounded,
  stated: number | null,
): Promise<Book> {
  const dimensions = by === 'total' ? [] : BREAKDOWNS[FROM[by]]!
  const shape = { report: 'roi', dimensions, metrics: METRICS, share: false }
  const whole = { ...request, period, limit: ALL, cursor: null, sort: null, compare: null }
  const [sessions, costs] = await Promise.all([
    runReport(store, site, shape, whole),
    spentIn(store, site, daysOf(period, request.timezone)),
  ])
  const known = isKnown(request.filters)
  const spent = known ? costs.filter((one) => passes(one, request.filters)) : null
  const { matched, ...total } = figures(spent, [sessions.total], site.currency, stated)
  if (by === 'total') return { rows: [{ matched: matched!, ...total }], total, spent }
  // Also where their amounts say nothing, costs tell which ids and names are one campaign.
  const rows = entries(by, spent ?? costs, sessions.rows)
    .filter((entry) => known || entry.sessions.length)
    .map((entry) => ({
      ...named(by, entry),
      ...figures(known ? entry.spent : null, entry.sessions, site.currency, null),
    }))
  return { rows, total, spent }
}

/** What a row may be known by in another period, which may know it by its id alone or write it in other letters. */
function namesOf(by: (typeof BYS)[number], row: AnswerRow): string[] {
  if (by === 'total') return ['']
  const beside = {
    campaign: canonicalSource(String(row.source)).platform,
    content: sameName(String(row.campaign)),
    source: String(row.paid),
  }[by]
  return (row.values as string[]).map((value) => `${beside}\n${sameName(value)}`)
}

/** `all` begins with the first costs where these are older than any session. */
async function periodOf(store: Store, site: SiteRow, request: ReportRequest) {
  const period = await boundedPeriod(store, site, request)
  if (request.period.from_ms !== null) return period
  const day = await firstCostDay(store, site)
  const from_ms = day === null ? period.from_ms : instant(day, request.timezone)!
  return { ...period, from_ms: Math.min(period.from_ms, from_ms) }
}

function readStated(written: string | undefined): number | null {
  if (written === undefined || written === '') return null
  const amount = Number(written)
  if (/^\d+(\.\d+)?$/.test(written) && amount <= LIMITS.value) return amount
  throw new BadParameter('ad_spend', 'must be an amount in the site’s currency, such as 1250.50')
}

function named(by: By, entry: Entry): AnswerRow {
  const { campaign, content, paid } = entry
  const source = sourceName(entry)
  const sources = [...entry.sources].sort()
  const values = valuesOf(by, entry)
  if (by === 'campaign') return { campaign, source, sources, values }
  return by === 'source' ? { source, paid, sources, values } : { content, campaign, values }
}

/** What a filter by the row has to ask for: names that cost and visit write in their own ways, and ids. */
function valuesOf(by: By, { spent, sessions }: Entry): string[] {
  const paid = spent.map((one) => (by === 'source' ? one.source || one.platform : one[by] || NOT_SET))
  return [...new Set([...paid, ...sessions.map((row) => String(row[by]))])].sort()
}

/**
 * @param spent null: nobody knows
 * @param stated what was spent in major units, where the caller knows better
 */
function figures(
  spent: Spent[] | null,
  sessions: AnswerRow[],
  currency: string,
  stated: number | null,
): AnswerRow {
  const sum = (key: MetricKey) =>
    rounded(
      sessions.reduce((all, row) => all + Number(row[key]), 0),
      6,
    )
  const revenue = sessions.reduce((all, row) => all + toMinor(Number(row.revenue), currency), 0)
  const conversions = sum('conversions')
  const of = (key: 'minor' | 'clicks' | 'impressions') =>
    spent?.reduce((all, one) => all + one[key], 0) ?? null
  const minor = stated === null ? of('minor') : toMinor(stated, currency)
  const money = (amount: number | null) => (amount === null ? null : toMajor(Math.round(amount), currency))
  return {
    matched: matchedOf(spent, sessions),
    clicks: of('clicks'),
    impressions: of('impressions'),
    sessions: sum('sessions'),
    conversions,
    orders: sum('orders'),
    revenue: money(revenue),
    ad_spend: money(minor),
    ad_spend_unconverted: stated === null ? apartText(spent ?? []) : null,
    profit: money(minor === null ? null : revenue - minor),
    roi: minor ? ratio(revenue - minor, minor, 100) : null,
    roas: minor ? ratio(revenue, minor, 1) : null,
    cost_per_conversion: money(minor !== null && conversions ? minor / conversions : null),
  }
}

/** Which sides there are; null when nobody knows of one. */
function matchedOf(spent: Spent[] | null, sessions: AnswerRow[]): string | null {
  if (!spent) return null
  const came = sessions.some((row) => METRICS.some((key) => Number(row[key]) !== 0))
  if (spent.length && came) return 'both'
  return spent.length ? 'costs only' : 'sessions only'
}

/** Rows that nobody came by, and what was spent on them. */
const unmatched = (rows: AnswerRow[], currency: string) => ({
  rows: rows.length,
  ad_spend: toMajor(
    rows.reduce((sum, { ad_spend }) => sum + toMinor(Number(ad_spend), currency), 0),
    currency,
  ),
})

/** Spend that no rate brings into the site's currency, in major units of its own. */
function costsApart(spent: Spent[]): { currency: string; ad_spend: number }[] {
  const without = spent.filter(({ unconverted_minor }) => unconverted_minor)
  return [...Map.groupBy(without, ({ currency }) => currency)]
    .map(([currency, some]) => ({
      currency,
      ad_spend: toMajor(
        some.reduce((sum, { unconverted_minor }) => sum + unconverted_minor, 0),
        currency,
      ),
    }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1))
}

const apartText = (spent: Spent[]): string | null =>
  costsApart(spent)
    .map(({ currency, ad_spend }) => `${ad_spend} ${currency}`)
    .join(', ') || null

/** What there is more of comes first unless said otherwise; what nobody knows comes last; equals stand by their names. */
function comparison(columns: Column[], { sort }: ReportRequest): (a: AnswerRow, b: AnswerRow) => number {
  const keys = columns.map(({ key }) => key)
  if (sort && !keys.includes(sort.key))
    throw new BadParameter('sort', `must be one of ${keys.join(', ')}, with - in front for the largest first`)
  const wanted = sort ? [sort] : ['ad_spend', 'revenue', 'sessions'].map((key) => ({ key, descending: true }))
  const ties = columns.filter(({ unit }) => unit === 'text' || unit === 'flag')
  const all = [...wanted, ...ties.map(({ key }) => ({ key, descending: false }))]
  return (a, b) => {
    for (const { key, descending } of all) {
      const found = compared(a[key] ?? null, b[key] ?? null, descending)
      if (found) return found
    }
    return 0
  }
}

function compared(a: Cell, b: Cell, descending: boolean): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null)
  const [one, other] = [a, b].map((cell) => (Array.isArray(cell) ? cell.join(' ') : cell)) as [string, string]
  if (one === other) return 0
  return one < other === descending ? 1 : -1
}
