import { rollUpStep } from '../rollup/rollUp.ts'
import type { CronJob } from './cronJob.ts'

/** Steps per run, for all sites together: the free plan allows 50 queries a run, and a step needs about a dozen. */
const MAX_STEPS = 3
/** Dirty slots are rolled up again in every fourth run. Until then reports count them from the sessions. */
const DIRTY_EVERY = 4

/** Rolls up closed time, a few steps in each run. */
export const rollUpClosedTime: CronJob = {
  name: 'roll up closed time',
  async run(store, { now_ms, number, sites }) {
    let left = MAX_STEPS
    for (const site of sites)
      while (left > 0) {
        const outcome = await rollUpStep(store, site, now_ms, number % DIRTY_EVERY === 0)
        if (outcome !== 'done') left--
        if (outcome !== 'more') break
      }
  },
}
