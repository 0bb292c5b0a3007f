/** The filters of the page's address, and how a click changes them. */
import { type Filter, parseFilter, writeFilter } from '../../../wire/filter.ts'

/**
 * Reads the filters of the address. Malformed ones are left out, so that an old or wrong link never breaks the page.
 */
export const readFilters = (texts: string[]): Filter[] =>
  texts.map(parseFilter).filter((filter) => typeof filter !== 'string')

const same = (one: Filter, other: Filter) => writeFilter(one) === writeFilter(other)

/** Adds a filter. An `is` filter replaces other `is` filters on the same dimension. */
export function withFilter(filters: Filter[], added: Filter): Filter[] {
  const replaced = (one: Filter) =>
    same(one, added) ||
    (added.operator === 'is' && one.operator === 'is' && one.dimension === added.dimension)
  return [...filters.filter((one) => !replaced(one)), added]
}

export const withoutFilter = (filters: Filter[], removed: Filter): Filter[] =>
  filters.filter((one) => !same(one, removed))
