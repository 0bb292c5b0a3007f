/** Folded time as it is stored: the shapes of its rows, and how long it waits. */

/** One group's values in one block of slots. */
export interface RollupRow {
  grouping: string
  size: number
  slot: number
  part: number
  /** JSON text. */
  cells: string
}

export interface FoldState {
  version: string
  until_slot: number
  until_ms: number
  closing_ms: number
}

/** A quarter of an hour in which rows have changed, and how often they did. */
export interface Stale {
  quarter: number
  writes: number
}

/** What a fold brings, and what must still be true for it. */
export interface Fold {
  rows: RollupRow[]
  /** Of blocks that were folded before: how many parts each group has now. */
  parts: { grouping: string; size: number; slot: number; parts: number }[]
  /** Quarters of the slots that are folded, as [from, to), and their marks as they were before anything was read. */
  quarters: [from: number, to: number][]
  stale: Stale[]
  before: FoldState
  after: FoldState
}

/** Reports and folds find the days of every time zone on quarters of an hour. */
export const QUARTER_MS = 900_000

/** Closed time is not folded before this has passed; what is younger needs no mark. See `markStale`. */
export const GRACE_MS = 3_600_000
