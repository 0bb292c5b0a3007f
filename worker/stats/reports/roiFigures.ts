/** The figures of a row of `roi`: what was spent, what sessions brought, and what is computed from both. */
import type { AnswerRow } from '../../../wire/answers/report.ts'
import { rounded, toMajor, toMinor } from '../../../wire/money.ts'
import { matchCosts } from '../../costs/matchCosts.ts'
import type { Spent } from '../../costs/spent.ts'
import type { MetricKey } from '../../metrics/metrics.ts'
import { ratio } from '../figures.ts'

/** What sessions bring. */
export const ROI_METRICS: MetricKey[] = ['sessions', 'conversions', 'orders', 'revenue']

/**
 * @param spent null: unknown
 * @param stated `ad_spend=`, in major units; null: the costs count
 */
export function roiFigures(
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
  /** Part of the spend has no rate. Then the spend is not known, nor is what follows from it. */
  const isPartial = stated === null && Boolean(spent?.some(({ unconverted_minor }) => unconverted_minor))
  const whole = isPartial ? null : minor
  const money = (amount: number | null) => (amount === null ? null : toMajor(Math.round(amount), currency))
  return {
    matched: matchedOf(spent, sessions),
    clicks: of('clicks'),
    impressions: of('impressions'),
    sessions: sum('sessions'),
    conversions,
    orders: sum('orders'),
    revenue: money(revenue),
    // The part that has a rate, if there is one. Never 0 for money that was spent.
    ad_spend: money(isPartial && !minor ? null : minor),
    ad_spend_unconverted: stated === null ? unconvertedText(spent ?? []) : null,
    profit: money(whole === null ? null : revenue - whole),
    roi: whole && whole > 0 ? ratio(revenue - whole, whole, 100) : null,
    roas: whole && whole > 0 ? ratio(revenue, whole, 1) : null,
    cost_per_conversion: money(whole !== null && conversions ? whole / conversions : null),
  }
}

/** The figures of the campaigns that have costs: what the spend brought, without what other links brought. */
export function paidFigures(spent: Spent[], sessions: AnswerRow[], currency: string): AnswerRow {
  const paid = matchCosts('campaign', spent, sessions).filter((row) => row.spent.length)
  const { matched: _, ...figures } = roiFigures(
    spent,
    paid.flatMap((row) => row.sessions),
    currency,
    null,
  )
  return figures
}

/** Whether a row has costs, sessions or both; null if it is unknown. */
function matchedOf(spent: Spent[] | null, sessions: AnswerRow[]): string | null {
  if (!spent) return null
  const came = sessions.some((row) => ROI_METRICS.some((key) => Number(row[key]) !== 0))
  if (spent.length && came) return 'both'
  return spent.length ? 'costs only' : 'sessions only'
}

/** How many rows have costs and no session, and what was spent on them. Null: it is known of none of them. */
export function unmatchedOf(rows: AnswerRow[], currency: string) {
  const known = rows.filter(({ ad_spend }) => ad_spend !== null)
  const minor = known.reduce((sum, { ad_spend }) => sum + toMinor(Number(ad_spend), currency), 0)
  return { rows: rows.length, ad_spend: known.length ? toMajor(minor, currency) : null }
}

/** Spend that no rate converts into the site's currency, in major units of its own. */
export function unconvertedCostsOf(spent: Spent[]): { currency: string; ad_spend: number }[] {
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

const unconvertedText = (spent: Spent[]): string | null =>
  unconvertedCostsOf(spent)
    .map(({ currency, ad_spend }) => `${ad_spend} ${currency}`)
    .join(', ') || null
