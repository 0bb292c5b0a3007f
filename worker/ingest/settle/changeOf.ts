/** The difference between what is stored and what should be: the rows to write, and what must still be true. */
import type { Change } from '../../store/ledgerStore.ts'
import type { OrderRow } from '../../store/rows.ts'
import type { VisitorSessions } from './groupSessions.ts'
import { keyOf } from './sessionRow.ts'

export type RowChange = Omit<Change, 'drops' | 'job' | 'forgotten'>

/** @param known the orders that were loaded, and whether these are all orders of the visitors */
export function changeOf(
  visitors: ReadonlyMap<string, VisitorSessions>,
  known: { orders: OrderRow[]; complete: boolean },
  orders: OrderRow[],
): Omit<RowChange, 'identities'> {
  const change: Omit<RowChange, 'identities'> = { sessions: [], removed: [], orders: [], preconditions: [] }
  for (const [visitor_id, { stored, storedByKey, sessions }] of visitors) {
    const after = new Set(sessions.map(keyOf))
    const removed = stored.filter((row) => !after.has(keyOf(row)))
    const changed = sessions.flatMap((row) => nextRevision(storedByKey.get(keyOf(row)), row))
    change.removed.push(...removed)
    change.sessions.push(...changed)
    // An update of one of the script's own sessions needs no precondition: its revision protects it. All other changes
    // depend on the visitor's other sessions. Another request may change these at the same time: it may add the same
    // session, or a session right before or after this one.
    const isSafe = !removed.length && changed.every(({ kind, rev }) => kind === 'browser' && rev > 1)
    if (!changed.length || isSafe) continue
    const revs = stored.reduce((sum, row) => sum + row.rev, 0)
    const since_ms = stored[0]?.started_ms ?? 0
    const precondition = { visitor_id, since_ms, count: stored.length, revs, all_orders: known.complete }
    change.preconditions.push(precondition)
  }
  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  change.orders = orders.flatMap((order) => nextRevision(before.get(order.transaction_id), order))
  return change
}

/** The row with its next revision; nothing if it has not changed. */
function nextRevision<R extends { rev: number }>(before: R | undefined, after: R): R[] {
  if (before === after) return []
  const next = { ...after, rev: before?.rev ?? 0 }
  if (before && (Object.keys(next) as (keyof R)[]).every((column) => isSame(before[column], next[column])))
    return []
  return [{ ...next, rev: next.rev + 1 }]
}

const isSame = (a: unknown, b: unknown) => a === b || JSON.stringify(a) === JSON.stringify(b)
