/**
 * Which sessions of one visitor are written now, and what is left to a job.
 *
 * One late event may change the numbers of a thousand later sessions, and the paths of their conversions. Written at once
 * are: what happened (events, landing, `prev_started_ms`), and every number by which reports count, which are 1 and 2.
 * Other numbers and paths are written as long as there is room, in order of time. The rest becomes a `Correction`: reports
 * add it to what they read, and a job writes it later.
 *
 * From the first session of a correction on, numbers are written as if it were not pending, so that it applies to all
 * later sessions alike, also to those that begin meanwhile.
 */
import type { Renumbered } from '../../store/ledgerStore.ts'
import type { Correction, SessionPlace, SessionRow } from '../../store/rows.ts'
import { isWhole, type LoadedSession } from './known.ts'
import { comparePlace, shiftAt, type Visit, withNumbers } from './numberVisits.ts'
import { RENUMBERED_ROWS, sessionRows } from './rowsWritten.ts'

export interface VisitorHistory {
  visitor_id: string
  visits: readonly Visit[]
  loaded: readonly LoadedSession[]
  /** Whether there are later sessions that were not loaded. */
  isCut: boolean
  correction: Correction | null
  /** Paths of conversions from this instant on may change. */
  moved_ms: number
  /** Whether the path of this session was computed again, or cannot change. */
  isPathKnown: (session: LoadedSession) => boolean
  /** Whether this is the job that corrects: it goes on where it stopped. A request leaves that to the job. */
  isJob: boolean
}

export interface WrittenVisits {
  /** With the revision that is stored, 0 for new ones. */
  sessions: SessionRow[]
  renumbered: Renumbered[]
  /** What is left; null: nothing. Its `rev` is that of the stored one, and `next_order` is not set. */
  correction: Correction | null
}

const placeOf = ({ started_ms, id }: LoadedSession): SessionPlace => [started_ms, id]

/** @param room rows that may be written beyond what must be written; those that are written are taken from it */
export function writeVisits(history: VisitorHistory, room: { left: number }): WrittenVisits {
  const { visits, loaded, correction, isCut } = history
  const zone = firstLeft(history, room)
  const next = correction?.next_session ?? null
  const isAllLater =
    zone === 0 && next !== null && visits.length > 0 && comparePlace(visits[0]!.session, next) > 0
  const shifts = (correction?.shifts ?? []).filter(
    ([ms, id]) => isAllLater && comparePlace(visits[0]!.session, [ms, id]) > 0,
  )
  let shift = shifts.reduce((sum, [, , by]) => sum + by, 0)
  const shiftTo = (place: SessionPlace, wanted: number) => {
    if (wanted !== shift) shifts.push([...place, wanted - shift])
    shift = wanted
  }
  const written: WrittenVisits = { sessions: [], renumbered: [], correction: null }
  for (const [index, visit] of visits.entries()) {
    const isLeft = index >= zone
    if (isLeft && !mustWrite(visit))
      shiftTo(placeOf(visit.session), visit.visit_number - visit.before!.visit_number)
    else add(written, { ...visit, visit_number: visit.visit_number - (isLeft ? shift : 0) })
  }
  const last = loaded.at(-1)
  const lastPlace: SessionPlace | null = last ? placeOf(last) : null
  if (isCut && last) {
    // What follows keeps its stored numbers: they are off by what was off before, and by what this change adds.
    const wanted =
      shiftAt(correction, last) + included(visits.map(({ session }) => session)) - included(loaded)
    shiftTo([last.started_ms, `${last.id}\0`], wanted)
    shifts.push(...(correction?.shifts ?? []).filter(([ms, id]) => comparePlace(last, [ms, id]) < 0))
  }
  if (isCut && !isLaterAffected(history) && zone === visits.length) return { ...written, correction }
  if (zone < visits.length || isCut) {
    const next_session = isAllLater ? next : zone < visits.length ? placeOf(visits[zone]!.session) : lastPlace
    const { visitor_id } = history
    const site_id = visits[0]!.session.site_id
    const first_seen_ms = visits[0]!.first_seen_ms
    const isSeen =
      loaded.some((one) => one.first_seen_ms !== first_seen_ms) || correction?.first_seen_ms != null
    written.correction = {
      ...{ site_id, visitor_id, rev: correction?.rev ?? 0, shifts, next_session, next_order: null },
      first_seen_ms: isSeen ? first_seen_ms : null,
    }
  }
  return written
}

