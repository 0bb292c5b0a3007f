import { describe, expect, it } from 'vitest'
import { classify, RULES_VERSION } from '../../worker/classify/classify.ts'
import { CLICK_IDS } from '../../worker/classify/clickIds.ts'
import { explain } from '../../worker/classify/explain.ts'
import { readTouch } from '../../worker/classify/touch.ts'

const SITE = { hosts: ['shop.example'], ignored_referrers: ['partner.example'] }
const arrive = (query: string, referrer = '') =>
  classify(readTouch(`https://shop.example/p/1${query && `?${query}`}`, referrer), SITE)
const triple = (query: string, referrer = '') => {
  const { source, medium, channel } = arrive(query, referrer)
  return `${source} / ${medium} / ${channel}`
}
const channel = (query: string, referrer = '') => arrive(query, referrer).channel

describe("GA4's default channel group", () => {
  it.each([
    ['Direct', ''],
    ['Direct', 'utm_source=(direct)&utm_medium=(none)'],
    ['Direct', 'utm_source=(direct)&utm_medium=(not set)'],
    ['Cross-network', 'utm_campaign=cross-network'],
    ['Cross-network', 'utm_source=google&utm_medium=cpc&utm_campaign=Q4 Cross-Network EU'],
    ['Paid Shopping', 'utm_source=ebay&utm_medium=ppc'],
    ['Paid Shopping', 'utm_source=anything&utm_medium=retargeting&utm_campaign=shopping'],
    ['Paid Shopping', 'utm_source=google&utm_medium=cpc&utm_campaign=UA | Shop | Brand'],
    ['Paid Search', 'utm_source=google&utm_medium=cpc'],
    ['Paid Search', 'utm_source=bing&utm_medium=PPC'],
    ['Paid Search', 'utm_source=yandex.com.tr&utm_medium=cpc'],
    ['Paid Social', 'utm_source=facebook&utm_medium=retargeting'],
    // The values that Meta inserts for {{site_source_name}}.
    ...['fb', 'ig', 'msg', 'an', 'th'].map((source): [string, string] => [
      'Paid Social',
      `utm_source=${source}&utm_medium=paid_social`,
    ]),
    ['Paid Social', 'utm_source=fb&utm_medium=paid'],
    ['Paid Social', 'utm_source=m.facebook.com&utm_medium=paid_social'],
    ['Paid Social', 'utm_source=IG&utm_medium=cpm'],
    ['Paid Video', 'utm_source=youtube.com&utm_medium=paid-something'],
    ['Paid Video', 'utm_source=youtube&utm_medium=cpv-cpc'],
    ['Display', 'utm_source=anything&utm_medium=banner'],
    ['Display', 'utm_source=youtube.com&utm_medium=Display'],
    ['Display', 'utm_source=anything&utm_medium=interstitial'],
    ['Display', 'utm_source=anything&utm_medium=expandable'],
    ['Display', 'utm_source=anything&utm_medium=cpm'],
    ['Paid Other', 'utm_source=anything&utm_medium=cpc'],
    ['Paid Other', 'utm_medium=paid-audio'],
    ['Organic Shopping', 'utm_source=Google+Shopping'],
    ['Organic Shopping', 'utm_source=etsy'],
    ['Organic Shopping', 'utm_source=anything&utm_campaign=spring-shopping'],
    ['Organic Social', 'utm_source=facebook'],
    ['Organic Social', 'utm_source=linkedin&utm_medium=referral'],
    ['Organic Social', 'utm_source=anything&utm_medium=social network'],
    ['Organic Social', 'utm_source=anything&utm_medium=sm'],
    ['Organic Video', 'utm_source=youtube.com'],
    ['Organic Video', 'utm_source=anything&utm_medium=instream-video'],
    ['AI Assistant', 'utm_source=chatgpt.com'],
    ['AI Assistant', 'utm_source=perplexity&utm_medium=referral'],
    ['AI Assistant', 'utm_source=anything&utm_medium=ai-assistant'],
    ['Organic Search', 'utm_source=bing'],
    ['Organic Search', 'utm_source=anything&utm_medium=organic'],
    ['Referral', 'utm_source=anything&utm_medium=referral'],
    ['Referral', 'utm_source=anything&utm_medium=link'],
    ['Referral', 'utm_source=anything&utm_medium=app'],
    ['Email', 'utm_source=email'],
    ['Email', 'utm_medium=e+mail'],
    ['Email', 'utm_source=chatgpt&utm_medium=email'],
    ['Affiliates', 'utm_source=anything&utm_medium=affiliate'],
    ['Audio', 'utm_source=anything&utm_medium=audio'],
    ['SMS', 'utm_source=sms'],
    ['SMS', 'utm_medium=SMS'],
    ['Mobile Push Notifications', 'utm_source=anything&utm_medium=web-push'],
    ['Mobile Push Notifications', 'utm_source=anything&utm_medium=mobile-notification'],
    ['Mobile Push Notifications', 'utm_source=firebase'],
    ['Unassigned', 'utm_source=anything&utm_medium=other&utm_campaign=c'],
    ['Unassigned', 'utm_source=newsletter'],
    ['Unassigned', 'utm_campaign=winter'],
  ])('gives %s for %s', (expected, query) => {
    expect(channel(query)).toBe(expected)
  })

  it.each([
    ['Unassigned', 'utm_source=anything&utm_medium=emails'],
    ['Unassigned', 'utm_source=anything&utm_medium=organics'],
    ['Unassigned', 'utm_source=anything&utm_medium=affiliates'],
    ['Unassigned', 'utm_source=myfacebook&utm_medium=other'],
    ['Unassigned', 'utm_source=notgoogle.com&utm_medium=other'],
    ['Unassigned', 'utm_source=a&utm_medium=m&utm_campaign=workshop'],
    ['Organic Shopping', 'utm_source=a&utm_medium=m&utm_campaign=eshop'],
    ['Unassigned', 'utm_source=a&utm_medium=prepaid'],
  ])('compares whole values or parts of them as GA4 does: %s for %s', (expected, query) => {
    expect(channel(query)).toBe(expected)
  })
})

