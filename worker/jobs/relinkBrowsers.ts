import { relink } from '../ingest/relink.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

const NAME = 'relink browsers'

/** Steps per run, for all sites together, after several runs with work left. A step does one browser, with about eight queries. */
const MOST_STEPS = 64
/**
 * The part of a day's rows that it may write. Anybody can ask for much with little: one late event of a person with many
 * browsers changes the paths of all of them.
 */
const MOST_OF_DAY = 0.1

/** Computes paths of linked browsers again (`relinks`), as far as the requests did not do it themselves. */
export const relinkBrowsers: CronJob = {
  name: NAME,
  waits: true,
  async run(store, { now_ms, number, sites, equal_rows }) {
    let pending = await store.relinkFor(number)
    let next = number
    let rows = equal_rows * MOST_OF_DAY
    await takeDueSteps(store, 0, NAME, MOST_STEPS, async () => {
      if (!pending) return false
      const site = sites.find(({ id }) => id === pending!.site_id)
      const done = site ? await relink(store, site, pending, now_ms) : 'too much'
      if (done !== 'too much') rows -= done.rows
      pending = (done !== 'too much' && done.left) || (await store.relinkFor(++next))
      return pending !== null && rows > 0
    })
  },
}
