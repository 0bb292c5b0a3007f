/**
 * Temporary failures of the database: it cannot take a request now, but can later. The answer is 503. This is the one
 * place that knows the messages of D1 and SQLite.
 */

/**
 * Why the database cannot take a request:
 * - `conflict`: in each attempt, another request had written to the same visitors.
 * - `overloaded`: it is down, slow, locked by another process, or has too much to do.
 * - `quota`: the account's rows of this day, or its storage, are used up.
 */
export type BusyReason = 'conflict' | 'overloaded' | 'quota'

/** Thrown where the database cannot take a request now. */
export class Busy extends Error {
  readonly reason: BusyReason
  constructor(reason: BusyReason, message: string) {
    super(message)
    this.reason = reason
  }
}

/** Temporary errors of D1: see "Debug D1" in Cloudflare's documentation. The last two are SQLite's. */
const OVERLOADED = new RegExp(
  [
    'overloaded',
    'Network connection lost',
    'to be reset',
    'was reset',
    'reset because its code was updated',
    'Cannot resolve D1 DB',
    'D1_ERROR: (?:.*: )?internal error',
    'database is locked',
    'SQLITE_BUSY',
  ].join('|'),
)

/** Errors that end at midnight UTC, or when the operator has made room. */
const QUOTA = /exceeded D1's free tier daily|Exceeded maximum (?:DB|account storage)|SQLITE_FULL/i

/** The failure as `Busy` if it is temporary; null for any other error. */
export function busyOf(error: Error): Busy | null {
  if (error instanceof Busy) return error
  if (QUOTA.test(error.message)) return new Busy('quota', error.message)
  if (OVERLOADED.test(error.message)) return new Busy('overloaded', error.message)
  return null
}
