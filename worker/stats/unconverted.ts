/** Unconverted money: in a currency without a rate into the site's currency. Reported separately, never added. */
import { toMajor } from '../../wire/money.ts'
import type { Engine } from '../engine/engine.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Bounded } from '../time/period.ts'
import { intervalsOf } from './comparedPeriod.ts'

/** In major units of each currency. */
export interface Unconverted {
  currency: string
  orders: number
  revenue: number
}

export async function readUnconverted(
  engine: Engine,
  site: SiteRow,
  period: Bounded,
  useRollups: boolean,
): Promise<Unconverted[]> {
  const intervals = intervalsOf(period, null)
  const [row] = await engine.run({ kind: 'unconverted', site, period, intervals, useRollups })
  const found = JSON.parse(String(row!.found)) as [currency: string, orders: number, minor: number][]
  return found.map(([currency, orders, minor]) => ({ currency, orders, revenue: toMajor(minor, currency) }))
}
