/** A made-up year of sessions and orders as rows, in order of time, as ingest would have written them. */

import { dice } from '../../test/worker/history.ts'
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'
import { creditTouches } from '../../worker/ingest/settle/attributionModels.ts'
import { pathOf } from '../../worker/ingest/settle/pathOf.ts'
import { classified } from '../../worker/ingest/settle/sessionRow.ts'
import {
  type OrderRow,
  type SessionRow,
  type SiteRow,
  STAGES,
  type StoredEvent,
} from '../../worker/store/rows.ts'
import { TRAFFIC_SOURCES } from './trafficSources.ts'

const RETURNING = 0.3
const PAGES = 2000
/** The share of sessions of each hour of a day. */
const HOUR_SHARES = [2, 1, 1, 1, 1, 2, 3, 5, 7, 8, 8, 8, 8, 8, 8, 8, 9, 10, 11, 12, 12, 10, 7, 4]

export interface Year {
  site: SiteRow
  sessions: number
  from_ms: number
  to_ms: number
  seed: number
}

type Place = Pick<SessionRow, 'country' | 'region' | 'city'>
type Machine = Pick<SessionRow, 'device' | 'browser' | 'os'>
const PLACES: Place[] = Array.from({ length: 300 }, (_, i) => ({
  country: `${String.fromCharCode(65 + ((i % 60) >> 3))}${String.fromCharCode(65 + ((i % 60) % 8))}`,
  region: `Region ${i % 120}`,
  city: `City ${i}`,
}))
const DEVICES = ['mobile', 'desktop', 'tablet', 'tv']
const MACHINES: Machine[] = Array.from({ length: 96 }, (_, i) => ({
  device: DEVICES[i % 4]!,
  browser: `Browser ${i % 12}`,
  os: `System ${i % 8}`,
}))

/** A visitor with the sessions of the last 30 days, without their events. */
interface Visitor {
  id: string
  number: number
  first_ms: number
  past: SessionRow[]
}

/** The sessions of the year, each with the order that was placed in it, if there is one. */
export function* yearOf({
  site,
  sessions,
  from_ms,
  to_ms,
  seed,
}: Year): Generator<[SessionRow, OrderRow | null]> {
  const random = dice(seed)
  const below = (n: number) => Math.floor(random() * n)
  const sources = TRAFFIC_SOURCES.map(
    ([share, list]): [number, (typeof list)[number][], ReturnType<typeof classified>[]] => [
      share,
      list,
      list.map(({ query, referrer }) =>
        classified(site, { url: `https://${site.site}/${query}`, referrer }, ''),
      ),
    ],
  )
  const shares = TRAFFIC_SOURCES.map(([share]) => share)
  const visitors: Visitor[] = []
  for (const started_ms of startsOf(sessions, from_ms, to_ms, random)) {
    const known = random() < RETURNING ? visitors[below(visitors.length)] : undefined
    const before = known?.past.at(-1)
    const isBack = known && before && started_ms - before.ended_ms > 31 * MINUTE_MS
    const visitor = isBack ? known : { id: name(random), number: 0, first_ms: started_ms, past: [] }
    if (!isBack) visitors.push(visitor)
    const [, list, touches] = sources[draw(shares, random())]!
    const at = below(list.length)
    const page = `/p/${below(PAGES)}`
    const row = sessionRow(site, visitor, started_ms, random)
    Object.assign(row, touches[at]!, PLACES[below(PLACES.length)]!, MACHINES[below(MACHINES.length)]!)
    row.url = `https://${site.site}${page}${list[at]!.query}`
    row.landing_page = page
    const bought = row.events.find((event) => event.name === 'purchase')
    visitor.past = [...visitor.past.filter((one) => one.started_ms > started_ms - 31 * DAY_MS), row]
    if (bought) row.path = pathOf(visitor.past, bought.ms, row)
    visitor.number = row.visit_number
    yield [row, bought ? orderRow(site, row, bought, random) : null]
    // The events of a past session are not needed any more.
    visitor.past = visitor.past.slice(0, -1).concat({ ...row, events: [], path: null })
  }
}

