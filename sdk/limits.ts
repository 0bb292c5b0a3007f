/** The script's numbers. Each is a plain constant, so that the bundler puts the figure where the name stands. */

/** A visit ends after this long without an event. */
export const VISIT_MS = 1_800_000

/** So long events wait for company. It also keeps our work on load out of the way of the first paint. */
export const BATCH_MS = 200

/** As the wire's LIMITS, which would come along whole if they were imported; tests hold requests to those. */
export const BATCH_EVENTS = 50

/**
 * Of one request, percent-encoded. Below the wire's limit in bytes: browsers allow that much to all requests together
 * that may outlive the page, and the last one of a page shall not find the room taken by the one before.
 */
export const BATCH_CHARS = 60_000

/** So many undelivered events are kept. The oldest go first. */
export const KEPT_EVENTS = 500

/** 400 days: the longest that browsers keep a cookie. */
export const COOKIE_S = 34_560_000
