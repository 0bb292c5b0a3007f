import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

/** Sessions to delete per site and run, at most, so that the deletions of a day leave enough writes for the ingest. */
const MAX_SESSIONS = 500

/** Deletes the sessions that are older than their site's retention. Orders stay: the revenue of past periods needs them. */
export const deleteOldSessions: CronJob = {
  name: 'delete old sessions',
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const { id, retention_days } of sites)
      await store.expire(id, now_ms - retention_days * DAY_MS, MAX_SESSIONS)
  },
}
