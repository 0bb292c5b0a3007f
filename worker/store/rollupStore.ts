/** Rolled-up time. */
import type { Fold, FoldState, Stale } from './rollupRows.ts'

export interface RollupStore {
  /**
   * How far the site is rolled up (null: not at all), and what has changed there since. From now on changes before
   * `closingMs` are marked, too.
   */
  closeTime(siteId: number, closingMs: number): Promise<{ state: FoldState | null; stale: Stale[] }>
  /** Deletes all rollups of the site. */
  restartFolds(siteId: number, state: FoldState): Promise<void>
  /** Writes all or nothing. False when something changed meanwhile. */
  writeFold(siteId: number, fold: Fold): Promise<boolean>
}
