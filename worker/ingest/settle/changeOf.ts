/** The difference between what is stored and what should be: the rows to write, and what must still be true. */
import type { RowChange } from '../../store/ledgerStore.ts'
import type { Correction, OrderRow, SessionRow } from '../../store/rows.ts'
import type { CreditedVisitor } from './creditPaths.ts'
import type { Known, LoadedSession } from './known.ts'
import { withNumbers } from './numberVisits.ts'
import { CORRECTION_ROWS, orderRows, REMOVED_ROWS, sessionRows } from './rowsWritten.ts'
import { keyOf } from './sessionRow.ts'
import { isSame, writeVisits } from './writeVisits.ts'

interface Settling {
  known: Known
  visitors: ReadonlyMap<string, CreditedVisitor>
  orders: OrderRow[]
  /** Orders whose path was not computed again, although it may have changed. */
  left: ReadonlySet<string>
  /** The orders that the events or the server's report change. Of others only the path changes, which may wait. */
  isChanged: (order: OrderRow) => boolean
}

type VisitorChange = Omit<RowChange, 'identities' | 'relinks' | 'links'>

export function changeOf({ known, visitors, orders, left, isChanged }: Settling): VisitorChange {
  const change: VisitorChange = {
    ...{ sessions: [], removed: [], renumbered: [], orders: [], corrections: [], corrected: [] },
    preconditions: [],
  }
  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const changedOrders = orders
    .flatMap((order) => nextRevision(before.get(order.transaction_id), order))
    .sort((a, b) => a.ordered_ms - b.ordered_ms)
  const must = changedOrders.filter(isChanged)
  const room = { left: known.room - must.reduce((sum, order) => sum + orderRows(order), 0) }
  for (const visitor of visitors.values()) room.left -= rowsOfChanged(visitor)
  change.orders.push(...must)
  const leftOrders = orders.filter(({ transaction_id }) => left.has(transaction_id))
  for (const order of changedOrders.filter((one) => !isChanged(one))) {
    const cost = orderRows(order)
    if (leftOrders.length || room.left < cost) leftOrders.push(order)
    else {
      room.left -= cost
      change.orders.push(order)
    }
  }
  for (const [visitor_id, visitor] of visitors)
    addVisitor(change, known, visitor_id, visitor, {
      room,
      leftOrders: leftOrders.filter((order) => order.visitor_id === visitor_id),
    })
  return change
}

/** Rows that the visitor's changed sessions cost. */
function rowsOfChanged({ stored, storedByKey, sessions }: CreditedVisitor): number {
  const after = new Set(sessions.map(keyOf))
  const removed = stored.filter((row) => !after.has(keyOf(row)))
  const changed = sessions.filter((row) => storedByKey.get(keyOf(row)) !== row)
  return (
    removed.length * REMOVED_ROWS +
    CORRECTION_ROWS +
    changed.reduce((sum, row) => sum + sessionRows(row, storedByKey.get(keyOf(row))), 0)
  )
}

