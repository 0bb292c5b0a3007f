import type { RelinkAsked } from '../store/ledgerStore.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { RELINKED_PATHS } from '../store/workLimits.ts'
import { relink, relinkRows } from './relink.ts'

/**
 * Does some steps of the relinks that a change has asked for, so that a few late events of a person are right at once. A job
 * does the rest.
 * @param most steps, and rows that they may write in all
 */
export async function relinkSome(
  store: Store,
  site: SiteRow,
  asked: RelinkAsked[],
  { now_ms, most }: { now_ms: number; most: { steps: number; rows: number } },
): Promise<void> {
  let { rows } = most
  if (!asked.length || rows < relinkRows(1)) return
  const pending = await store.relinksOf(
    site.id,
    asked.map(({ user_id }) => user_id),
  )
  for (let steps = 0; steps < most.steps && pending.length; steps++) {
    const paths = [...Array(RELINKED_PATHS + 1).keys()].findLast((count) => relinkRows(count) <= rows)
    if (!paths) return
    const step = await relink(store, site, pending.shift()!, now_ms, paths)
    if (step === 'too much') continue
    rows -= step.rows
    if (step.left) pending.unshift(step.left)
  }
}
