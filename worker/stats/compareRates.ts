/** Compares conversion rates: how sure each is, which is best, and whether they differ at all. Pure. */
/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'
import { rounded } from '../../wire/money.ts'

const { beta, chisquare, normal } = jstat.jStat

/** One variant. Conversions may be fractions: models share them. */
export interface Sample {
  sessions: number
  conversions: number
}

export interface Verdict {
  /** 95 % interval of the true rate (Wilson's score), in percent; null without a session. */
  low: number | null
  high: number | null
  /** That this variant's true rate is the highest, in percent (Beta posteriors of a uniform prior). */
  chance_best: number | null
}

export interface Test {
  verdicts: Verdict[]
  /**
   * How likely rates so far apart are among equal variants (Pearson's chi-square of homogeneity; of two variants, the
   * two-sided test of two proportions). Null where an expected count is below 5: there it does not hold.
   */
  p_value: number | null
  /** `p_value` is below 5 %; null where there is none. */
  significant: boolean | null
}

const ALPHA = 0.05
/** Cochran's rule. */
const LEAST_EXPECTED = 5

export function compareRates(samples: Sample[]): Test {
  const usable = samples.map(isUsable)
  const compared = samples.filter(isUsable)
  const best = chancesBest(compared).values()
  const p_value = compared.length === samples.length ? homogeneity(samples) : null
  return {
    verdicts: samples.map((sample, i) => ({
      ...(usable[i] ? wilson(sample) : { low: null, high: null }),
      chance_best: usable[i] ? rounded(100 * best.next().value!, 2) : null,
    })),
    p_value,
    significant: p_value === null ? null : p_value < ALPHA,
  }
}

/** A model may credit a touch with more conversions than it has sessions in the period: there is no rate then. */
const isUsable = ({ sessions, conversions }: Sample) => sessions > 0 && conversions <= sessions

/** Wilson 1927: holds for few conversions and for none, where the normal interval does not. */
function wilson({ sessions: n, conversions }: Sample): { low: number; high: number } {
  const z = normal.inv(1 - ALPHA / 2, 0, 1)
  const rate = conversions / n
  const center = (rate + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2))
  return { low: percent(Math.max(0, center - reach)), high: percent(Math.min(1, center + reach)) }
}

/** Cells that a posterior is cut into; with so many the second decimal of a percentage stands. */
const CELLS = 512
/** Standard deviations of a posterior beyond which nothing is left of it that counts. */
const REACH = 9

/** A posterior's distribution at the ends of its cells: an incomplete beta function costs too much to ask for more. */
interface Posterior {
  from: number
  step: number
  below: Float64Array
}

function posteriorOf({ sessions, conversions }: Sample): Posterior {
  const [a, b] = [1 + conversions, 1 + sessions - conversions]
  const mean = a / (a + b)
  const reach = REACH * Math.sqrt((mean * (1 - mean)) / (a + b + 1))
  const from = Math.max(0, mean - reach)
  const step = (Math.min(1, mean + reach) - from) / CELLS
  const below = new Float64Array(CELLS + 1)
  for (let k = 1; k < CELLS; k++) below[k] = beta.cdf(from + k * step, a, b)
  below[CELLS] = 1
  return { from, step, below }
}

/** Of a posterior what lies below `x`, straight between the ends of its cells. */
function shareBelow(x: number, { from, step, below }: Posterior): number {
  const place = (x - from) / step
  if (place <= 0) return 0
  if (place >= CELLS) return 1
  const k = Math.floor(place)
  return below[k]! + (place - k) * (below[k + 1]! - below[k]!)
}

/** ∫ of one posterior × the share of all others below it. */
function chancesBest(samples: Sample[]): number[] {
  const posteriors = samples.map(posteriorOf)
  const chances = posteriors.map((one, i) => {
    let chance = 0
    for (let k = 0; k < CELLS; k++) {
      let share = one.below[k + 1]! - one.below[k]!
      const x = one.from + (k + 0.5) * one.step
      for (let j = 0; j < posteriors.length && share > 0; j++)
        if (j !== i) share *= shareBelow(x, posteriors[j]!)
      chance += share
    }
    return chance
  })
  const total = chances.reduce((sum, chance) => sum + chance, 0)
  return chances.map((chance) => chance / total)
}

function homogeneity(samples: Sample[]): number | null {
  const sessions = samples.reduce((sum, one) => sum + one.sessions, 0)
  const rate = samples.reduce((sum, one) => sum + one.conversions, 0) / sessions
  const least = Math.min(...samples.map((one) => one.sessions * Math.min(rate, 1 - rate)))
  if (least < LEAST_EXPECTED) return null
  const statistic = samples.reduce((sum, one) => {
    const expected = one.sessions * rate
    return sum + (one.conversions - expected) ** 2 / (expected * (1 - rate))
  }, 0)
  return rounded(1 - chisquare.cdf(statistic, samples.length - 1), 6)
}

const percent = (share: number) => rounded(100 * share, 4)
