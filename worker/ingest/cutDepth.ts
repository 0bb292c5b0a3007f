/**
 * A JSON value in which lists and objects within each other on more than `most` levels are null. Reading such a value into
 * its depth would fail, and nothing that is used lies so deep.
 */
export function cutDepth(value: unknown, most: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (most === 0) return null
  if (Array.isArray(value)) return value.map((inner) => cutDepth(inner, most - 1))
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cutDepth(inner, most - 1)]))
}
