/** The cron: runs all jobs, one after another. A new job is a file in this folder and a line in `JOBS`. */
import { DAY_MS, MINUTE_MS, utcDay } from '../../wire/time.ts'
import { STOPS } from '../limits/rowBudget.ts'
import type { Store } from '../store/store.ts'
import { applyExclusions } from './applyExclusions.ts'
import { cleanOldAddresses } from './cleanOldAddresses.ts'
import { correctLaterVisits } from './correctLaterVisits.ts'
import type { CronJob } from './cronJob.ts'
import { deleteOldAudit } from './deleteOldAudit.ts'
import { deleteOldSalts } from './deleteOldSalts.ts'
import { deleteOldSessions } from './deleteOldSessions.ts'
import { deleteOldSignIns } from './deleteOldSignIns.ts'
import { forgetOldIdentities } from './forgetOldIdentities.ts'
import { forgetOldOrders } from './forgetOldOrders.ts'
import { limitOrders } from './limitOrders.ts'
import { reclassifyHistory } from './reclassifyHistory.ts'
import { relinkBrowsers } from './relinkBrowsers.ts'
import { rollUpClosedTime } from './rollUpClosedTime.ts'

/** In the order in which they run. */
const JOBS: readonly CronJob[] = [
  deleteOldSalts,
  deleteOldSessions,
  forgetOldOrders,
  forgetOldIdentities,
  deleteOldSignIns,
  deleteOldAudit,
  limitOrders,
  applyExclusions,
  cleanOldAddresses,
  relinkBrowsers,
  reclassifyHistory,
  correctLaterVisits,
  rollUpClosedTime,
]

/** Rows written by day are kept for this long. */
const USAGE_KEPT_MS = 90 * DAY_MS

/** How often the cron runs (`triggers` in wrangler.toml). */
const RUN_MS = 15 * MINUTE_MS

/** The job whose state says when the cron has run last. */
const CRON = 'cron'

/** When the cron has finished a run for the last time, in ms; null: never. */
export async function lastCronMs(store: Store): Promise<number | null> {
  const state = (await store.job(0, CRON)) as { last_ms: number } | null
  return state?.last_ms ?? null
}

/**
 * A job that fails does not stop the others. Jobs that can wait do not run once most of the day's rows are written, so
 * that the rest is left for events.
 * @param rowsPerDay the deployment's budget; Infinity: no limit
 */
export async function runJobs(store: Store, nowMs: number, rowsPerDay: number): Promise<void> {
  const number = Math.floor(nowMs / RUN_MS)
  const all = await store.sites()
  const first = all.length && number % all.length
  const sites = [...all.slice(first), ...all.slice(0, first)]
  const written = [...(await store.usageToday(nowMs)).values()].reduce((sum, rows) => sum + rows, 0)
  const counted = () => store.rowsWritten(0, nowMs).all
  const before = counted()
  const rowsLeft = () => rowsPerDay * STOPS.cron - written - (counted() - before)
  const run = { now_ms: nowMs, number, sites, rowsLeft, equal_rows: (rowsPerDay * RUN_MS) / DAY_MS }
  for (const job of JOBS)
    if (rowsLeft() > 0 || !job.waits)
      await job.run(store, run).catch((error: unknown) => console.error(`${job.name}:`, error))
  await store.keepJob(0, { name: CRON, state: { last_ms: nowMs } })
  await store.forgetUsage(utcDay(nowMs - USAGE_KEPT_MS))
  await store.keepUsage(nowMs, true)
}
