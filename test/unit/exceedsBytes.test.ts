import { expect, test } from 'vitest'
import { exceedsBytes } from '../../wire/exceedsBytes.ts'

test.each([
  ['of one byte a character', 'a', 1],
  ['of two bytes a character', 'ї', 2],
  ['of three bytes a character', '漢', 3],
  ['of four bytes a character', '🙂', 4],
])('a text %s may have as many bytes as the limit, and no more', (_, character, bytes) => {
  for (const count of [1, 10, 1000]) {
    expect(exceedsBytes(character.repeat(count), count * bytes)).toBe(false)
    expect(exceedsBytes(character.repeat(count), count * bytes - 1)).toBe(true)
  }
  expect(exceedsBytes('', 0)).toBe(false)
})
