import { Busy } from '../store/busy.ts'
import { type Change, NO_CHANGE } from '../store/ledgerStore.ts'
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { withoutIds, withoutSessions } from './withoutIds.ts'

/** Another request may write to a visitor in between. Then we load again. */
const ATTEMPTS = 10
/** What one step changes, at most. An order is read and written whole, and may have some hundred KB. */
const STEP_SESSIONS = 500
const STEP_ORDERS = 20

/** Linked browsers whose paths lose the ids of the erased sessions. More are no person. */
const MAX_LINKED = 1000

export interface Erased {
  /** Whether nothing is left. Otherwise call it again. */
  done: boolean
  /** What this call has deleted, and the orders that it has made anonymous. */
  sessions: number
  orders: number
}

/**
 * Erases visitors: deletes their sessions and identities, and makes their orders anonymous. The orders stay, because the
 * shop needs them for its revenue, and so do the rows of other visitors, without the ids of the erased.
 *
 * It is exact while events come in. A request that has read a row which is deleted here gets a conflict, and starts again
 * from what is left. The identities are deleted at the end, only if the visitors have no session at that moment. An event
 * that arrives later is that of a new visitor, even if the browser still sends the same id.
 * @param visitorIds a hundred at most
 * @param maxSteps the work of this call, in batches of 500 sessions or 20 orders
 * @throws Busy if other requests were faster ten times in a row. What was erased until then stays erased.
 */
export async function eraseVisitors(
  store: Store,
  site: SiteRow,
  visitorIds: string[],
  nowMs: number,
  maxSteps = Number.POSITIVE_INFINITY,
): Promise<Erased> {
  const erased = { sessions: 0, orders: 0 }
  const linked = await store.visitorsLinkedWith(site.id, visitorIds, MAX_LINKED)
  const others = linked.filter((id) => !visitorIds.includes(id))
  let conflicts = 0
  for (let steps = 0; steps < maxSteps; steps++) {
    const step = await nextStep(store, site, visitorIds, others)
    const outcome = await store.write(site.id, step.change, nowMs)
    if (outcome !== 'written') {
      if (++conflicts === ATTEMPTS)
        throw new Busy('conflict', 'gave up after other requests wrote to the same visitor each time')
      continue
    }
    conflicts = 0
    erased.sessions += step.change.removed.length
    erased.orders += step.orders
    if (step.isLast) return { done: true, ...erased }
  }
  return { done: false, ...erased }
}

interface Step {
  change: Change
  /** Orders of these visitors that become anonymous. */
  orders: number
  isLast: boolean
}

async function nextStep(store: Store, site: SiteRow, visitorIds: string[], others: string[]): Promise<Step> {
  const ids = new Set(visitorIds)
  const [removed, orders] = await Promise.all([
    store.sessionKeysOf(site.id, visitorIds, STEP_SESSIONS),
    store.ordersNaming(site.id, visitorIds, STEP_ORDERS),
  ])
  const anonymous = orders.map((order) => ({
    ...withoutIds(order, (id) => ids.has(id)),
    rev: order.rev + 1,
  }))
  if (!removed.length && !anonymous.length)
    return { change: { ...NO_CHANGE, ...lastOf(visitorIds) }, orders: 0, isLast: true }

  const step = { orders: anonymous.filter(({ visitor_id }) => visitor_id === null).length, isLast: false }
  const change = { ...NO_CHANGE, removed, orders: anonymous }
  if (!others.length || !removed.length) return { change, ...step }
  // Paths of linked browsers refer to these sessions. They lose the ids first: in a step of its own if there are many.
  const sessionIds = removed.map(({ id }) => id)
  const gone = new Set(sessionIds)
  const through = await store.pathsThrough(site.id, others, sessionIds, STEP_ORDERS)
  const sessions = through.sessions.map((row) => ({
    ...row,
    rev: row.rev + 1,
    path: withoutSessions(row.path!, (id) => gone.has(id)),
  }))
  const known = new Set(anonymous.map(({ transaction_id }) => transaction_id))
  const linkedOrders = through.orders
    .filter(({ transaction_id }) => !known.has(transaction_id))
    .map((row) => ({
      ...row,
      rev: row.rev + 1,
      path: withoutSessions(row.path, (id) => gone.has(id)),
    }))
  const isAll = Math.max(through.sessions.length, through.orders.length) < STEP_ORDERS
  return {
    change: { ...change, sessions, orders: [...anonymous, ...linkedOrders], removed: isAll ? removed : [] },
    ...step,
  }
}

/** The end: deletes the identities, if the visitors have no session. */
const lastOf = (visitorIds: string[]) => ({
  preconditions: visitorIds.map((visitor_id) => ({
    visitor_id,
    since_ms: 0,
    until_ms: Number.MAX_SAFE_INTEGER,
    count: 0,
    revs: 0,
    all_orders: true,
  })),
  forgotten: visitorIds,
})
