/** The names of campaigns in an export of costs and in the links of the same campaign are the same name. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sameName } from '../../worker/costs/sameName.ts'
import { readLanding } from '../../worker/ingest/readLanding.ts'
import { trials } from '../trials.ts'

/** The campaign of a link into which the ad platform has put the campaign's name. */
const inLink = (name: string) =>
  readLanding(`https://shop.example/?utm_campaign=${encodeURIComponent(name)}`, '', []).utm.utm_campaign ?? ''

it.each([
  '❤️ Sale',
  'Family 👨‍👩‍👧 2026',
  'کفش‌های زنانه',
  'Summer\u00a0Sale',
  '\u200eзима\u200e',
  'Soft\u00adhyphen',
  'Ｆｕｌｌ　ｗｉｄｔｈ',
  'Straße  10 %',
])('%s', (name) => {
  expect(inLink(name)).not.toBe('')
  expect(sameName(inLink(name))).toBe(sameName(name))
})

it('whatever is invisible in them', () => {
  const part = fc.constantFrom(
    'Зима',
    'sale',
    '❤️',
    '👩‍🚀',
    ' ',
    '\u00a0',
    '\u2009',
    '\u200b',
    '\ufeff',
    '\u2800',
    'é',
    'e\u0301',
  )
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
      expect(sameName(inLink(parts.join('')))).toBe(sameName(parts.join('')))
    }),
    { numRuns: trials(100) },
  )
})
