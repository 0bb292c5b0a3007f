import { expect, test } from 'vitest'
import { exceedsDepth } from '../../wire/exceedsDepth.ts'

const lists = (levels: number) => JSON.parse('['.repeat(levels) + ']'.repeat(levels))
const objects = (levels: number) => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)

test('a value may be nested on as many levels as the limit, and no more', () => {
  for (const nested of [lists, objects])
    for (const most of [1, 5, 20]) {
      expect(exceedsDepth(nested(most), most)).toBe(false)
      expect(exceedsDepth(nested(most + 1), most)).toBe(true)
      expect(exceedsDepth(nested(20_000), most)).toBe(true)
    }
  for (const plain of [null, 1, 'a', true, undefined]) expect(exceedsDepth(plain, 0)).toBe(false)
})
