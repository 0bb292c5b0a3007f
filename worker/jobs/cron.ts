/** What the cron does: deletes what is older than its retention, then rolls up closed time, a few bounded steps a run. */

import { rollUpStep } from '../rollup/rollUp.ts'
import type { Store } from '../store/store.ts'
import { forget } from './retention.ts'

/** Of all sites together: the free plan allows 50 queries a run, and a step asks about a dozen. */
const STEPS = 3
const RUN_MS = 900_000
/** Dirty slots are rolled up again every fourth run. Until then reports count them from the rows. */
const DIRTY_EVERY = 4

/** @param steps at most, so that it never takes long from the ingest */
export async function runCron(store: Store, nowMs: number, steps = STEPS): Promise<void> {
  await forget(store, nowMs)
  const run = Math.floor(nowMs / RUN_MS)
  const sites = await store.sites()
  let left = steps
  // Each run begins with another site, so that a large one keeps none of the others waiting.
  for (let i = 0; i < sites.length && left > 0; i++) {
    const site = sites[(i + run) % sites.length]!
    while (left > 0) {
      const outcome = await rollUpStep(store, site, nowMs, run % DIRTY_EVERY === 0)
      if (outcome !== 'done') left--
      if (outcome !== 'more') break
    }
  }
}
