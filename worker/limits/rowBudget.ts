/**
 * The daily budget of rows. D1 refuses everything when an account has written its rows of a day (UTC), and a flood of
 * events must not lead to that: pages are stopped first, so that the shop's servers can go on.
 */
import { DAY_MS, HOUR_MS } from '../../wire/time.ts'
import { TooMany } from '../errors.ts'
import type { SiteRow } from '../store/rows.ts'
import type { RowsWritten } from '../store/usageStore.ts'

/** Parts of a budget from which on something stops. What is counted may be a little less than what D1 counts. */
export const STOPS = {
  /** Pages of a site that has written more than its equal share of the deployment's budget. */
  unequal: 0.6,
  /** The cron's rollups and deletions. */
  cron: 0.8,
  /** All pages. */
  pages: 0.9,
  /** Servers with a token. */
  servers: 0.98,
} as const

/** A refused request comes again after an hour at the latest: an operator may have raised the budget. */
const MOST_RETRY_S = HOUR_MS / 1000

interface Budget {
  site: Pick<SiteRow, 'rows_per_day'>
  written: RowsWritten
  /** Of the deployment; Infinity: no limit. */
  rowsPerDay: number
}

/** Why events of a site are refused because its budget of the day is used up; null if they may pass. */
export function overBudget(budget: Budget, from: 'pages' | 'servers', nowMs: number): TooMany | null {
  if (!isUsedUp(budget, from)) return null
  const untilMidnight_s = Math.ceil((DAY_MS - (nowMs % DAY_MS)) / 1000)
  const message = 'the rows that may be written today are used up; nothing of this request was stored'
  return new TooMany(message, Math.min(untilMidnight_s, MOST_RETRY_S))
}

function isUsedUp({ site, written, rowsPerDay }: Budget, from: 'pages' | 'servers'): boolean {
  const { ofSite, all, sites } = written
  if (all >= rowsPerDay * STOPS[from]) return true
  if (site.rows_per_day !== null) return ofSite >= site.rows_per_day * STOPS[from]
  const share = (rowsPerDay * STOPS.pages) / (sites ?? 1)
  return from === 'pages' && all >= rowsPerDay * STOPS.unequal && ofSite >= share
}