function startsOf(sessions: number, from_ms: number, to_ms: number, random: () => number): Float64Array {
  const starts = new Float64Array(sessions)
  const days = Math.ceil((to_ms - from_ms) / DAY_MS)
  const all = HOUR_SHARES.reduce((sum, weight) => sum + weight, 0)
  for (let i = 0; i < sessions; ) {
    const hour = draw(HOUR_SHARES, random() * all)
    const ms = from_ms + Math.floor(random() * days) * DAY_MS + Math.floor((hour + random()) * 60 * MINUTE_MS)
    if (ms < to_ms) starts[i++] = ms
  }
  return starts.sort()
}

/** The index of the weight that `at` falls into, when the weights are added up one after another. */
function draw(weights: number[], at: number): number {
  let end = 0
  const found = weights.findIndex((weight) => {
    end += weight
    return at < end
  })
  return found < 0 ? weights.length - 1 : found
}

const name = (random: () => number) =>
  Array.from({ length: 3 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(36)
      .padStart(7, '0'),
  ).join('')

/** A session of three page views. 60 % look at an item, 20 % put it into the cart, 10 % begin a checkout, 3 % buy. */
function sessionRow(site: SiteRow, visitor: Visitor, started_ms: number, random: () => number): SessionRow {
  const depth = random()
  const steps = [
    'page_view',
    ...(depth < 0.6 ? ['view_item'] : []),
    'page_view',
    ...(depth < 0.2 ? ['add_to_cart'] : []),
    'page_view',
    ...(depth < 0.1 ? ['begin_checkout'] : []),
    ...(depth < 0.03 ? ['purchase'] : []),
  ]
  const id = name(random)
  const events = steps.map((step, i): StoredEvent => {
    const ms = started_ms + i * 20_000
    const event = {
      id: `${ms.toString(36)}-${id.slice(0, 8)}-${i}`,
      name: step,
      ms,
      page: `/p/${(i * 7) % PAGES}`,
    }
    if (step !== 'purchase') return event
    const value_minor = 10_000 + Math.floor(random() * 490_000)
    return { ...event, value_minor, currency: site.currency, transaction_id: `T-${id}` }
  })
  return {
    site_id: site.id,
    started_ms,
    id,
    rev: events.length,
    kind: 'browser',
    visitor_id: visitor.id,
    user_id: null,
    ended_ms: events.at(-1)!.ms,
    visit_number: visitor.number + 1,
    first_seen_ms: visitor.first_ms,
    prev_started_ms: visitor.past.at(-1)?.started_ms ?? null,
    pageviews: 3,
    event_count: events.length,
    stages: steps.reduce((bits, step) => bits | (STAGES[step as keyof typeof STAGES] ?? 0), 0),
    leads: 0,
    sign_ups: 0,
    points: events.length,
    language: 'uk',
    path: null,
    excluded: 0,
    ad_consent: null,
    events,
  } as unknown as SessionRow
}

/** An order. One in twenty is refunded. */
function orderRow(
  site: SiteRow,
  session: SessionRow,
  { ms, ...bought }: StoredEvent,
  random: () => number,
): OrderRow {
  const value_minor = bought.value_minor!
  const refunded_minor = random() < 0.05 ? value_minor : 0
  return {
    site_id: site.id,
    transaction_id: bought.transaction_id!,
    rev: 1,
    ordered_ms: ms,
    visitor_id: session.visitor_id,
    session_id: session.id,
    session_started_ms: session.started_ms,
    status: refunded_minor ? 'refunded' : 'paid',
    currency: site.currency,
    value_minor,
    refunded_minor,
    counted: 1,
    revenue_minor: value_minor - refunded_minor,
    claims: [],
    confirmed: 0,
    held: 0,
    removed_ms: null,
    excluded: 0,
    value_complete: 1,
    items: [],
    browser: {
      event_id: bought.id,
      visitor_id: session.visitor_id,
      ms,
      value_minor,
      currency: site.currency,
    },
    server: null,
    refunds: [],
    path: creditTouches(structuredClone(session.path!), ms),
  }
}