function addVisitor(
  change: VisitorChange,
  known: Known,
  visitor_id: string,
  visitor: CreditedVisitor,
  { room, leftOrders }: { room: { left: number }; leftOrders: OrderRow[] },
): void {
  const { stored, storedByKey, sessions, loaded, visits, unknownPaths, moved_ms } = visitor
  const after = new Set(sessions.map(keyOf))
  const removed = stored.filter((row) => !after.has(keyOf(row)))
  const correction = known.corrections.find((one) => one.visitor_id === visitor_id) ?? null
  const isCut = known.cut.has(visitor_id)
  const numbers = new Map(visits.map((visit) => [keyOf(visit.session), visit]))
  const written = known.complete
    ? writeVisits(
        {
          ...{ visitor_id, visits, loaded, correction, isCut, moved_ms },
          isPathKnown: (session: LoadedSession) => !unknownPaths.has(keyOf(session)),
          isJob: known.redo_ms < Number.POSITIVE_INFINITY,
        },
        room,
      )
    : {
        sessions: sessions.map((row) => withNumbers(row, numbers.get(keyOf(row))!)),
        ...{ renumbered: [], correction },
      }
  const changed = written.sessions.flatMap((row) =>
    nextRevision(storedByKey.get(keyOf(row)) ?? wholeOf(loaded, row), row),
  )
  change.removed.push(...removed)
  change.sessions.push(...changed)
  change.renumbered.push(...written.renumbered.map((row) => ({ ...row, rev: row.rev + 1 })))
  if (known.complete)
    addCorrection(change, known, visitor_id, visitor, {
      before: correction,
      after: written.correction,
      leftOrders,
    })
  // An update of one of the script's own sessions needs no precondition: its revision protects it. All other changes
  // depend on the visitor's other sessions. Another request may change these at the same time: it may add the same
  // session, or a session right before or after this one.
  const isSafe = !removed.length && changed.every(({ kind, rev }) => kind === 'browser' && rev > 1)
  if ((!changed.length || isSafe) && !written.renumbered.length) return
  change.preconditions.push({
    visitor_id,
    since_ms: loaded[0]?.started_ms ?? 0,
    until_ms: isCut ? loaded.at(-1)!.started_ms : Number.MAX_SAFE_INTEGER,
    count: loaded.length,
    revs: loaded.reduce((sum, row) => sum + row.rev, 0),
    all_orders: known.complete,
  })
}

const wholeOf = (loaded: readonly LoadedSession[], row: SessionRow): SessionRow | undefined =>
  loaded.find((one) => keyOf(one) === keyOf(row)) as SessionRow | undefined

/** Sets, changes or removes the visitor's correction, if it differs from the stored one. */
function addCorrection(
  { corrections, corrected }: Pick<RowChange, 'corrections' | 'corrected'>,
  { areOrdersCut, redo_ms }: Known,
  visitor_id: string,
  { moved_ms, loaded }: CreditedVisitor,
  {
    before,
    after,
    leftOrders,
  }: { before: Correction | null; after: Correction | null; leftOrders: OrderRow[] },
): void {
  const isJob = redo_ms < Number.POSITIVE_INFINITY
  const isMoved = moved_ms < Number.POSITIVE_INFINITY && !isJob
  const instants = [
    ...leftOrders.map(({ ordered_ms }) => ordered_ms),
    ...(isMoved && areOrdersCut ? [moved_ms] : []),
    // Orders that come while it is pending get the stored numbers of earlier sessions into their paths.
    ...(after?.next_session && !isJob ? [after.next_session[0]] : []),
    ...(before?.next_order ? [before.next_order[0]] : []),
  ]
  const first_ms = Math.min(...instants)
  const next_order = !instants.length
    ? null
    : first_ms === before?.next_order?.[0]
      ? before.next_order
      : ([first_ms, ''] as [number, string])
  if (!after && !next_order) {
    if (before) corrected.push({ visitor_id, rev: before.rev })
    return
  }
  const empty = {
    site_id: 0,
    visitor_id,
    rev: before?.rev ?? 0,
    first_seen_ms: null,
    shifts: [],
    next_session: null,
  }
  const next: Correction = { ...empty, site_id: loaded[0]?.site_id ?? 0, ...after, next_order }
  if (!before || !isSame({ ...next, rev: 0 }, { ...before, rev: 0 }))
    corrections.push({ ...next, rev: next.rev + 1 })
}

/** The row with its next revision; nothing if it has not changed. */
function nextRevision<R extends { rev: number }>(before: R | undefined, after: R): R[] {
  if (before === after) return []
  const next = { ...after, rev: before?.rev ?? 0 }
  if (before && (Object.keys(next) as (keyof R)[]).every((column) => isSame(before[column], next[column])))
    return []
  return [{ ...next, rev: next.rev + 1 }]
}
