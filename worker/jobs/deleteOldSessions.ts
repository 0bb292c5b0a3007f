import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

/** For each site and run: a day's deletions must not use up the writes that the ingest needs. */
const MAX_SESSIONS = 500

/** Deletes the sessions that are older than their site's retention. Orders stay: they are the shop's books. */
export const deleteOldSessions: CronJob = {
  name: 'delete old sessions',
  async run(store, { now_ms, sites }) {
    for (const { id, retention_days } of sites)
      await store.expire(id, now_ms - retention_days * DAY_MS, MAX_SESSIONS)
  },
}