describe('a referrer without parameters', () => {
  it.each([
    ['https://www.google.com.ua/', 'google / organic / Organic Search'],
    ['https://duckduckgo.com/', 'duckduckgo / organic / Organic Search'],
    ['https://l.facebook.com/', 'facebook / social / Organic Social'],
    ['https://t.co/x', 'twitter / social / Organic Social'],
    ['https://www.youtube.com/', 'youtube / video / Organic Video'],
    ['https://www.etsy.com/', 'etsy / shopping / Organic Shopping'],
    ['https://mail.google.com/', 'gmail / email / Email'],
    ['https://chatgpt.com/', 'chatgpt / ai-assistant / AI Assistant'],
    ['https://gemini.google.com/', 'gemini / ai-assistant / AI Assistant'],
    ['android-app://com.google.android.googlequicksearchbox/', 'google / organic / Organic Search'],
    ['https://www.blog.example.org/post', 'blog.example.org / referral / Referral'],
    ['', '(direct) / (none) / Direct'],
  ])('%s gives %s', (referrer, expected) => {
    expect(triple('', referrer)).toBe(expected)
  })

  it.each([
    'https://shop.example/cart',
    'https://www.shop.example/',
    'https://blog.shop.example/',
    'https://checkout.stripe.com/c/pay',
    'https://secure.wayforpay.com/',
    'https://acs.bank.example/3ds',
    'https://accounts.google.com/',
    'https://partner.example/',
    'https://go.partner.example/',
    'about:blank',
    'not a url',
  ])('%s makes no touch', (referrer) => {
    expect(arrive('', referrer)).toMatchObject({
      source: '(direct)',
      medium: '(none)',
      channel: 'Direct',
      referrer_host: null,
    })
  })
})

