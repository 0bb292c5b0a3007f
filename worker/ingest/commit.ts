/** Loads what is stored, settles what is new into it, and writes: one batch, all or nothing, again if others were faster. */
import { Busy } from '../store/busy.ts'
import type { SessionSelector } from '../store/ledgerStore.ts'
import type { DropCounts, OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Hit } from './hit.ts'
import type { RowChange } from './settle/changeOf.ts'
import type { Put } from './settle/order.ts'
import { LOOKBACK_MS } from './settle/path.ts'
import { CONVERSIONS } from './settle/sessionRow.ts'
import { claims, type Drop, type Known, settle } from './settle/settle.ts'

/** Another request may write to the same visitor in between; then we load again, after a moment that grows. */
const ATTEMPTS = 10
const MOMENT_MS = 5
/** An event that comes later than this may belong before others: the visitor's whole past is loaded. */
const LATE_MS = 60_000

export interface With {
  /** What the shop's server says of an order. */
  put?: Put
  /** Events that the pipeline has refused already, to be counted in the same batch. */
  drops?: DropCounts
  now_ms: number
}

/** @returns what was not counted after all, and the order of `put` as it now stands; all else is stored */
export async function commit(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  { put, drops = {}, now_ms }: With,
): Promise<{ dropped: Drop[]; order: OrderRow | null }> {
  const isLate = (hit: Hit) => hit.session?.kind !== 'browser' || now_ms - hit.ms > LATE_MS
  let complete = Boolean(put) || hits.some(isLate)
  let met = complete || Object.keys(drops).length ? null : await open(store, site, hits, now_ms)
  if (met === 'written') return { dropped: [], order: null }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const known = met ?? (await load(store, site, hits, put, complete))
    met = null
    const { change, dropped, incomplete } = settle(site, known, hits, put)
    if (incomplete && !complete) {
      complete = true
      continue
    }
    const isOurs = (order: OrderRow) => order.transaction_id === put?.transaction_id
    const done = { dropped, order: change.orders.find(isOurs) ?? known.orders.find(isOurs) ?? null }
    if (isEmpty(change)) {
      await store.addDrops(site.id, countDrops(dropped, drops), now_ms)
      return done
    }
    const written = await store.write(site.id, { ...change, drops: countDrops(dropped, drops) }, now_ms)
    if (written === 'written') return done
    if (written === 'waiting') {
      complete = true
      continue
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * MOMENT_MS * 2 ** attempt))
  }
  throw new Busy('gave up after other requests wrote to the same visitors each time')
}

/**
 * Takes the events with which a visit opens for those of a new visitor, and writes them without asking first: that is
 * one way to the database instead of two. Null where they are other events; else, if he turns out to be known, what is.
 */
async function open(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  nowMs: number,
): Promise<'written' | Known | null> {
  const [first] = hits as [Hit]
  const { visitor_id, session } = first
  const isOpening = session?.opened && hits.some(({ ms }) => ms === session.opened!.ms)
  const isPlain = ({ name, session: own, user_id, transaction_id, ...hit }: Hit) =>
    hit.visitor_id === visitor_id && own?.id === session!.id && !user_id && !transaction_id && !converts(name)
  if (!isOpening || !hits.every(isPlain) || store.hasRecentSession(site.id, visitor_id)) return null
  const { change, dropped } = settle(site, NOTHING, hits)
  const [row, ...others] = change.sessions
  if (!row || others.length || dropped.length) return null
  const ask = { visitor_id, session_id: session.id, from_ms: Math.min(...hits.map(({ ms }) => ms)) }
  const found = await store.insertFirstSession(row, ask, nowMs)
  return found === 'written' ? found : { ...NOTHING, sessions: found }
}

const NOTHING: Known = { sessions: [], orders: [], companions: [], companionSessions: [], complete: false }

/** What is stored of the visitors and orders of a request. */
async function load(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  put: Put | undefined,
  complete: boolean,
): Promise<Known> {
  const transactions = hits.flatMap((hit) => hit.transaction_id ?? [])
  if (put) transactions.push(put.transaction_id)
  const byId = await store.ordersById(site.id, [...new Set(transactions)])
  const asks = complete ? everything(hits, put, byId) : recent(hits)
  const visitors = asks.map(({ visitor_id }) => visitor_id)
  const [sessions, byVisitor] = await Promise.all([
    store.sessionsOf(site.id, asks),
    complete ? store.ordersOf(site.id, visitors) : [],
  ])
  const orders = new Map([...byVisitor, ...byId].map((order) => [order.transaction_id, order]))
  const known = { sessions, orders: [...orders.values()], complete }
  if (!complete && !hits.some(({ name }) => converts(name)))
    return { ...known, companions: [], companionSessions: [] }
  const companions = await store.linkedBrowsersOf(site.id, visitors, claims(hits))
  const others = new Set(companions.map(({ other_id }) => other_id))
  const companionAsks = [...others].map((visitor_id) => ({ visitor_id, session_id: null, from_ms: 0 }))
  const companionSessions = others.size ? await store.sessionsOf(site.id, companionAsks) : []
  return { ...known, companions, companionSessions }
}

/** The whole past of everyone who has a part in it, those included whose order turns out to be another's. */
function everything(hits: Hit[], put: Put | undefined, orders: OrderRow[]): SessionSelector[] {
  const visitors = new Set(
    [...hits, ...orders, put?.said].flatMap((of) => (of?.visitor_id ? [of.visitor_id] : [])),
  )
  return [...visitors].map((visitor_id) => ({ visitor_id, session_id: null, from_ms: 0 }))
}

/** For each visitor the sessions at hand, or with a conversion all that may have a share in it. */
function recent(hits: Hit[]): SessionSelector[] {
  const asks = new Map<string, SessionSelector>()
  for (const { visitor_id, session, name, ms } of hits) {
    const isConversion = converts(name)
    const session_id = isConversion ? null : (session?.id ?? null)
    const key = JSON.stringify([visitor_id, session_id])
    const from_ms = Math.min(ms - (isConversion ? LOOKBACK_MS : 0), asks.get(key)?.from_ms ?? ms)
    asks.set(key, { visitor_id, session_id, from_ms })
  }
  return [...asks.values()]
}

const converts = (name: string) => CONVERSIONS.includes(name)

const isEmpty = (change: RowChange): boolean =>
  !change.sessions.length && !change.removed.length && !change.orders.length && !change.identities.length

export function countDrops(
  dropped: (Pick<Drop, 'reason'> & { detail?: string | null })[],
  before: DropCounts = {},
): DropCounts {
  const counts = { ...before }
  for (const { reason, detail = null } of dropped)
    counts[reason] = { count: (counts[reason]?.count ?? 0) + 1, detail }
  return counts
}
