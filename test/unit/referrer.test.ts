import { getPublicSuffix } from 'tldts'
import { describe, expect, it } from 'vitest'
import { brandOf, hostOf, registrableOf } from '../../worker/classify/host.ts'
import { KNOWN_SOURCES, sourceOfName } from '../../worker/classify/knownSources.ts'
import { readReferrer } from '../../worker/classify/readReferrer.ts'
import { SHARED_DOMAINS } from '../../worker/classify/sharedDomains.ts'

const SITE = { hosts: ['*'], ignored_referrers: [] as string[] }
const from = (url: string, page = 'shop.example', site: typeof SITE = SITE) => {
  const referrer = readReferrer(url, page, site)
  return referrer.kind === 'site' ? `${referrer.source} ${referrer.category ?? 'referral'}` : referrer.kind
}

describe('a known source', () => {
  it.each([
    ['www.google.com', 'google search'],
    ['www.google.co.uk', 'google search'],
    ['google.com.ua', 'google search'],
    ['news.google.de', 'google search'],
    ['docs.google.com', 'docs.google.com referral'],
    ['groups.google.com', 'google social'],
    ['uk.search.yahoo.com', 'yahoo search'],
    ['search.yahoo.co.jp', 'yahoo search'],
    ['finance.yahoo.com', 'finance.yahoo.com referral'],
    ['ya.ru', 'yandex search'],
    ['yandex.kz', 'yandex search'],
    ['mail.yandex.ru', 'yandex-mail email'],
    ['cn.bing.com', 'bing search'],
    ['edgeservices.bing.com', 'copilot ai'],
    ['lnkd.in', 'linkedin social'],
    ['lm.facebook.com', 'facebook social'],
    ['l.instagram.com', 'instagram social'],
    ['out.reddit.com', 'reddit social'],
    ['away.vk.com', 'vk social'],
    ['mygarden.blogspot.co.uk', 'blogspot social'],
    ['pinterest.com.mx', 'pinterest social'],
    ['player.vimeo.com', 'vimeo video'],
    ['www.amazon.de', 'amazon shopping'],
    ['prom.ua', 'prom shopping'],
    ['outlook.live.com', 'outlook.com email'],
    ['mail.ukr.net', 'ukr.net email'],
    ['webmail.someoffice.example', 'webmail.someoffice.example email'],
    ['mail2.someoffice.example', 'mail2.someoffice.example email'],
    ['suche.someportal.example', 'suche.someportal.example search'],
    ['perplexity.ai', 'perplexity ai'],
    ['chat.openai.com', 'chatgpt ai'],
    ['www.stripe.com', 'stripe shopping'],
  ])('%s is %s', (host, expected) => {
    expect(from(`https://${host}/`)).toBe(expected)
  })

  it.each([
    ['android-app://com.google.android.gm/', 'gmail email'],
    ['android-app://org.telegram.messenger/', 'telegram social'],
    ['android-app://com.pinterest.twa/', 'pinterest social'],
    ['android-app://com.google.android.googlequicksearchbox/https/www.google.com', 'google search'],
    ['android-app://com.somebody.app/', 'com.somebody.app referral'],
  ])('can be an Android app: %s', (url, expected) => {
    expect(from(url)).toBe(expected)
  })

  it.each([
    'notgoogle.com',
    'google.com.phish.example',
    'facebook.com.login.example',
    'myfacebook.com',
    't.com',
    't.contoso.com',
    'all.bytes.example',
    'flax.com',
    'okru.com',
    'stripe.com.evil.example',
  ])('is compared by whole labels of the host, so %s is another site', (host) => {
    expect(from(`https://${host}/`)).toBe(`${host} referral`)
  })

  it.each([
    'HTTPS://WWW.GOOGLE.COM/',
    'https://www.google.com:443/search?q=x',
    'https://www.google.com./',
    'www.google.com',
  ])('is read from %s', (url) => expect(from(url)).toBe('google search'))

  it.each([
    '',
    'about:blank',
    'file:///tmp/a.html',
    'chrome-extension://abcdef/page.html',
    'data:text/html,x',
    '   ',
    '://',
  ])('is not found for "%s"', (url) => expect(from(url)).toBe('none'))
})

