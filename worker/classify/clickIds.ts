/** Campaign parameters of a landing URL, as data: UTM keys, their old spellings, and what each click id implies. */

/** UTM keys in the order GA4 documents them. */
export const UTM_KEYS = [
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_content',
  'utm_term',
  'utm_id',
  'utm_source_platform',
  'utm_creative_format',
  'utm_marketing_tactic',
] as const
export type UtmKey = (typeof UTM_KEYS)[number]

/**
 * Matomo's spellings, by what follows `pk_` or `mtm_`. They count as campaign parameters,
 * but only where the UTM key itself is absent.
 */
export const MATOMO_NAMES: Record<string, UtmKey> = {
  source: 'utm_source',
  medium: 'utm_medium',
  campaign: 'utm_campaign',
  cpn: 'utm_campaign',
  content: 'utm_content',
  keyword: 'utm_term',
  kwd: 'utm_term',
  cid: 'utm_id',
}

/**
 * Bare words that also name a source. Shops use them for links of their own (`?ref=footer`), so they are the
 * last resort, never start a session, and say nothing when the visitor came from the site itself.
 */
export const BARE_SOURCES = ['ref', 'source'] as const

/** What a click id says about its click. UTM beside it wins field by field. */
export interface ClickId {
  /** Lower case; parameter names are compared in any case, but always whole. */
  key: string
  /** Who appends it. */
  platform: string
  source: string
  medium: string
  /**
   * Sources of the same platform that a referrer may name more exactly: Meta puts the same `fbclid` on
   * links in Facebook, Instagram and Threads.
   */
  siblings?: readonly string[]
  /** Stands in for the category of `source`: Google Merchant marks shopping listings of a search engine. */
  category?: 'shopping'
}

const id = (key: string, platform: string, source: string, medium: string): ClickId => ({
  key,
  platform,
  source,
  medium,
})

const META_SOURCES = [
  'facebook',
  'instagram',
  'threads',
  'messenger',
  'whatsapp',
  'audience_network',
] as const

/**
 * Click ids by strength of evidence: where a landing carries several, the first here speaks. First those that only
 * an ad click has, then an affiliate's; then Meta's, which it adds to any link at the click and so stands for the
 * last hop of a mail that was shared; then those that stay in a link when it is passed on.
 */
export const CLICK_IDS: readonly ClickId[] = [
  id('gclid', 'Google Ads', 'google', 'cpc'),
  id('gbraid', 'Google Ads', 'google', 'cpc'),
  id('wbraid', 'Google Ads', 'google', 'cpc'),
  id('dclid', 'Google Display & Video', 'google', 'display'),
  id('gad_source', 'Google Ads', 'google', 'cpc'),
  id('msclkid', 'Microsoft Ads', 'bing', 'cpc'),
  id('yclid', 'Yandex', 'yandex', 'cpc'),
  id('ttclid', 'TikTok', 'tiktok', 'paid_social'),
  id('twclid', 'X', 'twitter', 'paid_social'),
  id('li_fat_id', 'LinkedIn', 'linkedin', 'paid_social'),
  id('rdt_cid', 'Reddit', 'reddit', 'paid_social'),
  id('epik', 'Pinterest', 'pinterest', 'paid_social'),
  id('sccid', 'Snapchat', 'snapchat', 'paid_social'),
  id('scclid', 'Snapchat', 'snapchat', 'paid_social'),
  id('qclid', 'Quora', 'quora', 'paid_social'),
  id('irclickid', 'Impact', 'impact', 'affiliate'),
  id('irclid', 'Impact', 'impact', 'affiliate'),
  id('awc', 'Awin', 'awin', 'affiliate'),
  id('sscid', 'ShareASale', 'shareasale', 'affiliate'),
  id('tduid', 'Tradedoubler', 'tradedoubler', 'affiliate'),
  id('admitad_uid', 'Admitad', 'admitad', 'affiliate'),
  id('cjevent', 'CJ', 'cj', 'affiliate'),
  { ...id('igshid', 'Meta', 'instagram', 'social'), siblings: META_SOURCES },
  { ...id('fbclid', 'Meta', 'facebook', 'social'), siblings: META_SOURCES },
  id('mc_cid', 'Mailchimp', 'mailchimp', 'email'),
  id('mc_eid', 'Mailchimp', 'mailchimp', 'email'),
  id('_kx', 'Klaviyo', 'klaviyo', 'email'),
  id('_hsenc', 'HubSpot', 'hubspot', 'email'),
  id('mkt_tok', 'Marketo', 'marketo', 'email'),
  id('vero_id', 'Vero', 'vero', 'email'),
  id('ysclid', 'Yandex', 'yandex', 'organic'),
  { ...id('srsltid', 'Google Merchant', 'google', 'organic'), category: 'shopping' },
]
