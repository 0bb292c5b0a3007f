import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

/** Sessions in a step. The database does nothing else meanwhile: some 20 ms. */
const STEP_SESSIONS = 500
/** Steps of a site in a run, at most: three million sessions in a day. */
const MAX_STEPS = 64

/** Deletes the sessions that are older than their site's retention. `forgetOldOrders` and `forgetOldIdentities` do the rest. */
export const deleteOldSessions: CronJob = {
  name: 'delete old sessions',
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const { id, retention_days } of sites)
      await takeDueSteps(store, id, this.name, MAX_STEPS, async () => {
        const deleted = await store.expire(id, now_ms - retention_days * DAY_MS, STEP_SESSIONS)
        return deleted >= STEP_SESSIONS
      })
  },
}
