import { DAY_MS, utcDay } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

/**
 * Deletes the salts of the days before yesterday (UTC), so that no visitor can be found from their hashes. Yesterday's is
 * kept, because a session that goes on after midnight needs it.
 */
export const deleteOldSalts: CronJob = {
  name: 'delete old salts',
  run: (store, { now_ms }) => store.forgetSalts(utcDay(now_ms - DAY_MS)),
}
