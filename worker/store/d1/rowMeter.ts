/**
 * Counts the rows that this isolate writes, by site. The counts are stored now and then (`d1UsageStore.ts`), because a
 * row for each request would double what is counted.
 */

import { utcDay } from '../../../wire/time.ts'

export interface RowMeter {
  /** Adds rows to today's. @param siteId 0: of no site */
  add(siteId: number, rows: number): void
  /** What this isolate has counted and not stored yet, by site. */
  own: Map<number, number>
  /** The stored rows of all isolates, by site, as of the last reading. */
  stored: Map<number, number>
  /** The number of sites as of the last reading. */
  sites: number | null
  /** The UTC day (YYYY-MM-DD) of all counts. */
  day: string
  /** The last time the counts were stored; null: never. */
  kept_ms: number | null
  since_ms: number
}

const byDatabase = new WeakMap<D1Database, RowMeter>()

/** @returns the meter of a database, always the same object for the same database */
function rowMeter(db: D1Database): RowMeter {
  const known = byDatabase.get(db) ?? newMeter()
  byDatabase.set(db, known)
  return known
}

/** Gives `copy` the meter of `db`. Both objects must be bindings of the same database. */
export const shareRowMeter = (db: D1Database, copy: D1Database): void =>
  void byDatabase.set(copy, rowMeter(db))

function newMeter(): RowMeter {
  const own = new Map<number, number>()
  return {
    own,
    stored: new Map(),
    sites: null,
    day: '',
    kept_ms: null,
    since_ms: Date.now(),
    add: (siteId, rows) => void (rows && own.set(siteId, (own.get(siteId) ?? 0) + rows)),
  }
}

/** Begins a new day, if this is one: rows that were not stored are forgotten, because the budget is a new one. */
export function meterOfToday(db: D1Database, nowMs: number): RowMeter {
  const meter = rowMeter(db)
  const day = utcDay(nowMs)
  if (meter.day !== day) {
    if (meter.day) for (const counts of [meter.own, meter.stored]) counts.clear()
    meter.day = day
  }
  return meter
}

/** Adds the rows of finished statements to the site's. Some stand-ins for D1 do not report rows. */
export function countRows(db: D1Database, siteId: number, results: D1Result[]): void {
  rowMeter(db).add(
    siteId,
    results.reduce((sum, { meta }) => sum + (meta.rows_written ?? 0), 0),
  )
}
