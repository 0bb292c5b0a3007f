/** What was spent on ads in a period, in the site's currency as far as there are rates. */
import type { Filter } from '../../wire/filter.ts'
import { type DimensionKey, NOT_SET } from '../../wire/query.ts'
import { shiftDay, utcDay } from '../../wire/time.ts'
import { canonicalSource } from '../classify/canonicalSource.ts'
import type { Engine } from '../engine/engine.ts'
import type { SiteRow } from '../store/rows.ts'
import { instant } from '../time/period.ts'
import { offset } from '../time/zone.ts'
import { sameName } from './sameName.ts'

/** The costs of one ad, campaign or platform over all days of the period. Empty text: the costs do not state it. */
export interface Spent {
  platform: string
  source: string
  campaign: string
  campaign_id: string
  content: string
  content_id: string
  currency: string
  /** In minor units of the site's currency. */
  minor: number
  /** Of the days without a rate, in minor units of `currency`. */
  unconverted_minor: number
  clicks: number
  impressions: number
}

/**
 * The first and the last day that begin in a period, as YYYY-MM-DD, because costs are by day. In the last 24 hours only
 * today begins.
 * @param timezone whose midnights count: the site's, or `tz=`
 */
export function daysOf(period: { from_ms: number; to_ms: number }, timezone: string) {
  const day = localDay(period.from_ms, timezone)
  const begins = instant(day, timezone)! >= period.from_ms
  return { from_day: begins ? day : shiftDay(day, 1), to_day: localDay(period.to_ms - 1, timezone) }
}

const localDay = (ms: number, timezone: string) => utcDay(ms + offset(ms, timezone))

/** The first day that has any costs; null without any. */
export async function firstCostDay(engine: Engine, site: SiteRow): Promise<string | null> {
  const [row] = await engine.run({ kind: 'first_cost_day', site })
  return (row?.day ?? null) as string | null
}

/** The largest costs first: a campaign that is written in several ways gets its name from the largest. */
export async function readSpent(
  engine: Engine,
  site: SiteRow,
  days: { from_day: string; to_day: string },
): Promise<Spent[]> {
  return (await engine.run({ kind: 'costs', site, ...days })) as unknown as Spent[]
}

/** The dimensions that costs have. What was spent on the visitors of one country, for example, is unknown. */
const KNOWN: readonly DimensionKey[] = ['source', 'campaign', 'content']

/** Whether it is known which costs pass the filters. */
export const isKnown = (filters: Filter[]): boolean =>
  filters.every(({ dimension }) => KNOWN.includes(dimension))

/** Whether costs pass filters: by one of their names, or by their platform if they are for all its sources together. */
export function passes(spent: Spent, filters: Filter[]): boolean {
  return filters.every(({ dimension, operator, values }) => {
    const names =
      dimension === 'source'
        ? [spent.source || spent.platform]
        : dimension === 'campaign'
          ? [spent.campaign, spent.campaign_id]
          : [spent.content || NOT_SET, spent.content_id]
    const isSame = (name: string, value: string) => {
      const canonical = dimension === 'source' ? canonicalSource(value) : null
      return (
        sameName(name) === sameName(value) ||
        (canonical !== null && (canonical.source === name || (!spent.source && canonical.platform === name)))
      )
    }
    const matches =
      operator === 'is' || operator === 'is_not'
        ? isSame
        : (name: string, value: string) => sameName(name).includes(sameName(value))
    const isAny = names.some((name) => values.some((value) => matches(name, value)))
    return isAny === (operator === 'is' || operator === 'contains')
  })
}
