/**
 * Settles hits and orders into what is stored of their visitors. Pure: what is stored plus what is new gives the rows
 * to write, the same rows whatever order the events came in and however often.
 */
import type { DropReason } from '../../../wire/event.ts'
import { exceedsBytes } from '../../../wire/exceedsBytes.ts'
import type { Identity, LinkedBrowser } from '../../store/identityStore.ts'
import type { OrderRow, SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { markOrders, readOrders } from './applyOrders.ts'
import { changeOf, keyOf, type Life, type RowChange } from './changeOf.ts'
import { cutVisits } from './groupEvents.ts'
import type { Put } from './order.ts'
import { LOOKBACK_MS, pathOf } from './path.ts'
import { convertedMs, number, rowOf } from './sessionRow.ts'

/** More events, or more bytes of them, than this in one session are a loop in the page or a flood. */
const MAX_EVENTS = 1000
const MAX_BYTES = 1_000_000
const isLong = (events: StoredEvent[]) => exceedsBytes(JSON.stringify(events), MAX_BYTES)
/** More visits than this are those of many people under one id; each of its events would read them all. */
const MAX_VISITS = 5000

/** What was loaded for the visitors and orders of a request. */
export interface Known {
  sessions: SessionRow[]
  orders: OrderRow[]
  /** Other browsers of the same people, and their sessions. */
  companions: LinkedBrowser[]
  companionSessions: SessionRow[]
  /** Whether every session and order of these visitors is there, not only the last ones. */
  complete: boolean
}

export interface Drop {
  index: number
  reason: DropReason
  message: string
}

export interface Settled {
  change: RowChange
  dropped: Drop[]
  /** A past that was not loaded has a part in this: load everything and settle again. */
  incomplete: boolean
}

/** @param put what the shop's server says of one order; needs complete knowledge of its visitor */
export function settle(site: SiteRow, known: Known, incoming: Hit[], put: Put | null = null): Settled {
  const dropped: Drop[] = []
  const drop = ({ index }: Hit, reason: DropReason, message: string) =>
    dropped.push({ index, reason, message })
  const fresh = incoming.filter(
    isNew(known, (hit) => drop(hit, 'duplicate', 'an event with this id was counted already')),
  )
  const { orders, displaced, repeats } = readOrders(site, known.orders, fresh, put)
  for (const hit of repeats) drop(hit, 'duplicate', `order ${hit.transaction_id} was counted already`)
  const hits = fresh.filter((hit) => hit.name !== 'refund' && !repeats.includes(hit))

  let incomplete = !known.complete && displaced.size > 0
  const reach = (sessions: SessionRow[], atMs: number) => {
    const first = sessions[0]
    incomplete ||=
      !known.complete && !!first && first.visit_number > 1 && first.started_ms > atMs - LOOKBACK_MS
  }
  const lives = new Map<string, Life>()
  const sessionOf = new Map<string, SessionRow>()
  for (const visitor of new Set([...known.sessions, ...hits].map((of) => of.visitor_id))) {
    const stored = known.sessions.filter((session) => session.visitor_id === visitor)
    const before = new Map(stored.map((row) => [keyOf(row), row]))
    const rows = displaced.size ? stored.map((row) => without(row, displaced)) : stored
    const own = hits.filter((hit) => hit.visitor_id === visitor)
    const few = withinVisits(site, rows, own, drop)
    const visits = cutVisits(site.site, rows, withinLimits(site, rows, few, drop))
    const placed = [...orders.values()].filter((order) => order.visitor_id === visitor)
    const marked = markOrders(visits, placed)
    const sessions = number(
      visits.map((visit) => rowOf(site, visit, visitor, before)),
      stored[0],
    )
    for (const order of placed) {
      const session = sessions.find(({ id, events }) =>
        marked.has(order.transaction_id)
          ? id === marked.get(order.transaction_id)!.id
          : events.some((event) => event.id === order.browser?.event_id),
      )
      if (session) sessionOf.set(order.transaction_id, session)
    }
    const life: Life = { stored, before, sessions, moved_ms: firstMove(before, sessions) }
    lives.set(visitor, life)
    if (life.moved_ms < (sessions.at(-1)?.started_ms ?? 0)) incomplete ||= !known.complete
    for (const session of sessions)
      settlePath(session, life, reach, (atMs) => withCompanions(known, visitor, sessions, atMs))
  }

  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const settled = [...orders.values()].map((order): OrderRow => {
    if (order.visitor_id === null) {
      // Of a visitor who was erased it is still known what brought him.
      const isErased = order.path.some(({ source }) => source !== '(not set)')
      return isErased ? order : { ...order, path: pathOf([], order.ordered_ms, null) }
    }
    const life = lives.get(order.visitor_id) ?? (known.complete ? NOBODY : null)
    if (!life) return order
    const session = sessionOf.get(order.transaction_id)
    const was = before.get(order.transaction_id)
    const isPlaced = was?.visitor_id === order.visitor_id && was.ordered_ms === order.ordered_ms
    // A session that is stored no longer has been forgotten by age; the order keeps what it knew of it.
    if (!session && isPlaced && was.session_id !== null && !isStored(life, was)) return order
    const session_id = session?.id ?? order.server?.session_id ?? null
    const linked = { ...order, session_id, session_started_ms: session?.started_ms ?? null }
    // The path reaches to its own session, also where the clocks put the order before it.
    const untilMs = Math.max(order.ordered_ms, session?.started_ms ?? 0)
    const isSame =
      isPlaced && was.session_id === session_id && was.session_started_ms === linked.session_started_ms
    if (isSame && was.path.length && untilMs < life.moved_ms) return linked
    reach(life.sessions, order.ordered_ms)
    const touches = withCompanions(known, order.visitor_id, life.sessions, order.ordered_ms)
    return { ...linked, path: pathOf(touches, order.ordered_ms, session ?? null) }
  })
  const change = {
    ...changeOf(lives, known, settled),
    identities: newIdentities(known.sessions, hits),
  }
  return { change, dropped, incomplete }
}

/** An order's visitor who has never been seen on a page. */
const NOBODY: Life = { stored: [], before: new Map(), sessions: [], moved_ms: Number.POSITIVE_INFINITY }

const isStored = ({ before }: Life, { session_id, session_started_ms }: OrderRow) =>
  session_id !== null &&
  session_started_ms !== null &&
  before.has(keyOf({ id: session_id, started_ms: session_started_ms }))

/** Whether an event is neither stored already nor twice in the request. */
function isNew({ sessions, orders }: Known, refuse: (hit: Hit) => void): (hit: Hit) => boolean {
  const key = (visitor: string, id: string) => `${visitor}\n${id}`
  const seen = new Set([
    ...sessions.flatMap((session) => session.events.map(({ id }) => key(session.visitor_id, id))),
    ...orders.flatMap((order) => order.refunds.map(({ event_id }) => key('', event_id))),
  ])
  return (hit) => {
    const own = key(hit.name === 'refund' ? '' : hit.visitor_id, hit.id)
    if (seen.has(own)) refuse(hit)
    else return Boolean(seen.add(own))
    return false
  }
}

const without = (row: SessionRow, ids: Set<string>): SessionRow => ({
  ...row,
  events: row.events.filter((event) => !ids.has(event.id)),
})

/** Takes out what would begin a visit of one who has had too many. A purchase always gets in. */
function withinVisits(
  site: SiteRow,
  rows: SessionRow[],
  hits: Hit[],
  drop: (hit: Hit, reason: DropReason, message: string) => void,
): Hit[] {
  if ((rows.at(-1)?.visit_number ?? 0) < MAX_VISITS) return hits
  const begun = cutVisits(site.site, rows, hits).filter(({ base }) => !base)
  const surplus = new Set(begun.flatMap((visit) => visit.hits.filter(({ name }) => name !== 'purchase')))
  for (const hit of surplus)
    drop(
      hit,
      'rate_limited',
      `a visitor has ${MAX_VISITS} visits at most; do many people share this visitor_id?`,
    )
  return hits.filter((hit) => !surplus.has(hit))
}

/** Takes out what would make a session longer than any visit is. A purchase always gets in; its items its order has. */
function withinLimits(
  site: SiteRow,
  rows: SessionRow[],
  hits: Hit[],
  drop: (hit: Hit, reason: DropReason, message: string) => void,
): Hit[] {
  const isFull = (row: SessionRow) =>
    row.events.length + hits.length > MAX_EVENTS || (row.events.length > 20 && isLong(row.events))
  if (!rows.some(isFull)) return hits
  const surplus = new Set<Hit>()
  for (const { base, hits: added } of cutVisits(site.site, rows, hits)) {
    const free = base && isFull(base) ? Math.max(0, MAX_EVENTS - base.events.length) : MAX_EVENTS
    const full = base && isLong(base.events)
    for (const hit of added.filter((one) => one.name !== 'purchase').slice(full ? 0 : free)) surplus.add(hit)
  }
  for (const hit of surplus) drop(hit, 'rate_limited', `a session keeps ${MAX_EVENTS} events at most`)
  return hits.filter((hit) => !surplus.has(hit)).map((hit) => ({ ...hit, items: [], params: {} }))
}

/** The start of the first session that came, went or changed what brought it. */
function firstMove(before: Map<string, SessionRow>, sessions: SessionRow[]): number {
  const after = new Set(sessions.map(keyOf))
  const isMoved = (row: SessionRow) => {
    const was = before.get(keyOf(row))
    return was?.url !== row.url || was.referrer !== row.referrer
  }
  const moved = [...before.values()].filter((row) => !after.has(keyOf(row))).concat(sessions.filter(isMoved))
  return moved.reduce((first, { started_ms }) => Math.min(first, started_ms), Number.POSITIVE_INFINITY)
}

/** Who said for the first time who they are. */
function newIdentities(stored: SessionRow[], hits: Hit[]): Identity[] {
  const found = claims(hits)
  return found.filter(
    ({ visitor_id, user_id }) => !stored.some((s) => s.visitor_id === visitor_id && s.user_id === user_id),
  )
}

/** What a request says of who is who, each once, from the earliest instant. */
export function claims(hits: Hit[]): Identity[] {
  const found = new Map<string, Identity>()
  for (const { visitor_id, user_id, ms } of hits) {
    if (!user_id) continue
    const key = `${visitor_id}\n${user_id}`
    const since_ms = Math.min(ms, found.get(key)?.since_ms ?? ms)
    found.set(key, { visitor_id, user_id, since_ms })
  }
  return [...found.values()]
}

/** A visitor's sessions and those of the same person's other browsers, if both had said so by then. */
function withCompanions(known: Known, visitor: string, sessions: SessionRow[], atMs: number): SessionRow[] {
  const others = known.companions.filter((one) => one.visitor_id === visitor && one.since_ms <= atMs)
  if (!others.length) return sessions
  const ids = new Set(others.map(({ other_id }) => other_id))
  const theirs = known.companionSessions.filter((session) => ids.has(session.visitor_id))
  return [...sessions, ...theirs].sort((a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1))
}

/** Finds the path of a conversion, unless the one that is frozen still stands. */
function settlePath(
  session: SessionRow,
  { before: stored, sessions, moved_ms }: Life,
  reach: (sessions: SessionRow[], atMs: number) => void,
  touchesAt: (atMs: number) => SessionRow[],
): void {
  const atMs = convertedMs(session)
  const before = stored.get(keyOf(session))
  if (atMs === null) session.path = null
  else if (!before?.path || convertedMs(before) !== atMs || session.started_ms >= moved_ms) {
    reach(sessions, atMs)
    session.path = pathOf(touchesAt(atMs), atMs, session)
  }
}
