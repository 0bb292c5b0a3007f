/** The parser of amounts, and the ambiguous texts that its callers decide. */
import { describe, expect, it } from 'vitest'
import { readAmount, type ThreeDigits } from '../../wire/amount.ts'
import { rounded } from '../../wire/money.ts'

const threeDigits = (both: ThreeDigits[',']): ThreeDigits => ({ ',': both, '.': both })
const read = (text: string, both: ThreeDigits[','] = 'ambiguous', mark?: ',' | '.') => {
  const found = readAmount(text, { mark, threeDigits: threeDigits(both) })
  return 'amount' in found ? found.amount : found.problem
}

describe('an amount', () => {
  it.each([
    ['1250', '1250'],
    ['-12.5', '-12.5'],
    ['1 250,50', '1250.50'],
    ['1.250,50', '1250.50'],
    ['1,250.50', '1250.50'],
    ["1'250.50", '1250.50'],
    ['1,250,000', '1250000'],
    ['0,125', '0.125'],
    ['1234,567', '1234.567'],
    ['12,34,56', 'no amount'],
    ['1,2.3,4', 'no amount'],
    ['1e5', 'no amount'],
    ['', 'no amount'],
  ])('%s is read as %s', (text, amount) => {
    expect(read(text)).toBe(amount)
  })

  it.each([
    ['ambiguous', 'ambiguous', 'ambiguous'],
    ['thousands', '1250', '1250'],
    ['decimals', '1.250', '1.250'],
  ] as const)(
    'with three digits after its only mark is %s if the caller decides so',
    (both, comma, point) => {
      expect([read('1,250', both), read('1.250', both)]).toEqual([comma, point])
    },
  )

  it('is read with the decimal mark that the caller knows', () => {
    expect([read('1.250', 'ambiguous', ','), read('1.250', 'ambiguous', '.')]).toEqual(['1250', '1.250'])
    expect(read('12.5', 'ambiguous', ',')).toBe('no amount')
  })
})

it('a number is rounded to as many decimals as asked for', () => {
  expect([rounded(1 / 3, 2), rounded(2 / 3, 4), rounded(1.5, 0)]).toEqual([0.33, 0.6667, 2])
})
