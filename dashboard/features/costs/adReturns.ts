/** What an ad spend comes to, by the rules of the report `roi`: reckoned on the page, so that it follows every key. */
import { rounded, toMajor, toMinor } from '../../../wire/money.ts'

/** What a period has brought, in major units of the site's currency. */
export interface Brought {
  revenue: number
  conversions: number
}

export interface Returns {
  profit: number
  /** In percent of the spend; null without any. */
  roi: number | null
  /** Revenue for one unit of spend; null without any. */
  roas: number | null
  /** Null without any conversion. */
  cost_per_conversion: number | null
}

/** `spend` in major units, cut to the currency's own as the API does. */
export function returnsOf({ revenue, conversions }: Brought, spend: number, currency: string): Returns {
  const [earned, spent] = [toMinor(revenue, currency), toMinor(spend, currency)]
  const profit = earned - spent
  return {
    profit: toMajor(profit, currency),
    roi: spent ? rounded((100 * profit) / spent, 4) : null,
    roas: spent ? rounded(earned / spent, 4) : null,
    cost_per_conversion: conversions ? toMajor(Math.round(spent / conversions), currency) : null,
  }
}

/** How many conversions of the period's average revenue pay for a spend; null where none brings any. */
export function breakEven({ revenue, conversions }: Brought, spend: number): number | null {
  if (!(revenue > 0) || !conversions) return null
  // A quotient that is whole but for the last bit is that whole number.
  return Math.ceil(rounded((spend * conversions) / revenue, 4))
}

/** The largest spend in major units that still returns `roas`; null for none that is above zero. */
export function allowedSpend({ revenue }: Brought, roas: number, currency: string): number | null {
  if (!(roas > 0)) return null
  return toMajor(Math.max(0, Math.floor(rounded(toMinor(revenue, currency) / roas, 4))), currency)
}
