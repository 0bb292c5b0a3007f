/** SQL of dimensions: of a session, or of the touch that a conversion or an order is credited to. */
import { type DimensionKey, NOT_SET } from '../../wire/query.ts'
import { DIMENSIONS } from '../metrics/dimensions.ts'

/** Turns the name of a column into SQL that reads it from the current row. */
export type ColumnSql = (column: string) => string

/** A column of session `s`. */
export const ofSession: ColumnSql = (column) => `s.${column}`

/** A column of touch `e`, which is one entry of a path. */
export const ofTouch: ColumnSql = (column) => `e.value ->> '$.${column}'`

/** SQL of a dimension's value: a text, never NULL. */
export function dimensionSql(key: DimensionKey, at: ColumnSql): string {
  const { from } = DIMENSIONS[key]
  if (from === 'is first visit') return `CASE WHEN ${at('visit_number')} = 1 THEN 'new' ELSE 'returning' END`
  return `coalesce(${at(from)}, '${NOT_SET}')`
}
