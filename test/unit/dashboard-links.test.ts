/** The link builder: the finished links, the platforms' own parameters, and the warnings. */
import { describe, expect, it } from 'vitest'
import { buildLink, tidy, type Wanted } from '../../dashboard/features/links/buildLink.ts'
import {
  type Naming,
  PLACES,
  type Plain,
  type PlatformName,
} from '../../dashboard/features/links/platforms.ts'
import { classify } from '../../worker/classify/classify.ts'
import { readTouch } from '../../worker/classify/touch.ts'

const HOSTS = ['shop.example']
const ad = (platform: PlatformName, naming: Naming, landing = 'https://shop.example/sale'): Wanted => ({
  landing,
  hosts: HOSTS,
  platform,
  naming,
})
const plain = (values: Partial<Plain>, landing = 'shop.example'): Wanted => ({
  landing,
  hosts: HOSTS,
  plain: { source: 'newsletter', medium: 'email', campaign: 'winter', content: '', term: '', ...values },
})

describe('the link of a platform', () => {
  it.each<[PlatformName, Naming, string]>([
    [
      'meta',
      'name',
      'utm_source={{site_source_name}}&utm_medium=paid_social&utm_campaign={{campaign.name}}&utm_term={{adset.name}}&utm_content={{ad.name}}&utm_id={{campaign.id}}&utm_placement={{placement}}',
    ],
    [
      'meta',
      'id',
      'utm_source={{site_source_name}}&utm_medium=paid_social&utm_campaign={{campaign.id}}&utm_term={{adset.id}}&utm_content={{ad.id}}&utm_id={{campaign.id}}&utm_placement={{placement}}',
    ],
    [
      'google',
      'id',
      'utm_source=google&utm_medium=cpc&utm_campaign={campaignid}&utm_term={keyword}&utm_content={creative}&utm_id={campaignid}&utm_network={network}',
    ],
    [
      'google',
      'custom',
      'utm_source=google&utm_medium=cpc&utm_campaign={_campaign}&utm_term={keyword}&utm_content={creative}&utm_id={campaignid}&utm_network={network}',
    ],
    [
      'tiktok',
      'name',
      'utm_source=tiktok&utm_medium=paid_social&utm_campaign=__CAMPAIGN_NAME__&utm_term=__AID_NAME__&utm_content=__CID_NAME__&utm_id=__CAMPAIGN_ID__&utm_placement=__PLACEMENT__',
    ],
    [
      'tiktok',
      'id',
      'utm_source=tiktok&utm_medium=paid_social&utm_campaign=__CAMPAIGN_ID__&utm_term=__AID__&utm_content=__CID__&utm_id=__CAMPAIGN_ID__&utm_placement=__PLACEMENT__',
    ],
  ])('for %s by %s has its macros unencoded', (platform, naming, query) => {
    const built = buildLink(ad(platform, naming))
    expect(built).toEqual({ url: `https://shop.example/sale?${query}`, query, warnings: [], missing: null })
    expect(built.url).not.toContain('%')
  })

  it('has its parameters without a landing page, too', () => {
    expect(buildLink(ad('tiktok', 'id', ''))).toMatchObject({
      url: null,
      missing: 'landing',
      query: expect.stringContaining('__CID__'),
    })
  })

  it.each<[PlatformName, Record<string, string>, string]>([
    ['meta', { '{{site_source_name}}': 'fb' }, 'Paid Social'],
    ['meta', { '{{site_source_name}}': 'ig' }, 'Paid Social'],
    ['google', {}, 'Paid Search'],
    ['tiktok', {}, 'Paid Social'],
  ])('for %s (%j) is classified as %s', (platform, filled, channel) => {
    let { url } = buildLink(ad(platform, 'id'))
    for (const [macro, value] of Object.entries(filled)) url = url!.replace(macro, value)
    const site = { site: 'shop.example', hosts: HOSTS, ignored_referrers: [] }
    expect(classify(readTouch(url!, ''), site).channel).toBe(channel)
  })
})

