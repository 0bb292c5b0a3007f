import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCursor, readKeyCursor, writeCursor } from '../../worker/stats/cursor.ts'
import { BadParameter } from '../../worker/stats/request.ts'

describe('a cursor', () => {
  it('leads back to the place it was written for', () => {
    fc.assert(
      fc.property(fc.nat(), (place) => {
        expect(readCursor(writeCursor('sources', place), 'sources')).toBe(place)
      }),
    )
  })

  it('leads back to a key of any text', () => {
    for (const key of ['1795000000000 s1', '1 сесія', '2 🙂', '3 "quoted" \n', '4 '])
      expect(readKeyCursor(writeCursor('sessions', key), 'sessions')).toBe(key)
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (key) => {
        expect(readKeyCursor(writeCursor('sessions', key), 'sessions')).toBe(key)
      }),
    )
  })

  it('begins at the beginning where there is none', () => {
    expect(readCursor(null, 'sources')).toBe(0)
    expect(readKeyCursor(null, 'sessions')).toBeNull()
  })

  it('can stand in a URL', () => {
    for (let place = 0; place < 300; place++) {
      const cursor = writeCursor('sessions', `${place} ${'?>~'.repeat(place % 4)}`)
      expect(new URLSearchParams(`cursor=${cursor}`).get('cursor')).toBe(cursor)
    }
  })

  it('of another report is refused by the name of its parameter', () => {
    const foreign = [
      writeCursor('sources', 20),
      writeCursor('sessions', '1 s1'),
      ...['', 'abc', '%%%', '\u0000', '🙂', btoa('null'), btoa('{}'), btoa('[]'), btoa('["channels"]')],
      ...[-1, 1.5, 1e300, null, true, {}].map((place) => btoa(JSON.stringify(['channels', place]))),
    ]
    for (const cursor of foreign)
      for (const read of [readCursor, readKeyCursor]) {
        const attempt = () => read(cursor, 'channels')
        expect(attempt, cursor).toThrow(BadParameter)
        expect(attempt).toThrow(expect.objectContaining({ parameter: 'cursor' }))
      }
    expect(() => readCursor(writeCursor('sessions', '1 s1'), 'sessions')).toThrow(BadParameter)
    expect(() => readKeyCursor(writeCursor('sources', 20), 'sources')).toThrow(BadParameter)
  })
})
