import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

/** How long the audit trail is kept. */
const KEPT_MS = 90 * DAY_MS

/** Deletes the oldest rows of the audit trail. */
export const deleteOldAudit: CronJob = {
  name: 'delete old audit rows',
  run: (store, { now_ms }) => store.removeOldAudit(now_ms - KEPT_MS),
}
