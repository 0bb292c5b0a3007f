import { DAY_MS } from '../../wire/time.ts'
import type { CronJob } from './cronJob.ts'

const STEP_IDENTITIES = 500
/** Steps of a site in a run that delete nothing, and of those that delete something. */
const MAX_IDLE_STEPS = 4
const MAX_STEPS = 64
const NAME = 'forget old identities'

/**
 * Deletes the user ids of the visitors who have no session left, if they are older than their site's retention. A visitor
 * who still comes keeps them. It passes over all identities of a site, again and again, because nothing tells when a
 * visitor's last session is deleted: a site with a thousand identities is passed in each run. Exclusions of such visitors
 * hold their ids, too.
 */
export const forgetOldIdentities: CronJob = {
  name: NAME,
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const { id, retention_days } of sites) {
      const before_ms = now_ms - retention_days * DAY_MS
      const stored = ((await store.job(id, NAME)) as { after: string } | null)?.after ?? ''
      let after: string | null = stored
      for (let steps = 0, idle = 0; steps < MAX_STEPS && idle < MAX_IDLE_STEPS && after !== null; steps++) {
        const step: { last: string | null; deleted: number } = await store.forgetOldIdentities(
          id,
          { after, before_ms },
          STEP_IDENTITIES,
        )
        after = step.last
        if (!step.deleted) idle++
      }
      if (after === null) await store.forgetOldExclusions(id, before_ms)
      if ((after ?? '') !== stored) await store.keepJob(id, { name: NAME, state: { after: after ?? '' } })
    }
  },
}
