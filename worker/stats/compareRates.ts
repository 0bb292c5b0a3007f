/** Compares conversion rates: how certain each is, which is best, and whether they differ at all. Pure. */
/// <reference path="./jstat.d.ts" />
import jstat from 'jstat'
import { rounded } from '../../wire/money.ts'

const { beta, chisquare, normal } = jstat.jStat

/** One variant. Conversions may be fractions, since models share them among touches. */
interface Sample {
  sessions: number
  conversions: number
}

export interface Verdict {
  /** 95 % interval of the true rate (Wilson's score), in percent; null without a session. */
  low: number | null
  high: number | null
  /** The probability that this variant's true rate is the highest, in percent (Beta posteriors, uniform prior). */
  chance_best: number | null
}

interface Test {
  verdicts: Verdict[]
  /**
   * The probability of such a difference, or a larger one, if all variants had the same rate (0 to 1). Pearson's chi-square
   * test of homogeneity; for two variants this is the two-sided test of two proportions. Null if an expected count is below
   * 5, where the test is not valid.
   */
  p_value: number | null
  /** Whether `p_value` is below 5 %; null without one. */
  significant: boolean | null
}

const ALPHA = 0.05
/** Cochran's rule for the chi-square test. */
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

/** A model may credit more conversions than there are sessions in the period. Then there is no rate. */
const isUsable = ({ sessions, conversions }: Sample) => sessions > 0 && conversions <= sessions

/** Wilson's interval (1927). Unlike the normal interval it is valid for few conversions and for none. */
function wilson({ sessions: n, conversions }: Sample): { low: number; high: number } {
  const z = normal.inv(1 - ALPHA / 2, 0, 1)
  const rate = conversions / n
  const center = (rate + z ** 2 / (2 * n)) / (1 + z ** 2 / n)
  const reach = (z / (1 + z ** 2 / n)) * Math.sqrt((rate * (1 - rate)) / n + z ** 2 / (4 * n ** 2))
  return { low: percent(Math.max(0, center - reach)), high: percent(Math.min(1, center + reach)) }
}

/** Into how many cells a posterior is divided. With so many, the second decimal of a percentage is right. */
const CELLS = 512
/** In standard deviations: beyond them a posterior is practically 0. */
const REACH = 9

/** A posterior's distribution function, only at the ends of its cells: each value is costly to compute. */
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

/** The part of a posterior below `x`, interpolated between the ends of a cell. */
function shareBelow(x: number, { from, step, below }: Posterior): number {
  const place = (x - from) / step
  if (place <= 0) return 0
  if (place >= CELLS) return 1
  const k = Math.floor(place)
  return below[k]! + (place - k) * (below[k + 1]! - below[k]!)
}

/** For each posterior, the probability to be the highest: the integral of its density × the others' distributions. */
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
