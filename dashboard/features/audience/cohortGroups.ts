/** Groups the cells of the cohort report into rows, and decides from which week on the report is asked for. */

import { shiftDay } from '../../../wire/time.ts'
import { hasDates, type PageState } from '../../shared/address/pageState.ts'

/** One cohort in one week. Rates are percentages, money is in major units. */
export interface CohortCell {
  /** The Monday of the first visits. */
  cohort: string
  /** The channel of the first visit; only with `by=channel`. */
  channel?: string
  /** The number of whole weeks since then. */
  week: number
  visitors: number
  returning: number
  returning_rate: number
  orders: number
  revenue: number
  /** All revenue up to the week's end, per visitor of the cohort. */
  revenue_per_visitor: number
}

interface Cohort {
  cohort: string
  visitors: number
  /** One for each week, without gaps. */
  cells: CohortCell[]
}

export interface Group {
  channel: string | null
  visitors: number
  cohorts: Cohort[]
}

/** The cohorts by channel, most visitors first. One group if the answer has no channels. */
export function groupsOf(cells: CohortCell[]): Group[] {
  const groups = [...by(cells, ({ channel }) => channel ?? null)].map(([channel, own]) => {
    const cohorts = [...by(own, ({ cohort }) => cohort)].map(([cohort, cells]) => ({
      cohort,
      visitors: cells[0]!.visitors,
      cells,
    }))
    return { channel, visitors: cohorts.reduce((sum, { visitors }) => sum + visitors, 0), cohorts }
  })
  return groups.sort((a, b) => b.visitors - a.visitors)
}

/**
 * The Monday of the first cohort, so that there are at most `weeks` weeks. null if the period is not longer than
 * that.
 */
export function boundOf(state: PageState, weeks: number, today: string): string | null {
  const isLong = hasDates(state) || state.period === 'all'
  if (!isLong) return null
  const far = shiftDay((hasDates(state) && state.to) || today, -7 * weeks)
  const monday = shiftDay(far, -((new Date(`${far}T00:00:00Z`).getUTCDay() + 6) % 7))
  return hasDates(state) && state.from && state.from >= monday ? null : monday
}

function by<Key>(cells: CohortCell[], keyOf: (cell: CohortCell) => Key): Map<Key, CohortCell[]> {
  const found = new Map<Key, CohortCell[]>()
  for (const cell of cells) {
    const key = keyOf(cell)
    const same = found.get(key)
    if (same) same.push(cell)
    else found.set(key, [cell])
  }
  return found
}
