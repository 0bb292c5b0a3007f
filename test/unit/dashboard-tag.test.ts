/** The code that a shop puts into its pages, with each option. */
import { describe, expect, it } from 'vitest'
import {
  CODE,
  PLAIN_TAG,
  policy,
  scriptTag,
  type TagOptions,
} from '../../dashboard/features/install/scriptTag.ts'
import { accepts, hostOf, listed, ownHosts } from '../../dashboard/shared/format/hosts.ts'

const ORIGIN = 'https://stats.example.com'
const all: TagOptions = {
  consent: 'pending',
  datalayer: true,
  cookieDomain: true,
  domains: ['shop.example', 'pay.example'],
}

describe('the script tag', () => {
  it.each<[string, Partial<TagOptions>, string]>([
    ['nothing', {}, ''],
    ['pending consent', { consent: 'pending' }, ' data-consent="pending"'],
    ['a consent platform', { consent: 'datalayer' }, ' data-consent="datalayer"'],
    ['the data layer', { datalayer: true }, ' data-datalayer'],
    ['subdomains', { cookieDomain: true }, ' data-cookie-domain'],
    ['domains', { domains: ['shop.example', 'pay.example'] }, ' data-domains="shop.example,pay.example"'],
  ])('has %s, and preloads the second file if an option needs it', (_, options, attributes) => {
    const isExtended = /data-(?!consent)/.test(attributes)
    const preload = '<link rel="modulepreload" href="https://stats.example.com/extras.js">\n'
    expect(scriptTag(ORIGIN, 'shop.example', { ...PLAIN_TAG, ...options })).toBe(
      `${isExtended ? preload : ''}<script defer src="https://stats.example.com/t.js" data-site="shop.example"${attributes}></script>`,
    )
  })

  it('escapes special characters in a site’s name', () => {
    expect(scriptTag(ORIGIN, '"><b>&')).toContain('data-site="&quot;>&lt;b>&amp;"')
  })
})

describe('code', () => {
  it('for WordPress has the site in the URL', () => {
    expect(CODE.wordpress(ORIGIN, 'shop.example', PLAIN_TAG)).toBe(
      '<script defer src="https://stats.example.com/t.js?site=shop.example"></script>',
    )
  })

  it('for a tag manager sets every option, and cannot end the script early', () => {
    expect(CODE.gtm(ORIGIN, "</script>'", all).split('\n')).toEqual([
      '<script>',
      "  var tag = document.createElement('script')",
      "  tag.src = 'https://stats.example.com/t.js'",
      "  tag.dataset.site = '\\x3c/script>\\''",
      "  tag.dataset.consent = 'pending'",
      "  tag.dataset.datalayer = ''",
      "  tag.dataset.cookieDomain = ''",
      "  tag.dataset.domains = 'shop.example,pay.example'",
      '  document.head.append(tag)',
      '</script>',
    ])
  })

  it('for npm imports the extras if an option needs them', () => {
    expect(CODE.npm(ORIGIN, 'shop.example', PLAIN_TAG)).not.toContain('extras')
    expect(CODE.npm(ORIGIN, 'shop.example', { ...PLAIN_TAG, consent: 'pending' })).not.toContain('extras')
    expect(CODE.npm(ORIGIN, 'shop.example', all)).toContain("domains: 'shop.example,pay.example'")
    expect(CODE.npm(ORIGIN, 'shop.example', all)).toContain('extend(tracker)')
  })
})

describe('hosts', () => {
  it.each([
    [['shop.example'], 'shop.example', true],
    [['shop.example'], 'www.shop.example', true],
    [['shop.example'], 'myshop.example', false],
    [['www.shop.example'], 'shop.example', false],
    [['*'], 'anything.test', true],
    [[], 'shop.example', false],
  ])('%j accept %s: %s', (hosts, host, may) => {
    expect(accepts(hosts, host)).toBe(may)
  })

  it.each([
    ['shop.example', 'shop.example'],
    [' https://Shop.Example/cart?x=1 ', 'shop.example'],
    ['shop.example:8080/x', 'shop.example'],
    ['магазин.укр', 'xn--80aairftm.xn--j1amh'],
    ['*', '*'],
    ['two words', 'two words'],
  ])('are read from what was typed: %j', (typed, host) => {
    expect(hostOf(typed)).toBe(host)
  })

  it('are the domain with and without www. by default', () => {
    expect(ownHosts('shop.example')).toEqual(['shop.example', 'www.shop.example'])
    expect(ownHosts('www.shop.example')).toEqual(['shop.example', 'www.shop.example'])
  })

  it('are separated by line breaks, commas or blanks', () => {
    expect(listed(' a.example,b.example\n\n c.example ')).toEqual(['a.example', 'b.example', 'c.example'])
  })
})

it('the content security policy allows only the Worker', () => {
  expect(policy(ORIGIN)).toBe('script-src https://stats.example.com; connect-src https://stats.example.com')
})
