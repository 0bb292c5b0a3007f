/** The Worker's entry point: requests and the cron. */
import { app } from './app.ts'
import { startDebug } from './debug.ts'
import type { Env } from './env.ts'
import { runJobs } from './jobs/runJobs.ts'
import { limitOf } from './limits/limits.ts'
import { forgetSites } from './routes/site.ts'
import { d1Store } from './store/d1/d1Store.ts'

async function scheduled(env: Env, nowMs: number): Promise<void> {
  await runAll(env, nowMs)
  // A job may have changed a site.
  forgetSites()
}

async function runAll(env: Env, nowMs: number): Promise<void> {
  const rowsPerDay = limitOf(env, 'ROWS_PER_DAY')
  if (env.DEBUG !== '1') return runJobs(d1Store(env.DB), nowMs, rowsPerDay)
  const debug = startDebug(env.DB)
  await runJobs(debug.store, nowMs, rowsPerDay)
  debug.print('cron')
}

export default {
  fetch: app.fetch,
  scheduled: ({ scheduledTime }, env, ctx) => ctx.waitUntil(scheduled(env, scheduledTime)),
} satisfies ExportedHandler<Env>
