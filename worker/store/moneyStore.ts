/** Exchange rates, and what ads cost. */
import type { CostRow, RateRow } from './rows.ts'

/** The rows that an upload of costs writes and removes. */
export interface CostChange {
  removed: CostRow[]
  written: CostRow[]
}

export interface MoneyStore {
  /** Whether anything is counted in the site's currency already: orders, or rates into it. */
  hasMoney(siteId: number): Promise<boolean>
  rates(siteId: number): Promise<RateRow[]>
  /** Upserts rates: a rate of the same currency and day is replaced. */
  setRates(siteId: number, rates: RateRow[]): Promise<void>
  /** What ads cost on the days from `from` to `to` (YYYY-MM-DD), both included. */
  costs(siteId: number, from: string, to: string): Promise<CostRow[]>
  /** Removes costs, then upserts others by their key (`COST_KEY`): all or nothing. */
  writeCosts(siteId: number, change: CostChange): Promise<void>
}
