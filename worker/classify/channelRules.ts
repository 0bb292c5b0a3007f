/**
 * The channel rules, as data: GA4's default channel group for manually tagged traffic, with its AI Assistant channel.
 * https://support.google.com/analytics/answer/9756891
 */
import { NOT_SET } from '../../wire/query.ts'
import type { Match } from '../../wire/reasons.ts'
import type { Category } from './knownSources.ts'

/** A text to match, and what is said of one that does. */
export interface Pattern {
  test: RegExp
  says: Match
}

/** All conditions of one way into a channel hold. */
export interface Way {
  /** The source is a site of this kind, by its name or its host. */
  category?: Category
  source?: Pattern
  medium?: Pattern
  campaign?: Pattern
}

export interface Rule {
  channel: string
  ways: readonly Way[]
}

const is = (...words: string[]): Pattern => ({
  test: new RegExp(`^(?:${words.map((word) => word.replace(/[()]/g, '\\$&')).join('|')})$`, 'i'),
  says: { code: 'one_of', of: words },
})
const matches = (test: RegExp, code: 'paid' | 'shopping'): Pattern => ({ test, says: { code } })
const contains = (...of: string[]): Pattern => ({
  test: new RegExp(of.join('|'), 'i'),
  says: { code: 'contains', of },
})
const ends = (word: string): Pattern => ({
  test: new RegExp(`${word}$`, 'i'),
  says: { code: 'ends_with', of: [word] },
})

const PAID = matches(/^(.*cp.*|ppc|retargeting|paid.*)$/i, 'paid')
const SHOP = matches(/^(.*(([^a-df-z]|^)shop|shopping).*)$/i, 'shopping')
const EMAIL = is('email', 'e-mail', 'e_mail', 'e mail')
const SMS = is('sms')
/** Mediums that say no more than that somebody followed a link. */
const PLAIN_LINK = is(NOT_SET, '(none)', 'referral', 'organic', 'link', 'app')

/** The first rule with a way that holds decides. */
export const RULES: readonly Rule[] = [
  { channel: 'Direct', ways: [{ source: is('(direct)'), medium: is('(none)', NOT_SET) }] },
  { channel: 'Cross-network', ways: [{ campaign: contains('cross-network') }] },
  {
    channel: 'Paid Shopping',
    ways: [
      { category: 'shopping', medium: PAID },
      { campaign: SHOP, medium: PAID },
    ],
  },
  { channel: 'Paid Search', ways: [{ category: 'search', medium: PAID }] },
  { channel: 'Paid Social', ways: [{ category: 'social', medium: PAID }] },
  { channel: 'Paid Video', ways: [{ category: 'video', medium: PAID }] },
  { channel: 'Display', ways: [{ medium: is('display', 'banner', 'expandable', 'interstitial', 'cpm') }] },
  { channel: 'Paid Other', ways: [{ medium: PAID }] },
  { channel: 'Organic Shopping', ways: [{ category: 'shopping' }, { campaign: SHOP }] },
  {
    channel: 'Organic Social',
    ways: [
      { category: 'social' },
      { medium: is('social', 'social-network', 'social-media', 'sm', 'social network', 'social media') },
    ],
  },
  {
    channel: 'Organic Video',
    ways: [{ category: 'video' }, { medium: contains('video') }],
  },
  {
    channel: 'AI Assistant',
    ways: [{ medium: is('ai-assistant') }, { category: 'ai', medium: PLAIN_LINK }],
  },
  { channel: 'Organic Search', ways: [{ category: 'search' }, { medium: is('organic') }] },
  { channel: 'Referral', ways: [{ medium: is('referral', 'app', 'link') }] },
  { channel: 'Email', ways: [{ source: EMAIL }, { medium: EMAIL }] },
  { channel: 'Affiliates', ways: [{ medium: is('affiliate') }] },
  { channel: 'Audio', ways: [{ medium: is('audio') }] },
  { channel: 'SMS', ways: [{ source: SMS }, { medium: SMS }] },
  {
    channel: 'Mobile Push Notifications',
    ways: [
      { medium: ends('push') },
      { medium: contains('mobile', 'notification') },
      { source: is('firebase') },
    ],
  },
]

/** Where no rule holds. */
export const UNASSIGNED = 'Unassigned'
