/** Where the visitors of a made-up year come from: 8 channels, 30 sources, 100 campaigns with four creatives each. */

export interface TrafficSource {
  /** The query of the landing page; empty without a campaign. */
  query: string
  referrer: string
}

/** Source and medium of the campaigns: the channels Paid Search, Paid Social, Display, Email and Affiliates. */
const TAGGED: [source: string, medium: string][] = [
  ['google', 'cpc'],
  ['bing', 'cpc'],
  ['facebook', 'cpc'],
  ['instagram', 'cpc'],
  ['tiktok', 'cpc'],
  ['adnet', 'display'],
  ['newsletter', 'email'],
  ['crm', 'email'],
  ['admitad', 'affiliate'],
  ['partner', 'affiliate'],
]
/** The channels Organic Search and Referral. */
const ENGINES = ['duckduckgo.com', 'search.yahoo.com', 'www.ecosia.org', 'search.brave.com']
const SITES = Array.from({ length: 15 }, (_, i) => `blog-${i + 1}.example.org`)

const CAMPAIGNS = 100
const CREATIVES = 4

const tagged: TrafficSource[] = Array.from({ length: CAMPAIGNS * CREATIVES }, (_, i) => {
  const campaign = Math.floor(i / CREATIVES)
  const [source, medium] = TAGGED[campaign % TAGGED.length]!
  const names = { utm_source: source, utm_medium: medium, utm_campaign: `campaign_${campaign}` }
  return { query: `?${new URLSearchParams({ ...names, utm_content: `creative_${i}` })}`, referrer: '' }
})
const untagged: TrafficSource[] = [...ENGINES, ...SITES].map((host) => ({
  query: '',
  referrer: `https://${host}/`,
}))

/** Shares of all visits, and the sources that share them equally. */
export const TRAFFIC_SOURCES: [share: number, sources: TrafficSource[]][] = [
  [0.6, tagged],
  [0.2, untagged],
  [0.2, [{ query: '', referrer: '' }]],
]
