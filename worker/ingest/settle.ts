/**
 * Settles hits into the sessions and orders of their visitors. Pure: what is stored plus what is new gives the rows
 * to write, the same rows whatever order the events came in and however often.
 */
import type { DropReason } from '../../wire/event.ts'
import type { OrderRow, SessionRow, SiteRow } from '../store/rows.ts'
import type { Change } from '../store/store.ts'
import type { Hit } from './hit.ts'
import { blankOrder, browserOrder, conclude, isEarlier } from './order.ts'
import { LOOKBACK_MS, pathOf } from './path.ts'
import { convertedMs, number, rowOf } from './session.ts'
import { cutVisits } from './visits.ts'

/** More events than this in one session are a loop in the page or a flood. */
const MAX_SESSION_EVENTS = 1000

/** What was loaded for the visitors and orders of a request. */
export interface Known {
  sessions: SessionRow[]
  orders: OrderRow[]
  /** Whether every session and order of these visitors is there, not only the last ones. */
  complete: boolean
}

export interface Drop {
  index: number
  reason: DropReason
  message: string
}

export interface Settled {
  change: Omit<Change, 'drops'>
  dropped: Drop[]
  /** A past that was not loaded has a part in this: load everything and settle again. */
  incomplete: boolean
}

/** One visitor before and after. */
interface Life {
  stored: SessionRow[]
  sessions: SessionRow[]
  /** Paths of conversions after this instant must be found again: an earlier touch came, went or changed. */
  moved_ms: number
}

export function settle(site: SiteRow, known: Known, incoming: Hit[]): Settled {
  const dropped: Drop[] = []
  const fresh = withoutRepeats(known, incoming, dropped)
  const { orders, hits, displaced, replaced } = readOrders(site, known.orders, fresh, dropped)
  let incomplete = !known.complete && displaced.size > 0
  const reaches = (sessions: SessionRow[], atMs: number) =>
    known.complete ||
    !sessions.length ||
    sessions[0]!.visit_number === 1 ||
    sessions[0]!.started_ms <= atMs - LOOKBACK_MS

  const lives = new Map<string, Life>()
  for (const visitor of new Set([...known.sessions, ...hits].map((of) => of.visitor_id))) {
    const stored = known.sessions.filter((session) => session.visitor_id === visitor)
    const own = hits.filter((hit) => hit.visitor_id === visitor)
    const life = settleVisitor(site, visitor, stored, own, displaced, dropped)
    lives.set(visitor, life)
    const { sessions } = life
    if (life.moved_ms < (sessions.at(-1)?.started_ms ?? 0)) incomplete ||= !known.complete
    for (const session of sessions) {
      const atMs = convertedMs(session)
      const before = stored.find((row) => keyOf(row) === keyOf(session))
      const stands = before?.path && convertedMs(before) === atMs && session.started_ms < life.moved_ms
      if (atMs === null) session.path = null
      else if (!stands) {
        incomplete ||= !reaches(sessions, atMs)
        session.path = pathOf(sessions, atMs, session)
      }
    }
  }

  const settledOrders = [...orders.values()].map((order) => {
    if (order.visitor_id === null) return { ...order, path: pathOf([], order.ordered_ms, null) }
    const life = lives.get(order.visitor_id)
    if (!life) return order
    const id = order.browser?.event_id
    const session = life.sessions.find((row) => row.events.some((event) => event.id === id)) ?? null
    const linked = session
      ? { ...order, session_id: session.id, session_started_ms: session.started_ms }
      : order
    if (
      order.path.length &&
      order.session_id === linked.session_id &&
      !replaced.has(order.transaction_id) &&
      order.ordered_ms < life.moved_ms
    )
      return linked
    incomplete ||= !reaches(life.sessions, order.ordered_ms)
    return { ...linked, path: pathOf(life.sessions, order.ordered_ms, session) }
  })

  return { change: changeOf(lives, known.orders, settledOrders), dropped, incomplete }
}

/** Takes out events whose id is stored already, or stands twice in the request. */
function withoutRepeats({ sessions, orders }: Known, hits: Hit[], dropped: Drop[]): Hit[] {
  const keyOf = (visitor: string, id: string) => `${visitor}\n${id}`
  const seen = new Set([
    ...sessions.flatMap((session) => session.events.map(({ id }) => keyOf(session.visitor_id, id))),
    ...orders.flatMap((order) => order.refunds.map(({ event_id }) => keyOf('', event_id))),
  ])
  return hits.filter((hit) => {
    const key = keyOf(hit.name === 'refund' ? '' : hit.visitor_id, hit.id)
    if (!seen.has(key)) return Boolean(seen.add(key))
    dropped.push({
      index: hit.index,
      reason: 'duplicate',
      message: 'an event with this id was counted already',
    })
    return false
  })
}

/**
 * Puts purchases and refunds into their orders. Of several purchases with one transaction id the earliest stays; the
 * others are reloads of the thank-you page. A refund is the order's alone: it is no visit. `displaced` names stored purchases that have to go, `replaced` the orders
 * that now stand on another purchase than before.
 */
