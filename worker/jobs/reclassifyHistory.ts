import { isReclassifyDue, reclassify } from '../ingest/reclassify.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

/** Rows that a step looks at. */
const STEP_ROWS = 1000
/**
 * Steps of a site in a run, at most: 384,000 sessions in a day. A step needs about six queries, and the free plan allows 50
 * in a run: the jobs that follow need some, too.
 */
const MAX_STEPS = 4

/**
 * Applies new channel rules to history after an update, so that no series breaks on that day. A change of a site's settings
 * does not start it: an admin does (`POST /api/sites/{site}/reclassify`).
 */
export const reclassifyHistory: CronJob = {
  name: 'reclassify history',
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const site of sites)
      if (await isReclassifyDue(store, site.id))
        await takeDueSteps(store, site.id, this.name, MAX_STEPS, async () => {
          const { answer } = await reclassify(store, site, STEP_ROWS, now_ms)
          return !answer.done
        })
  },
}
