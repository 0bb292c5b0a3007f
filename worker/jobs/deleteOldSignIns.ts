import type { CronJob } from './cronJob.ts'

/** Once an hour: there is no index by expiry, so that each run reads all sign-ins. */
const EVERY = 4

/** Deletes the sign-ins that have expired. */
export const deleteOldSignIns: CronJob = {
  name: 'delete old sign-ins',
  async run(store, { now_ms, number }) {
    if (number % EVERY === 0) await store.removeExpiredSignIns(now_ms)
  },
}
