/** Loads what is stored, settles the new hits, and writes all or nothing. If another request was faster, it starts again. */
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { Busy } from '../store/busy.ts'
import { type SessionSelector, wholePast } from '../store/ledgerStore.ts'
import type { DropCounts, OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Hit } from './hit.ts'
import type { OrderRequest } from './settle/applyOrders.ts'
import type { RowChange } from './settle/changeOf.ts'
import type { Drop } from './settle/drop.ts'
import { identitiesOf } from './settle/identities.ts'
import type { Known } from './settle/known.ts'
import { chooseClaim, claimsOf } from './settle/orderClaims.ts'
import { mergeServer } from './settle/orderRules.ts'
import { LOOKBACK_MS } from './settle/pathOf.ts'
import { isConversion } from './settle/sessionRow.ts'
import { settle } from './settle/settle.ts'
import { withoutIds } from './withoutIds.ts'

/** Another request may write to the same visitor in between. Then we load again, after a pause that doubles. */
const ATTEMPTS = 10
const PAUSE_MS = 5
/** If an event is older than this when it arrives, later events may be stored already. Then the whole past is loaded. */
const LATE_MS = MINUTE_MS

interface Commit {
  /** What the shop asks for one order. */
  request?: OrderRequest
  /** Events that the pipeline has refused already: they are counted in the same transaction. */
  drops?: DropCounts
  /** The request's clock. */
  now_ms: number
}

/**
 * Stores a request. Throws `Busy` after the last attempt, with nothing stored.
 * @returns the hits that were not counted, and the order of `request` as it is now
 */
export async function commit(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  { request, drops = {}, now_ms }: Commit,
): Promise<{ dropped: Drop[]; order: OrderRow | null }> {
  const isLate = (hit: Hit) => hit.session?.kind !== 'browser' || now_ms - hit.ms > LATE_MS
  let complete = Boolean(request) || hits.some(isLate)
  let found = complete || Object.keys(drops).length ? null : await insertFirst(store, site, hits, now_ms)
  if (found === 'written') return { dropped: [], order: null }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = found ?? (await load(store, site, hits, request, complete))
    found = null
    const { change: settled, dropped, incomplete } = settle(site, known, hits, request)
    const change = { ...settled, orders: settled.orders.map((order) => withinRetention(site, order, now_ms)) }
    if (incomplete && !complete) {
      complete = true
      continue
    }
    const isAsked = (order: OrderRow) => order.transaction_id === request?.transaction_id
    const order = change.orders.find(isAsked) ?? known.orders.find(isAsked) ?? null
    const allDrops = countDrops(dropped, drops)
    if (isEmpty(change)) {
      await store.addDrops(site.id, allDrops, now_ms)
      return { dropped, order }
    }
    const outcome = await store.write(site.id, { ...change, drops: allDrops }, now_ms)
    if (outcome === 'written') return { dropped, order }
    if (outcome === 'waiting') complete = true
    else await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** attempt))
  }
  throw new Busy('conflict', 'gave up after other requests wrote to the same visitors each time')
}

/**
 * The optimistic insert, for hits that open a session and may be a new visitor's first.
 * @returns null for other hits, and the stored sessions if the visitor is not new
 */
async function insertFirst(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  nowMs: number,
): Promise<'written' | Known | null> {
  const [{ visitor_id, session }] = hits as [Hit]
  const isOpening = session && session.opened_ms !== null && hits.some(({ ms }) => ms === session.opened_ms)
  const isPlain = (hit: Hit) =>
    hit.visitor_id === visitor_id &&
    hit.session?.id === session?.id &&
    !hit.user_id &&
    !hit.transaction_id &&
    !isConversion(hit)
  if (!isOpening || !hits.every(isPlain) || store.hasRecentSession(site.id, visitor_id)) return null
  const { change, dropped } = settle(site, NOTHING, hits)
  const [row, ...others] = change.sessions
  if (!row || others.length || dropped.length) return null
  const selector = { visitor_id, session_id: session.id, from_ms: Math.min(...hits.map(({ ms }) => ms)) }
  const outcome = await store.insertFirstSession(row, selector, nowMs)
  return outcome === 'written' ? outcome : { ...NOTHING, sessions: outcome }
}

