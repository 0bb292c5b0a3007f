import { exclusionStep, isDue } from '../ingest/exclude/exclusionStep.ts'
import { Busy } from '../store/busy.ts'
import type { CronJob } from './cronJob.ts'

/** Steps per run, for all sites together: each needs about eight queries, and the free plan allows 50 in a run. */
const MAX_STEPS = 3

/** Continues to apply exclusions, to take them back, and to purge. Requests have done the first steps. */
export const applyExclusions: CronJob = {
  name: 'apply exclusions',
  waits: true,
  async run(store, { now_ms, sites }) {
    let left = MAX_STEPS
    const due = (await store.unfinishedExclusions()).filter((row) => isDue(row, now_ms))
    for (const { site_id, id } of due) {
      const site = sites.find((one) => one.id === site_id)
      for (let isLeft = site !== undefined; isLeft && left > 0; left--) {
        const row = await exclusionStep(store, site!, id, now_ms).catch((error: unknown) => {
          // The next run repeats it.
          if (error instanceof Busy) return null
          throw error
        })
        isLeft = row !== null && isDue(row, now_ms)
      }
    }
  },
}
