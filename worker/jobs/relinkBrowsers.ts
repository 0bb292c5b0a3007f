import { relink } from '../ingest/relink.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

const NAME = 'relink browsers'

/** Steps per run, for all sites together, after several runs with work left. A step does one browser, with about eight queries. */
const MOST_STEPS = 64

/** Computes paths of linked browsers again (`relinks`), as far as the requests did not do it themselves. */
export const relinkBrowsers: CronJob = {
  name: NAME,
  waits: true,
  async run(store, { now_ms, number, sites }) {
    let pending = await store.relinkFor(number)
    let next = number
    await takeDueSteps(store, 0, NAME, MOST_STEPS, async () => {
      if (!pending) return false
      const site = sites.find(({ id }) => id === pending!.site_id)
      const done = site ? await relink(store, site, pending, now_ms) : 'too much'
      pending = (done !== 'too much' && done.left) || (await store.relinkFor(++next))
      return pending !== null
    })
  },
}
