/** What a comparison of conversion rates comes to, for someone who has to decide. Knows no words. */
import type { Comparison } from '../../../wire/answers/report.ts'

export type Verdict =
  /** The rates differ, and this one is the best as surely as they do. */
  | { is: 'best'; name: string; chance: number }
  /** The rates differ, but which is the best is open; the last is behind the leader beyond doubt, or null. */
  | { is: 'differ'; name: string; chance: number; last: string | null }
  /** Rates so far apart come about by chance. */
  | { is: 'equal'; name: string; chance: number }
  /** Too few for a test: of each about so many sessions are needed; null while nothing has converted. */
  | { is: 'early'; needed: number | null }
  /** One has no rate: nobody came, or a model credits it with more conversions than it had sessions. */
  | { is: 'unvisited' | 'credited'; name: string }

/** As sure as the test itself. */
const SURE = 95
/** Conversions, and sessions without one, that the API's test wants to expect of each row. */
const LEAST_EXPECTED = 5

export function verdictOf({ rows, significant }: Comparison): Verdict {
  const unrated = rows.find(({ low }) => low === null)
  if (unrated) return { is: unrated.sessions > 0 ? 'credited' : 'unvisited', name: unrated.name }
  if (significant === null) return { is: 'early', needed: sessionsNeeded(rows) }
  const leader = rows.reduce((best, row) => ((row.chance_best ?? 0) > (best.chance_best ?? 0) ? row : best))
  const { name, chance_best } = leader
  const chance = chance_best ?? 0
  if (!significant) return { is: 'equal', name, chance }
  if (chance >= SURE) return { is: 'best', name, chance }
  const lowest = rows.reduce((last, row) => (row.conversion_rate < last.conversion_rate ? row : last))
  const isBehind = lowest.high !== null && leader.low !== null && lowest.high < leader.low
  return { is: 'differ', name, chance, last: isBehind ? lowest.name : null }
}

function sessionsNeeded(rows: Comparison['rows']): number | null {
  const sessions = rows.reduce((sum, row) => sum + row.sessions, 0)
  const rate = rows.reduce((sum, row) => sum + row.conversions, 0) / sessions
  const rarer = Math.min(rate, 1 - rate)
  return rarer > 0 ? Math.ceil(LEAST_EXPECTED / rarer) : null
}
