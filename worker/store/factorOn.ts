/** The exchange rate of a day. */
import { compositeKey } from './compositeKey.ts'
import type { RateRow } from './rows.ts'

/**
 * Returns a function that gives the factor from minor units of a currency into those of the site's on a day: that day's, or
 * the last one before it. Null: no rate is known. The same rule in SQL: `sqlite/revenueSql.ts`.
 * @param rates of a site, in the order of their days
 */
export function factorOn(rates: RateRow[]): (currency: string, day: string) => number | null {
  const byCurrency = Map.groupBy(rates, ({ currency }) => currency)
  const known = new Map<string, number | null>()
  return (currency, day) => {
    const key = compositeKey(currency, day)
    const before = known.get(key)
    if (before !== undefined) return before
    const factor = byCurrency.get(currency)?.findLast((rate) => rate.day <= day)?.factor ?? null
    known.set(key, factor)
    return factor
  }
}
