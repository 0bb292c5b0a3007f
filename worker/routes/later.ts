import type { Context } from 'hono'

/** Lets work go on after the answer. If it fails, that is only logged. */
export function later(c: Context, work: Promise<unknown>): void {
  const done = work.catch((error: unknown) => console.warn(error))
  try {
    c.executionCtx.waitUntil(done)
  } catch {
    // hono throws where the caller gives no execution context, as some tests. The work goes on all the same.
  }
}
