import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFilter, writeFilter } from '../../wire/filter.ts'
import { DIMENSION_KEYS, OPERATORS } from '../../wire/query.ts'
import { trials } from '../trials.ts'

describe('the text of a filter', () => {
  it.each([
    ['country:is:UA', ['UA']],
    ['country:is:UA|PL', ['UA', 'PL']],
    ['country:is:UA||PL', ['UA', 'PL']],
    ['country:is:|UA|', ['UA']],
    ['country:is:UA|UA', ['UA']],
    ['country:is:a\\|b', ['a|b']],
    ['country:is:a\\\\|b', ['a\\', 'b']],
    ['country:is:a\\b\\', ['a\\b\\']],
    ['country:is:https://x', ['https://x']],
    ['country:is: a\nb ', [' a\nb ']],
  ])('%j has the values %j', (text, values) => {
    expect(parseFilter(text)).toEqual({ dimension: 'country', operator: 'is', values })
  })

  it.each([
    ['country', 'form'],
    ['country:is', 'form'],
    ['planet:is:x', 'dimension'],
    ['constructor:is:x', 'dimension'],
    ['country:like:x', 'operator'],
    ['country:is:', 'value'],
    ['country:is:||', 'value'],
  ])('%j is no filter: its %s is wrong', (text, fault) => {
    expect(parseFilter(text)).toBe(fault)
  })

  it('is read back unchanged, whatever the values', () => {
    const value = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.string({ minLength: 1, unit: fc.constantFrom('\\', '|', ':', 'a') }),
    )
    const filter = fc.record({
      dimension: fc.constantFrom(...DIMENSION_KEYS),
      operator: fc.constantFrom(...OPERATORS),
      values: fc.uniqueArray(value, { minLength: 1, maxLength: 5 }),
    })
    fc.assert(
      fc.property(filter, (one) => {
        expect(parseFilter(writeFilter(one))).toEqual(one)
      }),
      { numRuns: trials(100) },
    )
  })
})
