/** How many rows a change writes, as D1 counts them: each index whose columns are set is one more row. */
import type { RowChange } from '../../store/ledgerStore.ts'
import type { OrderRow, SessionRow } from '../../store/rows.ts'

/** At most one for each changed row: a dirty mark of its time. */
const MARK_ROWS = 1

/** A new session: the row and two indexes. A conversion has a third one. An update changes only that one. */
export const sessionRows = (after: SessionRow, before: SessionRow | undefined): number =>
  (before ? 1 : 3) + (after.path || before?.path ? 1 : 0) + MARK_ROWS

export const REMOVED_ROWS = 1 + MARK_ROWS
export const RENUMBERED_ROWS = 1
export const CORRECTION_ROWS = 1

/** The row and two indexes, whose columns each update sets; one more while it waits for a session, or has waited. */
export const orderRows = ({ server }: OrderRow): number => (server ? 4 : 3) + MARK_ROWS

export const IDENTITY_ROWS = 2
const RELINK_ROWS = 1

export const rowsWritten = (change: RowChange): number =>
  change.sessions.reduce((sum, row) => sum + sessionRows(row, row.rev > 1 ? row : undefined), 0) +
  change.removed.length * REMOVED_ROWS +
  change.renumbered.reduce((sum, { counted }) => sum + RENUMBERED_ROWS + (counted ? MARK_ROWS : 0), 0) +
  change.orders.reduce((sum, order) => sum + orderRows(order), 0) +
  change.identities.length * IDENTITY_ROWS +
  change.relinks.length * RELINK_ROWS +
  (change.corrections.length + change.corrected.length) * CORRECTION_ROWS
