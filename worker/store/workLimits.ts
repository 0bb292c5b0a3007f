/**
 * What one request may read and write, whatever is stored. Together these numbers keep a request of the open endpoint
 * (`POST /e`) below 64 rows written, 2 MB of results read and 100 ms of CPU. CONTRIBUTING says what happens beyond them.
 */
import { LIMITS } from '../../wire/event.ts'

/** Conversions, and orders, of one browser whose paths one step of a relink computes. More are left to a correction. */
export const RELINKED_PATHS = 12

/** How much of a request is stored in one transaction. */
export interface PartLimits {
  /** Orders that its purchases and refunds name. */
  orders: number
  /** Sessions that its events name, and visitors. */
  sessions: number
  visitors: number
  /** Rows written, as D1 counts them: each index is a row. */
  rows_written: number
  /** Steps of relinks that may follow, if there are rows left. */
  relink_steps: number
}

/** One transaction of the open endpoint, which stores one part of each request. */
export const OPEN_PART: PartLimits = {
  orders: LIMITS.purchases,
  sessions: 8,
  visitors: 4,
  rows_written: 64,
  relink_steps: 4,
}

/** One transaction of a server with a token. Its requests are stored in as many parts as they need. */
export const TRUSTED_PART: PartLimits = {
  orders: 50,
  sessions: 50,
  visitors: 50,
  rows_written: 600,
  relink_steps: 12,
}

/**
 * Sessions of one visitor that are loaded around a late event: so many that began before it, and so many after it. The
 * numbers of further ones are corrected by a job.
 */
export const SESSIONS_BEFORE = 8
export const SESSIONS_AFTER = 16

/** The same for a step of that job. */
export const SESSIONS_OF_STEP = 200

/** A longer session is loaded without its events, landing and path: then it is a stub. */
export const STUB_BYTES = 6000

/** The events of one session, as JSON in UTF-8. */
export const SESSION_BYTES = 140_000

/** The whole sessions that a request may load besides the short ones: three full ones. */
export const WHOLE_BYTES = 3 * SESSION_BYTES

/** A longer order is loaded only if it is the only one. */
export const ORDER_BYTES = 25_000

/** The touches of a conversion's path as JSON. */
export const PATH_BYTES = 40_000

/** Orders of one visitor that are loaded around a late event. */
export const ORDERS_OF_VISITOR = 20

/** Browsers of one person that share their touches, and the touches of all of them that are read. */
export const LINKED_BROWSERS = 10
export const LINKED_TOUCHES = 30

/** The user ids of one browser by which it is linked: those that it got first. */
export const USERS_OF_BROWSER = 10

/** So many browsers are no person's: a user id that they share links none of them. */
export const SHARING_BROWSERS = 100

/** Visits that a visitor may have: more than one a day in the default retention of two years. */
export const VISITS = 1000
