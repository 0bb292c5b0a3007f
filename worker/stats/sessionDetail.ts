/** One session in detail. */

import { toMajor, toMinor } from '../../wire/money.ts'
import { iso } from '../../wire/time.ts'
import type { Engine } from '../engine/engine.ts'
import { SESSION_COLUMNS } from '../metrics/columns.ts'
import type { SiteRow, StoredEvent } from '../store/rows.ts'
import type { HistoryRow } from '../store/sessionStore.ts'
import type { Row } from '../store/sqlStore.ts'
import type { Store } from '../store/store.ts'
import { namedCells, sessionCells } from './reports/sessions.ts'
import { attributionOf, revenueOf, shownOrder } from './shownOrder.ts'

/** The newest visits whose touches are shown, and the earliest orders. */
const MOST = { visits: 500, orders: 50 }

/** A session with its events in order, its visitor's touches and the orders placed in it. Null if there is no session. */
export async function sessionDetail(store: Store, engine: Engine, site: SiteRow, id: string) {
  const found = await store.sessionById(site.id, id)
  if (!found) return null
  const [visits, orders] = await Promise.all([
    store.historyOf(site.id, found.visitor_id, MOST.visits),
    store.ordersOfSession(site.id, found.visitor_id, id, MOST.orders),
  ])
  // In the history its number is right also while a correction is pending.
  const ownVisit = visits.find((one) => one.id === id && one.started_ms === found.started_ms)
  const session = { ...found, visit_number: ownVisit?.visit_number ?? found.visit_number }
  const own = await Promise.all(
    orders.map(async (order) => ({ order, revenue: await revenueOf(engine, site, order) })),
  )
  const sum = own.reduce((total, { order, revenue }) => total + (order.counted ? (revenue ?? 0) : 0), 0)
  const { referrer_host, event_count, path } = session
  const row: Row = {
    ...(session as unknown as Row),
    started_at: session.started_ms,
    referrer: referrer_host,
    events: event_count,
  }
  const known: Row = { ...row, converted: path ? 1 : 0, revenue: toMinor(sum, site.currency) }
  const cells = SESSION_COLUMNS.map(({ key }) => known[key]!)
  return {
    session,
    shown: {
      session: { ...namedCells(sessionCells(cells, site)), language: session.language },
      events: session.events.map(shownEvent),
      touches: visits.map(shownTouch),
      orders: own.map(({ order, revenue }) => ({
        ...shownOrder(order, site, revenue),
        attribution: attributionOf(order),
      })),
    },
  }
}

const shownEvent = ({ ms, value_minor, currency, ...event }: StoredEvent) => ({
  id: event.id,
  name: event.name,
  ts: iso(ms),
  page: event.page,
  value: value_minor !== undefined && currency ? toMajor(value_minor, currency) : null,
  currency: currency ?? null,
  transaction_id: event.transaction_id ?? null,
  items: event.items ?? [],
  ad_consent: event.ad_consent ?? null,
  params: event.params ?? {},
})

const shownTouch = (visit: HistoryRow) => ({
  session_id: visit.id,
  ts: iso(visit.started_ms),
  channel: visit.channel,
  source: visit.source,
  medium: visit.medium,
  campaign: visit.campaign,
  content: visit.content,
  term: visit.term,
  click_id_kind: visit.click_id_kind,
  landing_url: visit.url,
  referrer: visit.referrer,
})
