/** What is rolled up: the groups of dimensions that reports ask for, and the place of each sum in a cell. */
import { MODELS, type Model } from '../../wire/model.ts'
import type { DimensionKey } from '../../wire/query.ts'
import { BREAKDOWNS, DIMENSIONS, GEO } from '../metrics/dimensions.ts'
import {
  METRICS,
  type Metric,
  type MetricKey,
  metric,
  type SumKey,
  sumOf,
  UNCONFIRMED,
} from '../metrics/metrics.ts'
import { dimensionSql } from '../sqlite/dimensionSql.ts'
import { SUM_SQL } from '../sqlite/sumSql.ts'

/**
 * Groups that are not by dimensions: sessions by the age of the visitor's previous session, unconverted money, and pages.
 */
export const SINCE = '~since'
export const UNCONVERTED = '~unconverted'
export const PAGES = '~pages'

/** Every group of dimensions that is rolled up, by its name. */
export const GROUPS: Record<string, DimensionKey[]> = Object.fromEntries(
  [[], ['visitor'], ...Object.values(BREAKDOWNS), ...Object.values(GEO)].map((dimensions) => [
    dimensions.join(),
    dimensions as DimensionKey[],
  ]),
)

/** The smallest group that holds all of these dimensions; null if there is none. */
export function groupOf(dimensions: DimensionKey[]): string | null {
  const fitting = Object.entries(GROUPS).filter(([, group]) => dimensions.every((key) => group.includes(key)))
  return fitting.sort(([, a], [, b]) => a.length - b.length)[0]?.[0] ?? null
}

const sums = (isWanted: (one: Metric) => boolean) =>
  (Object.keys(METRICS) as MetricKey[]).filter((key) => isWanted(metric(key))) as SumKey[]

/** The sums of sessions that add up, and the sums that each attribution model credits to touches. */
export const SESSION_SUMS = sums((one) => one.of === 'session' && !one.distinct)
const TOUCH_SUMS = sums((one) => one.of === 'conversion' || one.of === 'order')

const isUnconfirmed = (key: SumKey) => (Object.values(UNCONFIRMED) as SumKey[]).includes(key)

/**
 * What a cell has behind the sums of sessions: each sum of touches by each model. The unconfirmed ones are last, because
 * zeros at the end of a cell are left out.
 */
export const TOUCH_PLACES: readonly { model: Model; key: SumKey }[] = [false, true].flatMap((wanted) =>
  MODELS.flatMap((model) =>
    TOUCH_SUMS.filter((key) => isUnconfirmed(key) === wanted).map((key) => ({ model, key })),
  ),
)

/**
 * The index of a sum in a cell. A cell is a list: the values of the group's dimensions, the sums of sessions, then the
 * sums of each model. Zeros at its end are left out.
 */
export function placeOf(group: string, key: SumKey, model: Model): number {
  const before = GROUPS[group]!.length
  const own = SESSION_SUMS.indexOf(key)
  if (own >= 0) return before + own
  const place = TOUCH_PLACES.findIndex((one) => one.key === key && one.model === model)
  return before + SESSION_SUMS.length + place
}

/** The sums in a page's cell, after the page. The orders are those of the sessions that saw it, at the session's time. */
export const PAGE_SUMS = [
  'pageviews',
  'sessions',
  'new_visitors',
  'conversions',
  'orders',
  'valued_orders',
  'revenue',
  'unconfirmed_orders',
  'unconfirmed_valued_orders',
  'unconfirmed_revenue',
] as const satisfies SumKey[]

/**
 * The version of a site's rollups. It is another one if anything changes on which the figures depend: a site with rollups
 * of another version rolls up its whole history again.
 */
export function versionOf(timezone: string): string {
  return `${timezone} ${DEFINITIONS}`
}

/** What the version says of a sum. Do not add, remove or reorder keys: all sites would roll up their history again. */
const definitionOf = (key: SumKey) => {
  const { label, unit, of, scale } = sumOf(key)
  return { label, unit, of, sql: SUM_SQL[key].sql, scale }
}

const DEFINITIONS = digest(
  JSON.stringify([
    2, // the form of the cells
    Object.keys(GROUPS),
    MODELS,
    [...SESSION_SUMS, ...TOUCH_SUMS].map((key) => [key, definitionOf(key)]),
    (Object.keys(DIMENSIONS) as DimensionKey[]).map((key) => [key, dimensionSql(key, (column) => column)]),
  ]),
)

/** 32 bits of a text (FNV-1a). */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
