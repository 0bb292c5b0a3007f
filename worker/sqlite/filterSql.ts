/** SQL of filters. */
import type { Filter } from '../../wire/filter.ts'
import { containsSql } from './containsSql.ts'
import { type ColumnSql, dimensionSql } from './dimensionSql.ts'

/** Appends a value to those that a statement binds, and returns its placeholder. */
export type BindValue = (value: string | number) => string

/** The same placeholder for the same value: D1 binds a hundred values a statement at most. */
export function bindOnce(bind: BindValue): BindValue {
  const bound = new Map<string | number, string>()
  return (value) => {
    const known = bound.get(value) ?? bind(value)
    bound.set(value, known)
    return known
  }
}

/** The filters as ` AND …` conditions on the current row; empty without filters. */
export const filterSql = (filters: Filter[], at: ColumnSql, bind: BindValue): string =>
  filters.map((filter) => ` AND ${conditionOn(dimensionSql(filter.dimension, at), filter, bind)}`).join('')

/** One filter as a condition on the SQL of a value. `is` and `is_not` compare letters exactly. */
export function conditionOn(value: string, { operator, values }: Filter, bind: BindValue): string {
  switch (operator) {
    case 'is':
      return `${value} IN (${values.map(bind).join(', ')})`
    case 'is_not':
      return `${value} NOT IN (${values.map(bind).join(', ')})`
    case 'contains':
      return containsSql(value, values, bind)
    case 'not_contains':
      return `NOT ${containsSql(value, values, bind)}`
  }
}
