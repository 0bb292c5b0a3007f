/** The campaign parameters of a landing URL, as data: UTM, and other names that mean the same. */

/** UTM parameters, in the order of GA4's documentation: https://support.google.com/analytics/answer/10917952 */
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
 * Matomo's names, after `pk_` or `mtm_`, from its guide to campaign tracking.
 * They are campaign parameters like UTM, but count only if the UTM parameter itself is absent.
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
 * Parameters without a prefix that also name a source. Shops use them in links to their own pages (`?ref=footer`).
 * Therefore they count only if nothing else names the source, never start a session, and are ignored if the referrer is
 * the site itself.
 */
export const BARE_SOURCES = ['ref', 'source'] as const
