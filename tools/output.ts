/** What the tools print while they work: one line when a step begins, one with its time when it ends. */

const seconds = (since_ms: number) => `${((performance.now() - since_ms) / 1000).toFixed(1)} s`

export function say(line: string) {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs `work` between two printed lines. What `work` returns is returned; what it throws passes through.
 *
 * @param doing what begins, such as `Building dist/`
 * @param done the closing words, or what makes them from the result; `doing` when left out
 */
export async function step<T>(
  doing: string,
  work: () => Promise<T>,
  done: string | ((result: T) => string) = doing,
): Promise<T> {
  const began_ms = performance.now()
  say(`… ${doing}`)
  const result = await work()
  say(`✓ ${typeof done === 'string' ? done : done(result)} (${seconds(began_ms)})`)
  return result
}

/** Prints why a tool gave up, without a stack when the reason is the user's to mend. */
export function complain(error: unknown) {
  const text = error instanceof Error ? (error.name === 'Error' ? error.message : error.stack) : String(error)
  process.stderr.write(`\n✗ ${text}\n`)
}
