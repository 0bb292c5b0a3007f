/** What is stored of people, for their export and their erasure. The changes are written through `ledgerStore.ts`. */
import type { OrderRow, SessionRow } from './rows.ts'
import type { Cursor } from './sessionStore.ts'

/** What deleting a session needs of it. */
export type SessionKey = Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'rev'>

export interface PersonStore {
  /** The browsers that had one of these user ids, in order of their ids from `from` on, at most `limit`. */
  visitorsOfUsers(siteId: number, userIds: string[], from: string, limit: number): Promise<string[]>
  /** All browsers that had a user id of one of these visitors, the visitors themselves included; at most `limit`. */
  visitorsLinkedWith(siteId: number, visitorIds: string[], limit: number): Promise<string[]>
  /** The oldest sessions of these visitors, at most `limit`. */
  sessionKeysOf(siteId: number, visitorIds: string[], limit: number): Promise<SessionKey[]>
  /** The next sessions of a visitor in order of time. */
  sessionsOfVisitorAfter(
    siteId: number,
    visitorId: string,
    after: Cursor,
    limit: number,
  ): Promise<SessionRow[]>
  /**
   * Orders that hold one of these visitor ids, at most `limit`: their own, and those of others that they have claimed or
   * refunded.
   */
  ordersNaming(siteId: number, visitorIds: string[], limit: number): Promise<OrderRow[]>
  /** Conversions and orders of these visitors whose paths refer to one of these sessions, at most `limit` of each. */
  pathsThrough(
    siteId: number,
    visitorIds: string[],
    sessionIds: string[],
    limit: number,
  ): Promise<{ sessions: SessionRow[]; orders: OrderRow[] }>
}
