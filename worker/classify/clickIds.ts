/**
 * Click IDs, as data: the parameter that each ad platform, affiliate network or mail tool adds to a landing URL, and
 * what follows from it about the click. A new one is one line. Sources: the platforms' help pages.
 */

/** One click ID. A UTM parameter on the same landing wins over what the click ID implies, field by field. */
export interface ClickId {
  /** In lower case. Parameter names are compared whole and without regard to case. */
  key: string
  /** Who adds it to the link. */
  platform: string
  source: string
  medium: string
  /**
   * Other sources of the same platform. If the referrer is one of them, it is the source: Meta adds the same `fbclid` to
   * links in Facebook, Instagram and Threads.
   */
  siblings?: readonly string[]
  /** The category, if it is not that of `source`: Google Merchant marks shopping listings of a search engine. */
  category?: 'shopping'
}

const id = (key: string, platform: string, source: string, medium: string): ClickId => ({
  key,
  platform,
  source,
  medium,
})

/** The id of the campaign, which Google adds to each click on an ad: it stands in for a missing `utm_id`. */
export const GOOGLE_CAMPAIGN = 'gad_campaignid'

const META_SOURCES = [
  'facebook',
  'instagram',
  'threads',
  'messenger',
  'whatsapp',
  'audience_network',
] as const

/**
 * Strongest evidence first: if a landing carries several click IDs, the first of this list counts.
 * 1. IDs that only a click on an ad has.
 * 2. IDs of affiliate networks.
 * 3. Meta's, on every link that is clicked in its apps, paid or not. Never proof of a paid click.
 * 4. IDs of mail tools and search results: they stay in a link that is copied and sent on.
 */
export const CLICK_IDS: readonly ClickId[] = [
  id('gclid', 'Google Ads', 'google', 'cpc'),
  id('gbraid', 'Google Ads', 'google', 'cpc'),
  id('wbraid', 'Google Ads', 'google', 'cpc'),
  id('dclid', 'Google Display & Video', 'google', 'display'),
  id('gad_source', 'Google Ads', 'google', 'cpc'),
  id(GOOGLE_CAMPAIGN, 'Google Ads', 'google', 'cpc'),
  id('msclkid', 'Microsoft Ads', 'bing', 'cpc'),
  id('yclid', 'Yandex', 'yandex', 'cpc'),
  id('oppref', 'ChatGPT Ads', 'chatgpt', 'cpc'),
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
