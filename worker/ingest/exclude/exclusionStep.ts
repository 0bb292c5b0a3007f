/**
 * One step of the job that applies an exclusion to what is stored, or takes it back. Requests do the first steps, the cron
 * the rest. Each step is bounded, and one that is stopped or meets a conflict is simply repeated.
 */
import { MINUTE_MS } from '../../../wire/time.ts'
import { Busy } from '../../store/busy.ts'
import type { ExclusionProgress, ExclusionRow } from '../../store/exclusionStore.ts'
import type { Exclusion, SiteRow } from '../../store/rows.ts'
import type { Store } from '../../store/store.ts'
import { commit } from '../commit.ts'
import { excludesSession } from '../settle/excludes.ts'
import { creditedAgain, PAGE_ROWS } from './creditAgain.ts'
import { markVisitors } from './markVisitors.ts'
import { nextVisits, placeOf } from './nextVisits.ts'
import { purgeStep } from './purgeStep.ts'
import type { Step } from './step.ts'

/** Orders that a step settles again. */
const CONTESTED = 10

/** Visitors whose sessions a step marks. */
const VISITORS = 300

/** Other isolates keep a site's exclusions for half a minute. What they write meanwhile is checked after this time. */
const REMEMBERED_MS = 2 * MINUTE_MS

export const startOfJob = (nowMs: number): ExclusionProgress => ({
  ...{ pass: 'first', phase: 'sessions', after: null, since_ms: nowMs, sessions: 0, orders: 0 },
})

/** Has all sessions of a site looked at again, after their sources may have changed. */
export async function checkSources(store: Store, siteId: number, nowMs: number): Promise<void> {
  const sources = (await store.exclusions(siteId)).filter(
    ({ kind, state }) => kind === 'source' && state !== 'purging',
  )
  for (const row of sources) {
    const { sessions, orders } = row.progress
    const again = { ...startOfJob(nowMs), pass: 'checking' as const, since_ms: nowMs - REMEMBERED_MS }
    if (row.progress.pass !== 'first')
      await store.setExclusion(siteId, { ...row, progress: { ...again, sessions, orders } })
  }
}

/** Whether the job has something to do now. */
export const isDue = ({ progress: { pass, since_ms } }: ExclusionRow, nowMs: number): boolean =>
  pass === 'first' || (pass === 'checking' && nowMs >= since_ms + REMEMBERED_MS)

/** @returns the exclusion after the step; null if it was removed for good. Throws `Busy` on a conflict */
export async function exclusionStep(
  store: Store,
  site: SiteRow,
  id: string,
  now_ms: number,
): Promise<ExclusionRow | null> {
  const all = await store.exclusions(site.id)
  const row = all.find((one) => one.id === id)
  if (!row || !isDue(row, now_ms)) return row ?? null
  const step = { store, site, row, now_ms, exclusions: all.filter(({ state }) => state !== 'removing') }
  const { phase } = row.progress
  const work = {
    sessions: overSessions,
    claims: overClaims,
    orders: overOrders,
    deleting: purgeStep,
    'deleting orders': purgeStep,
  }
  const next = await work[phase](step)
  if (next.state !== 'removing' || next.progress.pass !== 'done') return next
  await store.removeExclusion(site.id, id)
  return null
}

async function overSessions(step: Step): Promise<ExclusionRow> {
  const { store, site, row, exclusions, now_ms } = step
  const { progress } = row
  const { visits, isLast } = await nextVisits(store, site.id, row)
  // Of a visitor also the orders are marked, even without any session.
  const wrong = new Set(row.kind === 'visitor' ? [row.value] : [])
  let taken = 0
  for (const visit of visits) {
    const isWrong = visit.excluded !== excludesSession({ exclusions }, visit)
    if (isWrong && wrong.size >= VISITORS && !wrong.has(visit.visitor_id)) break
    if (isWrong) wrong.add(visit.visitor_id)
    taken++
  }
  const own = visits.slice(0, taken).filter((visit) => isOf(row, visit))
  const counted = progress.pass === 'first' ? await countedWith(step, own) : progress
  const isOver = isLast && taken === visits.length
  const next = isOver
    ? afterSessions(row, counted)
    : { ...row, progress: { ...counted, after: placeOf(visits[taken - 1]!) } }
  if (wrong.size) await markVisitors(store, site, [...wrong], { exclusions, next, now_ms })
  else await store.setExclusion(site.id, next)
  return next
}

