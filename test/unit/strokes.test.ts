/** Which parts of a chart's line are dashed. */
import { expect, test } from 'vitest'
import { strokes } from '../../dashboard/shared/parts/strokes.ts'

const SOLID = false
const DASHED = true
const _ = null

test.each([
  ['whole buckets', [1, 2, 3], {}, [[SOLID, [1, 2, 3]]]],
  [
    'a last bucket that is not over',
    [1, 2, 3],
    { isLastPartial: true },
    [
      [SOLID, [1, 2, _]],
      [DASHED, [_, 2, 3]],
    ],
  ],
  [
    'a period that begins within a bucket',
    [1, 2, 3],
    { isFirstPartial: true },
    [
      [SOLID, [_, 2, 3]],
      [DASHED, [1, 2, _]],
    ],
  ],
  [
    'both',
    [1, 2, 3, 4],
    { isFirstPartial: true, isLastPartial: true },
    [
      [SOLID, [_, 2, 3, _]],
      [DASHED, [1, 2, _, _]],
      [DASHED, [_, _, 3, 4]],
    ],
  ],
  [
    'both of three',
    [1, 2, 3],
    { isFirstPartial: true, isLastPartial: true },
    [
      [SOLID, [_, 2, _]],
      [DASHED, [1, 2, _]],
      [DASHED, [_, 2, 3]],
    ],
  ],
  ['both of two', [1, 2], { isFirstPartial: true, isLastPartial: true }, [[DASHED, [1, 2]]]],
  ['one bucket', [1], { isFirstPartial: true, isLastPartial: true }, [[SOLID, [1]]]],
  ['the previous period', [1, 2], { isPrevious: true }, [[DASHED, [1, 2]]]],
  ['no bucket', [], { isLastPartial: true }, [[SOLID, []]]],
] as [string, number[], object, [boolean, (number | null)[]][]][])('%s', (name, values, of, wanted) => {
  const found = strokes({ label: name, values, ...of })
  expect(found.map(({ isDashed, values }) => [isDashed, values])).toEqual(wanted)
})
