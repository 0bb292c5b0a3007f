import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../wire/event.ts'
import { cleanText } from '../../worker/classify/cleanText.ts'
import { CLICK_IDS } from '../../worker/classify/clickIds.ts'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { UTM_KEYS } from '../../worker/classify/utmKeys.ts'
import { trials } from '../trials.ts'

const SHOP = 'https://shop.example/sale'
const land = (query: string, referrer = '') => readTouch(`${SHOP}?${query}`, referrer)
const signature = (query: string) => campaignOf(land(query))

describe('a touch', () => {
  it('has every UTM key and every click id of a landing', () => {
    const keys = [...UTM_KEYS, ...CLICK_IDS.map(({ key }) => key)]
    const touch = land(keys.map((key) => `${key}=v-${key}`).join('&'))
    expect({ ...touch.utm, ...touch.click_ids }).toEqual(
      Object.fromEntries(keys.map((key) => [key, `v-${key}`])),
    )
  })

  it.each([
    ['UTM_Source=a', { utm_source: 'a' }, {}],
    ['Utm_Campaign=Summer%20Sale', { utm_campaign: 'Summer Sale' }, {}],
    ['utm_term=red+shoes', { utm_term: 'red shoes' }, {}],
    ['GCLID=AbC', {}, { gclid: 'AbC' }],
    ['ScCid=AbC', {}, { sccid: 'AbC' }],
  ])('reads parameter names in any case and does not change values: %s', (query, utm, ids) => {
    expect(land(query)).toMatchObject({ utm, click_ids: ids })
  })

  it.each([
    'aid=1',
    'paid=1',
    'my_utm_source=a',
    'utm_sources=a',
    '_x_ns_msclkid=1',
    'not_gclid=1',
    'gclidx=1',
    'preferred=a',
    'xsource=a',
  ])('compares whole parameter names, so %s is ignored', (query) => {
    const { utm, click_ids } = land(query)
    expect([utm, click_ids]).toEqual([{}, {}])
  })

  it.each([
    ['utm_source=a&utm_source=b', 'a', undefined],
    ['utm_source=&utm_source=b', 'b', undefined],
    ['utm_source=%20%20&pk_source=b', 'b', 'pk_source'],
    ['pk_source=old&utm_source=new', 'new', undefined],
    ['mtm_source=m&pk_source=p', 'p', 'pk_source'],
    ['source=s&ref=r', 'r', 'ref'],
    ['ref=r&MTM_SOURCE=m', 'm', 'mtm_source'],
    ['source=s', 's', 'source'],
  ])('takes the first value of the strongest parameter: %s', (query, source, spelling) => {
    const touch = land(query)
    expect([touch.utm.utm_source, touch.spelling.utm_source]).toEqual([source, spelling])
  })

  it.each([
    ['pk_campaign=c&pk_kwd=k', { utm_campaign: 'c', utm_term: 'k' }],
    ['mtm_campaign=c&mtm_keyword=k&mtm_cid=7', { utm_campaign: 'c', utm_term: 'k', utm_id: '7' }],
    ['mtm_medium=cpc&mtm_content=red', { utm_medium: 'cpc', utm_content: 'red' }],
  ])("reads Matomo's names: %s", (query, utm) => {
    expect(land(query).utm).toEqual(utm)
  })

  it('reads the query and the fragment, not the path', () => {
    expect(readTouch(`${SHOP}/utm_source=a#b?utm_term=c`, '').utm).toEqual({ utm_term: 'c' })
    expect(readTouch(`${SHOP}?utm_source=a#utm_source=b&utm_medium=c`, '').utm).toEqual({
      utm_source: 'a',
      utm_medium: 'c',
    })
  })

  it('cuts a long value to the limit and names its field in `cut`', () => {
    const touch = land(`utm_campaign=${'x'.repeat(10_000)}&utm_source=fits`)
    expect(touch.utm.utm_campaign).toHaveLength(LIMITS.campaign_chars)
    expect(touch.cut).toEqual(['utm_campaign', 'url'])
  })

  it('reads parameters after the length limit of the stored URL', () => {
    const touch = land(`pad=${'x'.repeat(LIMITS.url_chars)}&utm_source=last&gclid=1`)
    expect(touch.url).toHaveLength(LIMITS.url_chars)
    expect([touch.utm.utm_source, touch.click_ids.gclid]).toEqual(['last', '1'])
  })

  it.each([
    ['a%00b%0Ac%7F%C2%85d', 'abcd'],
    ['%20%20padded%09', 'padded'],
    ['cafe%CC%81', 'café'],
    ['%D0%97%D0%B8%D0%BC%D0%B0', 'Зима'],
    ['%F0%9F%8E%81', '🎁'],
    ['%3Cimg%20onerror%3D1%3E', '<img onerror=1>'],
    ['=cmd()', '=cmd()'],
  ])('cleans %s and changes nothing else', (raw, value) => {
    expect(land(`utm_campaign=${raw}`).utm.utm_campaign).toBe(value)
  })

  it('makes lone surrogates well-formed', () => {
    const touch = readTouch(`${SHOP}?utm_source=a\ud800b`, 'https://x.example/\udfff')
    expect(touch.utm.utm_source).toBe('a\ufffdb')
    expect(touch.url.isWellFormed() && touch.referrer.isWellFormed()).toBe(true)
  })

  it('never cuts a character in half', () => {
    expect(cleanText(`${'x'.repeat(9)}🎁`, 10)).toEqual({ text: 'x'.repeat(9), cut: true })
    expect(cleanText(`${'x'.repeat(8)}🎁`, 10)).toEqual({ text: `${'x'.repeat(8)}🎁`, cut: false })
  })

  it('accepts text that is not a URL', () => {
    expect(readTouch('', '')).toMatchObject({ url: '', utm: {}, click_ids: {}, cut: [] })
    expect(readTouch('/p?utm_source=a', 'nonsense').utm).toEqual({ utm_source: 'a' })
  })

  it('is the same if it is read again from its stored URL and referrer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (value, referrer) => {
        const once = readTouch(
          `${SHOP}?utm_source=${encodeURIComponent(value.toWellFormed())}&gclid=x`,
          referrer,
        )
        expect(readTouch(once.url, once.referrer)).toEqual(once)
      }),
      { numRuns: trials(100) },
    )
  })
})

describe('the campaign of a landing', () => {
  it.each(['', 'page=2', 'ref=footer', 'source=menu', 'utm_source=', 'utm_source=%00'])(
    'is null for a landing without one: ?%s',
    (query) => expect(signature(query)).toBeNull(),
  )

  it('is the same whatever the order, the case of the keys and the other parameters', () => {
    const one = signature('utm_source=a&utm_medium=b&gclid=X')
    expect(signature('x=1&GCLID=X&utm_medium=b&UTM_SOURCE=a')).toBe(one)
  })

  it('ignores `ref` and `source` next to a campaign', () => {
    expect(signature('gclid=1&ref=footer')).toBe(signature('gclid=1'))
  })

  it.each([
    ['utm_source=a', 'utm_source=A'],
    ['utm_source=a', 'utm_source=a&utm_content=b'],
    ['utm_source=a&gclid=1', 'utm_source=a&gclid=2'],
    ['fbclid=AbC', 'fbclid=aBc'],
    ['utm_source=a&utm_medium=b', 'utm_source=a%26utm_medium%3Db'],
  ])('differs for %s and %s', (one, other) => {
    expect(signature(one)).not.toBe(signature(other))
  })
})
