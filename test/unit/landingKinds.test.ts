/** Landings as the field sends them: each kind with inputs beyond the examples that people have reported. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalName } from '../../worker/classify/canonicalSource.ts'
import { classify } from '../../worker/classify/classify.ts'
import { KNOWN_SOURCES, sourceOfName } from '../../worker/classify/knownSources.ts'
import { campaignOf, readTouch } from '../../worker/classify/touch.ts'
import { readLanding } from '../../worker/ingest/readLanding.ts'
import { trials } from '../trials.ts'

const SITE = { hosts: ['shop.example'], ignored_referrers: [] }
const PAGE = 'https://shop.example/sale'
/** As it is stored: the Worker reads a landing, and `reclassify` reads the stored address again. */
const land = (rest: string) => {
  const touch = readLanding(PAGE + rest, '', [])
  expect(readTouch(touch.url, '')).toMatchObject({ utm: touch.utm, click_ids: touch.click_ids })
  return touch
}
const utm = (rest: string) => land(rest).utm
const campaign = (value: string) => utm(`?utm_campaign=${value}`).utm_campaign
const arrive = (rest: string, { referrer = '', browser = '' } = {}) =>
  classify(readLanding(PAGE + rest, referrer, []), SITE, browser)
const row = (rest: string, from = {}) => {
  const { source, medium, channel } = arrive(rest, from)
  return `${source} / ${medium} / ${channel}`
}

describe('invisible characters', () => {
  it.each([
    ['facebook%E2%80%8B', 'facebook'],
    ['%EF%BB%BFfacebook', 'facebook'],
    ['face%C2%ADbook', 'facebook'],
    ['%E2%80%8Ffacebook%E2%80%8E', 'facebook'],
    ['%E2%81%A0facebook%E2%80%8C%E2%80%8D', 'facebook'],
    ['%E2%80%AAfacebook%E2%80%AC', 'facebook'],
    ['%E2%81%A6facebook%E2%81%A9', 'facebook'],
    ['facebook%C2%A0', 'facebook'],
    ['%E3%80%80facebook%E2%80%AF', 'facebook'],
    ['facebook%E3%85%A4', 'facebook'],
    ['facebook%F3%A0%80%81', 'facebook'],
    ['facebook​', 'facebook'],
  ])('do not make another source: %s', (value, source) => {
    expect(row(`?utm_source=${value}&utm_medium=cpc`)).toBe(`${source} / cpc / Paid Social`)
  })

  it.each([
    ['Summer%C2%A0Sale', 'Summer Sale'],
    ['Summer%E2%80%87Sale', 'Summer Sale'],
    ['%D0%9B%D1%96%E2%80%8B%D1%82%D0%BE', 'Літо'],
    ['e%CC%81t%CC%81e', 'ét́e'],
    ['%E2%9D%A4%EF%B8%8F', '❤'],
  ])('are removed, and other blanks are blanks: %s', (value, text) => {
    expect(campaign(value)).toBe(text)
  })

  it('may be anywhere in a name or a value', () => {
    const invisible = fc.constantFrom(
      '\u200b',
      '\u200e',
      '\ufeff',
      '\u00ad',
      '\u2060',
      '\u202d',
      '\u061c',
      '\u180e',
    )
    // `__a__` is a macro: no campaign, with and without such characters.
    const name = fc.stringMatching(/^[a-zа-яіїє0-9_-]{1,12}$/).filter((text) => !/^__.*__$/.test(text))
    fc.assert(
      fc.property(name, fc.array(fc.tuple(fc.nat(12), invisible), { maxLength: 5 }), (plain, inserts) => {
        const dirty = inserts.reduce((text, [at, char]) => text.slice(0, at) + char + text.slice(at), plain)
        expect(campaign(encodeURIComponent(dirty))).toBe(plain.normalize('NFC'))
        expect(utm(`?utm_${encodeURIComponent('\u200b')}source=${plain}`).utm_source).toBe(
          plain.normalize('NFC'),
        )
      }),
      { numRuns: trials(100) },
    )
  })
})

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

