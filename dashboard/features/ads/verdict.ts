/** The verdict of a comparison of conversion rates, as data without texts. */
import type { Comparison } from '../../../wire/answers/report.ts'

export type Verdict =
  /** The rates differ significantly, and `name` is the best with at least 95 %. */
  | { is: 'best'; name: string; chance: number }
  /** The rates differ significantly, but the best is not certain. `last` is certainly behind the leader, or null. */
  | { is: 'differ'; name: string; chance: number; last: string | null }
  /** The difference can be chance. */
  | { is: 'equal'; name: string; chance: number }
  /** Too few conversions for a test. Each needs about `needed` sessions; null: nothing has converted yet. */
  | { is: 'early'; needed: number | null }
  /** `name` has no rate: it has no session, or the model credits it with more conversions than sessions. */
  | { is: 'unvisited' | 'credited'; name: string }

/** The probability in percent from which one is called the best: the confidence of the test. */
const CONFIDENCE_PERCENT = 95
/** The API tests only if each row has at least this many expected conversions and this many sessions without one. */
const MIN_EXPECTED = 5

export function verdictOf({ rows, significant }: Comparison): Verdict {
  const unrated = rows.find(({ low }) => low === null)
  if (unrated) return { is: unrated.sessions > 0 ? 'credited' : 'unvisited', name: unrated.name }
  if (significant === null) return { is: 'early', needed: sessionsNeeded(rows) }
  const leader = rows.reduce((best, row) => ((row.chance_best ?? 0) > (best.chance_best ?? 0) ? row : best))
  const { name, chance_best } = leader
  const chance = chance_best ?? 0
  if (!significant) return { is: 'equal', name, chance }
  if (chance >= CONFIDENCE_PERCENT) return { is: 'best', name, chance }
  const lowest = rows.reduce((last, row) => (row.conversion_rate < last.conversion_rate ? row : last))
  const isBehind = lowest.high !== null && leader.low !== null && lowest.high < leader.low
  return { is: 'differ', name, chance, last: isBehind ? lowest.name : null }
}

function sessionsNeeded(rows: Comparison['rows']): number | null {
  const sessions = rows.reduce((sum, row) => sum + row.sessions, 0)
  const rate = rows.reduce((sum, row) => sum + row.conversions, 0) / sessions
  const rarer = Math.min(rate, 1 - rate)
  return rarer > 0 ? Math.ceil(MIN_EXPECTED / rarer) : null
}
