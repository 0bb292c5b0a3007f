import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareRates } from '../../worker/stats/compareRates.ts'
import { trials } from '../trials.ts'

const of = (...pairs: [conversions: number, sessions: number][]) =>
  compareRates(pairs.map(([conversions, sessions]) => ({ conversions, sessions })))

describe('the interval of a conversion rate', () => {
  // Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3 (Wilson's score).
  it.each([
    [81, 263, 25.53, 36.62],
    [15, 148, 6.24, 16.05],
    [0, 20, 0, 16.11],
    [1, 29, 0.61, 17.18],
  ])('of %i in %i equals the published one', (conversions, sessions, low, high) => {
    const [verdict] = of([conversions, sessions]).verdicts
    expect(verdict!.low).toBeCloseTo(low, 1.9)
    expect(verdict!.high).toBeCloseTo(high, 1.9)
  })

  it('contains the rate, and is narrower with more sessions', () => {
    const [few, many] = of([5, 100], [500, 10_000]).verdicts
    for (const { low, high } of [few!, many!]) {
      expect(low).toBeLessThan(5)
      expect(high).toBeGreaterThan(5)
    }
    expect(many!.high! - many!.low!).toBeLessThan((few!.high! - few!.low!) / 5)
  })
})

describe('the chance to be best', () => {
  /** P(B > A) by Miller’s closed form for two variants with whole counts. */
  function closedForm([ca, na]: [number, number], [cb, nb]: [number, number]): number {
    const lnGamma = (n: number) =>
      Array.from({ length: n - 1 }, (_, i) => Math.log(i + 1)).reduce((a, b) => a + b, 0)
    const lnBeta = (a: number, b: number) => lnGamma(a) + lnGamma(b) - lnGamma(a + b)
    const [a, b, c, d] = [1 + ca, 1 + na - ca, 1 + cb, 1 + nb - cb]
    let sum = 0
    for (let i = 0; i < c; i++)
      sum += Math.exp(lnBeta(a + i, b + d) - Math.log(d + i) - lnBeta(1 + i, d) - lnBeta(a, b))
    return 100 * sum
  }

  it.each<[[number, number], [number, number]]>([
    [
      [10, 100],
      [15, 100],
    ],
    [
      [100, 1000],
      [120, 1000],
    ],
    [
      [1, 10],
      [3, 12],
    ],
    [
      [0, 50],
      [0, 50],
    ],
    [
      [0, 5],
      [2, 400],
    ],
    [
      [200, 10_000],
      [260, 10_000],
    ],
  ])('of %j and %j equals the closed form', (a, b) => {
    const { verdicts } = of(a, b)
    expect(verdicts[1]!.chance_best).toBeCloseTo(closedForm(a, b), 1.7)
    expect(verdicts[0]!.chance_best! + verdicts[1]!.chance_best!).toBeCloseTo(100, 1)
  })

  it('is shared among equals, and adds up to 100 % for any variants', () => {
    for (const { chance_best } of of([7, 90], [7, 90], [7, 90], [7, 90]).verdicts)
      expect(chance_best).toBe(25)
    const sample = fc
      .tuple(fc.integer({ min: 1, max: 100_000 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([sessions, rate]): [number, number] => [sessions * rate, sessions])
    fc.assert(
      fc.property(fc.array(sample, { minLength: 1, maxLength: 10 }), (samples) => {
        const { verdicts } = of(...samples)
        const sum = verdicts.reduce((before, { chance_best }) => before + chance_best!, 0)
        expect(sum).toBeCloseTo(100, 1)
      }),
      { numRuns: trials(60) },
    )
  })
})

describe('whether variants differ', () => {
  it('equals the published result of the Physicians’ Health Study on aspirin', () => {
    // Agresti, Categorical Data Analysis: 189 of 11,034 on placebo, 104 of 11,037 on aspirin: X² = 25.01.
    const { p_value, significant } = of([189, 11_034], [104, 11_037])
    expect(p_value).toBeLessThan(0.000_002)
    expect(significant).toBe(true)
  })

  it('has the p-value 5 % for X² = 3.841 of two variants and 5.991 of three', () => {
    // Two variants with 50 + d and 50 - d conversions of 100 sessions each have X² = 2 d² / 25.
    const d = Math.sqrt((3.8415 * 25) / 2)
    expect(of([50 + d, 100], [50 - d, 100]).p_value).toBeCloseTo(0.05, 4)
    const e = Math.sqrt((5.9915 * 25) / 2)
    expect(of([50 + e, 100], [50, 100], [50 - e, 100]).p_value).toBeCloseTo(0.05, 4)
  })

  it('is unknown with too few conversions, and false for equal variants', () => {
    expect(of([2, 40], [4, 40])).toMatchObject({ p_value: null, significant: null })
    expect(of([50, 1000], [50, 1000])).toMatchObject({ p_value: 1, significant: false })
  })
})

it('gives no interval for a variant without sessions, or with more conversions than sessions', () => {
  const nothing = { low: null, high: null, chance_best: null }
  const { verdicts, p_value } = of([0, 0], [3, 2], [30, 200])
  expect(verdicts.slice(0, 2)).toEqual([nothing, nothing])
  expect(verdicts[2]!.chance_best).toBe(100)
  expect(p_value).toBeNull()
})
