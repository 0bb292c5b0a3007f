/** Matches what was spent with the sessions that it brought, by the names and ids of campaigns. */
import type { AnswerRow } from '../../wire/answers/report.ts'
import { NOT_SET } from '../../wire/query.ts'
import { canonicalSource } from '../classify/canonicalSource.ts'
import { isMediumWithoutTag } from '../classify/readReferrer.ts'
import { compositeKey } from '../store/compositeKey.ts'
import { sameName } from './sameName.ts'
import type { Spent } from './spent.ts'

export type By = 'campaign' | 'source' | 'content'

/** One row of the report: its names, the costs and the sessions. Either list may be empty. */
export interface MatchedRow {
  campaign: string
  content: string
  platform: string
  /** The canonical sources of its costs and sessions. */
  sources: Set<string>
  /** Whether ads may have brought its sessions. */
  paid: boolean
  spent: Spent[]
  sessions: AnswerRow[]
}

/**
 * A session belongs to the costs of a campaign in two cases: its `utm_campaign` is the campaign's id; or it is the
 * campaign's name, and the session's source belongs to the platform. Case, spaces and invisible characters do not
 * matter (sameName). Costs without sessions and sessions without costs are rows, too.
 * @param by what the rows are
 * @param sessions rows of a breakdown by source, medium, campaign and, for `content`, content
 */
export function matchCosts(by: By, spent: Spent[], sessions: AnswerRow[]): MatchedRow[] {
  const known = indexOf(spent)
  const rows = new Map<string, MatchedRow>()
  const rowOf = (names: Pick<MatchedRow, 'campaign' | 'content' | 'platform' | 'paid'>, source: string) => {
    const { campaign, content, platform, paid } = names
    const key = {
      campaign: compositeKey(sameName(campaign), platform),
      // If some costs of a platform are for all its sources together, the platform can only be one row.
      source: compositeKey(known.wholePlatforms.has(platform) ? platform : source, paid ? 'paid' : 'not'),
      content: compositeKey(sameName(content), sameName(campaign)),
    }[by]
    const row = rows.get(key) ?? { ...names, sources: new Set(), spent: [], sessions: [] }
    rows.set(key, row)
    if (source) row.sources.add(source)
    return row
  }

  // Costs first, so that a row has the name that the platform uses.
  for (const cost of spent) {
    const { platform, campaign, source } = cost
    const content = cost.content || NOT_SET
    rowOf({ campaign, content, platform, paid: true }, source).spent.push(cost)
  }
  for (const session of sessions) {
    const byId = known.campaigns.get(sameName(String(session.campaign)))
    const campaign = byId?.campaign ?? String(session.campaign)
    const content =
      known.contents.get(sameName(String(session.content)))?.content ?? String(session.content ?? NOT_SET)
    const { source, platform: itsPlatform } =
      by === 'content' ? { source: '', platform: '' } : canonicalSource(String(session.source))
    const platform = byId?.platform ?? itsPlatform
    const hasCosts = known.campaignNames.has(compositeKey(platform, sameName(campaign)))
    const paid = hasCosts || !isMediumWithoutTag(String(session.medium))
    rowOf({ campaign, content, platform, paid }, source).sessions.push(session)
  }
  return [...rows.values()]
}

/** How sessions find costs. */
function indexOf(spent: Spent[]) {
  const campaigns = new Map<string, Spent>()
  const contents = new Map<string, Spent>()
  const campaignNames = new Set<string>()
  const wholePlatforms = new Set<string>()
  for (const cost of spent) {
    if (cost.campaign_id) campaigns.set(sameName(cost.campaign_id), cost)
    if (cost.content_id) contents.set(sameName(cost.content_id), cost)
    campaignNames.add(compositeKey(cost.platform, sameName(cost.campaign)))
    if (!cost.source) wholePlatforms.add(cost.platform)
  }
  return {
    /** By id. */
    campaigns,
    /** Ads by id. */
    contents,
    /** Platform and name. */
    campaignNames,
    /** Platforms with costs of all their sources together. */
    wholePlatforms,
  }
}

/** The source of a row if it has exactly one; otherwise its platform. */
export const sourceName = ({ sources, platform }: MatchedRow): string =>
  sources.size === 1 ? [...sources][0]! : platform
