/** What separates the parameters of an address: ampersands that HTML has escaped, and separators that a tool has written wrongly. */
import { describe, expect, it } from 'vitest'
import { campaign, utm } from './landings.ts'

describe('an ampersand that HTML has escaped', () => {
  const READ = { utm_source: 'fb', utm_medium: 'cpc', utm_campaign: 'x' }
  it.each([
    '?utm_source=fb&amp;utm_medium=cpc&amp;utm_campaign=x',
    '?utm_source=fb&amp;amp;utm_medium=cpc&AMP;utm_campaign=x',
    '?utm_source=fb&#038;utm_medium=cpc&#038;utm_campaign=x',
    '?utm_source=fb#038;utm_medium=cpc#038;utm_campaign=x',
    '?utm_source=fb&#38;utm_medium=cpc&#x26;utm_campaign=x',
    '?utm_source=fb&amp%3Butm_medium=cpc&amp%3Butm_campaign=x',
    '?utm_source=fb&%23038;utm_medium=cpc&%23038%3Butm_campaign=x',
    '?utm_source=fb%26amp%3Butm_medium=cpc%26amp%3Butm_campaign=x',
    '?amp;utm_source=fb&amp;utm_medium=cpc&utm_campaign=x',
    '?id=7&amp;utm_source=fb&amp;utm_medium=cpc&amp;utm_campaign=x#top',
    '#/cart?utm_source=fb&amp;utm_medium=cpc&#038;utm_campaign=x',
  ])('separates parameters: %s', (rest) => {
    expect(utm(rest)).toEqual(READ)
  })

  it.each([
    ['Q%26amp%3BA', 'Q&A'],
    ['Q%26A', 'Q&A'],
    ['camp;2', 'camp;2'],
    ['%26%231085%3B%26%231086%3B', 'но'],
    ['5%26nbsp%3Boff', '5 off'],
    ['a%26b%3D1', 'a&b=1'],
  ])('in a value is only a character: %s', (value, text) => {
    expect(campaign(value)).toBe(text)
  })
})

describe('a separator that a tool has written wrongly', () => {
  const READ = { utm_source: 'fb', utm_medium: 'cpc', utm_campaign: 'x' }
  it.each([
    '?id=7?utm_source=fb&utm_medium=cpc&utm_campaign=x',
    '?utm_source=fb?utm_medium=cpc?utm_campaign=x',
    '?fbclid=Ab?UTM_source=fb&utm_medium=cpc&utm_campaign=x',
    '?preview?utm_source=fb&utm_medium=cpc&utm_campaign=x',
    '?utm_source%3Dfb%26utm_medium%3Dcpc%26utm_campaign%3Dx',
    '?id=7&utm_source%253Dfb%2526utm_medium%253Dcpc%2526utm_campaign%253Dx',
  ])('separates parameters: %s', (rest) => {
    expect(utm(rest)).toEqual(READ)
  })

  it.each([
    '?back=/cart?utm_source=menu',
    '?url=https://other.example/?utm_source=a',
    '?url=https%3A%2F%2Fother.example%2F%3Futm_source%3Da%26utm_medium%3Db',
    '?q=what%3Futm_source=a',
  ])('is not the query of an address in a value: %s', (rest) => {
    expect(utm(rest)).toEqual({})
  })

  it('is not a question mark or an ampersand of a name', () => {
    expect(campaign('what?')).toBe('what?')
    expect(campaign('why?now%26then')).toBe('why?now&then')
    expect(campaign('a%26utm_medium%3Db')).toBe('a&utm_medium=b')
  })
})
