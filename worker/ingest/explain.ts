/** Why a session has the source, medium and channel that it has. */
import type { SessionRow, SiteRow } from '../store/rows.ts'
import { classify, RULES_VERSION } from './channel.ts'
import { readTouch } from './touch.ts'

/** The rules that chose, each with its evidence. They are found again from the raw touch, by the present rules. */
export function explain(session: SessionRow, site: SiteRow) {
  const { rule } = classify(readTouch(session.url, session.referrer), site)
  return {
    ...rule,
    rules_version: session.rules_version,
    current_rules_version: RULES_VERSION,
    evidence: { landing_url: session.url, referrer: session.referrer },
  }
}
