/** Temporary failures: the database cannot take a request now, but can a moment later. The answer is 503. */

/** Thrown when each attempt to write ended in a conflict with another request. */
export class Busy extends Error {}

/** Temporary errors of D1: see "Debug D1" and "Retry queries" in Cloudflare's documentation. */
const PASSING =
  /overloaded|Network connection lost|caused object to be reset|reset because its code was updated|Cannot resolve D1 DB|memory limit and was reset/

export const isBusy = (error: Error): boolean => error instanceof Busy || PASSING.test(error.message)
