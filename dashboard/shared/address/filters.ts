/** The filters of the page's address, and how a click changes them. */
import { type Filter, parseFilter, writeFilter } from '../../../wire/filter.ts'

/** The filters that are written in the address. What is no filter is left out: a link from elsewhere never breaks the page. */
export const readFilters = (texts: string[]): Filter[] =>
  texts.map(parseFilter).filter((filter) => typeof filter !== 'string')

const same = (one: Filter, other: Filter) => writeFilter(one) === writeFilter(other)

/** The filters with one more, which takes the place of those that ask the same dimension for a value. */
export function withFilter(filters: Filter[], added: Filter): Filter[] {
  const replaced = (one: Filter) =>
    same(one, added) ||
    (added.operator === 'is' && one.operator === 'is' && one.dimension === added.dimension)
  return [...filters.filter((one) => !replaced(one)), added]
}

export const withoutFilter = (filters: Filter[], gone: Filter): Filter[] =>
  filters.filter((one) => !same(one, gone))
