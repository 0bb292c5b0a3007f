import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../wire/event.ts'
import { exponent, isCurrency, toMajor, toMinor } from '../../wire/money.ts'
import { trials } from '../trials.ts'

describe('a currency', () => {
  it.each([
    ['UAH', 2],
    ['USD', 2],
    ['HUF', 2],
    ['JPY', 0],
    ['KRW', 0],
    ['VND', 0],
    ['CLP', 0],
    ['ISK', 0],
    ['XOF', 0],
    ['KWD', 3],
    ['TND', 3],
    ['BHD', 3],
    ['CLF', 4],
  ])('%s has %i digits after the point (ISO 4217)', (code, digits) => {
    expect(exponent(code)).toBe(digits)
  })

  it.each(['UAH', 'EUR', 'PLN', 'JPY', 'KWD', 'MRU'])('%s exists', (code) => {
    expect(isCurrency(code)).toBe(true)
  })

  it.each(['ZZZ', 'uah', 'UA', 'UAHH', '', '₴', 'грн', 'constructor'])('“%s” does not exist', (code) => {
    expect(isCurrency(code)).toBe(false)
  })
})

describe('an amount', () => {
  it.each([
    [24.9, 'UAH', 2490],
    [1250.5, 'UAH', 125_050],
    [0.1 + 0.2, 'UAH', 30],
    [1.005, 'UAH', 101],
    [8.345, 'UAH', 835],
    [4.35, 'UAH', 435],
    [1.15, 'USD', 115],
    [0.005, 'USD', 1],
    [0.004_999, 'USD', 0],
    [1e-7, 'USD', 0],
    [0, 'UAH', 0],
    [1999, 'JPY', 1999],
    [1999.5, 'JPY', 2000],
    [1.0005, 'KWD', 1001],
    [12.345, 'KWD', 12_345],
    [0.000_05, 'CLF', 1],
    [1e11, 'UAH', 1e13],
    [1e11, 'CLF', 1e15],
    [99_999_999_999.99, 'UAH', 9_999_999_999_999],
  ])('of %d %s is %i minor units', (major, currency, minor) => {
    expect(toMinor(major, currency)).toBe(minor)
  })

  it('below zero is rounded away from zero, too', () => {
    expect(toMinor(-1.005, 'UAH')).toBe(-101)
    expect(toMinor(-24.9, 'UAH')).toBe(-2490)
  })

  it.each([
    [2490, 'UAH', 24.9],
    [125_050, 'UAH', 1250.5],
    [1999, 'JPY', 1999],
    [12_345, 'KWD', 12.345],
    [1, 'CLF', 0.0001],
    [0, 'UAH', 0],
  ])('of %i minor units of %s is %d', (minor, currency, major) => {
    expect(toMajor(minor, currency)).toBe(major)
  })

  const codes = fc.constantFrom('UAH', 'JPY', 'KWD', 'CLF')

  it('is the same after conversion to minor units and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e13 }), codes, (minor, currency) => {
        expect(toMinor(toMajor(minor, currency), currency)).toBe(minor)
      }),
      { numRuns: trials(100) },
    )
  })

  it('is a safe integer up to the limit of one event', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: LIMITS.value, noNaN: true }), codes, (major, currency) => {
        const minor = toMinor(major, currency)
        expect(Number.isSafeInteger(minor)).toBe(true)
        expect(Math.abs(minor - major * 10 ** exponent(currency))).toBeLessThanOrEqual(0.5 + major * 1e-11)
      }),
      { numRuns: trials(100) },
    )
  })

  it('is rounded half up by its decimal text', () => {
    const decimals = fc.tuple(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 9999 }))
    fc.assert(
      fc.property(decimals, codes, ([whole, fraction], currency) => {
        const tenThousandths = BigInt(whole) * 10_000n + BigInt(fraction)
        const unit = 10n ** BigInt(4 - exponent(currency))
        const wanted = (tenThousandths + unit / 2n) / unit
        expect(toMinor(Number(`${whole}.${String(fraction).padStart(4, '0')}`), currency)).toBe(
          Number(wanted),
        )
      }),
      { numRuns: trials(100) },
    )
  })
})
