/** The shape of a reconciliation. Imports nothing that runs: the dashboard takes its types from here. */

import type { Answer } from '../stats/answer.ts'
import type { OrderStatus } from '../store/rows.ts'

/** A row that is no order. */
export interface Misfit {
  line: number
  reason: string
}

/** One order as a side has it: money in major units of its own currency. Null: not said. */
export interface Side {
  value: number
  currency: string
  status: OrderStatus | null
  ts: string | null
}

/** An order of a list. `line` and `shop` are null where only the tracking has it, `tracked` where only the shop has. */
export interface Entry {
  line: number | null
  transaction_id: string
  shop: Side | null
  tracked: (Side & { refunded: number; seen_by_browser: boolean }) | null
  /** What is not the same on both sides. */
  differs: ('value' | 'currency' | 'status')[]
}

/**
 * How many orders, and their money in major units of the site's currency: what the shop was paid for them (nothing
 * while pending, cancelled or given back) and what the reports count of them.
 */
export interface Sums {
  count: number
  shop_revenue: number
  tracked_revenue: number
}

/** The list holds the first 1,000; the count and the sums are of all. */
export type Listed = Sums & { orders: Entry[] }

export interface Reconciliation {
  site: string
  currency: string
  /** From the shop's first order to its last; null when neither side says when any of them was placed. */
  period: { from: string; to: string; timezone: string } | null
  /** Each order of the shop's is in one of `matched`, `differ` and `never_seen`. */
  shop: Sums
  matched: Sums
  differ: Listed
  never_seen: Listed
  /** Of those on both sides: known from the shop's server alone. */
  not_seen_by_browser: Listed
  /** Ours alone, within the period. */
  only_tracked: Listed
  /** What was paid for and is credited (last non-direct) to another touch than Direct and Unassigned. */
  known_source: { revenue: number; revenue_percent: number; orders: number; orders_percent: number }
  /** Paid orders of the shop's that no rate brings into the site's currency: in the counts, but in no sum. */
  unconverted: NonNullable<Answer['unconverted']>
  /** Rows that could not be read: they are in nothing above. */
  invalid: { count: number; rows: Misfit[] }
}
