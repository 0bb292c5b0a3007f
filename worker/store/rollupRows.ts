/** Rollups as they are stored. The tables keep older names: `folds` holds the state, `stale` the dirty marks. */
import { HOUR_MS, MINUTE_MS } from '../../wire/time.ts'

/** The cells of one group in one block of slots; a large block takes several parts. */
export interface RollupRow {
  grouping: string
  size: number
  slot: number
  part: number
  /** JSON text. */
  cells: string
}

/** How far a site is rolled up. */
export interface RollupState {
  /** What the rollups were made with; see `versionOf`. */
  version: string
  /** The first slot that is not rolled up, and its start. */
  until_slot: number
  until_ms: number
  /** Changes of rows before this instant set dirty marks. It moves on before the time up to it is rolled up. */
  closing_ms: number
}

/** A quarter of an hour (`quarter` = instant / `QUARTER_MS`) of closed time that has changed, and by how many writes. */
export interface DirtyMark {
  quarter: number
  writes: number
}

/** What a step writes, and what must not have changed since it read. */
export interface RollupWrite {
  rows: RollupRow[]
  /** Of blocks that were rolled up before: how many parts each group has now. */
  parts: { grouping: string; size: number; slot: number; parts: number }[]
  /** The quarters of the rolled-up slots, as [from, to), and their dirty marks as they were before anything was read. */
  quarters: [from: number, to: number][]
  marks: DirtyMark[]
  before: RollupState
  after: RollupState
}

/** The unit of dirty marks: a quarter of an hour. In every time zone, days begin at a multiple of it. */
export const QUARTER_MS = 15 * MINUTE_MS

/**
 * Dirty marks that one statement reads, at most: those of 42 days if every quarter is dirty. Older ones come first. If a
 * site has more, reports count everything after the last one that was read from the rows.
 */
export const READ_MARKS = 4096

/** Time counts as closed this long after it has ended. Changes of time that is not closed need no dirty mark. */
export const GRACE_MS = HOUR_MS
