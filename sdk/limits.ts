/** The script's numbers. Each one is a constant of its own, because the bundler then writes the number where it is used. */

/** A session ends after this time without an event. */
export const SESSION_MS = 1_800_000

/**
 * Events wait this long for more events, because each request costs. A page that is left does not wait. The delay also
 * keeps our work out of the way of the first paint, and gives the extras time to load before the first events are sent.
 */
export const BATCH_MS = 1000

/**
 * `purchases` of the wire's LIMITS, so that a batch of purchases fits, too. Counting the purchases would cost bytes, and
 * nearly all batches have fewer events. Importing LIMITS would add the whole object; the tests compare requests with it.
 */
export const BATCH_EVENTS = 12

/**
 * The largest request, and the largest event, in characters. A character has at most 3 bytes, so this stays below the
 * wire's limit of 64 KB, which is also what browsers allow for requests that may outlive the page.
 */
export const BATCH_CHARS = 20_000

/** At most this many events wait for delivery. Beyond that, the oldest are dropped. */
export const KEPT_EVENTS = 500

/**
 * An event that was sent is left to the tab that sent it for this time. After a failure, nothing is sent for this time
 * plus what the Worker asks for (`Retry-After`).
 */
export const LEASE_MS = 10_000

/**
 * The same for an event that is sent while the page is left. The page cannot receive the answer, so the next page soon
 * sends the event again in case it was lost.
 */
export const LEAVING_LEASE_MS = 1000

/** The number of digits of a time in ms, from the year 2001 to 2286. */
export const TIME_CHARS = 13

/** 400 days: browsers do not keep a cookie any longer. */
export const COOKIE_S = 34_560_000
