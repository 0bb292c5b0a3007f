/** Loads what a part of a request needs to be settled: a bounded number of rows and bytes, whatever is stored. */
import { DAY_MS } from '../../wire/time.ts'
import { compositeKey } from '../store/compositeKey.ts'
import { EMPTY_PAST, type Past, type PastSelector, type SessionSelector } from '../store/past.ts'
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { LINKED_TOUCHES } from '../store/workLimits.ts'
import type { Hit } from './hit.ts'
import { applyOrders, type OrderRequest } from './settle/applyOrders.ts'
import { eventKey } from './settle/eventKey.ts'
import { identitiesOf } from './settle/identities.ts'
import { type Known, NOTHING_KNOWN } from './settle/known.ts'
import { linkedBrowsers, mergedIdentities } from './settle/linkedBrowsers.ts'
import { isLikeMark } from './settle/markOrders.ts'
import { LOOKBACK_MS } from './settle/pathOf.ts'
import { isConversion } from './settle/sessionRow.ts'

/** What is settled in one transaction. */
export interface Part {
  hits: Hit[]
  request: OrderRequest | null
  /** Only of the job that corrects: the visitor, and the instant from which it goes on. */
  redo?: { visitor_id: string; from_ms: number; transaction_ids: string[] }
}

/** At most so many visitors' sessions are loaded around late events, unless there is only one event. */
const MOST_VISITORS = 4

/**
 * @param complete whether to load the sessions and orders around the events, too. It is done in any case if there are too
 * many later sessions
 * @returns `too much` if the part must be made smaller
 */
export async function load(
  store: Store,
  site: SiteRow,
  part: Part,
  complete: boolean,
): Promise<Known | 'too much'> {
  const { hits, request, redo } = part
  const isOne = hits.length <= 1
  const transactions = [...hits.flatMap((hit) => hit.transaction_id ?? []), ...(redo?.transaction_ids ?? [])]
  if (request) transactions.push(request.transaction_id)
  const { orders: byId, unread } = await store.ordersToSettle(site.id, [...new Set(transactions)])
  if (unread.length && !isOne) return 'too much'
  const known: Known = {
    ...NOTHING_KNOWN,
    orders: byId,
    complete,
    redo_ms: redo?.from_ms ?? Number.POSITIVE_INFINITY,
  }
  if (!complete) {
    const selectors = recentSessions(hits)
    const past = await store.recentOf(site.id, selectors)
    if (past.cut.size) return load(store, site, part, true)
    return withLinked(store, site, part, { ...known, ...past }, selectors)
  }
  const selectors = redo
    ? [{ visitor_id: redo.visitor_id, session_ids: [], from_ms: redo.from_ms }]
    : aroundChanges(site, part, byId)
  if (selectors.length > MOST_VISITORS && hits.length > 1 && !hits[0]!.trusted) return 'too much'
  const visitors = selectors.map(({ visitor_id }) => visitor_id)
  // The server's clock may place an order some hours before its session.
  const first_ms = Math.min(...selectors.map(({ from_ms }) => from_ms)) - DAY_MS
  const [past, near] = await Promise.all([
    redo
      ? store.longPastOf(site.id, selectors[0]!)
      : selectors.length
        ? store.pastOf(site.id, selectors)
        : EMPTY_PAST,
    redo || !selectors.length ? { orders: [], isCut: false } : store.ordersFrom(site.id, visitors, first_ms),
  ])
  if (!isOne && (past.isFull || !reachesAll(past, hits))) return 'too much'
  const orders = new Map([...near.orders, ...byId].map((order) => [order.transaction_id, order]))
  const corrections = past.corrected.size ? await store.correctionsOf(site.id, [...past.corrected]) : []
  const storedEvents = await storedBefore(store, site, hits, past)
  const found = { orders: [...orders.values()], areOrdersCut: near.isCut, corrections, storedEvents }
  return withLinked(store, site, part, { ...known, ...past, ...found }, selectors)
}

/** Whether the loaded sessions reach as far as the events. */
const reachesAll = ({ stubs, sessions, cut }: Past, hits: Hit[]) =>
  hits.every(({ visitor_id, ms }) => {
    if (!cut.has(visitor_id)) return true
    const own = [...stubs, ...sessions].filter((one) => one.visitor_id === visitor_id)
    return Math.max(...own.map(({ started_ms }) => started_ms)) > ms
  })

/** Selects the sessions to which the hits belong; for a conversion, all sessions that may get credit. */
function recentSessions(hits: Hit[]): SessionSelector[] {
  const selectors = new Map<string, SessionSelector>()
  for (const hit of hits) {
    const { visitor_id, session, ms } = hit
    const session_id = isConversion(hit) ? null : (session?.id ?? null)
    const key = compositeKey(visitor_id, session_id ?? '')
    const reach = isConversion(hit) ? LOOKBACK_MS : 0
    const from_ms = Math.min(ms - reach, selectors.get(key)?.from_ms ?? ms)
    selectors.set(key, { visitor_id, session_id, from_ms })
  }
  return [...selectors.values()]
}

