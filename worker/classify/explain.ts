/** Why a session has the source, medium and channel that it has. */
import { phrase } from '../../wire/reasons.ts'
import type { SessionRow } from '../store/rows.ts'
import { classify, RULES_VERSION } from './classify.ts'
import type { SiteHosts } from './readReferrer.ts'
import { readTouch } from './touch.ts'

/**
 * The rules that chose, each with its evidence: in English, and as data for other languages. They are found again from
 * the raw touch, by the present rules.
 */
export function explain(session: Pick<SessionRow, 'url' | 'referrer' | 'rules_version'>, site: SiteHosts) {
  const { reasons } = classify(readTouch(session.url, session.referrer), site)
  return {
    source: phrase(reasons.source, 'en'),
    medium: phrase(reasons.medium, 'en'),
    channel: phrase(reasons.channel, 'en'),
    reasons,
    rules_version: session.rules_version,
    current_rules_version: RULES_VERSION,
    evidence: { landing_url: session.url, referrer: session.referrer },
  }
}
