/** Invisible characters in the names and values of UTM parameters. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trials } from '../trials.ts'
import { campaign, row, utm } from './landings.ts'

describe('invisible characters', () => {
  it.each([
    ['facebook%E2%80%8B', 'facebook'],
    ['%EF%BB%BFfacebook', 'facebook'],
    ['face%C2%ADbook', 'facebook'],
    ['%E2%80%8Ffacebook%E2%80%8E', 'facebook'],
    ['%E2%81%A0facebook%E2%80%8C%E2%80%8D', 'facebook'],
    ['%E2%80%AAfacebook%E2%80%AC', 'facebook'],
    ['%E2%81%A6facebook%E2%81%A9', 'facebook'],
    ['facebook%C2%A0', 'facebook'],
    ['%E3%80%80facebook%E2%80%AF', 'facebook'],
    ['facebook%E3%85%A4', 'facebook'],
    ['facebook%F3%A0%80%81', 'facebook'],
    ['facebook​', 'facebook'],
  ])('do not make another source: %s', (value, source) => {
    expect(row(`?utm_source=${value}&utm_medium=cpc`)).toBe(`${source} / cpc / Paid Social`)
  })

  it.each([
    ['Summer%C2%A0Sale', 'Summer Sale'],
    ['Summer%E2%80%87Sale', 'Summer Sale'],
    ['%D0%9B%D1%96%E2%80%8B%D1%82%D0%BE', 'Літо'],
    ['e%CC%81t%CC%81e', 'ét́e'],
    ['%E2%9D%A4%EF%B8%8F', '❤'],
  ])('are removed, and other blanks are blanks: %s', (value, text) => {
    expect(campaign(value)).toBe(text)
  })

  it('may be anywhere in a name or a value', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200e',
      '\ufeff',
      '\u00ad',
      '\u2060',
      '\u202d',
      '\u061c',
      '\u180e',
    )
    // `__a__` is a macro: no campaign, with and without such characters.
    const name = fc.stringMatching(/^[a-zа-яіїє0-9_-]{1,12}$/).filter((text) => !/^__.*__$/.test(text))
    fc.assert(
      fc.property(name, fc.array(fc.tuple(fc.nat(12), invisible), { maxLength: 5 }), (plain, inserts) => {
        const dirty = inserts.reduce((text, [at, char]) => text.slice(0, at) + char + text.slice(at), plain)
        expect(campaign(encodeURIComponent(dirty))).toBe(plain.normalize('NFC'))
        expect(utm(`?utm_${encodeURIComponent('\u200b')}source=${plain}`).utm_source).toBe(
          plain.normalize('NFC'),
        )
      }),
      { numRuns: trials(100) },
    )
  })
})
