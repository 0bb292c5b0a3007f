/** The shape of every report's answer. Imports nothing that runs: the dashboard takes its types from here. */

/** count: a whole number or a credited share of one; percent: 8 means 8 %; money: major units of the site's currency. */
export type Unit = 'text' | 'count' | 'percent' | 'money' | 'instant' | 'ratio' | 'flag' | 'list'

export interface Column {
  key: string
  label: string
  unit: Unit
}

export type Cell = string | number | boolean | null | string[]
export type AnswerRow = Record<string, Cell>

export interface Answer {
  report: string
  site: string
  /** ISO 8601 instants; `to` is exclusive. */
  period: { from: string; to: string; timezone: string }
  /**
   * With `compare=`: what the period is held against. Every metric `m` of a row and of the total then has beside it
   * `previous_m`, and `change_m`: by how many percent it has grown; null where there was nothing to grow from.
   */
  previous?: { from: string; to: string }
  /** ISO 4217. */
  currency: string
  columns: Column[]
  rows: AnswerRow[]
  /** The metrics over all rows, not only those of this page. */
  total: AnswerRow
  /** In `general` and `roi`, when there is any: money in currencies that no rate brings into the site's. */
  unconverted?: { currency: string; orders: number; revenue: number }[]
  /** In `roi`, likewise. Major units of each currency. */
  unconverted_costs?: { currency: string; ad_spend: number }[]
  /** In `roi` by campaign, source or content, when there is any: how many rows have costs alone, and their spend. */
  unmatched_costs?: { rows: number; ad_spend: number }
  /** With `compare_rows=`. */
  comparison?: Comparison
  /** Pass as `cursor=` for the next page; null on the last one. */
  next: string | null
}

/** Conversion rates side by side, in percent. */
export interface Comparison {
  dimension: string
  /** Of the intervals `low` to `high`, in percent. */
  confidence: number
  rows: {
    name: string
    sessions: number
    conversions: number
    conversion_rate: number
    /** Null without a session, or with more conversions than sessions. */
    low: number | null
    high: number | null
    chance_best: number | null
  }[]
  /** Whether all rates could be one and the same; null where there is too little to say. */
  p_value: number | null
  significant: boolean | null
}

/**
 * The same with rows that are made one at a time, each its cells in the order of the columns: pages of an export are
 * long. They can be gone through once, and who takes a row may do with it as he likes.
 */
export interface Page extends Omit<Answer, 'rows'> {
  rows: Iterable<Cell[]>
}
