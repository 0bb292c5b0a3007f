import type { LinkedBrowser } from '../../store/identityStore.ts'
import type { OrderRow, SessionRow } from '../../store/rows.ts'

/** What was loaded for the visitors and orders of a request. */
export interface Known {
  sessions: SessionRow[]
  orders: OrderRow[]
  /** Other browsers of the same people, and their sessions. */
  linkedBrowsers: LinkedBrowser[]
  linkedSessions: SessionRow[]
  /** Whether all sessions and orders of these visitors were loaded, and not only the last sessions. */
  complete: boolean
}