describe("the site's own pages", () => {
  it.each([
    ['https://shop.example/', 'shop.example'],
    ['https://www.shop.example/', 'shop.example'],
    ['https://blog.shop.example/', 'www.shop.example'],
    ['https://www.shop.co.uk/', 'm.shop.co.uk'],
    ['https://blog.shop.com.ua/', 'shop.com.ua'],
    ['https://shop.kyiv.ua/', 'www.shop.kyiv.ua'],
    ['http://localhost:8788/', 'localhost'],
    ['http://127.0.0.1:8788/', '127.0.0.1'],
    ['https://www.google.com/', 'www.google.com'],
  ])('include %s for a landing on %s', (url, page) => {
    expect(from(url, page)).toBe('own')
  })

  it.each([
    ['https://other.co.uk/', 'shop.co.uk'],
    ['https://other.com.ua/', 'shop.com.ua'],
    ['https://other.kyiv.ua/', 'shop.kyiv.ua'],
    ['https://other.myshopify.com/', 'shop.myshopify.com'],
    ['https://other.prom.ua/', 'shop.prom.ua'],
    ['https://10.0.0.1/', '10.0.0.2'],
  ])('do not include %s for a landing on %s', (url, page) => {
    expect(from(url, page)).not.toBe('own')
  })

  it('include every listed host and its subdomains', () => {
    const site = { hosts: ['*.shop.ua', 'www.Shop.pl'], ignored_referrers: [] }
    expect(
      ['https://shop.ua/', 'https://a.b.shop.ua/', 'https://shop.pl/'].map((url) =>
        from(url, 'x.example', site),
      ),
    ).toEqual(['own', 'own', 'own'])
    expect(from('https://myshop.ua/', 'x.example', site)).toBe('myshop.ua referral')
  })

  it('are not the same as hosts that the admin ignores', () => {
    expect(
      from('https://a.crm.example/', 'shop.example', { hosts: [], ignored_referrers: ['crm.example'] }),
    ).toBe('ignored')
  })
})

describe('a payment gateway', () => {
  it.each([
    'www.liqpay.ua',
    'pay.fondy.eu',
    'secure.wayforpay.com',
    'pay.mbnk.biz',
    'pay.monobank.ua',
    'next.privat24.ua',
    'checkout.stripe.com',
    'hooks.stripe.com',
    'www.paypal.com',
    'pay.klarna.com',
    'secure.przelewy24.pl',
    'checkoutshopper-live.adyen.com',
    'www.mollie.com',
    'pay.google.com',
    'centinelapi.cardinalcommerce.com',
    'acs.privatbank.ua',
    'acs2.somebank.example',
    '3ds.somebank.example',
    '3dsecure.somebank.example',
    '3d-secure.somebank.example',
    'secure-acs2ui-b1.somebank.example',
    'emv3ds.somebank.example',
  ])('%s makes no touch', (host) => {
    expect(from(`https://${host}/`)).toBe('gateway')
  })

  it.each([
    'pubs.acs.org',
    'acs.org',
    '3dshapes.example',
    'macs.example.org',
    'fondy.eu.example',
    'notliqpay.ua',
  ])('is not %s', (host) => expect(from(`https://${host}/`)).not.toBe('gateway'))

  it.each(['accounts.google.com', 'appleid.apple.com'])('is ignored like a sign-in page: %s', (host) => {
    expect(from(`https://${host}/`)).toBe('sign_in')
  })
})

