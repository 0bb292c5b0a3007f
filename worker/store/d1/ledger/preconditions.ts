/** Statements of a batch that check what must be true, and how to find out from the error which check has failed. */
import type { WriteOutcome } from '../../ledgerStore.ts'
import { fail, hasFailed } from '../failBatch.ts'
import { statementsFor } from '../statementsFor.ts'

/** SQL: whether an order waits for a session of the visitor, because the server has reported it and no page has. */
export const isAwaited = (of: (name: 'site_id' | 'visitor_id') => string) => `EXISTS (
  SELECT 1 FROM orders INDEXED BY orders_waiting
  WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND server IS NOT NULL AND browser IS NULL)`

/** Checks `Precondition`s: fails the batch with `conflict` or `waiting`. */
export const CHECK_PRECONDITIONS = statementsFor(
  ['site_id', 'visitor_id', 'since_ms', 'until_ms', 'count', 'revs', 'all_orders'],
  (of, from) => `
SELECT CASE
  WHEN (${of('count')}, ${of('revs')}) <> (
    SELECT count(*), coalesce(sum(rev), 0) FROM sessions INDEXED BY sessions_by_visitor
    WHERE site_id = ${of('site_id')} AND visitor_id = ${of('visitor_id')} AND started_ms >= ${of('since_ms')}
      AND started_ms <= ${of('until_ms')})
  THEN ${fail('conflict')}
  WHEN NOT ${of('all_orders')} AND ${isAwaited(of)}
  THEN ${fail('waiting')}
END ${from && `FROM ${from}`}`,
)

/** Behind a compare-and-set: fails the batch with `conflict` when another number of rows than `?1` was written. */
export const CHECK_CHANGED_ROWS = `SELECT CASE WHEN changes() <> ?1 THEN ${fail('conflict')} END`

/** SQLite's error message when a row that should be new exists already. */
const ROW_EXISTS = /UNIQUE constraint failed: (sessions|orders)\./

/** @returns the outcome of a batch that failed with this error; undefined when it is an error of another kind */
export function failedOutcome(error: unknown): Exclude<WriteOutcome, 'written'> | undefined {
  if (hasFailed(error, 'waiting')) return 'waiting'
  const exists = error instanceof Error && ROW_EXISTS.test(error.message)
  return hasFailed(error, 'conflict') || exists ? 'conflict' : undefined
}
