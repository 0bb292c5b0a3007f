/** The cron: runs all jobs, one after another. A new job is a file in this folder and a line in `JOBS`. */
import { MINUTE_MS } from '../../wire/time.ts'
import type { Store } from '../store/store.ts'
import type { CronJob } from './cronJob.ts'
import { deleteOldAudit } from './deleteOldAudit.ts'
import { deleteOldSalts } from './deleteOldSalts.ts'
import { deleteOldSessions } from './deleteOldSessions.ts'
import { deleteOldSignIns } from './deleteOldSignIns.ts'
import { limitOrders } from './limitOrders.ts'
import { rollUpClosedTime } from './rollUpClosedTime.ts'

/** In the order in which they run. */
const JOBS: readonly CronJob[] = [
  deleteOldSalts,
  deleteOldSessions,
  deleteOldSignIns,
  deleteOldAudit,
  limitOrders,
  rollUpClosedTime,
]

/** How often the cron runs (`triggers` in wrangler.toml). */
const RUN_MS = 15 * MINUTE_MS

export async function runJobs(store: Store, nowMs: number): Promise<void> {
  const number = Math.floor(nowMs / RUN_MS)
  const all = await store.sites()
  const first = all.length && number % all.length
  const sites = [...all.slice(first), ...all.slice(0, first)]
  for (const job of JOBS) await job.run(store, { now_ms: nowMs, number, sites })
}
