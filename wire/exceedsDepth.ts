/**
 * Whether a JSON value has lists and objects within each other on more than `most` levels; a plain value has none. Code
 * that follows a value into its depth, as `JSON.stringify` does, fails on one that is nested some thousand times.
 */
export function exceedsDepth(value: unknown, most: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return most === 0 || Object.values(value).some((inner) => exceedsDepth(inner, most - 1))
}
