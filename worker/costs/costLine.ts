/**
 * A line of costs before it is checked. Every source of costs gives such lines: the file formats (formats/) and the ad
 * platforms' APIs (worker/connect/). From here on the steps are the same: costRows() → mergeCosts() → the table.
 */
import type { DecimalMark } from '../../wire/amount.ts'
import type { DateOrder } from '../files/dates.ts'
import type { CostField } from './costFormat.ts'

export interface CostLine {
  /** The line of the file, or the number of the row in the list, from 1. */
  line: number
  /** What it states. A field without a value is absent. */
  cells: Partial<Record<CostField, unknown>>
  /** Why the line cannot be read, if it cannot. */
  problem?: string
}

/** What holds for all lines that come together: of one file, or of one answer of an API. */
export interface CostRules {
  /** The ad platform that the lines are from. Null: each line states its source, and its platform follows from that. */
  platform: string | null
  /** Of dates such as 03/04/2026. */
  dateOrder: DateOrder | null
  decimalMark: DecimalMark | undefined
  /** The currency that the heading states. */
  currency: string | null
  /** The currency if neither the heading nor the line states one. */
  defaultCurrency: string | null
  /** Titles of the columns in the file, for error messages. */
  titles: Partial<Record<CostField, string>>
}

/** Something wrong with a line. */
export interface CostProblem {
  line: number
  /** The title of the column in the file. Null: the line as a whole. */
  column: string | null
  field: CostField | null
  message: string
}

/** The rules for the answers of an ad platform's API. Its dates are ISO 8601, and its numbers have a decimal point. */
export const apiRules = (platform: string, currency: string): CostRules => ({
  platform,
  dateOrder: null,
  decimalMark: '.',
  currency: null,
  defaultCurrency: currency,
  titles: {},
})