describe('a click ID', () => {
  it.each(CLICK_IDS.map((click) => [click.key, click.source, click.medium] as const))(
    '%s implies %s / %s',
    (key, source, medium) => {
      expect(arrive(`${key}=AbC`)).toMatchObject({ source, medium, click_id_kind: key })
    },
  )

  it.each([
    ['gclid', 'Paid Search'],
    ['dclid', 'Display'],
    ['msclkid', 'Paid Search'],
    ['yclid', 'Paid Search'],
    ['ysclid', 'Organic Search'],
    ['fbclid', 'Organic Social'],
    ['igshid', 'Organic Social'],
    ['ttclid', 'Paid Social'],
    ['epik', 'Paid Social'],
    ['ScCid', 'Paid Social'],
    ['srsltid', 'Organic Shopping'],
    ['awc', 'Affiliates'],
    ['mc_eid', 'Email'],
    ['vero_id', 'Email'],
  ])('%s alone gives %s', (key, expected) => {
    expect(channel(`${key}=x`)).toBe(expected)
  })

  it.each([
    ['gclid=x&utm_source=newsletter', 'newsletter / cpc / Paid Other'],
    ['gclid=x&utm_medium=email', 'google / email / Organic Search'],
    ['gclid=x&utm_source=partner&utm_medium=affiliate', 'partner / affiliate / Affiliates'],
    ['gclid=x&utm_campaign=winter', 'google / cpc / Paid Search'],
    ['fbclid=x&utm_source=facebook&utm_medium=cpc', 'facebook / cpc / Paid Social'],
    ['fbclid=x&utm_source=newsletter&utm_medium=email', 'newsletter / email / Email'],
    ['srsltid=x&utm_source=google', 'google / organic / Organic Search'],
  ])('gives only the fields that UTM parameters leave open: %s', (query, expected) => {
    expect(triple(query)).toBe(expected)
  })

  it('wins over the referrer', () => {
    expect(triple('gclid=x', 'https://www.youtube.com/')).toBe('google / cpc / Paid Search')
    expect(triple('gclid=x', 'https://pay.fondy.eu/')).toBe('google / cpc / Paid Search')
  })

  it('of Meta has the source of the app that is the referrer', () => {
    expect(triple('fbclid=x', 'https://l.instagram.com/')).toBe('instagram / social / Organic Social')
    expect(triple('fbclid=x', 'https://l.threads.com/')).toBe('threads / social / Organic Social')
    expect(triple('fbclid=x', 'https://blog.example.org/')).toBe('facebook / social / Organic Social')
  })

  it.each([
    ['fbclid=1&gclid=2', '', 'gclid'],
    ['fbclid=1&gclid=2', 'https://m.facebook.com/', 'fbclid'],
    ['fbclid=1&gclid=2', 'https://www.google.com/', 'gclid'],
    ['mc_eid=1&fbclid=2', '', 'fbclid'],
    ['srsltid=1&gad_source=1&gclid=2', '', 'gclid'],
  ])(
    'speaks alone of several, the one that the referrer confirms first: %s from "%s"',
    (query, referrer, kind) => {
      expect(arrive(query, referrer).click_id_kind).toBe(kind)
    },
  )
})

