/**
 * A step of a purge. It deletes sessions and orders that are excluded already, so that reports do not change by it. An order
 * that only these pages have reported is deleted. One that the shop's server or another visitor's page has reported counts
 * again, without the deleted sessions.
 */
import { Busy } from '../../store/busy.ts'
import type { ExclusionChange, ExclusionRow, OrderPath, Visit } from '../../store/exclusionStore.ts'
import type { OrderRow, PathEntry } from '../../store/rows.ts'
import { commit } from '../commit.ts'
import { eraseVisitors } from '../eraseVisitors.ts'
import { excludesSession } from '../settle/excludes.ts'
import { claimsOf } from '../settle/orderClaims.ts'
import { creditPath } from '../settle/pathOf.ts'
import { keyOf } from '../settle/sessionRow.ts'
import { eachPage, ownersOfPaths } from './creditAgain.ts'
import { nextVisits, placeOf } from './nextVisits.ts'
import type { Step } from './step.ts'

/** Sessions and orders that a step deletes. */
const SESSIONS = 500
const ORDERS = 100
/** Steps of `eraseVisitors`. */
const ERASING = 5

export function purgeStep(step: Step): Promise<ExclusionRow> {
  return step.row.progress.phase === 'deleting' ? deleteSessions(step) : deleteOrders(step)
}

async function deleteSessions(step: Step): Promise<ExclusionRow> {
  const { store, site, row, now_ms } = step
  const { visits, isLast } = await nextVisits(store, site.id, row)
  const excluded = visits.filter((one) => one.excluded && excludesSession({ exclusions: [row] }, one))
  const page = excluded.slice(0, SESSIONS)
  const isOver = isLast && page.length === excluded.length
  const converted = page.filter((one) => one.converted)
  const found =
    row.kind === 'visitor'
      ? await store.orderPaths(site.id, [row.value], '', ORDERS)
      : await store.orderPathsIn(site.id, converted, ORDERS)
  const { nothingLeft: orders, isRestored } = await withoutVisitors(step, found)
  if (isRestored || found.length === ORDERS) {
    // Orders come first. Settling them may have changed the sessions, so that these are loaded again.
    await write(step, { deleted: { visits: [], orders } })
    return row
  }
  const last = isOver ? null : (page.at(-1) ?? visits.at(-1)!)
  const next = isOver
    ? afterSessions(row, now_ms)
    : { ...row, progress: { ...row.progress, after: placeOf(last!) } }
  await dropTouches(step, page)
  if (row.kind === 'visitor' && isOver) {
    await write(step, { deleted: { visits: page, orders } })
    // What is left are the identities, and claims on orders of others.
    const { done } = await eraseVisitors(store, site, [row.value], now_ms, ERASING)
    if (done) await store.setExclusion(site.id, next)
    return done ? next : row
  }
  await write(step, { deleted: { visits: page, orders }, next })
  return next
}

/** Removes these sessions from the paths of other sessions and of orders. There they have no credit any more. */
async function dropTouches({ store, site, now_ms }: Step, page: Visit[]): Promise<void> {
  if (!page.length) return
  const gone = new Set(page.map(keyOf))
  const visitors = [...new Set(page.map(({ visitor_id }) => visitor_id))]
  const owners = await ownersOfPaths(store, site.id, visitors)
  const without = (path: PathEntry[]) =>
    path.filter(
      ({ ms, session_id, excluded }) => !excluded || !gone.has(keyOf({ started_ms: ms, id: session_id })),
    )
  await eachPage(store, site.id, owners, async ({ conversions = [], orders = [] }) => {
    const change = {
      conversions: conversions
        .filter((one) => !gone.has(keyOf(one)) && without(one.path).length < one.path.length)
        .map((one) => ({ ...one, path: creditPath(without(one.path), one.converted_ms) })),
      orders: orders
        .filter(({ path }) => without(path).length < path.length)
        .map((one) => ({ ...one, path: creditPath(without(one.path), one.ordered_ms) })),
    }
    await write({ store, site, now_ms }, change)
  })
}

/** Orders of the interval, whose sessions are not in it. */
async function deleteOrders(step: Step): Promise<ExclusionRow> {
  const { store, site, row, now_ms } = step
  const interval: [number, number] = [row.from_ms!, row.to_ms!]
  const found = await store.orderPathsAfter(site.id, interval, row.progress.after, ORDERS)
  const { nothingLeft: orders } = await withoutVisitors(
    step,
    found.filter(({ excluded }) => excluded),
  )
  const last = found.at(-1)
  const next: ExclusionRow =
    !last || found.length < ORDERS
      ? purged(row, now_ms)
      : { ...row, progress: { ...row.progress, after: [last.ordered_ms, last.transaction_id, ''] } }
  await write(step, { deleted: { visits: [], orders }, next })
  return next
}

async function write(
  { store, site, now_ms }: Pick<Step, 'store' | 'site' | 'now_ms'>,
  change: ExclusionChange,
): Promise<void> {
  if ((await store.writeExclusion(site.id, change, now_ms)) === 'conflict')
    throw new Busy('conflict', 'another request wrote to the same rows')
}

/**
 * Takes from these orders all that their visitor's pages have reported.
 * @returns the orders to be deleted, because nothing is left of them, and whether others count again
 */
async function withoutVisitors({ store, site, row, exclusions, now_ms }: Step, found: OrderPath[]) {
  if (!found.length) return { nothingLeft: [], isRestored: false }
  const rows = await store.ordersById(
    site.id,
    found.map((one) => one.transaction_id),
  )
  const kept = { ...site, exclusions: exclusions.filter((one) => one !== row) }
  const nothingLeft: OrderRow[] = []
  let isRestored = false
  for (const order of rows) {
    const { transaction_id, visitor_id, removed_ms } = order
    if (removed_ms !== null) continue
    if (hasOthers(order)) {
      const request = { kind: 'purge' as const, transaction_id, visitor_id: visitor_id ?? '' }
      await commit(store, kept, [], { request, now_ms })
      isRestored = true
    } else nothingLeft.push(order)
  }
  return { nothingLeft, isRestored }
}

/** Whether the shop's server has reported the order, or the page of another visitor has. */
const hasOthers = (order: OrderRow): boolean =>
  order.server !== null ||
  order.confirmed === 1 ||
  order.refunds.some(({ visitor_id }) => visitor_id === null) ||
  claimsOf(order).some(({ visitor_id }) => visitor_id !== order.visitor_id)

const afterSessions = (row: ExclusionRow, nowMs: number): ExclusionRow =>
  row.kind === 'interval'
    ? { ...row, progress: { ...row.progress, phase: 'deleting orders', after: null } }
    : purged(row, nowMs)

/** Isolates that remember the purge still exclude new sessions: a last check includes them. */
const purged = (row: ExclusionRow, nowMs: number): ExclusionRow => ({
  ...row,
  state: 'removing',
  progress: { ...row.progress, pass: 'checking', phase: 'sessions', after: null, since_ms: nowMs },
})
