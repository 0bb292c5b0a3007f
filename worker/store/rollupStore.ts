/** Rollups of closed time. */
import type { DirtyMark, RollupState, RollupWrite } from './rollupRows.ts'

export interface RollupStore {
  /**
   * From this call on, changes before `closingMs` set dirty marks. Returns how far the site is rolled up, and marks in order
   * of time: the first `READ_MARKS` of rolled-up time, and as many of the time after it.
   */
  closeTime(siteId: number, closingMs: number): Promise<{ state: RollupState | null; marks: DirtyMark[] }>
  /** Removes all rollups of the site and sets its state. */
  restartRollups(siteId: number, state: RollupState): Promise<void>
  /** Writes all or nothing. False if something changed meanwhile. */
  writeRollups(siteId: number, write: RollupWrite): Promise<boolean>
}
