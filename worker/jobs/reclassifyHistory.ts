import { isReclassifyDue, reclassify } from '../ingest/reclassify.ts'
import type { SiteRow } from '../store/rows.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

/** Rows that a step looks at. */
const STEP_ROWS = 500
/**
 * Steps in a run, of all sites together: 192,000 sessions in a day. A step needs about six queries, and the free plan allows
 * 50 in a run: the jobs that follow need some, too.
 */
const MAX_STEPS = 4

/**
 * Applies new channel rules to history after an update, so that no series breaks on that day. A change of a site's settings
 * does not start it: an admin does (`POST /api/sites/{site}/reclassify`).
 */
export const reclassifyHistory: CronJob = {
  name: 'reclassify history',
  waits: true,
  async run(store, { now_ms, sites, rowsLeft }) {
    const due: SiteRow[] = []
    for (const site of sites) if (await isReclassifyDue(store, site.id)) due.push(site)
    if (!due.length) return
    await takeDueSteps(store, 0, this.name, MAX_STEPS, async () => {
      const { answer } = await reclassify(store, due[0]!, STEP_ROWS, now_ms)
      if (answer.done) due.shift()
      return due.length > 0 && rowsLeft() > 0
    })
  },
}
