/**
 * The hot path: how a request reads and writes sessions and orders while other requests do the same.
 *
 * Nothing is locked. A request loads rows (`sessionsOf`), computes the rows that should be there (`settle`), and writes
 * them with `write`, which checks in the same transaction that nothing it was computed from has changed. If something
 * has changed, nothing is written and the request starts again. `insertFirstSession` is a shortcut for the most common
 * case, a new visitor: it writes without loading first.
 *
 * This is why a purchase cannot be lost or counted twice:
 * - **Not lost.** A row is replaced only by compare-and-set on its revision, so no write overwrites another that it has
 *   not seen. All rows of a request are written in one transaction. A request is answered only after its write.
 * - **Not counted twice.** An order is one row with the primary key (site, transaction id). Two requests that both want
 *   to insert it cannot both succeed: the second gets a conflict, loads again, and finds the order.
 */

import type { Identity } from './identityStore.ts'
import type { Job } from './jobStore.ts'
import type { DropCounts, OrderRow, SessionRow } from './rows.ts'

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

/**
 * What must still be true of one visitor when a change is written. It protects what a row's own revision cannot:
 * another request may have added a session of the same visitor, or removed one.
 */
export interface Precondition {
  visitor_id: string
  /** Only sessions that began at this instant or later are checked. */
  since_ms: number
  /** How many such sessions the visitor has. */
  count: number
  /** The sum of their `rev`s. */
  revs: number
  /**
   * Whether the visitor's orders were loaded, too. If they were not, no order of this visitor may be waiting for a
   * session. An order waits when the shop's server has reported it and no page has.
   */
  all_orders: boolean
}

/** Rows to write and to remove in one transaction, with the preconditions. */
export interface Change {
  /** A row with `rev` 1 is new. A row with `rev` n replaces the stored row with `rev` n − 1, and no other. */
  sessions: SessionRow[]
  /** Stored sessions to delete, with the `rev` that was loaded: their key has changed, or they were merged. */
  removed: Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'rev'>[]
  /** As `sessions`. */
  orders: OrderRow[]
  preconditions: Precondition[]
  identities: Identity[]
  /** The new state of a job that this change is a step of. */
  job?: Job
  /** Visitors whose identities are deleted, and the exclusions that name them. */
  forgotten?: string[]
  drops: DropCounts
}

/** A change that changes nothing: to be spread into one that says only what it does. */
export const NO_CHANGE: Change = {
  sessions: [],
  removed: [],
  orders: [],
  preconditions: [],
  identities: [],
  drops: {},
}

/**
 * How a write ended. In the last two cases nothing is written.
 * - `conflict`: a precondition or a revision no longer holds, because another request was faster. Load again and retry.
 * - `waiting`: an order waits for a session of a visitor whose orders were not loaded. Load them and retry.
 */
export type WriteOutcome = 'written' | 'conflict' | 'waiting'

export interface LedgerStore {
  /**
   * Loads sessions, those of each visitor in order of time. A session selected by its id may come from the memory of
   * this isolate and be out of date: `write` finds that out.
   */
  sessionsOf(siteId: number, selectors: SessionSelector[]): Promise<SessionRow[]>
  /** Whether the memory of this isolate holds a session of this visitor. */
  hasRecentSession(siteId: number, visitorId: string): boolean
  /**
   * Optimistic insert. Writes the row if nothing is stored that concerns its visitor: no session, and no order that
   * waits for one. Otherwise writes nothing and returns the sessions that `selector` selects.
   */
  insertFirstSession(
    row: SessionRow,
    selector: NamedSessionSelector,
    nowMs: number,
  ): Promise<'written' | SessionRow[]>
  /** Writes the whole change, or nothing of it. */
  write(siteId: number, change: Change, nowMs: number): Promise<WriteOutcome>
}