describe('UTM parameters', () => {
  it('are stored unchanged, except for the name of the source', () => {
    expect(
      arrive('utm_source=FaceBook&utm_medium=CPC&utm_campaign=Winter&utm_content=Video_1&utm_term=Red'),
    ).toMatchObject({
      source: 'facebook',
      medium: 'CPC',
      campaign: 'Winter',
      content: 'Video_1',
      term: 'Red',
      channel: 'Paid Social',
      landing_page: '/p/1',
    })
  })

  it.each([
    ['utm_medium=ppc', 'https://www.ebay.co.uk/', 'ebay / ppc / Paid Shopping'],
    ['utm_medium=cpc', 'https://youtube.com/', 'youtube / cpc / Paid Video'],
    ['utm_medium=cpc', '', '(not set) / cpc / Paid Other'],
    ['utm_campaign=c', 'https://www.google.com/', 'google / organic / Organic Search'],
    ['utm_campaign=c', '', '(not set) / (not set) / Unassigned'],
    ['utm_campaign=c', 'https://shop.example/', '(not set) / (not set) / Unassigned'],
    ['utm_source=partner', 'https://www.google.com/', 'partner / (not set) / Unassigned'],
    ['utm_source=naver', 'https://blog.naver.com/', 'naver / (not set) / Organic Search'],
  ])(
    'leave to the referrer only the fields that they do not state: %s from "%s"',
    (query, referrer, expected) => {
      expect(triple(query, referrer)).toBe(expected)
    },
  )

  it.each([
    ['ref=producthunt', '', 'producthunt / (not set) / Organic Social'],
    ['ref=bob', 'https://blog.example.org/', 'bob / referral / Referral'],
    ['ref=footer', 'https://shop.example/', '(direct) / (none) / Direct'],
    ['ref=footer&utm_medium=cpc', 'https://shop.example/', '(not set) / cpc / Paid Other'],
    ['pk_campaign=c&pk_source=google&pk_medium=cpc', '', 'google / cpc / Paid Search'],
  ])('are read under their other names, too: %s from "%s"', (query, referrer, expected) => {
    expect(triple(query, referrer)).toBe(expected)
  })
})

describe('the reasons', () => {
  it.each([
    [
      'utm_source=facebook&utm_medium=cpc',
      '',
      'utm_source',
      'utm_medium',
      'source facebook is a social network and medium cpc is a paid medium',
    ],
    [
      'gclid=x',
      '',
      'click id gclid implies google / cpc',
      'click id gclid implies google / cpc',
      'source google is a search engine and medium cpc is a paid medium',
    ],
    [
      '',
      'https://www.google.com/',
      'referrer www.google.com is a search engine',
      'referrer www.google.com is a search engine',
      'source google is a search engine',
    ],
    ['pk_source=a', '', 'pk_source', 'no utm_medium', 'no rule fits source a and medium (not set)'],
    [
      'fbclid=x',
      'https://l.instagram.com/',
      'click id fbclid and referrer l.instagram.com',
      'click id fbclid implies facebook / social',
      'source instagram is a social network',
    ],
    [
      '',
      'https://pay.fondy.eu/',
      'no campaign parameters, and referrer pay.fondy.eu is a payment gateway',
      'no campaign parameters, and referrer pay.fondy.eu is a payment gateway',
      'source (direct) is one of (direct) and medium (none) is one of (none), (not set)',
    ],
  ])('of %s from "%s" name the deciding rule', (query, referrer, source, medium, rule) => {
    const session = {
      url: `https://shop.example/p/1?${query}`,
      referrer,
      browser: '',
      rules_version: RULES_VERSION,
    }
    expect(explain(session, SITE)).toMatchObject({ source, medium, channel: rule })
  })
})

describe('the campaign', () => {
  it.each([
    ['utm_campaign=Winter', 'Winter'],
    ['utm_campaign=Winter&utm_id=77', 'Winter'],
    ['utm_source=google&utm_id=77', '77'],
    ['utm_source=google', null],
  ])('of %s is %s', (query, campaign) => {
    expect(arrive(query).campaign).toBe(campaign)
  })
})

describe('the landing page', () => {
  it.each([
    ['https://shop.example/', '/'],
    ['https://shop.example', '/'],
    ['https://shop.example/a/b?utm_source=x#top', '/a/b'],
    ['/relative?x=1', '/relative'],
  ])('of %s is %s', (url, path) => {
    expect(classify(readTouch(url, ''), SITE).landing_page).toBe(path)
  })
})
