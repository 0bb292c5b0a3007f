/** What is folded: the combinations of dimensions that reports ask for, and where each sum stands in a cell. */
import { MODELS, type Model } from '../../wire/model.ts'
import { BREAKDOWNS, DIMENSIONS, type DimensionKey, GEO } from '../metrics/dimensions.ts'
import { METRICS, type Metric, type MetricKey, metric, type SumKey } from '../metrics/metrics.ts'

/** Names of folds that are no group of dimensions: visits by the visit before, money that no rate brings in, pages. */
export const SINCE = '~since'
export const UNCONVERTED = '~unconverted'
export const PAGES = '~pages'

/** Every group of dimensions that is folded, by its name. */
export const GROUPS: Record<string, DimensionKey[]> = Object.fromEntries(
  [[], ['visitor'], ...Object.values(BREAKDOWNS), ...Object.values(GEO)].map((dimensions) => [
    dimensions.join(),
    dimensions as DimensionKey[],
  ]),
)

/** The smallest group that holds all of these dimensions; null where none does. */
export function groupOf(dimensions: DimensionKey[]): string | null {
  const fitting = Object.entries(GROUPS).filter(([, group]) => dimensions.every((key) => group.includes(key)))
  return fitting.sort(([, a], [, b]) => a.length - b.length)[0]?.[0] ?? null
}

const sums = (isWanted: (one: Metric) => boolean) =>
  (Object.keys(METRICS) as MetricKey[]).filter((key) => isWanted(metric(key))) as SumKey[]

/** Sums of sessions, and those that each attribution model credits to touches. */
export const SESSION_SUMS = sums((one) => one.of === 'session' && !one.folded)
export const TOUCH_SUMS = sums((one) => one.of === 'conversion' || one.of === 'order')

/** A cell is the group's dimensions, the sums of sessions, then the sums of each model; zeros at its end are left out. */
export function placeOf(group: string, key: SumKey, model: Model): number {
  const before = GROUPS[group]!.length
  const own = SESSION_SUMS.indexOf(key)
  if (own >= 0) return before + own
  return before + SESSION_SUMS.length + MODELS.indexOf(model) * TOUCH_SUMS.length + TOUCH_SUMS.indexOf(key)
}

/** Of a page, behind its name. Its orders are those of the sessions that saw it, in the time of the session. */
export const PAGE_SUMS = [
  'pageviews',
  'sessions',
  'new_visitors',
  'conversions',
  'orders',
  'valued_orders',
  'revenue',
] as const satisfies SumKey[]

/** Changes with all that a fold's figures depend on: folds of another version are made anew. */
export function versionOf(timezone: string): string {
  return `${timezone} ${REGISTRY}`
}

const REGISTRY = digest(
  JSON.stringify([
    1, // the form of the cells
    Object.keys(GROUPS),
    MODELS,
    [...SESSION_SUMS, ...TOUCH_SUMS].map((key) => [key, METRICS[key]]),
    Object.entries(DIMENSIONS).map(([key, { sql }]) => [key, sql((column) => column)]),
  ]),
)

/** 32 bits of a text (FNV-1a). */
function digest(text: string): string {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return (hash >>> 0).toString(36)
}
