/** Filters as the API writes them: `dimension:operator:value|value`, a bar within a value as `\|`, a backslash as `\\`. */
import { OPERATORS, type Operator } from '../wire/query.ts'
import type { DimensionKey } from '../worker/stats/dimensions.ts'

/** What can be filtered by, in the order in which it is offered. */
export const DIMENSIONS = [
  'channel',
  'source',
  'medium',
  'campaign',
  'content',
  'term',
  'kind',
  'referrer',
  'landing_page',
  'country',
  'region',
  'city',
  'language',
  'device',
  'browser',
  'os',
  'visitor',
] as const satisfies readonly DimensionKey[]
export type Dimension = (typeof DIMENSIONS)[number]

export interface Filter {
  dimension: Dimension
  operator: Operator
  /** Any of them for `is` and `contains`, none of them for the others. */
  values: string[]
}

/** Null for what is no filter: a link from elsewhere never breaks the page. */
export function parseFilter(text: string): Filter | null {
  const [, name, by, written] = text.match(/^([^:]*):([^:]*):([\s\S]*)$/) ?? []
  const dimension = DIMENSIONS.find((known) => known === name)
  const operator = OPERATORS.find((known) => known === by)
  if (!dimension || !operator || !written) return null
  const parts = written.match(/(?:\\[\\|]|[^|])+/g) ?? []
  const values = parts.map((part) => part.replace(/\\([\\|])/g, '$1'))
  return values.length ? { dimension, operator, values } : null
}

export const printFilter = ({ dimension, operator, values }: Filter): string =>
  `${dimension}:${operator}:${values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')}`

const same = (one: Filter, other: Filter) => printFilter(one) === printFilter(other)

/** The filters with one more, which takes the place of those that ask the same dimension for a value. */
export function withFilter(filters: Filter[], added: Filter): Filter[] {
  const replaced = (one: Filter) =>
    same(one, added) ||
    (added.operator === 'is' && one.operator === 'is' && one.dimension === added.dimension)
  return [...filters.filter((one) => !replaced(one)), added]
}

export const withoutFilter = (filters: Filter[], gone: Filter): Filter[] =>
  filters.filter((one) => !same(one, gone))
