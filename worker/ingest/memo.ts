/** A few hundred user agents make up most of a shop's traffic. */
const MAX_KEYS = 500

/**
 * A memory of computed values, for as long as the isolate lives.
 * @returns a function that returns the value of a key, computed by `find` the first time; the oldest keys are forgotten
 */
export function memo<T>(): (key: string, find: () => T) => T {
  const known = new Map<string, T>()
  return (key, find) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find()
    if (known.size >= MAX_KEYS) known.delete(known.keys().next().value!)
    known.set(key, found)
    return found
  }
}
