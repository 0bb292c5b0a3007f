/** What the costs of a file are in the site's currency. */
import { toMajor } from '../../wire/money.ts'
import { factorOn } from '../store/factorOn.ts'
import type { CostRow, RateRow, SiteRow } from '../store/rows.ts'

interface SpendOfCurrency {
  currency: string
  spend: number
  /** In the site's currency. Null: not known, because some of the days have no rate. */
  converted: number | null
}

/** The spend of each currency. Each row is converted by the rate of its day, as in the report `roi`. */
export function convertedSpend(rows: CostRow[], rates: RateRow[], site: SiteRow): SpendOfCurrency[] {
  const factorOf = factorOn(rates)
  const converted = ({ currency, day, spend_minor }: CostRow): number | null => {
    if (currency === site.currency || spend_minor === 0) return spend_minor
    const factor = factorOf(currency, day)
    return factor === null ? null : Math.round(spend_minor * factor)
  }
  const sum = (amounts: (number | null)[], currency: string): number | null =>
    amounts.includes(null)
      ? null
      : toMajor(
          amounts.reduce<number>((all, amount) => all + amount!, 0),
          currency,
        )
  return [...Map.groupBy(rows, ({ currency }) => currency)].map(([currency, some]) => ({
    currency,
    spend: sum(
      some.map(({ spend_minor }) => spend_minor),
      currency,
    )!,
    converted: sum(some.map(converted), site.currency),
  }))
}
