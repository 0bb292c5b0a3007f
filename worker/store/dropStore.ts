/** Counts of refused events, by day and reason. */
import type { DropCounts } from './rows.ts'

export interface DropStore {
  /** Adds to the counts of the UTC day of `nowMs`. */
  addDrops(siteId: number, drops: DropCounts, nowMs: number): Promise<void>
  /** The drops of all sites in the 60 minutes before `nowMs`. Those before the clock's hour are an estimate. */
  dropsOfLastHour(nowMs: number): Promise<number>
}
