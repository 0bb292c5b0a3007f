/** What was spent in a period, in the site's currency, as far as there are rates. */

import { NOT_SET } from '../../wire/query.ts'
import { DAY_MS } from '../../wire/time.ts'
import { canonicalSource } from '../classify/canonicalSource.ts'
import type { DimensionKey } from '../metrics/dimensions.ts'
import { factorOf } from '../sqlite/revenueSql.ts'
import type { Filter } from '../stats/request.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bind, Store } from '../store/store.ts'
import { instant } from '../time/period.ts'
import { offset } from '../time/zone.ts'
import { sameName } from './sameName.ts'

/** The costs of one ad, campaign or platform over all days of the period. Empty text: not said. */
export interface Spent {
  platform: string
  source: string
  campaign: string
  campaign_id: string
  content: string
  content_id: string
  currency: string
  /** In the site's currency. */
  minor: number
  /** In its own, of the days without a rate. */
  unconverted_minor: number
  clicks: number
  impressions: number
}

/** Days as YYYY-MM-DD, both included; `from` null: from the first on. */
export interface Days {
  from: string | null
  to: string
}

/**
 * The days that begin in a period: costs know no hours. Of the last 24 hours that is today, of whole days all of them.
 * @param timezone whose midnights count: a day of costs is one of the site's time zone, or of `tz=`
 */
export function daysOf(period: { from_ms: number | null; to_ms: number }, timezone: string): Days {
  const to = localDay(period.to_ms - 1, timezone)
  if (period.from_ms === null) return { from: null, to }
  const day = localDay(period.from_ms, timezone)
  const begins = instant(day, timezone)! >= period.from_ms
  return { from: begins ? day : nextDay(day), to }
}

const localDay = (ms: number, timezone: string) => isoDay(ms + offset(ms, timezone))
const nextDay = (day: string) => isoDay(Date.parse(day) + DAY_MS)
const isoDay = (ms: number) => new Date(ms).toISOString().slice(0, 10)

/** The first day that has any costs; null without. */
export async function firstCostDay(store: Store, site: SiteRow): Promise<string | null> {
  const sql = 'SELECT min(day) AS day FROM costs WHERE site_id = ?1'
  const [row] = await store.query({ sql, params: [site.id] })
  return (row?.day ?? null) as string | null
}

/** The largest first: where a campaign is written in several ways, that one names it. */
export async function spentIn(store: Store, site: SiteRow, { from, to }: Days): Promise<Spent[]> {
  const of = 'platform, source, campaign, campaign_id, content, content_id, currency'
  const sql = `
SELECT ${of}, sum(coalesce(minor, 0)) AS minor, sum(CASE WHEN minor IS NULL THEN spend_minor ELSE 0 END) AS unconverted_minor,
  sum(coalesce(clicks, 0)) AS clicks, sum(coalesce(impressions, 0)) AS impressions
FROM (
  SELECT ${of}, spend_minor, clicks, impressions,
    CASE WHEN c.currency = ?4 THEN c.spend_minor ELSE round(c.spend_minor * ${factorOf('c', 'c.day')}) END AS minor
  FROM costs c WHERE c.site_id = ?1 AND c.day >= ?2 AND c.day <= ?3
)
GROUP BY ${of} ORDER BY minor DESC, ${of}`
  const params: Bind[] = [site.id, from ?? '', to, site.currency]
  return (await store.query({ sql, params })) as unknown as Spent[]
}

/** What costs know. By anything else they cannot be divided: who knows what was spent on the visitors of one country? */
const KNOWN: readonly DimensionKey[] = ['source', 'campaign', 'content']

/** Whether filters leave costs that can be told. */
export const isKnown = (filters: Filter[]): boolean =>
  filters.every(({ dimension }) => KNOWN.includes(dimension))

/** Whether costs pass filters: by any of their names, and where one source of several is meant, by their platform. */
export function passes(spent: Spent, filters: Filter[]): boolean {
  return filters.every(({ dimension, operator, values }) => {
    const names =
      dimension === 'source'
        ? [spent.source || spent.platform]
        : dimension === 'campaign'
          ? [spent.campaign, spent.campaign_id]
          : [spent.content || NOT_SET, spent.content_id]
    const isIt = (name: string, value: string) => {
      const sender = dimension === 'source' ? canonicalSource(value) : null
      return (
        sameName(name) === sameName(value) ||
        (sender !== null && (sender.source === name || (!spent.source && sender.platform === name)))
      )
    }
    const isSaid =
      operator === 'is' || operator === 'is_not'
        ? isIt
        : (name: string, value: string) => sameName(name).includes(sameName(value))
    const isAny = names.some((name) => values.some((value) => isSaid(name, value)))
    return isAny === (operator === 'is' || operator === 'contains')
  })
}
