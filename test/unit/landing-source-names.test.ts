/** One name for a source, however it is written in utm_source. */
import { describe, expect, it } from 'vitest'
import { canonicalName } from '../../worker/classify/canonicalSource.ts'
import { KNOWN_SOURCES, sourceOfName } from '../../worker/classify/knownSources.ts'
import { arrive } from './landings.ts'

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
