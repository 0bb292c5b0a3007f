/** Leaves out the rows of a cost file that are sums of other rows, and completes the rows of groups. */
import { type CsvRow, isDash, isEmpty } from '../files/csv.ts'
import { COST_FIELDS } from './costFormat.ts'
import type { CostHeading, Place } from './costHeading.ts'
import { TOTALS } from './formats.ts'

type Places = CostHeading['places']

/**
 * @param rows those below the heading, without empty ones
 * @returns the rows with costs, and the sums
 */
export function leaveOutTotals(rows: CsvRow[], places: Places): { rows: CsvRow[]; totals: CsvRow[] } {
  const groups = new Set(rows.filter((row, i) => isGroup(row, rows[i + 1], places)))
  const isTotal = (row: CsvRow, i: number) =>
    groups.has(row) ||
    (groups.size > 0 && isOfAll(row, places)) ||
    hasTotalLabel(row, places) ||
    ((i === 0 || i === rows.length - 1) &&
      hasNoNames(row, places) &&
      !isPartOfGroup(row, rows[i - 1], groups))
  const complete = groups.size ? carryDown(rows, places) : rows
  const totals = new Set(rows.filter(isTotal))
  return {
    rows: complete.filter((_, i) => !totals.has(rows[i]!)).map((row) => withoutAll(row, places)),
    totals: [...totals],
  }
}

const cellOf = ({ cells }: CsvRow, place: Place | undefined): string =>
  place ? (cells[place.at] ?? '').trim() : ''

/** What Meta writes in place of a day, an age or another part if a row is the sum of the rows below it. */
const ALL =
  /^(?:all|усі|всі|все|всего|alle|wszystkie|wszystko|todos|todas|todo|tous|toutes|tout|tutti|tutte|tutto|tudo|tümü|hepsi|すべて|全て|الكل|جميع|toate|toți)$/iu

/**
 * Whether a row is the sum of the rows below it: a cell says `All`, the row below has a part in its place, and leaves out what
 * this row states already. In the column of days it may also repeat it, because no day is called All.
 */
function isGroup(row: CsvRow, next: CsvRow | undefined, { date, ...places }: Places): boolean {
  if (!next) return false
  const isPart = (cell: string | undefined) => !isEmpty(cell) && !ALL.test(cell!.trim())
  const divided = row.cells.flatMap((cell, i) => (ALL.test(cell.trim()) && isPart(next.cells[i]) ? [i] : []))
  if (!divided.length) return false
  if (row.cells.some((cell, i) => !divided.includes(i) && !isEmpty(cell) && isEmpty(next.cells[i])))
    return true
  const { campaign, content } = places
  return (
    date !== undefined &&
    divided.includes(date.at) &&
    [campaign, content].every((place) => cellOf(row, place) === cellOf(next, place))
  )
}

/** Whether a row is the sum of all groups: of all campaigns, or of none that is named, on all days. */
const isOfAll = (row: CsvRow, { campaign, date }: Places): boolean =>
  date !== undefined && ALL.test(cellOf(row, date)) && /^$/.test(cellOf(row, campaign).replace(ALL, ''))

/** The fields that a group states only once. */
const CARRIED = ['campaign', 'campaign_id', 'content', 'content_id', 'source', 'date'] as const
/** With another campaign, these begin anew: an ad without a name must not get the name of another campaign's. */
const OF_CAMPAIGN = ['campaign', 'campaign_id', 'content', 'content_id'] as const

/** The rows of groups, in which an empty cell means what the rows above state. `All` ends that. */
function carryDown(rows: CsvRow[], places: Places): CsvRow[] {
  const above = new Map<(typeof CARRIED)[number], string>()
  return rows.map((row) => {
    const cells = [...row.cells]
    if (cellOf(row, places.campaign)) for (const field of OF_CAMPAIGN) above.delete(field)
    for (const field of CARRIED) {
      const own = cellOf(row, places[field])
      const place = places[field]
      if (own) above.set(field, ALL.test(own) ? '' : own)
      else if (place) cells[place.at] = above.get(field) ?? ''
    }
    return { ...row, cells }
  })
}

/** A group without rows below it is no sum. Its `All` in place of a day means the interval that other columns state. */
function withoutAll(row: CsvRow, { date, starts, ends }: Places): CsvRow {
  if (!date || !starts || !ends || !ALL.test(cellOf(row, date))) return row
  return { ...row, cells: row.cells.with(date.at, '') }
}

/** The last row of a file may be the last part of a group: it is below the group's sum, or has the same cells as the part above. */
const isPartOfGroup = (row: CsvRow, above: CsvRow | undefined, groups: Set<CsvRow>): boolean =>
  groups.size > 0 && above !== undefined && (groups.has(above) || filledOf(row) === filledOf(above))

const filledOf = ({ cells }: CsvRow): string => cells.map((cell) => Number(!isEmpty(cell))).join('')

/** A row without a day whose campaign is a total's label has this sign: a campaign may be called Total. */
const LABEL_SIGN = /[:：]/

/**
 * Has `Total: Account` or the like instead of a day. A row with a day is no total: a campaign may be called Total. If no row
 * has a day, a total has no campaign, or a label in its place.
 */
function hasTotalLabel(row: CsvRow, { campaign, ...places }: Places): boolean {
  const { date = places.week ?? places.month, starts } = places
  const isLabelled = row.cells.some((cell) => TOTALS.test(cell.trim()))
  if (date || starts) {
    const day = cellOf(row, date ?? starts)
    return TOTALS.test(day) || (!/\p{N}/u.test(day) && isLabelled)
  }
  const name = cellOf(row, campaign)
  return isLabelled && (!name || isDash(name) || (TOTALS.test(name) && LABEL_SIGN.test(name)))
}

const NAME_FIELDS = COST_FIELDS.filter((field) => /^(campaign|content)/.test(field))

/** Meta's total is a row without any campaign or ad, first or last in the file. */
const hasNoNames = (row: CsvRow, places: Places): boolean =>
  row.cells.length > places.spend!.at &&
  !isEmpty(cellOf(row, places.spend)) &&
  NAME_FIELDS.every((field) => isEmpty(cellOf(row, places[field])))
