/** The dashboard's costs: it reads typed amounts and calculates the returns of a spend. */
import { describe, expect, it } from 'vitest'
import { allowedSpend, breakEven, returnsOf } from '../../dashboard/features/costs/adReturns.ts'
import { readAmount } from '../../dashboard/shared/format/readAmount.ts'

describe('a typed amount', () => {
  it.each<[text: string, of2: number | null, of3?: number | null]>([
    ['1250', 1250],
    ['1250.5', 1250.5],
    ['1250,50', 1250.5],
    ['1 250,50', 1250.5],
    ['1\u00a0250\u202f000,50', 1250000.5],
    ['1,250.50', 1250.5],
    ['1.250,50', 1250.5],
    ['1’250.50', 1250.5],
    ['1,250,000', 1250000],
    ['1.250.000,75', 1250000.75],
    ['1,250', 1250, 1.25],
    ['1.250', 1250, 1.25],
    ['0,250', 0.25],
    ['12,3456', 12.3456],
    [',5', 0.5],
    ['7.', 7],
    ['0', 0],
    ['₴1 250', 1250],
    ['1250 грн.', 1250],
    ['USD 12.5', 12.5],
    ['', null],
    [' ', null],
    ['.', null],
    ['-5', null],
    ['1e5', null],
    ['12,34,56', null],
    ['1,2.3,4', null],
    ['1.25,000.5', null],
    ['many', null],
    ['∞', null],
  ])('is read: %s', (text, of2, of3 = of2) => {
    expect([readAmount(text, 2), readAmount(text, 3)]).toEqual([of2, of3])
  })
})

describe('the returns of a spend', () => {
  const result = { revenue: 2441, conversions: 7 }
  it('are profit, ROI, ROAS and cost per conversion', () => {
    expect(returnsOf(result, 1000.5, 'UAH')).toEqual({
      profit: 1440.5,
      roi: 143.978,
      roas: 2.4398,
      cost_per_conversion: 142.93,
    })
  })

  it('have no ROI without a spend, and no cost per conversion without conversions', () => {
    expect(returnsOf(result, 0, 'UAH')).toEqual({
      profit: 2441,
      roi: null,
      roas: null,
      cost_per_conversion: 0,
    })
    expect(returnsOf({ revenue: 0, conversions: 0 }, 10, 'UAH')).toEqual({
      profit: -10,
      roi: -100,
      roas: 0,
      cost_per_conversion: null,
    })
  })

  it('are rounded to the minor units of the currency', () => {
    expect(returnsOf({ revenue: 1000, conversions: 3 }, 100.4, 'JPY')).toMatchObject({
      profit: 900,
      cost_per_conversion: 33,
    })
  })

  it('include the number of conversions that pay for the spend', () => {
    expect(breakEven({ revenue: 100, conversions: 10 }, 30)).toBe(3)
    expect(breakEven({ revenue: 0.3, conversions: 3 }, 0.1)).toBe(1)
    expect(breakEven({ revenue: 100, conversions: 10 }, 31)).toBe(4)
    expect(breakEven({ revenue: 0, conversions: 10 }, 31)).toBeNull()
    expect(breakEven({ revenue: -5, conversions: 1 }, 31)).toBeNull()
  })

  it('include the largest spend that still reaches a ROAS, to the cent', () => {
    const spend = allowedSpend(result, 3, 'UAH')!
    expect(spend).toBe(813.66)
    expect(returnsOf(result, spend, 'UAH').roas).toBeGreaterThanOrEqual(3)
    expect(allowedSpend(result, 0, 'UAH')).toBeNull()
    expect(allowedSpend({ revenue: -10, conversions: 1 }, 2, 'UAH')).toBe(0)
  })
})