describe('a campaign in the fragment', () => {
  it.each([
    ['#utm_source=fb&utm_medium=cpc', '/sale'],
    ['#?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#/cart?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#!/cart?utm_source=fb&utm_medium=cpc&id=7', '/sale'],
    ['#/cart/&utm_source=fb&utm_medium=cpc', '/sale'],
    ['#delivery?utm_source=fb&utm_medium=cpc', '/sale'],
    ['#delivery&utm_source=fb&utm_medium=cpc', '/sale'],
    ['?page=2#/cart?utm_source=fb&utm_medium=cpc', '/sale'],
    ['?utm_source=fb#utm_medium=cpc', '/sale'],
    ['?utm_source=fb&utm_medium=cpc#/cart?utm_source=other&utm_medium=other', '/sale'],
  ])('is read: %s', (rest, landing_page) => {
    expect(arrive(rest)).toMatchObject({
      source: 'facebook',
      medium: 'cpc',
      channel: 'Paid Social',
      landing_page,
    })
  })

  it('is kept without the rest of the fragment, except for a route', () => {
    expect(land('#/cart?utm_source=fb&email=me@mail.example').url).toBe(`${PAGE}?utm_source=fb#/cart`)
    expect(land('#access_token=1&utm_source=fb').url).toBe(`${PAGE}?utm_source=fb`)
    expect(land('#/cart?gclid=x').click_ids).toEqual({ gclid: 'x' })
  })

  it.each(['#/cart?source=menu', '#ref=footer', '#/utm_source=a', '#top', '#'])('is not %s', (rest) => {
    expect(campaignOf(land(rest))).toBeNull()
    expect(utm(rest)).toEqual({})
  })
})