const included = (sessions: readonly LoadedSession[]) => sessions.filter(({ excluded }) => !excluded).length

/** Whether the change gives later sessions, which were not loaded, other numbers or paths. */
const isLaterAffected = ({ visits, loaded, isJob, moved_ms }: VisitorHistory) =>
  isJob ||
  moved_ms < Number.POSITIVE_INFINITY ||
  included(visits.map(({ session }) => session)) !== included(loaded) ||
  loaded.some((one) => one.first_seen_ms !== visits[0]!.first_seen_ms)

/** The index of the first visit that is left to the job. */
function firstLeft(history: VisitorHistory, room: { left: number }): number {
  const { visits, correction, moved_ms, isPathKnown, isJob, isCut } = history
  const next = correction?.next_session ?? null
  const isOfJob = (visit: Visit) => !isJob && next !== null && comparePlace(visit.session, next) >= 0
  // Numbers by which reports count are never left.
  const least = visits.findLastIndex((visit) => isCounted(visit)) + 1
  for (const [index, visit] of visits.entries()) {
    const { session, before } = visit
    // Also of one whose numbers are written now.
    const isUnknown = session.started_ms >= moved_ms && !isPathKnown(session)
    if (isUnknown) return Math.max(index, least)
    if (mustWrite(visit)) continue
    if (isOfJob(visit)) return Math.max(index, least)
    if (!mayWrite(visit)) continue
    const isRow = isWhole(session) && session !== before
    const cost = isRow ? sessionRows(session, session) : RENUMBERED_ROWS
    if (index >= least && room.left < cost) return index
    room.left -= cost
  }
  return isCut && isLaterAffected(history) ? Math.max(least, visits.length - 1) : visits.length
}

/** Whether reports count this session by another number than is stored. */
const isCounted = ({ session, before, visit_number: now }: Visit) =>
  before !== null &&
  !session.excluded &&
  before.visit_number !== now &&
  Math.min(before.visit_number, now) <= 2

/** Whether something changes that no correction holds. */
function mustWrite(visit: Visit): boolean {
  const { session, before, prev_started_ms } = visit
  if (!before || isCounted(visit)) return true
  // Reports do not count excluded sessions.
  if (!session.excluded && before.prev_started_ms !== prev_started_ms) return true
  if (session === before || !isWhole(session) || !isWhole(before)) return false
  const { path: _, rev: __, visit_number: ___, first_seen_ms: ____, prev_started_ms: _____, ...now } = session
  return (Object.keys(now) as (keyof typeof now)[]).some((column) => !isSame(before[column], now[column]))
}

const mayWrite = ({ session, before, visit_number, first_seen_ms, prev_started_ms }: Visit) =>
  before !== null &&
  (before.visit_number !== visit_number ||
    before.prev_started_ms !== prev_started_ms ||
    before.first_seen_ms !== first_seen_ms ||
    (session !== before && isWhole(session) && isWhole(before) && !isSame(before.path, session.path)))

export const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)

/** Adds a visit to what is written, if it differs from what is stored. */
function add({ sessions, renumbered }: WrittenVisits, visit: Visit): void {
  const { session, before, visit_number, first_seen_ms, prev_started_ms } = visit
  if (before && !mustWrite(visit) && !mayWrite(visit)) return
  const isRowSame = session === before || !isWhole(session) || !before || !isWhole(before)
  if (before && isRowSame) {
    const { started_ms, id, visitor_id, rev } = before
    const counted = mustWrite(visit)
    renumbered.push({
      started_ms,
      id,
      visitor_id,
      rev,
      counted,
      visit_number,
      first_seen_ms,
      prev_started_ms,
    })
  } else sessions.push(withNumbers({ ...(session as SessionRow), rev: before?.rev ?? 0 }, visit))
}
