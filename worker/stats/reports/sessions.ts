/** The list of sessions, newest first, and one session in detail. */

import { toMajor, toMinor } from '../../../wire/money.ts'
import { BadParameter } from '../../errors.ts'
import { SESSION_COLUMNS } from '../../metrics/columns.ts'
import { REVENUE_MINOR, revenueOf } from '../../sqlite/revenueSql.ts'
import { type SessionRow, type SiteRow, STAGES, type StoredEvent } from '../../store/rows.ts'
import type { Bind, Row, Store } from '../../store/store.ts'
import type { Answer, AnswerRow, Cell, Page } from '../answer.ts'
import { type Place, readPlace, writeCursor } from '../cursor.ts'
import { padded, spent, unpadded } from '../export/lean.ts'
import { condition, ofSession } from '../facts.ts'
import { boundedPeriod, heading } from '../report.ts'
import type { ReportRequest } from '../request.ts'
import { attributionOf, shownOrder } from './orders.ts'

/** In the order of the columns. Everything but the events themselves, which would make a page of sessions heavy. */
const SELECT = `
SELECT ${padded('s.id')}, s.started_ms, ${padded('s.visitor_id')}, s.visit_number, s.channel, s.source, s.medium, s.campaign, s.content, s.term,
  s.click_id_kind, s.landing_page, s.referrer_host, s.country, s.region, s.city, s.device, s.browser, s.os,
  s.pageviews, s.event_count, s.points, s.stages, s.path IS NOT NULL,
  (SELECT sum(${REVENUE_MINOR}) FROM orders o INDEXED BY orders_by_visitor
   WHERE o.site_id = s.site_id AND o.visitor_id = s.visitor_id AND o.session_id = s.id AND o.counted)
FROM sessions s`

/** What a page of rows that begin as those of sessions do goes on behind: ids are the visitor's own matter, and two may have the same. */
export const placeOf = ([id, startedMs, visitorId]: Row[string][]): Place => [
  Number(startedMs),
  unpadded(id!),
  unpadded(visitorId!),
]

export async function runSessions(store: Store, site: SiteRow, request: ReportRequest): Promise<Answer> {
  const page = await listSessions(store, site, request)
  return { ...page, rows: Array.from(page.rows, named) }
}

const named = (cells: Cell[]): AnswerRow =>
  Object.fromEntries(SESSION_COLUMNS.map(({ key }, i) => [key, cells[i]!]))

/** A page of them, for the export. */
export async function listSessions(store: Store, site: SiteRow, request: ReportRequest): Promise<Page> {
  if (request.sort) throw new BadParameter('sort', 'sessions come newest first')
  const period = await boundedPeriod(store, site, request)
  const after = readPlace(request.cursor, 'sessions', 2)
  // The range itself ends at the place: the planner may look for what lies behind it from the end of the period on.
  const params: Bind[] = [
    site.id,
    period.from_ms,
    after ? Math.min(period.to_ms, after[0] + 1) : period.to_ms,
  ]
  const bind = (value: string | number) => `?${params.push(value)}`
  const conditions = request.filters.map((filter) => condition(filter, ofSession, bind))
  if (after) conditions.push(`(s.started_ms, s.id, s.visitor_id) < (${after.map(bind).join(', ')})`)
  const sql = `${SELECT}
WHERE s.site_id = ?1 AND s.started_ms >= ?2 AND s.started_ms < ?3${conditions.map((one) => ` AND ${one}`).join('')}
ORDER BY s.started_ms DESC, s.id DESC, s.visitor_id DESC
LIMIT ${bind(request.limit + 1)}`
  const found = await store.rows({ sql, params })
  const hasMore = found.length > request.limit
  if (hasMore) found.pop()
  const next = hasMore ? writeCursor('sessions', placeOf(found.at(-1)!)) : null
  return {
    ...heading('sessions', site, period, request),
    columns: SESSION_COLUMNS,
    rows: cellsOf(found, site),
    total: {},
    next,
  }
}

function* cellsOf(rows: Row[string][][], site: SiteRow): Generator<Cell[]> {
  for (const row of spent(rows)) {
    row[0] = unpadded(row[0]!)
    row[2] = unpadded(row[2]!)
    yield sessionCells(row, site)
  }
}

const at = (key: string) => SESSION_COLUMNS.findIndex((column) => column.key === key)
const STARTED = at('started_at')
const STAGES_MET = at('stages')
const CONVERTED = at('converted')
const REVENUE = at('revenue')

/** Turns the row itself into what is shown of it: an export has a million, and copies of each would cost more than it. */
function sessionCells(row: Cell[], site: SiteRow): Cell[] {
  row[STARTED] = iso(Number(row[STARTED]))
  row[STAGES_MET] = STAGE_LISTS[Number(row[STAGES_MET])]!
  row[CONVERTED] = Boolean(row[CONVERTED])
  row[REVENUE] = toMajor(Number(row[REVENUE] ?? 0), site.currency)
  return row
}

/** The names of the stages that each value of their bits stands for. */
const STAGE_LISTS = Array.from({ length: 2 ** Object.keys(STAGES).length }, (_, bits) =>
  Object.keys(STAGES).filter((name) => bits & STAGES[name as keyof typeof STAGES]),
)

/** One for all: a million more would be garbage. */
const clock = new Date(0)

const iso = (ms: number) => {
  clock.setTime(ms)
  return clock.toISOString()
}

/** One session with its events in order, its visitor's touches and the orders placed in it; null when there is none. */
export async function sessionDetail(store: Store, site: SiteRow, id: string) {
  const session = await store.sessionById(site.id, id)
  if (!session) return null
  const ask = { visitor_id: session.visitor_id, session_id: null, from_ms: 0 }
  const [visits, orders] = await Promise.all([
    store.sessionsOf(site.id, [ask]),
    store.ordersOf(site.id, [session.visitor_id]),
  ])
  const own = await Promise.all(
    orders
      .filter((order) => order.session_id === session.id)
      .map(async (order) => ({ order, revenue: await revenueOf(store, site, order) })),
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
      session: { ...named(sessionCells(cells, site)), language: session.language },
      events: session.events.map(shownEvent),
      touches: visits.map(shownTouch),
      orders: own.map(({ order, revenue }) => ({
        ...shownOrder(order, site, revenue),
        attribution: attributionOf(order),
      })),
    },
  }
}

const shownEvent = ({
  id,
  name,
  ms,
  page,
  value_minor,
  currency,
  transaction_id,
  items,
  params,
}: StoredEvent) => ({
  id,
  name,
  ts: iso(ms),
  page,
  value: value_minor !== undefined && currency ? toMajor(value_minor, currency) : null,
  currency: currency ?? null,
  transaction_id: transaction_id ?? null,
  items: items ?? [],
  params: params ?? {},
})

const shownTouch = (visit: SessionRow) => ({
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