describe('a utm_source', () => {
  it.each([
    ['google', 'search'],
    ['Google.com.ua', 'search'],
    ['FB', 'social'],
    ['ig', 'social'],
    ['l.instagram.com', 'social'],
    ['youtube.com', 'video'],
    ['Google Shopping', 'shopping'],
    ['IGShopping', 'shopping'],
    ['chatgpt.com', 'ai'],
  ])('%s means a %s site', (source, category) => {
    expect(sourceOfName(source)?.category).toBe(category)
  })

  it.each([
    'newsletter',
    'free',
    'orange',
    'you',
    'target',
    'my facebook',
    'search.me@example.com',
    'facebook_ua',
  ])('%s means no known site', (source) => expect(sourceOfName(source)).toBeNull())
})

describe('the lists of known sources', () => {
  it('contain no host twice', () => {
    const hosts = Object.values(KNOWN_SOURCES)
      .flatMap((text) => text.trim().split('\n'))
      .flatMap((line) => line.split(' ').slice(1))
      .filter((word) => word.includes('.') || word.startsWith('@'))
    expect(hosts.filter((host, index) => hosts.indexOf(host) !== index)).toEqual([])
  })

  it('are in lower case, with one space between words', () => {
    for (const text of Object.values(KNOWN_SOURCES)) {
      expect(text).toBe(text.toLowerCase())
      expect(text).not.toMatch(/ {2}| \n/)
    }
  })
})

describe('the list of shared domains', () => {
  it('has only what the Public Suffix List lacks', () => {
    const known = [...SHARED_DOMAINS].filter(
      (domain) => getPublicSuffix(`shop.${domain}`, { allowPrivateDomains: true }) === domain,
    )
    expect(known).toEqual([])
  })
})

describe('a host', () => {
  it.each([
    ['https://User@Shop.Example:8443/x', 'shop.example'],
    ['https://shop.example./', 'shop.example'],
    ['https://крамниця.example/', 'xn--80aqejfp0c4d.example'],
    ['no url', null],
    ['about:blank', null],
  ])('of %s is %s', (url, host) => {
    expect(hostOf(url)).toBe(host)
  })

  it.each([
    ['shop.example', 'shop.example'],
    ['a.b.shop.co.uk', 'shop.co.uk'],
    ['www.shop.com.ua', 'shop.com.ua'],
    ['www.shop.in.ua', 'shop.in.ua'],
    ['a.shop.lviv.ua', 'shop.lviv.ua'],
    ['a.mine.myshopify.com', 'mine.myshopify.com'],
    ['myshopify.com', 'myshopify.com'],
    ['me.github.io', 'me.github.io'],
    ['localhost', 'localhost'],
    ['192.168.0.1', '192.168.0.1'],
    ['co.uk', 'co.uk'],
    ['a.shop1.prom.ua', 'shop1.prom.ua'],
    ['prom.ua', 'prom.ua'],
    ['a.shop.firm.ua', 'firm.ua'],
    ['a.shop1.up.railway.app', 'shop1.up.railway.app'],
    ['my_shop.shop.example', 'shop.example'],
    ['[::1]', '[::1]'],
  ])('%s is under the registered domain %s', (host, domain) => {
    expect(registrableOf(host)).toBe(domain)
  })

  it.each([
    ['google.co.uk', 'google'],
    ['www.google.com', 'www.google'],
    ['ebay.de', 'ebay'],
    ['localhost', null],
    ['chat.example', null],
    ['co.uk', null],
    ['console.yandex.cloud', null],
    ['google.kiev.ua', 'google'],
  ])('%s is the brand %s', (host, brand) => {
    expect(brandOf(host)).toBe(brand)
  })
})

it('takes a host for none that is longer than a name in the DNS may be, in little time', () => {
  const started = performance.now()
  for (let i = 0; i < 50; i++) expect(from(`https://${'a.'.repeat(1000)}com/`)).toBe('none')
  expect(performance.now() - started).toBeLessThan(500)
  expect(hostOf(`https://${'a.'.repeat(125)}com/`)).toHaveLength(253)
})
