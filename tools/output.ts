/** What the tools print while they work: a line when a step begins, and a line with its duration when it ends. */

const seconds = (since_ms: number) => `${((performance.now() - since_ms) / 1000).toFixed(1)} s`

export function print(line: string) {
  process.stdout.write(`${line}\n`)
}

/**
 * Runs `work` and prints a line before and after it. Returns what `work` returns, and throws what it throws.
 *
 * @param title what begins, such as `Building dist/`
 * @param done the text of the closing line, or a function that makes it from the result. Default: `title`
 */
export async function step<T>(
  title: string,
  work: () => Promise<T>,
  done: string | ((result: T) => string) = title,
): Promise<T> {
  const began_ms = performance.now()
  print(`… ${title}`)
  const result = await work()
  print(`✓ ${typeof done === 'string' ? done : done(result)} (${seconds(began_ms)})`)
  return result
}

/** Prints why a tool stopped. The stack is left out for a plain `Error`: its message says what the user can do. */
export function printError(error: unknown) {
  const text = error instanceof Error ? (error.name === 'Error' ? error.message : error.stack) : String(error)
  process.stderr.write(`\n✗ ${text}\n`)
}
