import { createMiddleware } from 'hono/factory'
import type { App } from '../env.ts'
import { Busy } from '../store/busy.ts'
import { later } from './later.ts'

/**
 * Middleware: answers 503 if the route has no answer after `ms`, so that no sender waits for a database that hangs. The
 * work goes on: its write may be under way. Sending the request again is safe, because each event is counted once.
 */
export const withinDeadline = (ms: number) =>
  createMiddleware<App>(async (c, next) => {
    const work = next()
    let timer: ReturnType<typeof setTimeout> | undefined
    const deadline = new Promise<'late'>((resolve) => {
      timer = setTimeout(() => resolve('late'), ms)
    })
    const outcome = await Promise.race([work, deadline])
    clearTimeout(timer)
    if (outcome !== 'late') return
    later(c, work)
    throw new Busy('overloaded', `no answer of the database within ${ms} ms`)
  })

/** A sender of events waits at most this long. D1 itself ends a query after 30 s. */
export const ingestDeadline = withinDeadline(20_000)
