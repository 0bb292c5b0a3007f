/**
 * The channel rules, as data: GA4's default channel group for manually tagged traffic, with its AI Assistant channel.
 * Source of every rule: https://support.google.com/analytics/answer/9756891
 *
 * Rules are tried from top to bottom. The first rule with an alternative that fits gives the channel. All texts are
 * compared without regard to case.
 */
import { NOT_SET } from '../../wire/query.ts'
import type { Match } from '../../wire/reasons.ts'
import type { Category } from './knownSources.ts'

/** A pattern for a source, medium or campaign, and how the reason describes a text that fits it. */
interface Pattern {
  regex: RegExp
  match: Match
}

/** Conditions that must all hold. A field that is left out does not matter. */
export interface Conditions {
  /** The source is a known site of this category, by its name or its host. */
  category?: Category
  source?: Pattern
  medium?: Pattern
  campaign?: Pattern
}

interface ChannelRule {
  channel: string
  /** One of these must hold. */
  anyOf: readonly Conditions[]
}

const oneOf = (...words: string[]): Pattern => ({
  regex: new RegExp(`^(?:${words.map((word) => word.replace(/[()]/g, '\\$&')).join('|')})$`, 'i'),
  match: { code: 'one_of', of: words },
})
const contains = (...of: string[]): Pattern => ({
  regex: new RegExp(of.join('|'), 'i'),
  match: { code: 'contains', of },
})
const endsWith = (word: string): Pattern => ({
  regex: new RegExp(`${word}$`, 'i'),
  match: { code: 'ends_with', of: [word] },
})

/** GA4's pattern of paid mediums: `cpc`, `cpm`, `ppc`, `retargeting`, `paid_social`, … */
const PAID: Pattern = { regex: /^(.*cp.*|ppc|retargeting|paid.*)$/i, match: { code: 'paid' } }

/** GA4's pattern of shopping campaigns: `shop` as a word of its own, or `shopping` anywhere. */
const SHOPPING_CAMPAIGN: Pattern = {
  regex: /^(.*(([^a-df-z]|^)shop|shopping).*)$/i,
  match: { code: 'shopping' },
}

const EMAIL = oneOf('email', 'e-mail', 'e_mail', 'e mail')
const SMS = oneOf('sms')

/** Mediums that say only that the visitor followed a link. */
const PLAIN_LINK = oneOf(NOT_SET, '(none)', 'referral', 'organic', 'link', 'app')

export const CHANNEL_RULES: readonly ChannelRule[] = [
  { channel: 'Direct', anyOf: [{ source: oneOf('(direct)'), medium: oneOf('(none)', NOT_SET) }] },
  { channel: 'Cross-network', anyOf: [{ campaign: contains('cross-network') }] },
  {
    channel: 'Paid Shopping',
    anyOf: [
      { category: 'shopping', medium: PAID },
      { campaign: SHOPPING_CAMPAIGN, medium: PAID },
    ],
  },
  { channel: 'Paid Search', anyOf: [{ category: 'search', medium: PAID }] },
  { channel: 'Paid Social', anyOf: [{ category: 'social', medium: PAID }] },
  { channel: 'Paid Video', anyOf: [{ category: 'video', medium: PAID }] },
  {
    channel: 'Display',
    anyOf: [{ medium: oneOf('display', 'banner', 'expandable', 'interstitial', 'cpm') }],
  },
  { channel: 'Paid Other', anyOf: [{ medium: PAID }] },
  { channel: 'Organic Shopping', anyOf: [{ category: 'shopping' }, { campaign: SHOPPING_CAMPAIGN }] },
  {
    channel: 'Organic Social',
    anyOf: [
      { category: 'social' },
      { medium: oneOf('social', 'social-network', 'social-media', 'sm', 'social network', 'social media') },
    ],
  },
  { channel: 'Organic Video', anyOf: [{ category: 'video' }, { medium: contains('video') }] },
  // Before Organic Search and Referral, as GA4 has it since May 2026.
  {
    channel: 'AI Assistant',
    anyOf: [{ medium: oneOf('ai-assistant') }, { category: 'ai', medium: PLAIN_LINK }],
  },
  { channel: 'Organic Search', anyOf: [{ category: 'search' }, { medium: oneOf('organic') }] },
  { channel: 'Referral', anyOf: [{ medium: oneOf('referral', 'app', 'link') }] },
  { channel: 'Email', anyOf: [{ source: EMAIL }, { medium: EMAIL }] },
  { channel: 'Affiliates', anyOf: [{ medium: oneOf('affiliate') }] },
  { channel: 'Audio', anyOf: [{ medium: oneOf('audio') }] },
  { channel: 'SMS', anyOf: [{ source: SMS }, { medium: SMS }] },
  {
    channel: 'Mobile Push Notifications',
    anyOf: [
      { medium: endsWith('push') },
      { medium: contains('mobile', 'notification') },
      { source: oneOf('firebase') },
    ],
  },
]
