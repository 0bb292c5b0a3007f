/**
 * Does something that follows a commit and may fail: what is stored stays stored, so the answer must say so. A failure is
 * only logged.
 * @returns what `work` returns; undefined if it fails
 */
export async function afterCommit<T>(work: () => T | Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    console.error(error)
    return undefined
  }
}
