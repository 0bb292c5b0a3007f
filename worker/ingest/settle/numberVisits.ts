/** The number of each of a visitor's sessions, its first session, and its previous one. */
import type { Correction, SessionPlace, SessionRow } from '../../store/rows.ts'
import type { LoadedSession } from './known.ts'
import { keyOf, numberSessions } from './sessionRow.ts'

/** A session with what its numbers should be. */
export interface Visit {
  session: LoadedSession
  /** As it is stored; null if it is new. */
  before: LoadedSession | null
  visit_number: number
  first_seen_ms: number
  prev_started_ms: number | null
}

/** Compares the place of a session with another place. */
export const comparePlace = (
  { started_ms, id }: { started_ms: number; id: string },
  place: SessionPlace,
): number => started_ms - place[0] || (id < place[1] ? -1 : Number(id > place[1]))

/** By how much the right number of a stored session is greater than the stored one. */
export const shiftAt = (correction: Correction | null, session: LoadedSession): number =>
  (correction?.shifts ?? []).reduce(
    (sum, [started_ms, id, by]) => sum + (comparePlace(session, [started_ms, id]) >= 0 ? by : 0),
    0,
  )

/**
 * Numbers a visitor's sessions as if excluded ones did not exist. An excluded one gets the numbers that it would have if it
 * alone were included.
 * @param sessions what a visitor's loaded sessions become, in order of time
 * @param loaded as they are stored, in order of time. If only the later part of a long history was loaded, the first of
 * them gives the number and the previous session to begin with
 * @param isComplete whether sessions before and after the changes were loaded. Otherwise stored sessions keep their
 * numbers, and a new one follows the one before it, also if a correction of their numbers is pending: it then applies to
 * the new session as well
 */
export function numberVisits(
  sessions: readonly LoadedSession[],
  loaded: readonly LoadedSession[],
  { correction, isComplete }: { correction: Correction | null; isComplete: boolean },
): Visit[] {
  const storedByKey = new Map(loaded.map((one) => [keyOf(one), one]))
  const beforeOf = (session: LoadedSession) => storedByKey.get(keyOf(session)) ?? null
  const first = loaded[0]
  if (isComplete) {
    const right = first && {
      ...first,
      visit_number: first.visit_number + shiftAt(correction, first),
      first_seen_ms: correction?.first_seen_ms ?? first.first_seen_ms,
    }
    const numbered = numberSessions([...sessions], right)
    return sessions.map((session, i) => ({ session, before: beforeOf(session), ...numbersOf(numbered[i]!) }))
  }
  let known = first
  return sessions.map((session) => {
    const before = beforeOf(session)
    if (before) known = before
    // The new session behind a stored one: both are numbered, beginning with the stored one.
    const chain = known && !before ? [known, session] : [session]
    const numbers = before ?? numberSessions(chain, known).at(-1)!
    if (!before) known = { ...session, ...numbersOf(numbers) }
    return { session, before, ...numbersOf(numbers) }
  })
}

const numbersOf = ({ visit_number, first_seen_ms, prev_started_ms }: LoadedSession) => ({
  ...{ visit_number, first_seen_ms, prev_started_ms },
})

/** The session with its numbers; the same object if they are the same. */
export function withNumbers(
  session: SessionRow,
  { visit_number, first_seen_ms, prev_started_ms }: Omit<Visit, 'session' | 'before'>,
): SessionRow {
  const isSame =
    session.visit_number === visit_number &&
    session.first_seen_ms === first_seen_ms &&
    session.prev_started_ms === prev_started_ms
  return isSame ? session : { ...session, visit_number, first_seen_ms, prev_started_ms }
}
