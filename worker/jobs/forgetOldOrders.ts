import { DAY_MS } from '../../wire/time.ts'
import { withoutIds } from '../ingest/withoutIds.ts'
import { NO_CHANGE } from '../store/ledgerStore.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Cursor } from '../store/sessionStore.ts'
import type { Store } from '../store/store.ts'
import type { CronJob } from './cronJob.ts'
import { takeDueSteps } from './takeDueSteps.ts'

const STEP_ORDERS = 100
/** Steps of a site in a run, at most: 600,000 orders in a day. */
const MAX_STEPS = 64
const NAME = 'forget old orders'

/**
 * Makes the orders anonymous that are older than their site's retention: without the ids of visitors and sessions. Amounts
 * and touches stay, because the revenue of past periods needs them. All orders before the job's cursor are anonymous, and
 * stay so: `commit` writes an old order only without ids.
 */
export const forgetOldOrders: CronJob = {
  name: NAME,
  waits: true,
  async run(store, { now_ms, sites }) {
    for (const site of sites)
      await takeDueSteps(store, site.id, NAME, MAX_STEPS, () => forgetSome(store, site, now_ms))
  },
}

/** @returns whether more orders are due */
async function forgetSome(store: Store, site: SiteRow, nowMs: number): Promise<boolean> {
  const state = (await store.job(site.id, NAME)) as { after: Cursor } | null
  const after = state?.after ?? { ms: Number.MIN_SAFE_INTEGER, id: '' }
  const beforeMs = nowMs - site.retention_days * DAY_MS
  const orders = await store.ordersBetween(site.id, after, beforeMs, STEP_ORDERS)
  const last = orders.at(-1)
  if (!last) return false
  const anonymous = orders.flatMap((order) => {
    const next = withoutIds(order, () => true)
    return next === order ? [] : [{ ...next, rev: order.rev + 1 }]
  })
  const job = { name: NAME, state: { after: { ms: last.ordered_ms, id: last.transaction_id } } }
  // After a conflict, the next run repeats the step.
  const outcome = await store.write(site.id, { ...NO_CHANGE, orders: anonymous, job }, nowMs)
  return outcome === 'written' && orders.length === STEP_ORDERS
}
