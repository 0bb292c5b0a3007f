/** Values encoded twice, in an old charset, or cut in the middle of a character. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { trials } from '../trials.ts'
import { campaign, land } from './landings.ts'

describe('encodings', () => {
  it.each([
    ['spring%2520sale', 'spring sale'],
    ['spring%252Bsale', 'spring+sale'],
    ['%25D0%25BB%25D1%2596%25D1%2582%25D0%25BE', 'літо'],
    ['caf%25C3%25A9', 'café'],
    ['50%25', '50%'],
    ['50%25%20off', '50% off'],
    ['30%25ad', '30%ad'],
    ['100%', '100%'],
    ['100%25%2520cotton', '100% cotton'],
  ])('a doubly encoded value is decoded once more: %s', (value, text) => {
    expect(campaign(value)).toBe(text)
  })

  it.each([
    // windows-1251
    ['%F1%EA%E8%E4%EA%E0', 'скидка'],
    ['%E2%E5%F1%E5%ED%ED%FF%FF_%F0%E0%F1%EF%F0%EE%E4%E0%E6%E0', 'весенняя_распродажа'],
    ['%CB%B3%F2%EE_2026', 'Літо_2026'],
    ['%C7%EC%E0+%E2+%CA%E8%BA%E2%B3', 'Зма в Києві'],
    ['%FF', 'я'],
    ['iphone-%F7%E5%F5%EE%EB', 'iphone-чехол'],
    // latin-1
    ['caf%E9', 'café'],
    ['M%FCnchen', 'München'],
    ['ni%F1o+y+ni%F1a', 'niño y niña'],
    ['Gr%F6%DFe', 'Größe'],
    ['%C9t%E9+%E0+Paris', 'Été à Paris'],
    ['%DCber', 'Über'],
    // a script's escape()
    ['%u0441%u043A%u0438%u0434%u043A%u0430', 'скидка'],
    // cut by a tool in the middle of a character
    ['%D0%97%D0%B8%D0%BC%D0', 'Зим'],
    ['%D0%97%D0%B8%D0%BC%D0%B0_%D1', 'Зима_'],
    ['%E2%82', 'в‚'],
  ])('old encodings are read: %s', (value, text) => {
    expect(campaign(value)).toBe(text)
  })

  it('never change a value that is properly encoded', () => {
    // Without the characters of macros, what is not visible, and blanks, of which the pattern without dots of Braille is one.
    const value = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
      .filter((text) => !/[%&{}<>$#[\]*!_]/.test(text) && !/[\p{C}\p{Z}\p{DI}\u2800]/u.test(text))
    fc.assert(
      fc.property(value, (text) => {
        expect(campaign(encodeURIComponent(text))).toBe(text.normalize('NFC'))
        expect(campaign(encodeURIComponent(encodeURIComponent(text)))).toBe(text.normalize('NFC'))
      }),
      { numRuns: trials(200) },
    )
  })

  it('accept any bytes', () => {
    const bytes = fc.array(fc.nat(255), { maxLength: 30 })
    fc.assert(
      fc.property(bytes, (list) => {
        const value = list.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
        expect(typeof land(`?utm_campaign=${value}&utm_source=a`).utm.utm_source).toBe('string')
      }),
      { numRuns: trials(200) },
    )
  })
})
