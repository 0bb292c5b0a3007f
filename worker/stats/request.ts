/** Reads the query of a report: period, filters, page, model. Each problem names its parameter and what is allowed. */
import { type Filter, type FilterFault, parseFilter } from '../../wire/filter.ts'
import { asciiHost } from '../../wire/idn.ts'
import { DEFAULT_MODEL, MODELS, type Model } from '../../wire/model.ts'
import { COMPARISONS, type Comparison, DIMENSION_KEYS, OPERATORS, PERIODS } from '../../wire/query.ts'
import { DAY_MS } from '../../wire/time.ts'
import { canonicalName } from '../classify/canonicalSource.ts'
import { BadParameter } from '../errors.ts'
import type { SiteRow } from '../store/rows.ts'
import { instant, type Period, relative } from '../time/period.ts'

export interface ReportRequest {
  /** When the request came in. */
  now_ms: number
  period: Period
  timezone: string
  filters: Filter[]
  limit: number
  cursor: string | null
  sort: { key: string; descending: boolean } | null
  model: Model
  compare: Comparison | null
  /** False for `rollup=off`: every figure is then counted from the sessions themselves. */
  rollup: boolean
}

export const LIMIT = { default: 20, most: 1000 }
const MAX_SPAN_MS = 20 * 366 * DAY_MS

/** Query parameters by name, each with all its values. */
export type Params = Record<string, string[]>

/** All values of a parameter that may be repeated, without the empty ones: an empty value means the same as none. */
export const valuesOf = (params: Params, name: string): string[] => (params[name] ?? []).filter(Boolean)

/** The last value of a parameter; null if it is absent or empty. */
export const paramOf = (params: Params, name: string): string | null => params[name]?.at(-1) || null

/** @param pageRows for an export: the rows of a page, instead of `limit` */
export function readRequest(
  params: Params,
  site: SiteRow,
  nowMs: number,
  pageRows: number | null = null,
): ReportRequest {
  const one = (name: string) => paramOf(params, name)
  const timezone = readTimezone(one('tz') ?? site.timezone)
  return {
    now_ms: nowMs,
    period: readPeriod(one, timezone, nowMs),
    timezone,
    filters: readFilters(valuesOf(params, 'filter')),
    limit: pageRows ?? readLimit(one('limit')),
    cursor: one('cursor'),
    sort: readSort(one('sort')),
    model: oneOf('model', one('model') ?? DEFAULT_MODEL, MODELS),
    compare: readComparison(one('compare')),
    rollup: oneOf('rollup', one('rollup') ?? 'on', ['on', 'off']) === 'on',
  }
}

export function oneOf<T extends string>(parameter: string, value: string, allowed: readonly T[]): T {
  if ((allowed as readonly string[]).includes(value)) return value as T
  throw new BadParameter(parameter, `must be one of ${allowed.join(', ')}`)
}

const readComparison = (text: string | null): Comparison | null =>
  text === null ? null : oneOf('compare', text, COMPARISONS)

function readTimezone(name: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return name
  } catch {
    throw new BadParameter('tz', 'must be an IANA time zone, such as Europe/Kyiv')
  }
}

function readPeriod(one: (name: string) => string | null, timezone: string, nowMs: number): Period {
  const [from, to] = [one('from'), one('to')]
  if (one('period') !== null && (from !== null || to !== null))
    throw new BadParameter('period', 'must not be used together with from or to')
  if (from === null && to === null) return relative(oneOf('period', one('period') ?? 'month', PERIODS), nowMs)
  const read = (parameter: string, text: string) => {
    const ms = instant(text, timezone)
    if (ms !== null) return ms
    throw new BadParameter(parameter, 'must be a date (2026-11-22) or an instant (2026-11-22T10:00:00Z)')
  }
  const to_ms = to === null ? nowMs : read('to', to)
  const from_ms = from === null ? null : read('from', from)
  if (from_ms !== null && from_ms >= to_ms) throw new BadParameter('from', 'must be before to')
  if (from_ms !== null && to_ms - from_ms > MAX_SPAN_MS)
    throw new BadParameter('from', 'must be at most 20 years before to')
  return { from_ms, to_ms }
}

/** D1 binds 100 values a statement. */
export const MAX_FILTERS = 20
const MAX_VALUES = 60
/** Of each value of a filter. */
const FILTER_CHARS = 500

function readFilters(texts: string[]): Filter[] {
  if (texts.length > MAX_FILTERS) throw new BadParameter('filter', `is allowed at most ${MAX_FILTERS} times`)
  const filters = texts.map((text) => asStored(readFilter(text)))
  if (filters.reduce((sum, { values }) => sum + values.length, 0) > MAX_VALUES)
    throw new BadParameter('filter', `may have at most ${MAX_VALUES} values`)
  return filters
}

function readFilter(text: string): Filter {
  const filter = parseFilter(text)
  if (typeof filter === 'string') throw new BadParameter('filter', FILTER_FAULTS[filter])
  if (filter.values.some(({ length }) => length > FILTER_CHARS))
    throw new BadParameter('filter', `has a value of more than ${FILTER_CHARS} characters`)
  return filter.dimension === 'source' ? byCanonicalSource(filter) : filter
}

/**
 * Reports have the canonical names of sources. A filter may also have the name that a link uses: `source:is:fb` is the same
 * as `source:is:facebook`. A part of a name stays, because it may also be a part of others.
 */
function byCanonicalSource(filter: Filter): Filter {
  const { operator, values } = filter
  const isPart = operator === 'contains' || operator === 'not_contains'
  const names = values.flatMap((value) => (isPart ? [value, canonicalName(value)] : [canonicalName(value)]))
  return { ...filter, values: [...new Set(names)] }
}

/** Hosts are stored in ASCII. A source may also be a name that looks like one, as a link states it. */
function asStored(filter: Filter): Filter {
  const { dimension, values } = filter
  if (dimension !== 'referrer' && dimension !== 'source') return filter
  const isForeign = (value: string) => /[^\x20-\x7e]/.test(value)
  return { ...filter, values: [...new Set([...values, ...values.filter(isForeign).map(asciiHost)])] }
}

const FILTER_FAULTS: Record<FilterFault, string> = {
  form: 'must be dimension:operator:value, or value|value',
  dimension: `the dimension must be one of ${DIMENSION_KEYS.join(', ')}`,
  operator: `the operator must be one of ${OPERATORS.join(', ')}`,
  value: 'needs a value behind the operator',
}

/** The rows of a page. Throws 400. @param text null: as many as by default */
export function readLimit(text: string | null): number {
  if (text === null) return LIMIT.default
  const limit = Number(text)
  if (/^\d+$/.test(text) && limit >= 1 && limit <= LIMIT.most) return limit
  throw new BadParameter('limit', `must be a whole number from 1 to ${LIMIT.most}`)
}

function readSort(text: string | null): ReportRequest['sort'] {
  if (text === null) return null
  return { key: text.replace(/^-/, ''), descending: text.startsWith('-') }
}