const NOTHING: Known = { sessions: [], orders: [], linkedBrowsers: [], linkedSessions: [], complete: false }

/** Loads what is stored of the visitors and orders of a request. @param complete the visitors' whole past */
async function load(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  request: OrderRequest | undefined,
  complete: boolean,
): Promise<Known> {
  const transactions = hits.flatMap((hit) => hit.transaction_id ?? [])
  if (request) transactions.push(request.transaction_id)
  const byId = await store.ordersById(site.id, [...new Set(transactions)])
  const selectors = complete ? wholePasts(hits, request, byId) : recentSessions(hits)
  const visitors = selectors.map(({ visitor_id }) => visitor_id)
  const [sessions, byVisitor] = await Promise.all([
    store.sessionsOf(site.id, selectors),
    complete ? store.ordersOf(site.id, visitors) : [],
  ])
  const orders = new Map([...byVisitor, ...byId].map((order) => [order.transaction_id, order]))
  const known = { sessions, orders: [...orders.values()], complete }
  if (!complete && !hits.some(isConversion)) return { ...known, linkedBrowsers: [], linkedSessions: [] }
  const linkedBrowsers = await store.linkedBrowsersOf(site.id, visitors, identitiesOf(hits))
  const others = [...new Set(linkedBrowsers.map(({ other_id }) => other_id))]
  const linkedSessions = others.length ? await store.sessionsOf(site.id, others.map(wholePast)) : []
  return { ...known, linkedBrowsers, linkedSessions }
}

/**
 * The whole pasts of these visitors, of the visitors to whom one of these orders is credited, and of the one to whom it
 * will be credited after the request.
 */
function wholePasts(hits: Hit[], request: OrderRequest | undefined, orders: OrderRow[]): SessionSelector[] {
  const reported = request?.kind === 'report' ? request.reported : null
  const next =
    reported && orders.map((order) => chooseClaim(claimsOf(order), mergeServer(order.server, reported)))
  const all = [...hits, ...orders, reported, ...orders.map(({ browser }) => browser), ...(next ?? [])]
  return [...new Set(all.flatMap((one) => one?.visitor_id || []))].map(wholePast)
}

/** Selects the sessions to which the hits belong; for a conversion, all sessions that may get credit. */
function recentSessions(hits: Hit[]): SessionSelector[] {
  const selectors = new Map<string, SessionSelector>()
  for (const hit of hits) {
    const { visitor_id, session, ms } = hit
    const session_id = isConversion(hit) ? null : (session?.id ?? null)
    const key = JSON.stringify([visitor_id, session_id])
    const reach = isConversion(hit) ? LOOKBACK_MS : 0
    const from_ms = Math.min(ms - reach, selectors.get(key)?.from_ms ?? ms)
    selectors.set(key, { visitor_id, session_id, from_ms })
  }
  return [...selectors.values()]
}

/** An order that is older than the site's retention gets no ids again, for example from a refund (`forgetOldOrders`). */
const withinRetention = (site: SiteRow, order: OrderRow, nowMs: number): OrderRow =>
  order.ordered_ms < nowMs - site.retention_days * DAY_MS ? withoutIds(order, () => true) : order

const isEmpty = (change: RowChange): boolean =>
  !change.sessions.length && !change.removed.length && !change.orders.length && !change.identities.length

/** Adds drops to counts by reason. */
export function countDrops(
  dropped: (Pick<Drop, 'reason'> & { detail?: string | null })[],
  before: DropCounts = {},
): DropCounts {
  const counts = { ...before }
  for (const { reason, detail = null } of dropped)
    counts[reason] = { count: (counts[reason]?.count ?? 0) + 1, detail }
  return counts
}
