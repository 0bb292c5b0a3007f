/**
 * The grammar of `filter=`, which the Worker reads and the dashboard writes: `dimension:operator:value`.
 *
 * - `a|b` means either value. A bar that belongs to a value is written `\|`, a backslash `\\`.
 * - Empty values are left out: `a||b` means the same as `a|b`. A filter without any value is no filter.
 * - A value that occurs twice counts once. A colon needs no escape: only the first two separate.
 */
import { DIMENSION_KEYS, type DimensionKey, OPERATORS, type Operator } from './query.ts'

export interface Filter {
  dimension: DimensionKey
  operator: Operator
  /** At least one, none of them empty. `is` and `contains` match any of them; the other operators match none of them. */
  values: string[]
}

/** The part of a text that is wrong, so that it is not a filter. */
export type FilterFault = 'form' | 'dimension' | 'operator' | 'value'

/** Reads one filter, or returns which part of the text is wrong. */
export function parseFilter(text: string): Filter | FilterFault {
  const parts = text.match(/^([^:]*):([^:]*):([\s\S]*)$/)
  if (!parts) return 'form'
  const dimension = DIMENSION_KEYS.find((key) => key === parts[1])
  if (!dimension) return 'dimension'
  const operator = OPERATORS.find((key) => key === parts[2])
  if (!operator) return 'operator'
  const values = splitValues(parts[3]!)
  return values.length ? { dimension, operator, values } : 'value'
}

/** The text that `parseFilter` reads as this filter. */
export const writeFilter = ({ dimension, operator, values }: Filter): string =>
  `${dimension}:${operator}:${values.map((value) => value.replace(/[\\|]/g, '\\$&')).join('|')}`

function splitValues(text: string): string[] {
  const written = text.match(/(?:\\[\\|]|[^|])+/g) ?? []
  return [...new Set(written.map((value) => value.replace(/\\([\\|])/g, '$1')))]
}
