/** What a request loads of the sessions that are stored, and by what it selects them. */
import type { SessionRow, SessionStub } from './rows.ts'

/** Which sessions of one visitor to load. */
export interface SessionSelector {
  visitor_id: string
  /** Load this session and all later ones, where it exists. */
  session_id: string | null
  /** Otherwise load the last session that began at or before this instant, and all later ones. */
  from_ms: number
}

/** Selects all sessions of a visitor. */
export const wholePast = (visitor_id: string): SessionSelector => ({
  visitor_id,
  session_id: null,
  from_ms: 0,
})

export type NamedSessionSelector = SessionSelector & { session_id: string }

/** Which part of a visitor's past to load: the sessions around an instant, from the first of the named ones on. */
export interface PastSelector {
  visitor_id: string
  session_ids: string[]
  from_ms: number
}

/** What was loaded of the sessions of some visitors. */
export interface Past {
  /** In order of visitor and time. */
  sessions: SessionRow[]
  /** Sessions that are too long to be loaded without a reason (`sessionsInFull`). */
  stubs: SessionStub[]
  /** Ids of visitors who have later sessions that were not loaded. The first such session is in `stubs`. */
  cut: ReadonlySet<string>
  /** Visitors who have a pending correction; only by `pastOf`. */
  corrected: ReadonlySet<string>
  /** Whether so many sessions begin at one instant that not all of them were loaded. */
  isFull: boolean
}

export const EMPTY_PAST: Past = {
  sessions: [],
  stubs: [],
  cut: new Set(),
  corrected: new Set(),
  isFull: false,
}
