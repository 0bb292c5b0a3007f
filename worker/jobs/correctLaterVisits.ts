import { correctVisits } from '../ingest/correctVisits.ts'
import type { CronJob } from './cronJob.ts'

/** Steps per run, for all sites together. A step corrects about two hundred sessions, with about ten queries. */
const MAX_STEPS = 2

/** Corrects the numbers of later visits that a late event has changed. Until then reports correct them when they read. */
export const correctLaterVisits: CronJob = {
  name: 'correct later visits',
  waits: true,
  async run(store, { now_ms, number, sites }) {
    const found = await store.correctionsFor(number, MAX_STEPS)
    for (let left = MAX_STEPS; left > 0 && found.length; left--) {
      const correction = found.shift()!
      const site = sites.find(({ id }) => id === correction.site_id)
      const rest = site && (await correctVisits(store, site, correction, now_ms))
      if (rest) found.push(rest)
    }
  },
}