describe('the link of a mail, a blog or a poster', () => {
  it.each<[string, Partial<Plain>, string]>([
    ['its values', {}, 'utm_source=newsletter&utm_medium=email&utm_campaign=winter'],
    ['no empty ones', { medium: ' ' }, 'utm_source=newsletter&utm_campaign=winter'],
    [
      'everything encoded',
      { campaign: 'a&b=c#d', content: 'знижка', term: '{{x}}' },
      'utm_source=newsletter&utm_medium=email&utm_campaign=a%26b%3Dc%23d&utm_content=%D0%B7%D0%BD%D0%B8%D0%B6%D0%BA%D0%B0&utm_term=%7B%7Bx%7D%7D',
    ],
  ])('has %s', (_, values, query) => {
    expect(buildLink(plain(values))).toMatchObject({ query, url: `https://shop.example/?${query}` })
  })

  it.each<[keyof typeof PLACES, string]>([
    ['email', 'Email'],
    ['blog', 'Referral'],
  ])('for %s is classified as %s', (place, channel) => {
    const { url } = buildLink(plain({ ...PLACES[place], source: 'anna', campaign: 'winter' }))
    const site = { site: 'shop.example', hosts: HOSTS, ignored_referrers: [] }
    expect(classify(readTouch(url!, ''), site).channel).toBe(channel)
  })
})

describe('the landing page', () => {
  const end = 'utm_source=newsletter&utm_medium=email&utm_campaign=winter'
  it.each([
    ['shop.example', `https://shop.example/?${end}`],
    [' https://shop.example/a b/ ', `https://shop.example/a%20b/?${end}`],
    ['http://www.shop.example:8080/x', `http://www.shop.example:8080/x?${end}`],
    ['https://shop.example/?id=1&x=%20{y}', `https://shop.example/?id=1&x=%20{y}&${end}`],
    ['https://shop.example/?', `https://shop.example/?${end}`],
    ['https://shop.example/#reviews', `https://shop.example/?${end}#reviews`],
    [
      'https://shop.example/?UTM_Source=old&id=7&fbclid=abc&gclid=x&msclkid=y',
      `https://shop.example/?id=7&${end}`,
    ],
  ])('%s becomes %s', (landing, url) => {
    expect(buildLink(plain({}, landing)).url).toBe(url)
  })

  it.each(['', '  '])('is asked for if it is missing (%j)', (landing) => {
    expect(buildLink(plain({}, landing))).toMatchObject({ url: null, missing: 'landing' })
  })

  it.each([
    'not a page',
    'mailto:a@shop.example',
    'javascript://shop.example/%0aalert(1)',
    'ftp://shop.example',
    'https://',
  ])('is refused if it is no page (%s)', (landing) => {
    expect(buildLink(plain({}, landing))).toMatchObject({ url: null, missing: 'landing_wrong' })
  })
})

describe('a warning', () => {
  it.each<[string, Wanted, object[]]>([
    ['another host', plain({}, 'https://shop.test/'), [{ about: 'host', value: 'shop.test' }]],
    ['no subdomain of the site', plain({}, 'https://www.shop.example/'), []],
    ['nothing where every host may send', { ...plain({}, 'https://x.test/'), hosts: ['*'] }, []],
    [
      'what another click left',
      plain({}, 'https://shop.example/?utm_source=a&gclid=b&id=1'),
      [{ about: 'existing', value: 'utm_source, gclid' }],
    ],
    ['a fragment', ad('google', 'id', 'https://shop.example/#a'), [{ about: 'fragment', value: '#a' }]],
    ['a missing campaign', plain({ campaign: ' ' }), [{ about: 'campaign', value: '', field: 'campaign' }]],
    [
      'blanks and upper case',
      plain({ campaign: 'Black  Friday', source: 'Mail' }),
      [
        { about: 'untidy', value: 'mail', field: 'source' },
        { about: 'untidy', value: 'black_friday', field: 'campaign' },
      ],
    ],
    ['no blanks at the ends', plain({ campaign: ' winter ' }), []],
  ])('is given for %s', (_, wanted, warnings) => {
    expect(buildLink(wanted).warnings).toEqual(warnings)
  })

  it('replaces the link if there is no source', () => {
    expect(buildLink(plain({ source: ' ' }))).toMatchObject({ url: null, missing: 'source' })
  })

  it('disappears when its proposal is taken', () => {
    expect(tidy(tidy(' Чорна П’ятниця  2026 '))).toBe('чорна_п’ятниця_2026')
  })
})
