/** Files of costs as bytes: charsets and arbitrary input. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BadParameter } from '../../worker/errors.ts'
import { trials } from '../trials.ts'
import { lines, load, read, refused, utf16 } from './costs.ts'

describe('any file', () => {
  const GOOGLE =
    'Campaign report\n\nDay;Campaign;Currency code;Cost;Clicks\n21.11.2026;"A; ""b""";EUR;1.234,50;5\n'
  const whole = new TextEncoder().encode(GOOGLE)

  it.each<[string, fc.Arbitrary<Uint8Array>]>([
    ['cut off somewhere', fc.nat(whole.length).map((end) => whole.slice(0, end))],
    [
      'with other bytes in it',
      fc.tuple(fc.nat(whole.length - 1), fc.uint8Array({ maxLength: 3 })).map(([at, bytes]) => {
        const changed = whole.slice()
        changed.set(bytes.slice(0, whole.length - at), at)
        return changed
      }),
    ],
    ['of random text', fc.string({ unit: 'binary' }).map((text) => new TextEncoder().encode(GOOGLE + text))],
  ])('%s gives valid rows or is refused', (_, files) => {
    fc.assert(
      fc.property(files, (file) => {
        try {
          const found = read(file)
          if ('problems' in found) return found.problems.length > 0
          return found.rows.every(
            ({ day, campaign, spend_minor }) =>
              /^\d{4}-\d\d-\d\d$/.test(day) &&
              campaign &&
              Number.isSafeInteger(spend_minor) &&
              spend_minor >= 0,
          )
        } catch (error) {
          return error instanceof BadParameter
        }
      }),
      { numRuns: trials(100, 8000) },
    )
  })

  const words = (count: number) => 'a '.repeat(count)
  const gap = ' '.repeat(100_000)
  // In quadratic time each of these would take minutes.
  it.each([
    ['above the heading', `${words(20_000)}\nDay,Campaign,Cost\n2026-11-21,A,1`],
    ['as a title', `Day,Campaign,Cost,"a${gap}a"\n2026-11-21,A,1,1`],
    ['as an amount', `Day,Campaign,Cost,CTR\n2026-11-21,A,1,"1${gap}1"`],
    ['as a name', `Day,Campaign,Cost\n2026-11-21,A,1\n2026-11-21,A${gap},1`],
  ])('with a very long text %s is read', (_, file) => {
    expect(load(file, { currency: 'EUR' }).rows).toHaveLength(1)
  })

  it('with a very long text as a date is refused', () => {
    const file = `Day,Campaign,Cost\n2026 jan ${'1 '.repeat(50_000)},A,1`
    expect(refused(file, { currency: 'EUR' })).toMatch(/^2 Day: 2026 jan 1 .{1,64}… is no date$/)
  })
})

describe('the charset', () => {
  const CSV = 'Назва кампанії;День;Сума витрат (UAH)\nЗима;21.11.2026;1,50\n'
  const EXPECTED = ['2026-11-21 Зима 150 UAH']

  it.each([
    ['UTF-8', new TextEncoder().encode(CSV)],
    ['UTF-8 with a byte order mark', new TextEncoder().encode(`\uFEFF${CSV}`)],
    ['UTF-16', utf16(CSV)],
    ['UTF-16 without its mark', utf16(CSV, false)],
    ['UTF-16 the other way round', new Uint8Array(Buffer.from(`\uFEFF${CSV}`, 'utf16le').swap16())],
  ])('%s is recognised by its bytes', (_, bytes) => {
    expect(lines(load(bytes).rows)).toEqual(EXPECTED)
  })

  it('UTF-8 is recognised by its bytes even if the sender states another charset', () => {
    const bytes = new TextEncoder().encode(CSV)
    expect(lines(load(bytes, { type: 'text/csv; charset=windows-1251' }).rows)).toEqual(EXPECTED)
  })

  it('Windows-1251 is read if the sender states it', () => {
    const bytes = Uint8Array.from(CSV, (char) => {
      const code = char.charCodeAt(0)
      if (char === 'і') return 0xb3
      if (char === 'ї') return 0xbf
      return code < 128 ? code : code - 0x350
    })
    expect(lines(load(bytes, { type: 'text/csv; charset=windows-1251' }).rows)).toEqual(EXPECTED)
    expect(refused(bytes, { type: 'text/csv; charset=latin-9000' })).toMatch(
      /^body: has the charset latin-9000/,
    )
  })
})