const isOf = (row: Exclusion, visit: Parameters<typeof excludesSession>[1]) =>
  excludesSession({ exclusions: [row] }, visit) === 1

/** The progress with these sessions and their orders; of a visitor with all orders. */
async function countedWith(
  { store, site, row }: Step,
  own: Awaited<ReturnType<typeof nextVisits>>['visits'],
) {
  const { progress } = row
  const orders =
    row.kind === 'visitor'
      ? await store.ordersOfVisitor(site.id, row.value)
      : await store.ordersIn(
          site.id,
          own.filter(({ converted }) => converted),
        )
  return { ...progress, sessions: progress.sessions + own.length, orders: progress.orders + orders }
}

/** Orders in an interval, which need not have a session in it. */
async function overOrders({ store, site, row, exclusions, now_ms }: Step): Promise<ExclusionRow> {
  const { progress } = row
  const [from, to] = [row.from_ms!, row.to_ms!]
  const orders = await store.orderPathsAfter(site.id, [from, to], progress.after, PAGE_ROWS)
  const others = orders.filter(({ session_started_ms: ms }) => ms === null || ms < from || ms >= to)
  const isFirst = progress.pass === 'first'
  const counted = { ...progress, orders: progress.orders + (isFirst ? others.length : 0) }
  const last = orders.at(-1)
  const next: ExclusionRow =
    !last || orders.length < PAGE_ROWS
      ? afterPass(row, counted)
      : { ...row, progress: { ...counted, after: [last.ordered_ms, last.transaction_id, ''] } }
  const changed = await creditedAgain(store, site.id, { exclusions, visits: new Map() }, { orders })
  const outcome = await store.writeExclusion(site.id, { ...changed, next }, now_ms)
  if (outcome === 'conflict') throw new Busy('conflict', 'another request wrote to the same orders')
  return next
}

/**
 * Orders that others claim, too: they are credited to one of these while the visitor is excluded, and for good if it is
 * purged.
 */
async function overClaims({ store, site, row, exclusions, now_ms }: Step): Promise<ExclusionRow> {
  const { progress } = row
  const visitor_id = row.value!
  const ids = await store.contestedOrders(site.id, visitor_id, progress.after?.[1] ?? '', CONTESTED)
  for (const transaction_id of ids) {
    const request =
      row.state === 'purging'
        ? { kind: 'purge' as const, transaction_id, visitor_id }
        : { kind: 'choose' as const, transaction_id }
    await commit(store, { ...site, exclusions }, [], { request, now_ms })
  }
  const next: ExclusionRow =
    ids.length < CONTESTED
      ? afterPass(row, progress)
      : { ...row, progress: { ...progress, after: [0, ids.at(-1)!, ''] } }
  await store.setExclusion(site.id, next)
  return next
}

/** What follows the sessions: of a visitor its claims, of an interval its orders. */
function afterSessions(row: ExclusionRow, progress: ExclusionProgress): ExclusionRow {
  if (row.kind === 'source') return afterPass(row, progress)
  const phase = row.kind === 'visitor' ? 'claims' : 'orders'
  return { ...row, progress: { ...progress, phase, after: null } }
}

function afterPass(row: ExclusionRow, progress: ExclusionProgress): ExclusionRow {
  if (row.state === 'purging') return { ...row, progress: { ...progress, phase: 'deleting', after: null } }
  const state = row.state === 'removing' ? 'removing' : 'active'
  const pass = progress.pass === 'first' ? 'checking' : 'done'
  return { ...row, state, progress: { ...progress, pass, phase: 'sessions', after: null } }
}
