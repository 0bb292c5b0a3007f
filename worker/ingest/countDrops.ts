/** Counts dropped events by reason. */
import type { DropCounts } from '../store/rows.ts'
import type { Drop } from './settle/drop.ts'

/** Adds drops to counts by reason. */
export function countDrops(
  dropped: (Pick<Drop, 'reason'> & { detail?: string | null })[],
  before: DropCounts = {},
): DropCounts {
  const counts = { ...before }
  for (const { reason, detail = null } of dropped)
    counts[reason] = { count: (counts[reason]?.count ?? 0) + 1, detail }
  return counts
}
