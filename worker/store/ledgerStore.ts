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
import type { NamedSessionSelector, Past, PastSelector, SessionSelector } from './past.ts'
import type { Correction, DropCounts, OrderRow, SessionRow, SessionStub } from './rows.ts'

/** An event with the session and the order that it names. */
export interface NamedEvent {
  id: string
  visitor_id: string
  session_id: string | null
  transaction_id: string | null
}

/**
 * The new numbers of a session that is otherwise as it was. `rev`: as in `Change.sessions`. `counted`: whether the figures of
 * reports change, too.
 */
export type Renumbered = Pick<
  SessionStub,
  'started_ms' | 'id' | 'visitor_id' | 'rev' | 'visit_number' | 'first_seen_ms' | 'prev_started_ms'
> & { counted: boolean }

/**
 * What must still be true of one visitor when a change is written. It protects what a row's own revision cannot:
 * another request may have added a session of the same visitor, or removed one.
 */
export interface Precondition {
  visitor_id: string
  /** Only sessions that began within these instants (inclusive) are checked. */
  since_ms: number
  until_ms: number
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

/** What a change asks for: all browsers with this user id may have conversions from `from_ms` on whose path it changes. */
export interface RelinkAsked {
  user_id: string
  from_ms: number
  /** Visitors whose paths are right in this change. */
  except: string[]
}

/** How many browsers had a user id when a change was computed. */
export interface LinkState {
  user_id: string
  browsers: number
}

/** Rows to write and to remove in one transaction, with the preconditions. */
export interface Change {
  /** A row with `rev` 1 is new. A row with `rev` n replaces the stored row with `rev` n − 1, and no other. */
  sessions: SessionRow[]
  /** Stored sessions to delete, with the `rev` that was loaded: their key has changed, or they were merged. */
  removed: Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'rev'>[]
  /** Sessions that change only in their numbers. */
  renumbered: Renumbered[]
  /** As `sessions`. */
  orders: OrderRow[]
  /** As `sessions`. */
  corrections: Correction[]
  /** Corrections that are done, with the `rev` that was loaded. */
  corrected: Pick<Correction, 'visitor_id' | 'rev'>[]
  preconditions: Precondition[]
  identities: Identity[]
  relinks: RelinkAsked[]
  /** What must still be true of the linked browsers. */
  links: LinkState[]
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
  renumbered: [],
  orders: [],
  corrections: [],
  corrected: [],
  preconditions: [],
  identities: [],
  relinks: [],
  links: [],
  drops: {},
}

/** The part of a change that settling computes. */
export type RowChange = Omit<Change, 'drops' | 'job' | 'forgotten'>

/**
 * How a write ended. In the last two cases nothing is written.
 * - `conflict`: a precondition or a revision no longer holds, because another request was faster. Load again and retry.
 * - `waiting`: an order waits for a session of a visitor whose orders were not loaded. Load them and retry.
 */
export type WriteOutcome = 'written' | 'conflict' | 'waiting'

export interface LedgerStore {
  /**
   * Loads all selected sessions, however many and however long they are, to show or to erase them: pending corrections are
   * applied. Not for the open endpoint.
   */
  sessionsOf(siteId: number, selectors: SessionSelector[]): Promise<SessionRow[]>
  /**
   * Loads the selected sessions, `SESSIONS_AFTER` of each visitor at most. A session selected by its id may come from the
   * memory of this isolate and be out of date: `write` finds that out.
   */
  recentOf(siteId: number, selectors: SessionSelector[]): Promise<Past>
  /** As `recentOf`, but always from the database, and with the `SESSIONS_BEFORE` sessions that began before `from_ms`. */
  pastOf(siteId: number, selectors: PastSelector[]): Promise<Past>
  /** As `pastOf` for one visitor, with `SESSIONS_OF_STEP` later sessions. */
  longPastOf(siteId: number, selector: PastSelector): Promise<Past>
  /** Loads stubs as whole sessions. The caller bounds their bytes. */
  sessionsInFull(siteId: number, stubs: SessionStub[]): Promise<SessionRow[]>
  /** The visitor's first session since `from_ms`, and the latest ones until `to_ms`, `limit` at most in all. */
  touchesOf(
    siteId: number,
    visitorId: string,
    from_ms: number,
    to_ms: number,
    limit: number,
  ): Promise<SessionStub[]>
  /** The latest sessions of these visitors, until `to_ms` and since `from_ms`, `limit` at most in all. */
  linkedTouchesOf(
    siteId: number,
    visitorIds: string[],
    from_ms: number,
    to_ms: number,
    limit: number,
  ): Promise<SessionStub[]>
  /** Which of these events are stored in any session of the visitor. */
  storedEvents(siteId: number, visitorId: string, eventIds: string[]): Promise<string[]>
  /** Which of these events are stored in the session that they name, or are claims on the order that they name: their places. */
  storedHits(siteId: number, hits: NamedEvent[]): Promise<number[]>
  /** The pending corrections of these visitors. */
  correctionsOf(siteId: number, visitorIds: string[]): Promise<Correction[]>
  /** Some pending corrections of any site, others in each run, so that one visitor's does not keep out the others. */
  correctionsFor(run: number, limit: number): Promise<Correction[]>
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
  ): Promise<'written' | Past>
  /** Writes the whole change, or nothing of it. */
  write(siteId: number, change: Change, nowMs: number): Promise<WriteOutcome>
}
