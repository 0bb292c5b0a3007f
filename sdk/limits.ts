/** The script's numbers. Each is a plain constant, so that the bundler puts the figure where the name stands. */

/** A visit ends after this long without an event. */
export const VISIT_MS = 1_800_000

/**
 * So long events wait for company, unless the page goes: a request is what costs. It also keeps our work on load out of
 * the way of the first paint, and gives the extras the time to arrive before the first events are settled.
 */
export const BATCH_MS = 1000

/** As the wire's LIMITS, which would come along whole if they were imported; tests hold requests to those. */
export const BATCH_EVENTS = 50

/**
 * Of one request, and of one event. Three bytes a character at most make that less than the wire's limit, and than what
 * browsers allow to all requests together that may outlive the page.
 */
export const BATCH_CHARS = 20_000

/** So many undelivered events are kept. The oldest go first. */
export const KEPT_EVENTS = 500

/**
 * So long an event that was sent is left to the tab that did, and the Worker is left alone after a failure, beyond what
 * it asks for itself: a page that goes counts on that much less.
 */
export const LEASE_MS = 10_000

/** The same where the page goes, and with it whoever could hear the answer: the next one sends again what may be lost. */
export const LEAVING_MS = 1000

/** Digits of a time in ms, from the year 2001 to 2286. */
export const TIME_CHARS = 13

/** 400 days: the longest that browsers keep a cookie. */
export const COOKIE_S = 34_560_000
