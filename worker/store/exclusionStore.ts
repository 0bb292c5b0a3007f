/** What an admin has excluded from reports, and the rows that this concerns. All but the first part is for the job. */
import type { Precondition } from './ledgerStore.ts'
import type { Exclusion, OrderRow, PathEntry, SessionRow } from './rows.ts'
import type { Cursor } from './sessionStore.ts'

/** The place of a session in order of time, or of an order in the order in which they are read. */
export type Place = [ms: number, id: string, visitor_id: string]

/**
 * How far the job has come. It goes over the rows twice: for half a minute after a change, other isolates may write rows by
 * the exclusions that they remember.
 */
export interface ExclusionProgress {
  /** `checking`: the first time is done, and reports are right. */
  pass: 'first' | 'checking' | 'done'
  phase: 'sessions' | 'claims' | 'orders' | 'deleting' | 'deleting orders'
  after: Place | null
  since_ms: number
  /** To how many stored rows it applies, as far as they were looked at. */
  sessions: number
  orders: number
}

/** `purging`: its rows are being deleted for good. It is in effect until then. */
export type ExclusionState = 'applying' | 'active' | 'removing' | 'purging'

export type ExclusionRow = Exclusion & {
  id: string
  created_ms: number
  state: ExclusionState
  progress: ExclusionProgress
}

/** A session without its long columns. */
export type Visit = Pick<
  SessionRow,
  | 'started_ms'
  | 'id'
  | 'visitor_id'
  | 'rev'
  | 'source'
  | 'excluded'
  | 'visit_number'
  | 'first_seen_ms'
  | 'prev_started_ms'
> & { converted: 0 | 1 }

/** The path of a conversion. `rev` is that of its session. */
export interface ConversionPath extends Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'rev'> {
  path: PathEntry[]
  converted_ms: number
}

/** The path of an order. */
export type OrderPath = Pick<
  OrderRow,
  | 'transaction_id'
  | 'rev'
  | 'ordered_ms'
  | 'visitor_id'
  | 'session_id'
  | 'session_started_ms'
  | 'path'
  | 'excluded'
>

/** Rows to write in one transaction; `rev` is the one that was loaded. */
export interface ExclusionChange {
  visits?: Visit[]
  conversions?: ConversionPath[]
  orders?: OrderPath[]
  preconditions?: Precondition[]
  /** Sessions and orders to delete. Reports leave them out already. */
  deleted?: { visits: Visit[]; orders: Pick<OrderPath, 'transaction_id' | 'rev'>[] }
  /** The exclusion whose job this is, as it is afterwards. */
  next?: ExclusionRow
}

export interface ExclusionStore {
  /** All of a site, the oldest first. */
  exclusions(siteId: number): Promise<ExclusionRow[]>
  /** Those of all sites whose job is not done. */
  unfinishedExclusions(): Promise<(ExclusionRow & { site_id: number })[]>
  /** Adds one, or replaces the one with its id. */
  setExclusion(siteId: number, row: ExclusionRow): Promise<void>
  removeExclusion(siteId: number, id: string): Promise<void>
  /** The next sessions within an interval, in order of time. */
  visitsAfter(
    siteId: number,
    interval: [from: number, to: number],
    after: Place | null,
    limit: number,
  ): Promise<Visit[]>
  /** All sessions of these visitors, `limit` at most, in order of visitor and time. */
  visitsOf(siteId: number, visitorIds: string[], limit: number): Promise<Visit[]>
  /** The sessions with these keys. */
  visitsByKey(siteId: number, keys: Cursor[]): Promise<Visit[]>
  /** Conversions of these visitors after a place, in order of visitor and time. */
  conversionPaths(
    siteId: number,
    visitorIds: string[],
    after: Place | null,
    limit: number,
  ): Promise<ConversionPath[]>
  /** Orders of these visitors with a higher id than `after`, in order of their ids. */
  orderPaths(siteId: number, visitorIds: string[], after: string, limit: number): Promise<OrderPath[]>
  /** Orders within an interval after a place, in order of time. */
  orderPathsAfter(
    siteId: number,
    interval: [from: number, to: number],
    after: Place | null,
    limit: number,
  ): Promise<OrderPath[]>
  /** Orders that were placed in these sessions. */
  orderPathsIn(siteId: number, visits: Visit[], limit: number): Promise<OrderPath[]>
  /** How many orders were placed in these sessions. */
  ordersIn(siteId: number, visits: Visit[]): Promise<number>
  /**
   * Ids of orders with several claims, one of them of this visitor: those higher than `after`, in their order.
   */
  contestedOrders(siteId: number, visitorId: string, after: string, limit: number): Promise<string[]>
  /** How many orders a visitor has. */
  ordersOfVisitor(siteId: number, visitorId: string): Promise<number>
  /** Deletes the exclusions of visitors who have no session, if they were made before `beforeMs`. Their orders stay excluded. */
  forgetOldExclusions(siteId: number, beforeMs: number): Promise<void>
  /** Writes the whole change, or nothing of it if a row has changed since it was loaded. */
  writeExclusion(siteId: number, change: ExclusionChange, nowMs: number): Promise<'written' | 'conflict'>
}
