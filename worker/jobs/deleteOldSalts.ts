import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

/** Deletes the salts of past days, so that no visitor can be found from a hash. Yesterday's is needed after midnight. */
export const deleteOldSalts: CronJob = {
  name: 'delete old salts',
  run: (store, { now_ms }) => store.forgetSalts(new Date(now_ms - DAY_MS).toISOString().slice(0, 10)),
}