/** Selects the sessions around the events, and around the orders that change, as they were and as they will be. */
function aroundChanges(site: SiteRow, { hits, request }: Part, stored: OrderRow[]): PastSelector[] {
  const { orders, repeats } = applyOrders(site, { orders: stored, sessions: [] }, hits, request)
  const found = new Map<string, PastSelector>()
  const add = (visitor_id: string | null | undefined, from_ms: number, id: string | null | undefined) => {
    if (!visitor_id) return
    const before = found.get(visitor_id) ?? { visitor_id, session_ids: [], from_ms }
    const session_ids =
      id && !before.session_ids.includes(id) ? [...before.session_ids, id] : before.session_ids
    found.set(visitor_id, { visitor_id, session_ids, from_ms: Math.min(before.from_ms, from_ms) })
  }
  for (const hit of hits) {
    const { visitor_id, name, session, ms } = hit
    if (name !== 'refund' && !repeats.includes(hit))
      add(visitor_id, Math.min(session?.opened_ms ?? ms, ms), session?.id)
  }
  const before = new Map(stored.map((order) => [order.transaction_id, order]))
  for (const order of orders.values()) {
    const was = before.get(order.transaction_id)
    if (order === was) continue
    for (const one of [order, ...(was ? [was] : [])]) {
      add(one.visitor_id, one.ordered_ms, one.server?.session_id)
      add(one.visitor_id, one.ordered_ms, one.session_id)
      add(one.browser?.visitor_id, one.browser?.ms ?? one.ordered_ms, one.browser?.session_id)
    }
  }
  return [...found.values()]
}

/**
 * Which of a server's events are stored in sessions that were not loaded. A server may send an event again much later,
 * without its time. The script states the session of each event, so that the session is loaded.
 */
async function storedBefore(store: Store, site: SiteRow, hits: Hit[], past: Past): Promise<Set<string>> {
  const loaded = [...past.sessions, ...past.stubs]
  const found = new Set<string>()
  for (const [visitorId, own] of Map.groupBy(
    // One with the id of an order mark is found by its claim.
    hits.filter((hit) => hit.trusted && !isLikeMark(hit)),
    ({ visitor_id }) => visitor_id,
  )) {
    const sessions = loaded.filter(({ visitor_id }) => visitor_id === visitorId)
    const isAll =
      !past.cut.has(visitorId) &&
      !past.stubs.some(({ visitor_id }) => visitor_id === visitorId) &&
      sessions.every(
        (one) => one.prev_started_ms === null || sessions.some((s) => s.started_ms === one.prev_started_ms),
      )
    if (isAll) continue
    const ids = await store.storedEvents(
      site.id,
      visitorId,
      own.map(({ id }) => id),
    )
    for (const id of ids) found.add(eventKey(visitorId, id))
  }
  return found
}

/** Adds the linked browsers of the visitors, if there may be a conversion. */
async function withLinked(
  store: Store,
  site: SiteRow,
  { hits, redo }: Part,
  known: Known,
  selectors: { visitor_id: string; from_ms: number }[],
): Promise<Known> {
  if (!selectors.length || (!known.complete && !hits.some(isConversion))) return known
  const visitors = [...new Set(selectors.map(({ visitor_id }) => visitor_id))]
  const claims = identitiesOf(hits)
  const users = [...new Set(claims.map(({ user_id }) => user_id))]
  const identities = await store.identitiesToLink(site.id, visitors, users)
  const browsers = linkedBrowsers(visitors, mergedIdentities(identities, claims))
  const others = [...new Set(browsers.map(({ other_id }) => other_id))]
  if (!others.length) return { ...known, identities }
  const from_ms = Math.min(...selectors.map((one) => one.from_ms)) - LOOKBACK_MS
  const until = (to_ms: number) => store.linkedTouchesOf(site.id, others, from_ms, to_ms, LINKED_TOUCHES)
  const all = await until(Number.MAX_SAFE_INTEGER)
  // Of too many, those matter that came before the conversions.
  const last_ms = Math.max(...hits.map(({ ms }) => ms), ...known.orders.map(({ ordered_ms }) => ordered_ms))
  const areTouchesCut = all.length >= LINKED_TOUCHES
  const linkedTouches = areTouchesCut && redo === undefined ? await until(last_ms) : all
  return {
    ...known,
    identities,
    linkedBrowsers: browsers,
    linkedTouches,
    areTouchesCut,
    touchesSince_ms: from_ms,
  }
}
