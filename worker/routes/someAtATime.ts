/** Does something for each item, for at most `most` items at the same time. The results are in the order of the items. */
export async function someAtATime<T, R>(
  most: number,
  items: T[],
  work: (item: T) => Promise<R>,
): Promise<R[]> {
  const results: R[] = []
  const left = items.entries()
  const next = async () => {
    // All workers take from one iterator.
    for (const [i, item] of left) results[i] = await work(item)
  }
  await Promise.all(Array.from({ length: most }, next))
  return results
}