function readOrders(site: SiteRow, known: OrderRow[], incoming: Hit[], dropped: Drop[]) {
  const orders = new Map(known.map((order) => [order.transaction_id, order]))
  const displaced = new Set<string>()
  const repeats = new Set<Hit>()
  const changed = new Set<string>()
  const replaced = new Set<string>()
  for (const hit of incoming.toSorted((a, b) => a.ms - b.ms || (a.id < b.id ? -1 : 1))) {
    if ((hit.name !== 'purchase' && hit.name !== 'refund') || !hit.transaction_id) continue
    const order = orders.get(hit.transaction_id) ?? blankOrder(site, hit.transaction_id)
    if (hit.name === 'purchase') {
      const said = browserOrder(hit, site)
      if (order.browser && !isEarlier(said, order.browser)) {
        repeats.add(hit)
        const message = `order ${hit.transaction_id} was counted already`
        dropped.push({ index: hit.index, reason: 'duplicate', message })
        continue
      }
      if (order.browser) displaced.add(order.browser.event_id)
      replaced.add(hit.transaction_id)
      const items = order.server ? order.items : hit.items
      orders.set(hit.transaction_id, { ...order, browser: said, visitor_id: hit.visitor_id, items })
    } else {
      const refund = { event_id: hit.id, ms: hit.ms, value_minor: hit.value_minor }
      const refunds = [...order.refunds.filter((r) => r.event_id !== hit.id), refund]
      refunds.sort((a, b) => (a.event_id < b.event_id ? -1 : 1))
      orders.set(hit.transaction_id, { ...order, refunds })
    }
    changed.add(hit.transaction_id)
  }
  for (const id of changed) orders.set(id, conclude(orders.get(id)!, site))
  return {
    orders,
    displaced,
    replaced,
    hits: incoming.filter((hit) => hit.name !== 'refund' && !repeats.has(hit)),
  }
}

function settleVisitor(
  site: SiteRow,
  visitor: string,
  stored: SessionRow[],
  hits: Hit[],
  displaced: Set<string>,
  dropped: Drop[],
): Life {
  const rows = displaced.size
    ? stored.map((row) => ({ ...row, events: row.events.filter((event) => !displaced.has(event.id)) }))
    : stored
  const visits = cutVisits(site.site, rows, withinLimit(site, rows, hits, dropped))
  const sessions = number(
    visits.map((visit) => rowOf(site, visit, visitor)),
    stored[0],
  )
  const before = new Map(stored.map((row) => [keyOf(row), row]))
  const after = new Set(sessions.map(keyOf))
  const moved = [
    ...stored.filter((row) => !after.has(keyOf(row))),
    ...sessions.filter(
      (row) => before.get(keyOf(row))?.url !== row.url || before.get(keyOf(row))?.referrer !== row.referrer,
    ),
  ]
  return { stored, sessions, moved_ms: Math.min(...moved.map((row) => row.started_ms)) }
}

/** Takes out what would make a session longer than any visit is. A purchase always gets in. */
function withinLimit(site: SiteRow, rows: SessionRow[], hits: Hit[], dropped: Drop[]): Hit[] {
  const full = rows.filter((row) => row.events.length + hits.length > MAX_SESSION_EVENTS)
  if (!full.length) return hits
  const surplus = new Set<Hit>()
  for (const visit of cutVisits(site.site, rows, hits)) {
    const free = Math.max(0, MAX_SESSION_EVENTS - (visit.base?.events.length ?? 0))
    for (const hit of visit.hits.filter((h) => h.name !== 'purchase').slice(free)) surplus.add(hit)
  }
  for (const { index } of surplus) {
    const message = `a session keeps ${MAX_SESSION_EVENTS} events at most`
    dropped.push({ index, reason: 'rate_limited', message })
  }
  return hits.filter((hit) => !surplus.has(hit))
}

const keyOf = (row: SessionRow) => `${row.started_ms} ${row.id}`

/** The rows that differ from what is stored, each a revision further. */
function changeOf(lives: Map<string, Life>, knownOrders: OrderRow[], orders: OrderRow[]): Settled['change'] {
  const change: Settled['change'] = { sessions: [], removed: [], orders: [], expect: [] }
  for (const [visitor_id, { stored, sessions }] of lives) {
    const before = new Map(stored.map((row) => [keyOf(row), row]))
    const after = new Set(sessions.map(keyOf))
    const removed = stored.filter((row) => !after.has(keyOf(row)))
    const added = sessions.filter((row) => !before.has(keyOf(row)))
    change.removed.push(...removed)
    change.sessions.push(...sessions.flatMap((row) => revised(before.get(keyOf(row)), row)))
    const since_ms = stored[0]?.started_ms ?? 0
    if (added.length) change.expect.push({ visitor_id, since_ms, count: stored.length - removed.length })
  }
  const before = new Map(knownOrders.map((order) => [order.transaction_id, order]))
  change.orders = orders.flatMap((order) => revised(before.get(order.transaction_id), order))
  return change
}

function revised<R extends { rev: number }>(before: R | undefined, after: R): R[] {
  const next = { ...after, rev: before?.rev ?? 0 }
  if (before && JSON.stringify(inOrder(before)) === JSON.stringify(inOrder(next))) return []
  return [{ ...next, rev: next.rev + 1 }]
}

const inOrder = (row: object) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))
