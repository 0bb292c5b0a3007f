/** The ad platforms and their URL macros, as data. */

/** The parameters of a link in their order. `placement` and `network` are stored with the session, too. */
export type Parameter =
  | 'utm_source'
  | 'utm_medium'
  | 'utm_campaign'
  | 'utm_term'
  | 'utm_content'
  | 'utm_id'
  | 'utm_placement'
  | 'utm_network'

/** How campaigns and ads are named in the link. */
export type Naming = 'name' | 'id' | 'custom'

interface Platform {
  /** The platform's own name. */
  title: string
  /** The possible namings, the best first. */
  namings: readonly [Naming, ...Naming[]]
  /** The parameters; macros are spelled as the platform spells them. */
  parameters(naming: Naming): [Parameter, string][]
}

/**
 * Names are easy to read; ids stay the same when a campaign is renamed. A link with a name also has the id as `utm_id`.
 * The sources match those of imported costs (docs/costs.md); the mediums give a paid channel.
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
  // ValueTrack has only ids: `{campaign}` is not one of its parameters and would arrive unchanged.
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

/** The fields that are typed by hand for links without a platform. */
export const PLAIN_FIELDS = ['source', 'medium', 'campaign', 'content', 'term'] as const
export type PlainField = (typeof PLAIN_FIELDS)[number]
export type Plain = Record<PlainField, string>

/** Other places for links, with their first values. The mediums are those of the channel rules. */
export const PLACES: Record<'email' | 'blog' | 'qr', Plain> = {
  email: { source: 'newsletter', medium: 'email', campaign: '', content: '', term: '' },
  blog: { source: '', medium: 'referral', campaign: '', content: '', term: '' },
  qr: { source: 'flyer', medium: 'qr', campaign: '', content: '', term: '' },
}
export type PlaceName = keyof typeof PLACES
