import { MANY_DIRTY_SLOTS } from '../rollup/repairSoon.ts'
import { rollUpStep } from '../rollup/rollUp.ts'
import type { CronJob } from './cronJob.ts'

/** Steps per run, for all sites together: the free plan allows 50 queries a run, and a step needs about a dozen. */
const MAX_STEPS = 3
/** In every fourth run all dirty slots are rolled up again, in the other runs only many. Until then reports count the sessions. */
const ALL_DIRTY_EVERY = 4

/** Rolls up closed time, a few steps in each run. */
export const rollUpClosedTime: CronJob = {
  name: 'roll up closed time',
  waits: true,
  async run(store, { now_ms, number, sites }) {
    const leastDirty = number % ALL_DIRTY_EVERY === 0 ? 1 : MANY_DIRTY_SLOTS
    let left = MAX_STEPS
    for (const site of sites)
      while (left > 0) {
        const { outcome } = await rollUpStep(store, site, now_ms, leastDirty)
        if (outcome !== 'done') left--
        if (outcome !== 'more') break
      }
  },
}
