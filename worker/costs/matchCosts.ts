/** Sets spend against sessions: finds the row that each belongs to, by the names and ids of campaigns. */

import type { AnswerRow } from '../../wire/answers/report.ts'
import { NOT_SET } from '../../wire/query.ts'
import { canonicalSource } from '../classify/canonicalSource.ts'
import { isMediumWithoutTag } from '../classify/readReferrer.ts'
import { sameName } from './sameName.ts'
import type { Spent } from './spent.ts'

export type By = 'campaign' | 'source' | 'content'

/** One row: what it is called, what was spent on it and what it brought. Money in minor units. */
export interface Entry {
  campaign: string
  content: string
  platform: string
  /** Canonical names of the sources that are in it. */
  sources: Set<string>
  /** Whether an ad may have brought it. */
  paid: boolean
  spent: Spent[]
  sessions: AnswerRow[]
}

/**
 * A session belongs to the costs of a campaign when its campaign is that one's id, or its name and its source is one
 * of the platform's. Without regard to case and blanks at the ends. What belongs to nothing is a row of its own.
 */
export function entries(by: By, spent: Spent[], sessions: AnswerRow[]): Entry[] {
  const found = new Map<string, Entry>()
  const enter = (key: string[], make: () => Omit<Entry, 'sources' | 'spent' | 'sessions'>): Entry => {
    const joined = key.join('\0')
    const entry = found.get(joined) ?? { ...make(), sources: new Set(), spent: [], sessions: [] }
    found.set(joined, entry)
    return entry
  }
  const campaigns = new Map<string, Spent>()
  const contents = new Map<string, Spent>()
  const names = new Set<string>()
  /** Platforms with costs of all their sources together: in `source` they can only stand as a whole. */
  const whole = new Set<string>()
  for (const cost of spent) {
    if (cost.campaign_id) campaigns.set(sameName(cost.campaign_id), cost)
    if (cost.content_id) contents.set(sameName(cost.content_id), cost)
    names.add(`${cost.platform}\0${sameName(cost.campaign)}`)
    if (!cost.source) whole.add(cost.platform)
  }
  const seller = (source: string, platform: string) => (whole.has(platform) ? platform : source)

  for (const cost of spent) {
    const { platform, campaign } = cost
    const content = cost.content || NOT_SET
    const key = {
      campaign: [sameName(campaign), platform],
      source: [seller(cost.source, platform), 'paid'],
      content: [sameName(content), sameName(campaign)],
    }[by]
    const entry = enter(key, () => ({ campaign, content, platform, paid: true }))
    entry.spent.push(cost)
    if (cost.source) entry.sources.add(cost.source)
  }
  for (const row of sessions) {
    const known = campaigns.get(sameName(String(row.campaign)))
    const campaign = known?.campaign ?? String(row.campaign)
    const content = contents.get(sameName(String(row.content)))?.content ?? String(row.content ?? NOT_SET)
    const sender = by === 'content' ? { source: '', platform: '' } : canonicalSource(String(row.source))
    const platform = known?.platform ?? sender.platform
    const isMatched = names.has(`${platform}\0${sameName(campaign)}`)
    const paid = isMatched || !isMediumWithoutTag(String(row.medium))
    const key = {
      campaign: [sameName(campaign), platform],
      source: [seller(sender.source, platform), paid ? 'paid' : 'not'],
      content: [sameName(content), sameName(campaign)],
    }[by]
    const entry = enter(key, () => ({ campaign, content, platform, paid }))
    entry.sessions.push(row)
    if (sender.source) entry.sources.add(sender.source)
  }
  return [...found.values()]
}

/** A row's source: the one that is in it, or the platform of several. */
export const sourceName = ({ sources, platform }: Entry): string =>
  sources.size === 1 ? [...sources][0]! : platform
