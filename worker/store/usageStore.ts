/** How many rows of D1 were written today: D1 bills them, and allows a number of them in a day (UTC). */

/** Rows that were written on the current day, as far as this isolate knows. */
export interface RowsWritten {
  /** By the requests and jobs of one site. */
  ofSite: number
  /** Of all sites together. */
  all: number
  /** The number of sites; null before the isolate has read it. */
  sites: number | null
}

export interface UsageStore {
  /** Reads nothing: rows of other isolates are those that this one has read at its last `keepUsage`. */
  rowsWritten(siteId: number, nowMs: number): RowsWritten
  /**
   * Stores the rows that this isolate has counted, and reads those of all isolates. Does nothing if it is not due: that
   * is at most once a minute, and with few rows once in five minutes.
   * @param isLast the isolate may end now: stores them in any case
   */
  keepUsage(nowMs: number, isLast?: boolean): Promise<void>
  /** The rows of the current day by site, stored ones and those of this isolate. Site 0: what belongs to no site. */
  usageToday(nowMs: number): Promise<Map<number, number>>
  /** Deletes the usage of days before this one (YYYY-MM-DD). */
  forgetUsage(before: string): Promise<void>
}
