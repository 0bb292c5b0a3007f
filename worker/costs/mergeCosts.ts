/** What loading costs changes in the table of costs. */
import { costKey, sameFigures } from '../store/columns.ts'
import { compositeKey } from '../store/compositeKey.ts'
import type { CostChange } from '../store/moneyStore.ts'
import type { CostRow } from '../store/rows.ts'
import { sameName } from './sameName.ts'

/**
 * Merges loaded rows into the stored ones. Every source of costs uses this: files and ad platforms' APIs.
 *
 * A loaded row replaces the stored row with the same key. It also replaces stored rows of the same campaign and day in
 * another form, because they are the same money: rows with another name of the same id, and rows at another level (the
 * campaign as a whole in place of its ads, or the other way round). Loading the same rows again changes nothing.
 * @param stored the table's rows of the days that are loaded
 */
export function mergeCosts(stored: CostRow[], loaded: CostRow[]): CostChange {
  const others = new Map(stored.map((row) => [costKey(row), row]))
  const written = loaded.filter((row) => {
    const key = costKey(row)
    const before = others.get(key)
    others.delete(key)
    return before ? !sameFigures(before, row) : !isZero(row)
  })
  return { removed: others.size ? replacedRows([...others.values()], loaded) : [], written }
}

const isZero = (row: CostRow) => !row.spend_minor && !row.clicks && !row.impressions

/** How the loaded rows describe one campaign on one day. */
interface LoadedCampaign {
  /** Its pairs of id and name. */
  names: Set<string>
  /** Which of source, medium and content its rows have. */
  levels: Set<string>
  nameOfAdId: Map<string, string>
  idOfAdName: Map<string, string>
}

const nameOf = ({ campaign_id, campaign }: CostRow) => compositeKey(campaign_id, campaign)
const levelOf = ({ source, medium, content }: CostRow) => [source, medium, content].map(Boolean).join()
const dayOf = ({ day, platform }: CostRow) => compositeKey(day, platform)

/** Of stored rows whose keys were not loaded, those that loaded rows describe in another form. */
function replacedRows(others: CostRow[], loaded: CostRow[]): CostRow[] {
  const campaigns = new Map<string, LoadedCampaign>()
  const daysWithIds = new Set<string>()
  for (const row of loaded) {
    if (row.campaign_id) daysWithIds.add(dayOf(row))
    for (const key of campaignKeys(row)) describe(campaigns, key, row)
  }
  return others.filter((row) => {
    const keys = campaignKeys(row)
    const campaign = campaigns.get(daysWithIds.has(dayOf(row)) ? keys[0]! : keys.at(-1)!)
    if (!campaign) return false
    if (!campaign.names.has(nameOf(row)) || !campaign.levels.has(levelOf(row))) return true
    // Two ads with the same name are different ads only if both have an id, and not the same.
    const loadedName = campaign.nameOfAdId.get(row.content_id)
    const loadedId = campaign.idOfAdName.get(row.content)
    if (row.content_id && loadedName !== undefined) return loadedName !== row.content
    return loadedId !== undefined && loadedId !== row.content_id && !(loadedId && row.content_id)
  })
}

/** The keys of a row's campaign: by its id, if it has one, then by its name. */
const campaignKeys = (row: CostRow): string[] => [
  ...(row.campaign_id ? [compositeKey(dayOf(row), 'id', row.campaign_id)] : []),
  compositeKey(dayOf(row), 'name', sameName(row.campaign)),
]

function describe(campaigns: Map<string, LoadedCampaign>, key: string, row: CostRow): void {
  const campaign = campaigns.get(key) ?? {
    names: new Set(),
    levels: new Set(),
    nameOfAdId: new Map(),
    idOfAdName: new Map(),
  }
  campaigns.set(key, campaign)
  campaign.names.add(nameOf(row))
  campaign.levels.add(levelOf(row))
  if (row.content_id) campaign.nameOfAdId.set(row.content_id, row.content)
  if (row.content) campaign.idOfAdName.set(row.content, row.content_id)
}
