/** What a load changes: the rows that are new or differ, and those that it says in another way. */
import { costKey, sameFigures } from '../store/columns.ts'
import type { CostChange } from '../store/moneyStore.ts'
import type { CostRow } from '../store/rows.ts'
import { sameName } from './sameName.ts'

/** What a load says of one campaign on one day. */
interface Told {
  /** Its names and ids, as pairs. */
  names: Set<string>
  /** Which of source, medium and content it tells apart. */
  levels: Set<string>
  /** Ads by id and by name. */
  ids: Map<string, string>
  contents: Map<string, string>
}

const pair = ({ campaign_id, campaign }: CostRow) => `${campaign_id}\0${campaign}`
const level = ({ source, medium, content }: CostRow) => [source, medium, content].map(Boolean).join()
const dayOf = ({ day, platform }: CostRow) => `${day}\0${platform}`

/**
 * A row takes the place of the one with its key. So that nothing is counted twice, a load also takes the place of what
 * the table holds of the same campaigns and days under another name of the same id, or at another level: costs of a
 * campaign as a whole and costs of its ads are the same money.
 * @param present what the table holds of the days of the load
 */
export function changes(present: CostRow[], loaded: CostRow[]): CostChange {
  const known = new Map(present.map((row) => [costKey(row), row]))
  const written = loaded.filter((row) => {
    const key = costKey(row)
    const before = known.get(key)
    known.delete(key)
    return before ? !sameFigures(before, row) : !isNothing(row)
  })
  return { removed: known.size ? replaced([...known.values()], loaded) : [], written }
}

const isNothing = (row: CostRow) => !row.spend_minor && !row.clicks && !row.impressions

/** Of rows whose keys the load does not have, those that it says in another way. */
function replaced(others: CostRow[], loaded: CostRow[]): CostRow[] {
  const told = new Map<string, Told>()
  const withIds = new Set<string>()
  for (const row of loaded) {
    if (row.campaign_id) withIds.add(dayOf(row))
    for (const key of campaignKeys(row)) tell(told, key, row)
  }
  return others.filter((row) => {
    const keys = campaignKeys(row)
    const of = told.get(withIds.has(dayOf(row)) ? keys[0]! : keys.at(-1)!)
    if (!of) return false
    if (!of.names.has(pair(row)) || !of.levels.has(level(row))) return true
    // An ad is another one when both sides know an id, and not the same.
    const name = of.ids.get(row.content_id)
    const id = of.contents.get(row.content)
    if (row.content_id && name !== undefined) return name !== row.content
    return id !== undefined && id !== row.content_id && !(id && row.content_id)
  })
}

/** By its id where it has one, and by its name. */
const campaignKeys = (row: CostRow): string[] => [
  ...(row.campaign_id ? [`${dayOf(row)}\0#${row.campaign_id}`] : []),
  `${dayOf(row)}\0=${sameName(row.campaign)}`,
]

function tell(told: Map<string, Told>, key: string, row: CostRow): void {
  const of = told.get(key) ?? { names: new Set(), levels: new Set(), ids: new Map(), contents: new Map() }
  told.set(key, of)
  of.names.add(pair(row))
  of.levels.add(level(row))
  if (row.content_id) of.ids.set(row.content_id, row.content)
  if (row.content) of.contents.set(row.content, row.content_id)
}
