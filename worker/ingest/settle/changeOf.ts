/** The difference between what is stored and what should be: the rows to write, each a revision further. */

import type { Change } from '../../store/ledgerStore.ts'
import type { OrderRow, SessionRow } from '../../store/rows.ts'

/** One visitor before and after. */
export interface Life {
  stored: SessionRow[]
  /** The same by `keyOf`. */
  before: Map<string, SessionRow>
  sessions: SessionRow[]
  /** Paths of conversions after this instant must be found again: an earlier touch came, went or changed. */
  moved_ms: number
}

export type RowChange = Omit<Change, 'drops' | 'job' | 'forgotten'>

export const keyOf = (row: Pick<SessionRow, 'started_ms' | 'id'>): string => `${row.started_ms} ${row.id}`

/** @param known what was loaded; `complete` with all orders of these visitors */
export function changeOf(
  lives: Map<string, Life>,
  known: { orders: OrderRow[]; complete: boolean },
  orders: OrderRow[],
): Omit<RowChange, 'identities'> {
  const change: Omit<RowChange, 'identities'> = { sessions: [], removed: [], orders: [], preconditions: [] }
  for (const [visitor_id, { stored, before, sessions }] of lives) {
    const after = new Set(sessions.map(keyOf))
    const removed = stored.filter((row) => !after.has(keyOf(row)))
    change.removed.push(...removed)
    const changed = sessions.flatMap((row) => revised(before.get(keyOf(row)), row))
    change.sessions.push(...changed)
    // The script's own session is safe by its revision; whatever is new may have come twice, or have a new neighbour.
    const isNamed = changed.every(({ kind, rev }) => kind === 'browser' && rev > 1)
    if (!changed.length || (isNamed && !removed.length)) continue
    const revs = stored.reduce((sum, row) => sum + row.rev, 0)
    const since_ms = stored[0]?.started_ms ?? 0
    change.preconditions.push({
      visitor_id,
      since_ms,
      count: stored.length,
      revs,
      all_orders: known.complete,
    })
  }
  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  change.orders = orders.flatMap((order) => revised(before.get(order.transaction_id), order))
  return change
}

function revised<R extends { rev: number }>(before: R | undefined, after: R): R[] {
  if (before === after) return []
  const next = { ...after, rev: before?.rev ?? 0 }
  if (before && (Object.keys(next) as (keyof R)[]).every((column) => isSame(before[column], next[column])))
    return []
  return [{ ...next, rev: next.rev + 1 }]
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)
