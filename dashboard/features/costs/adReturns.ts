/**
 * Computes the returns of an ad spend by the rules of the report `roi`, in the browser, so that the calculator reacts
 * to each key.
 */
import { rounded, toMajor, toMinor } from '../../../wire/money.ts'

/** The result of a period; money in major units of the site's currency. */
interface PeriodResult {
  revenue: number
  conversions: number
}

export interface Returns {
  profit: number
  /** In percent of the spend; null if the spend is zero. */
  roi: number | null
  /** Revenue per unit of spend; null if the spend is zero. */
  roas: number | null
  /** null if there is no conversion. */
  cost_per_conversion: number | null
}

/** `spend` is in major units; it is rounded to the currency's minor units, as the API does. */
export function returnsOf({ revenue, conversions }: PeriodResult, spend: number, currency: string): Returns {
  const [earned, spent] = [toMinor(revenue, currency), toMinor(spend, currency)]
  const profit = earned - spent
  return {
    profit: toMajor(profit, currency),
    roi: spent ? rounded((100 * profit) / spent, 4) : null,
    roas: spent ? rounded(earned / spent, 4) : null,
    cost_per_conversion: conversions ? toMajor(Math.round(spent / conversions), currency) : null,
  }
}

/** How many conversions with the period's average revenue pay for the spend; null if there is no revenue. */
export function breakEven({ revenue, conversions }: PeriodResult, spend: number): number | null {
  if (!(revenue > 0) || !conversions) return null
  // Rounding first: a quotient like 3.0000000001 is 3 conversions, not 4.
  return Math.ceil(rounded((spend * conversions) / revenue, 4))
}

/** The largest spend, in major units, that still reaches `roas`; null if `roas` is not above zero. */
export function allowedSpend({ revenue }: PeriodResult, roas: number, currency: string): number | null {
  if (!(roas > 0)) return null
  return toMajor(Math.max(0, Math.floor(rounded(toMinor(revenue, currency) / roas, 4))), currency)
}
