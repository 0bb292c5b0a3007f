/** The database cannot take a request now; a moment later it will. */

/** Thrown when other requests wrote to the same rows each time that we tried. */
export class Busy extends Error {}

/** D1's errors that pass; see "Debug D1" and "Retry queries" in Cloudflare's documentation. */
const PASSING =
  /overloaded|Network connection lost|caused object to be reset|reset because its code was updated|Cannot resolve D1 DB|memory limit and was reset/

export const isBusy = (error: Error): boolean => error instanceof Busy || PASSING.test(error.message)
