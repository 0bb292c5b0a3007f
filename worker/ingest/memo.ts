/** Remembers what was found out about a text, so that the isolate need not find it out for each event. */

/** A few hundred user agents make most of the traffic of a shop. */
const MOST = 500

/** @returns what `find` says of a key, from memory where it is known; the oldest of `MOST` goes first */
export function memo<T>(): (key: string, find: () => T) => T {
  const known = new Map<string, T>()
  return (key, find) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = find()
    if (known.size >= MOST) known.delete(known.keys().next().value!)
    known.set(key, found)
    return found
  }
}
