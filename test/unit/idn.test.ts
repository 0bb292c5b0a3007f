/** Internationalised domains, and the other spellings of instants and languages. */
import { domainToUnicode } from 'node:url'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createFormat, nameOfValue } from '../../dashboard/shared/format/format.ts'
import { createWords } from '../../dashboard/shared/words/createWords.ts'
import { asciiHost, unicodeHost } from '../../wire/idn.ts'
import { isoInstant } from '../../wire/isoInstant.ts'
import type { DimensionKey } from '../../wire/query.ts'
import { newSite } from '../../wire/schema.ts'
import { instant } from '../../worker/time/period.ts'

describe('an internationalised domain', () => {
  test.each([
    ['магазин.укр', 'xn--80aairftm.xn--j1amh'],
    ['МАГАЗИН.УКР', 'xn--80aairftm.xn--j1amh'],
    [' www.магазин.укр ', 'www.xn--80aairftm.xn--j1amh'],
    ['магазин.укр:8080', 'xn--80aairftm.xn--j1amh:8080'],
    ['їжак-ґанок.com.ua', 'xn----7sbbvvcui2trv.com.ua'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['例え.jp', 'xn--r8jz45g.jp'],
    ['Shop.Example', 'shop.example'],
    ['localhost:8788', 'localhost:8788'],
    ['*', '*'],
  ])('%j is stored as %j', (typed, stored) => {
    expect(asciiHost(typed)).toBe(stored)
    expect(unicodeHost(stored)).toBe(typed.trim().toLowerCase())
  })

  test.each(['магазин.укр/', 'а@б.укр', 'а б.укр', 'магазин.укр?x', 'а%2eб', '..', 'ключ:слово'])(
    '%j is none, and is refused as a site',
    (typed) => {
      expect(asciiHost(typed)).toBe(typed)
      expect(newSite.safeParse({ site: typed }).success).toBe(false)
    },
  )

  test.each([
    'xn--',
    'xn--a',
    'xn--shop-',
    'xn--99999999',
    'xn--80ak6aa92e\u0000',
    '(direct)',
    'xn--ls8h\ud800',
    '',
  ])('shows %j, which is malformed or encodes something else, as it is', (stored) => {
    expect([stored, domainToUnicode(stored)]).toContain(unicodeHost(stored))
  })

  test('is the same after writing and reading, and is shown as Node shows it', () => {
    const label = fc.string({
      unit: fc.constantFrom(...'абвгґдеєжзиіїйклмноп-çéüßαβγλ日本例abc019'),
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(label, label, (one, two) => {
        const typed = `${one}.${two}`
        const stored = asciiHost(typed)
        fc.pre(stored !== typed && /^[a-z0-9.-]+$/.test(stored))
        expect(unicodeHost(stored)).toBe(domainToUnicode(stored))
        expect(asciiHost(unicodeHost(stored))).toBe(stored)
      }),
      { numRuns: 300 },
    )
  })

  test('is shown as it is typed where it is a source or a referrer, and nowhere else', () => {
    const shown = (dimension: DimensionKey) =>
      nameOfValue(
        dimension,
        'xn--80aairftm.xn--j1amh',
        createWords('en'),
        createFormat('en-GB', 'UTC', 'USD'),
      )
    expect(shown('source')).toBe('магазин.укр')
    expect(shown('referrer')).toBe('магазин.укр')
    expect(shown('campaign')).toBe('xn--80aairftm.xn--j1amh')
  })

  test('is accepted wherever a site has hosts', () => {
    const site = { site: 'магазин.укр', hosts: ['магазин.укр', 'Кошик.магазин.укр:443', '*'] }
    expect(newSite.parse({ ...site, ignored_referrers: ['каса.укр'] })).toMatchObject({
      site: 'xn--80aairftm.xn--j1amh',
      hosts: ['xn--80aairftm.xn--j1amh', 'xn--h1adbo4c.xn--80aairftm.xn--j1amh', '*'],
      ignored_referrers: ['xn--80aa2a3a.xn--j1amh'],
    })
  })
})

describe('an instant', () => {
  test.each([
    ['2026-11-22T10:00:00+0200', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T10:00:00+02', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22T10:00:00-0330', '2026-11-22T13:30:00.000Z'],
    ['2026-11-22T10:00:00.5+0200', '2026-11-22T08:00:00.500Z'],
    ['2026-11-22T10:00:00,250Z', '2026-11-22T10:00:00.250Z'],
    ['2026-11-22 10:00:00 +0200', '2026-11-22T08:00:00.000Z'],
    ['2026-11-22t10:00z', '2026-11-22T10:00:00.000Z'],
    ['2026-11-22T10:00:00+02:00', '2026-11-22T08:00:00.000Z'],
  ])('%j is %j', (written, utc) => {
    expect(new Date(isoInstant(written)).toISOString()).toBe(utc)
    expect(instant(written, 'UTC')).toBe(Date.parse(utc))
  })

  test.each(['2026-11-22', '22.11.2026 10:00', '2026-11-22T10:00:00+2', 'tomorrow', ''])(
    '%j is left as it is',
    (written) => expect(isoInstant(written)).toBe(written),
  )
})
