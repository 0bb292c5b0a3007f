/** What each place of an ad can say of a click, in its own macros: data only. */

/** UTM in the order in which links are written; `placement` and `network` are kept with the visit beside them. */
export type Parameter =
  | 'utm_source'
  | 'utm_medium'
  | 'utm_campaign'
  | 'utm_term'
  | 'utm_content'
  | 'utm_id'
  | 'utm_placement'
  | 'utm_network'

/** What a campaign and its ads are called in the link. */
export type Naming = 'name' | 'id' | 'custom'

export interface Platform {
  /** As it calls itself. */
  title: string
  /** The ways to name a campaign; the best first. */
  namings: readonly [Naming, ...Naming[]]
  /** The parameters, macros as the platform spells them. */
  parameters(naming: Naming): [Parameter, string][]
}

/**
 * Names are good to read, ids stay when a campaign is renamed. With a name goes the id as `utm_id`.
 * The sources are such that costs find them (docs/costs.md); media such that the channel is paid.
 */
export const PLATFORMS = {
  meta: {
    title: 'Meta Ads',
    namings: ['name', 'id'],
    parameters: (naming) => [
      ['utm_source', '{{site_source_name}}'],
      ['utm_medium', 'paid_social'],
      ['utm_campaign', `{{campaign.${naming}}}`],
      ['utm_term', `{{adset.${naming}}}`],
      ['utm_content', `{{ad.${naming}}}`],
      ['utm_id', '{{campaign.id}}'],
      ['utm_placement', '{{placement}}'],
    ],
  },
  // ValueTrack knows ids only: `{campaign}` is none of its parameters and would arrive as it is written.
  google: {
    title: 'Google Ads',
    namings: ['id', 'custom'],
    parameters: (naming) => [
      ['utm_source', 'google'],
      ['utm_medium', 'cpc'],
      ['utm_campaign', naming === 'custom' ? '{_campaign}' : '{campaignid}'],
      ['utm_term', '{keyword}'],
      ['utm_content', '{creative}'],
      ['utm_id', '{campaignid}'],
      ['utm_network', '{network}'],
    ],
  },
  tiktok: {
    title: 'TikTok Ads',
    namings: ['name', 'id'],
    parameters: (naming) => {
      const ending = naming === 'name' ? '_NAME' : ''
      return [
        ['utm_source', 'tiktok'],
        ['utm_medium', 'paid_social'],
        ['utm_campaign', naming === 'name' ? '__CAMPAIGN_NAME__' : '__CAMPAIGN_ID__'],
        ['utm_term', `__AID${ending}__`],
        ['utm_content', `__CID${ending}__`],
        ['utm_id', '__CAMPAIGN_ID__'],
        ['utm_placement', '__PLACEMENT__'],
      ]
    },
  },
} as const satisfies Record<string, Platform>
export type PlatformName = keyof typeof PLATFORMS

/** What is typed by hand, where no platform fills it in. */
export const PLAIN_FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const
export type PlainField = (typeof PLAIN_FIELDS)[number]
export type Plain = Record<PlainField, string>

/** Where else links stand, and what they begin with; the media are those that the channel rules know. */
export const PLACES: Record<'email' | 'blog' | 'qr', Plain> = {
  email: { source: 'newsletter', medium: 'email', campaign: '', content: '', term: '' },
  blog: { source: '', medium: 'referral', campaign: '', content: '', term: '' },
  qr: { source: 'flyer', medium: 'qr', campaign: '', content: '', term: '' },
}
export type PlaceName = keyof typeof PLACES
