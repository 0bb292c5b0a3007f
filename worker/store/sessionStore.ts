/** Stored sessions, outside of the hot path (`ledgerStore.ts`). */
import type { TouchFacet } from './columns.ts'
import type { SessionRow } from './rows.ts'

/** A position in a list that is ordered by time and id: the list continues after it. */
export interface Cursor {
  ms: number
  id: string
}

/** What classification needs of a session, without its events. */
export type TouchRow = Pick<
  SessionRow,
  'started_ms' | 'id' | 'url' | 'referrer' | 'browser' | 'macros' | TouchFacet
> & {
  converted: 0 | 1
  events_bytes: number
}

/** The addresses of a session. `is_suspect`: its events or its path may hold personal data. */
export type SessionAddresses = Omit<TouchRow, 'converted' | 'events_bytes' | 'browser' | 'macros'> & {
  is_suspect: 0 | 1
}

/** A session of a visitor's history: what brought it, and its number. */
export type HistoryRow = Pick<
  SessionRow,
  'started_ms' | 'id' | 'visit_number' | 'url' | 'referrer' | TouchFacet
>

export interface SessionStore {
  /** The newest session of this id; null when there is none. */
  sessionById(siteId: number, id: string): Promise<SessionRow | null>
  /** The sessions with these keys (`ms` is `started_ms`). */
  sessionsByKey(siteId: number, keys: Cursor[]): Promise<SessionRow[]>
  /** The next sessions in order of time, without their events. */
  touchesAfter(siteId: number, after: Cursor, limit: number): Promise<TouchRow[]>
  /** The addresses of the next sessions in order of time. */
  addressesAfter(siteId: number, after: Cursor, limit: number): Promise<SessionAddresses[]>
  /** The newest sessions of a visitor, in order of time. */
  historyOf(siteId: number, visitorId: string, limit: number): Promise<HistoryRow[]>
  /** Deletes sessions that began before `beforeMs`, the oldest first, at most `limit`. @returns how many */
  expire(siteId: number, beforeMs: number, limit: number): Promise<number>
}
