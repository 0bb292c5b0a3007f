/** Landings without a referrer in the browser of an app, such as Instagram. */
import { describe, expect, it } from 'vitest'
import { row } from './landings.ts'

describe('without a referrer', () => {
  it.each([
    ['Instagram', 'instagram / social / Organic Social'],
    ['Facebook', 'facebook / social / Organic Social'],
    ['TikTok', 'tiktok / social / Organic Social'],
    ['Snapchat', 'snapchat / social / Organic Social'],
    ['Telegram', 'telegram / social / Organic Social'],
    ['LinkedIn', 'linkedin / social / Organic Social'],
    ['Line', 'line / social / Organic Social'],
    ['Chrome', '(direct) / (none) / Direct'],
    ['Google app', '(direct) / (none) / Direct'],
    ['DuckDuckGo', '(direct) / (none) / Direct'],
    ['Brave', '(direct) / (none) / Direct'],
    ['Samsung Internet', '(direct) / (none) / Direct'],
    ['', '(direct) / (none) / Direct'],
  ])('the app of the browser is the source: %s', (browser, expected) => {
    expect(row('', { browser })).toBe(expected)
  })

  it('the app counts less than a parameter, a click ID and a referrer', () => {
    expect(row('?utm_source=blog', { browser: 'Instagram' })).toBe('blog / (not set) / Unassigned')
    expect(row('?utm_medium=cpc', { browser: 'Instagram' })).toBe('instagram / cpc / Paid Social')
    expect(row('?gclid=x', { browser: 'Instagram' })).toBe('google / cpc / Paid Search')
    expect(row('', { browser: 'Instagram', referrer: 'https://www.google.com/' })).toBe(
      'google / organic / Organic Search',
    )
    expect(row('', { browser: 'Instagram', referrer: 'https://shop.example/a' })).toBe(
      '(direct) / (none) / Direct',
    )
    expect(row('', { browser: 'Instagram', referrer: 'https://login.live.com/' })).toBe(
      '(direct) / (none) / Direct',
    )
  })
})
