/** Why a session has its source, medium and channel: as data, and as the English phrases that the API prints. */
import { phraseOf, type ReasonPhrases } from '../../wire/reasons.ts'
import type { SessionRow } from '../store/rows.ts'
import { classify, RULES_VERSION } from './classify.ts'
import type { SiteHosts } from './readReferrer.ts'
import { readTouch } from './touch.ts'

/** Programs may compare these phrases: a change of one is a change of the API. */
export const ENGLISH: ReasonPhrases = {
  codes: {
    parameter: '{parameter}',
    no_parameter: 'no {parameter}',
    macro: '{parameter} holds the macro {macro}, which was not filled in',
    inferred: 'inferred from the browser, which is that of the app {app}',
    click_id: 'click id {click_id} implies {source} / {medium}',
    click_id_referrer: 'click id {click_id} and referrer {host}',
    referrer: 'referrer {host} is {kind}',
    no_referrer: 'no referrer',
    no_campaign: 'no campaign parameters',
    is_kind: '{field} {value} is {kind}',
    one_of: '{field} {value} is one of {of, }',
    contains: '{field} {value} contains {of or }',
    ends_with: '{field} {value} ends with {of or }',
    paid: '{field} {value} is a paid medium',
    shopping: '{field} {value} names a shopping campaign',
    no_rule: 'no rule fits source {source} and medium {medium}',
  },
  names: {
    kind: {
      search: 'a search engine',
      social: 'a social network',
      video: 'a video site',
      shopping: 'a shopping site',
      email: 'a webmail page',
      ai: 'an AI assistant',
      other: 'another site',
      own: 'the site itself',
      ignored: 'on the ignored list',
      gateway: 'a payment gateway',
      sign_in: 'a sign-in page',
    },
    field: { source: 'source', medium: 'medium', campaign: 'campaign' },
  },
  and: { conditions: ' and ', facts: ', and ' },
}

/**
 * Classifies the session's raw touch again, by the current rules, and returns the reasons. `rules_version` is of the
 * rules that the stored session was classified by: if it is older, its stored channel may differ.
 */
export function explain(
  session: Pick<SessionRow, 'url' | 'referrer' | 'browser' | 'rules_version'>,
  site: SiteHosts,
) {
  const { url, referrer, browser } = session
  const { reasons } = classify(readTouch(url, referrer), site, browser)
  return {
    source: phraseOf(reasons.source, ENGLISH),
    medium: phraseOf(reasons.medium, ENGLISH),
    channel: phraseOf(reasons.channel, ENGLISH),
    reasons,
    rules_version: session.rules_version,
    current_rules_version: RULES_VERSION,
    inferred: reasons.source.some(({ code }) => code === 'inferred'),
    evidence: { landing_url: url, referrer, browser },
  }
}