describe('a raw macro', () => {
  const MACROS = [
    ...[
      '{{campaign.name}}',
      '{{adset.id}}',
      '{{site_source_name}}',
      '{{ campaign.name }}',
      'fb_{{placement}}',
    ],
    ...['{campaign}', '{campaignid}', '{keyword:shoes}', '{_custom}', 'google-{network}', '{lpurl}'],
    ...['__CID__', '__CAMPAIGN_NAME__', 'tt-__AID_NAME__', '__cid__', '__campaign_name__', '__adid__'],
    ...['%%CAMPAIGN%%', '%%campaign_name%%', '%CAMPAIGN_NAME%', '%campaign%'],
    ...[
      '$' + '{CAMPAIGN_ID}',
      '$ad_id$',
      '#campaign#',
      '<campaign_name>',
      '[campaign]',
      '[CAMPAIGN_ID]',
      '[[ad]]',
    ],
    ...[
      '*|CAMPAIGN_UID|*',
      '<%= campaign %>',
      '!!!affid!!!',
      '!!!sitename!!!',
      '%%=v(@campaign)=%%',
      '{{campaign.na',
      '[ad set name]',
    ],
  ]
  it.each(MACROS)('is no campaign: %s', (macro) => {
    const invisible = encodeURIComponent([...macro].join('\u200b'))
    const once = encodeURIComponent(macro)
    for (const written of [macro, once, encodeURIComponent(once), invisible]) {
      if (/[#&]/.test(written)) continue
      const { campaign, content, source } = arrive(
        `?utm_source=${written}&utm_campaign=${written}&utm_content=${written}`,
      )
      expect([written, campaign, content, source]).toEqual([written, null, null, '(not set)'])
    }
  })

  it.each([
    ...[
      '[Brand] Ukraine',
      '[UA] Spring',
      'a_b__c',
      '__spring',
      '50%',
      'sale_50%_off',
      'A/B',
      '$100 off',
      'C# course',
    ],
    ...[
      '<3',
      '!!!SALE!!!',
      '!!!wow!!! 50',
      '50%% off 20%% more',
      '__new__',
      '__Winter__',
      'A__NEW__',
      'spring (ads)',
      '100%25',
      'Black Friday!',
      '[Search]',
      'Ads',
      '2026__UA__Brand',
      'snake__case__name',
    ],
  ])('is not %s', (name) => {
    expect(campaign(encodeURIComponent(name))).toBe(name.replace('%25', '%'))
  })

  it('leaves the decision to the other evidence', () => {
    expect(row('?utm_source={{site_source_name}}&utm_medium=cpc&fbclid=x')).toBe(
      'facebook / cpc / Paid Social',
    )
    expect(row('?utm_source={source}&utm_medium={medium}&gclid=x')).toBe('google / cpc / Paid Search')
    expect(row('?utm_source=__CID__', { referrer: 'https://www.tiktok.com/' })).toBe(
      'tiktok / social / Organic Social',
    )
    expect(row('?utm_campaign={{campaign.name}}')).toBe('(not set) / (not set) / Unassigned')
    expect(arrive('?utm_source=google&utm_campaign={campaign}&utm_id=77').campaign).toBe('77')
    expect(arrive('?gclid={gclid}').click_id_kind).toBeNull()
  })

  it('is kept beside the values, also in an address that is too long', () => {
    expect(land('?utm_campaign={{campaign.name}}&ttclid=__CLICKID__&utm_source=tiktok').macros).toEqual({
      utm_campaign: '{{campaign.name}}',
      ttclid: '__CLICKID__',
    })
    const long = readLanding(
      `https://shop.example/${'a/'.repeat(1100)}?utm_campaign={{a.b}}&utm_source=x%2525zz`,
      '',
      [],
    )
    expect(readTouch(long.url, '')).toMatchObject({
      macros: { utm_campaign: '{{a.b}}' },
      utm: { utm_source: 'x%zz' },
    })
  })

  it('begins a session as any other campaign does', () => {
    expect(campaignOf(land('?utm_campaign={{campaign.name}}'))).not.toBeNull()
  })
})

describe('one name for a source', () => {
  it.each([
    [
      'facebook',
      [
        'fb',
        'FB',
        'Facebook',
        'facebook.com',
        'm.facebook.com',
        'l.facebook.com',
        'https://www.facebook.com/',
      ],
    ],
    ['facebook', ['com.facebook.katana', 'facebook.com/', ' Facebook ', '//facebook.com/page']],
    ['instagram', ['ig', 'IG', 'Instagram', 'instagram.com', 'l.instagram.com', 'com.instagram.android']],
    ['twitter', ['x', 'X.com', 'twitter.com', 't.co']],
    ['google', ['Google', 'google.com', 'www.google.com.ua', 'https://www.google.de/search']],
    ['chatgpt', ['chatgpt.com', 'ChatGPT', 'openai', 'chatgptpilot']],
    ['google', ['google_ads', 'GoogleAds', 'Google Ads', 'google-ads', 'adwords', 'Google AdWords']],
    ['facebook', ['fb_ads', 'fbads', 'Meta Ads', 'metaads', 'facebook-ads']],
    ['tiktok', ['tiktok_ads', 'TikTok-Ads', 'tiktokads']],
    ['bing', ['bing_ads', 'BingAds']],
    ['threads', ['threads', 'threads.net']],
    ['leads', ['leads']],
    ['ads', ['ads', 'Ads']],
    ['native_ads', ['native_ads']],
    ['newsletter', ['Newsletter', 'NEWSLETTER', 'newsletter']],
    ['partner.example', ['Partner.example', 'www.partner.example', 'https://partner.example/blog']],
  ])('%s', (name, written) => {
    for (const one of written) {
      expect(arrive(`?utm_source=${encodeURIComponent(one)}`).source).toBe(name)
      expect(canonicalName(one)).toBe(name)
    }
  })

  it.each([
    ['price.ua', 'price.ru'],
    ['search.ch', 'search.marginalia.nu'],
  ])('is not one for %s and %s', (one, other) => {
    expect(canonicalName(one)).not.toBe(canonicalName(other))
    expect(['price', 'search']).not.toContain(canonicalName(one))
  })

  it('is its own canonical name', () => {
    const words = Object.values(KNOWN_SOURCES).flatMap((list) =>
      list.split(/\s+/).map((word) => word.replace(/^[-@=]/, '')),
    )
    for (const word of words.filter((one) => one && sourceOfName(one)))
      expect(canonicalName(canonicalName(word))).toBe(canonicalName(word))
  })
})

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

describe('a click on an ad without UTM', () => {
  it.each([
    ['?gclid=x&gad_source=1&gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gbraid=x&gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gad_campaignid=21234567890', 'google / cpc / Paid Search', '21234567890'],
    ['?gclid=x&gad_campaignid=2&utm_campaign=Spring', 'google / cpc / Paid Search', 'Spring'],
    ['?gclid=x&gad_campaignid=2&utm_id=77', 'google / cpc / Paid Search', '77'],
    ['?gclid=x&gad_campaignid=2&utm_campaign={campaign}', 'google / cpc / Paid Search', '2'],
    ['?gclid=x&gad_campaignid={campaignid}', 'google / cpc / Paid Search', null],
    ['?oppref=gAAAAABp6Js', 'chatgpt / cpc / Paid Other', null],
    ['?OPPREF=gAAAAABp6Js&olref=gAAA', 'chatgpt / cpc / Paid Other', null],
    ['?utm_source=chatgptpilot&utm_medium=paid&utm_campaign=c&oppref=x', 'chatgpt / paid / Paid Other', 'c'],
    ['?oppref=', '(direct) / (none) / Direct', null],
  ])('%s', (rest, expected, name) => {
    expect(row(rest)).toBe(expected)
    expect(arrive(rest).campaign).toBe(name)
  })

  it('is paid also if ChatGPT is the referrer', () => {
    const referrer = 'https://chatgpt.com/'
    expect(row('?oppref=x', { referrer })).toBe('chatgpt / cpc / Paid Other')
    expect(row('', { referrer })).toBe('chatgpt / ai-assistant / AI Assistant')
  })
})
