/** Counts of refused events, by day and reason. */
import type { DropCounts } from './rows.ts'

export interface DropStore {
  /** Adds to the counts of the UTC day of `nowMs`. */
  addDrops(siteId: number, drops: DropCounts, nowMs: number): Promise<void>
}
