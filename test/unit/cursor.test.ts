import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Place } from '../../worker/engine/plan.ts'
import { BadParameter } from '../../worker/errors.ts'
import { readCursor, readPlace, writeCursor } from '../../worker/stats/cursor.ts'
import { trials } from '../trials.ts'

describe('a cursor', () => {
  it('is read as the place that was written', () => {
    fc.assert(
      fc.property(fc.nat(), (place) => {
        expect(readCursor(writeCursor('sources', place), 'sources')).toBe(place)
      }),
      { numRuns: trials(100) },
    )
  })

  it('is read as an instant and ids of any text', () => {
    const there = (place: Place) =>
      expect(readPlace(writeCursor('sessions', place), 'sessions', 2)).toEqual(place)
    for (const id of ['s1', 'сесія 1', '🙂', '"quoted" \n', '', '1 2'])
      for (const ms of [1_795_000_000_000, 0, -1]) there([ms, id, `${id} of v1`])
    const text = fc.string({ unit: 'binary' })
    fc.assert(
      fc.property(fc.nat(), text, text, (...place) => void there(place)),
      { numRuns: trials(100) },
    )
  })

  it('is the beginning if it is missing', () => {
    expect(readCursor(null, 'sources')).toBe(0)
    expect(readPlace(null, 'sessions', 2)).toBeNull()
  })

  it('needs no encoding in a URL', () => {
    for (let place = 0; place < 300; place++) {
      const cursor = writeCursor('sessions', [place, '?>~'.repeat(place % 4)])
      expect(new URLSearchParams(`cursor=${cursor}`).get('cursor')).toBe(cursor)
    }
  })

  it('of another report is refused, and the error names the parameter', () => {
    const foreign = [
      writeCursor('sources', 20),
      writeCursor('sessions', [1, 's1', 'v1']),
      ...['', 'abc', '%%%', '\u0000', '🙂', btoa('null'), btoa('{}'), btoa('[]'), btoa('["channels"]')],
      ...[
        -1,
        1.5,
        1e300,
        null,
        true,
        {},
        [],
        [1],
        [1, 'a'],
        ['1', 'a', 'b'],
        [1, 'a', 2],
        [1.5, 'a', 'b'],
      ].map((place) => btoa(JSON.stringify(['channels', place]))),
    ]
    for (const cursor of foreign)
      for (const read of [readCursor, readPlace]) {
        const attempt = () => read(cursor, 'channels', 2)
        expect(attempt, cursor).toThrow(BadParameter)
        expect(attempt).toThrow(expect.objectContaining({ parameter: 'cursor' }))
      }
    expect(() => readCursor(writeCursor('sessions', [1, 's1', 'v1']), 'sessions')).toThrow(BadParameter)
    expect(() => readPlace(writeCursor('sources', 20), 'sources', 2)).toThrow(BadParameter)
  })
})
