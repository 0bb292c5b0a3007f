import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanReferrer, cleanUrl } from '../../worker/classify/cleanUrl.ts'
import { CLICK_IDS } from '../../worker/classify/clickIds.ts'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { MATOMO_NAMES, UTM_KEYS } from '../../worker/classify/utmKeys.ts'

const PAGE = 'https://shop.example/sale'
const clean = (query: string, keep: string[] = []) => cleanUrl(`${PAGE}?${query}`, keep).slice(PAGE.length)

describe('a stored address', () => {
  const known = [
    ...UTM_KEYS,
    ...Object.keys(MATOMO_NAMES).flatMap((name) => [`pk_${name}`, `mtm_${name}`]),
    ...CLICK_IDS.map(({ key }) => key),
    ...['ref', 'source', 'utm_adset', 'newclid', 'new_clickid', 'newclkid', 'gad_campaignid'],
  ]
  it('keeps campaign parameters and click ids, also those of networks that are not known yet', () => {
    const query = known.map((name) => `${name}=Ab%20c+d`).join('&')
    expect(clean(query)).toBe(`?${query}`)
    expect(clean('GCLID=x&UTM_Source=y')).toBe('?GCLID=x&UTM_Source=y')
  })

  it.each([
    'email=me@mail.example',
    'E-Mail=me%40mail.example',
    'name=Olena',
    'phone=%2B380501234567',
    'token=abc',
    'password=abc',
    'q=shoes',
    '_utmd=visitor',
    'my_utm_source=a',
    'utm_referrer=https%3A%2F%2Fmail.example%2F',
    'article_id=1',
    '%65mail=x',
    'bad%E0%A4=x',
    '',
    '=',
  ])('loses other parameters: %s', (query) => {
    expect(clean(query)).toBe('')
    expect(clean(`${query}&utm_source=a&${query}`)).toBe('?utm_source=a')
  })

  it('keeps the parameters that the site names, but never the id of a visitor', () => {
    expect(clean('Affiliate=7&email=x&_utmd=v', ['affiliate', '_utmd'])).toBe('?Affiliate=7')
  })

  it.each([
    ['utm_content=me@mail.example', '?utm_content=(email)'],
    ['utm_content=Mail%20to%20me%2Ba%40mail.example.ua', '?utm_content=(email)'],
    ['utm_term=a&ref=me%2540mail.example', '?utm_term=a&ref=(email)'],
    ['utm_term=photo@2&utm_id=@shop', '?utm_term=photo@2&utm_id=@shop'],
  ])('has (email) in place of an e-mail address in a value: %s', (query, kept) => {
    expect(clean(query)).toBe(kept)
  })

  it.each([
    ['https://user:secret@shop.example/a?utm_source=b', 'https://shop.example/a?utm_source=b'],
    ['https://shop.example/reset/me@mail.example/1', 'https://shop.example/reset/(email)/1'],
    ['https://shop.example/@olena', 'https://shop.example/@olena'],
    ['https://shop.example/a?email=b#access_token=c', 'https://shop.example/a'],
    ['https://shop.example/#/cart?email=b', 'https://shop.example/#/cart'],
    [
      'https://shop.example/?utm_source=a#!/of/me@mail.example',
      'https://shop.example/?utm_source=a#!/of/(email)',
    ],
    ['/checkout?email=b', '/checkout'],
    ['', ''],
  ])('loses secrets in other places: %s', (url, kept) => {
    expect(cleanUrl(url, [])).toBe(kept)
  })

  it('has the same campaign as before, and is not changed by a second time', () => {
    const value = fc.string({ unit: 'grapheme', maxLength: 12 }).map(encodeURIComponent)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...known, 'email', 'id'), value)), (pairs) => {
        const url = `${PAGE}?${pairs.map((pair) => pair.join('=')).join('&')}`
        const kept = cleanUrl(url, [])
        if (!kept.includes('(email)'))
          expect(campaignOf(readTouch(kept, ''))).toBe(campaignOf(readTouch(url, '')))
        expect(cleanUrl(kept, [])).toBe(kept)
      }),
    )
  })

  it('is found in linear time', () => {
    const before = performance.now()
    for (const text of ['a', '%40', 'a%40b', 'a@b', 'a.b@'])
      cleanUrl(`${PAGE}?utm_source=${text.repeat(65_536 / text.length)}@`, [])
    expect(performance.now() - before).toBeLessThan(500)
  })
})

it('a stored referrer has neither parameters nor a fragment', () => {
  expect(cleanReferrer('https://mail.example/u/me@mail.example?q=a#b')).toBe('https://mail.example/u/(email)')
  expect(cleanReferrer('android-app://com.slack/')).toBe('android-app://com.slack/')
})
