/** The demo shop's history: made-up events of a month in the form of `POST /api/events`. It is the same every time. */
import { DAY_MS, iso, MINUTE_MS } from '../wire/time.ts'
import { toParams } from './cartLine.ts'
import { APP_BROWSERS, BROWSERS, ROBOTS } from './history/agents.ts'
import { type Day, dayAfter, daysBetween, momentOf, weekdayShare } from './history/calendar.ts'
import { PLACES } from './history/places.ts'
import { playVisit } from './history/playVisit.ts'
import { type ApiEvent, makeEvent, shopUrl, type Visitor } from './history/visitRecorder.ts'
import { between, draw, pick, type Random, seeded, whole } from './random.ts'
import {
  abandonedCart,
  brandSearch,
  direct,
  organicSearch,
  retargeting,
  TRAFFIC_SOURCES,
  type TrafficSource,
} from './trafficSources.ts'

/** New visitors on an average day. Together with returning ones, that is about 130 visits. */
const NEW_VISITORS = 92

/**
 * The events of the `days` before `until`, in order of time. No event is later than `until`. A calendar day has the same
 * visitors with the same ids in every history, so that a later history continues an earlier one: events that are in both
 * are equal.
 */
export function history(until: Date, days = 30): Iterable<ApiEvent> {
  const toMs = until.getTime()
  const fromMs = toMs - days * DAY_MS
  const from = iso(fromMs)
  const to = until.toISOString()
  const events: ApiEvent[] = []
  for (const day of daysBetween(fromMs, toMs)) {
    for (const visitor of visitorsOf(day)) {
      // A visitor who came before the history begins is left out: half a visit would have no landing.
      if (visitor[0]!.ts >= from) for (const event of visitor) if (event.ts <= to) events.push(event)
    }
  }
  return events.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0))
}

/** The new visitors of a day with all their events, now and later: a list for each. Also the robots of the day. */
function* visitorsOf(day: Day): Iterable<ApiEvent[]> {
  const random = seeded(day.date)
  const newVisitors = Math.round(NEW_VISITORS * weekdayShare(day) * between(random, 0.88, 1.12))
  const sources = TRAFFIC_SOURCES.filter(({ weekdays }) => !weekdays || weekdays.includes(day.weekday))
  for (let n = 0; n < newVisitors; n++) yield visitorEvents(day, n, sources)
  for (let n = whole(random, 0, 3); n > 0; n--) yield robotEvents(day, n, random)
}

const browserOf = (random: Random, source: TrafficSource) =>
  draw(random, source.app && random() < 0.7 ? APP_BROWSERS[source.app] : BROWSERS).text

function newVisitor(id: string, agent: string, random: Random): Visitor {
  const place = draw(random, PLACES)
  const language = pick(random, place.languages)
  return { id, agent, language, random, place, cart: [], visits: 0, events: 0, orders: 0 }
}

const idOf = (kind: string, day: Day, n: number) =>
  `${kind}-${day.date.replaceAll('-', '')}-${String(n).padStart(4, '0')}`

/** All events of a visitor from the first visit to the last, with a refund if there is one. */
function visitorEvents(day: Day, n: number, sources: readonly TrafficSource[]): ApiEvent[] {
  const random = seeded(`${day.date} visitor ${n}`)
  const source = draw(random, sources)
  const visitor = newVisitor(idOf('v', day, n), browserOf(random, source), random)
  const events = playVisit(visitor, source, momentOf(random, day, Boolean(source.weekdays)))
  let today = day
  while (comesBack(visitor)) {
    today = dayAfter(today, pick(random, RETURN_DAYS))
    const soonest = Date.parse(events.at(-1)!.ts) + between(random, 40, 240) * MINUTE_MS
    events.push(...playVisit(visitor, nextSource(visitor), Math.max(momentOf(random, today), soonest)))
  }
  return [...events, ...refund(visitor)]
}

/** How many days pass until the next visit. */
const RETURN_DAYS = [0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9, 12]

const comesBack = ({ random, cart, visits, orders }: Visitor): boolean =>
  visits < 8 && random() < (orders ? 0.25 : cart.length ? 0.58 : visits > 1 ? 0.4 : 0.29)

const nextSource = ({ random, cart }: Visitor): TrafficSource =>
  draw(random, [
    { source: direct, weight: 6 },
    { source: organicSearch, weight: 1.2 },
    { source: brandSearch, weight: 0.8 },
    { source: retargeting, weight: cart.length ? 1.6 : 0.4 },
    { source: abandonedCart, weight: cart.length ? 1.4 : 0 },
  ]).source

/** Some visitors return a product: the shop refunds its price some days after the order. */
function refund(visitor: Visitor): ApiEvent[] {
  const { random, order } = visitor
  if (!order || random() > 0.07) return []
  const returned = toParams(order.lines.slice(0, 1))
  const ms = Math.round(order.madeMs + between(random, 1, 6) * DAY_MS)
  return [
    makeEvent(
      visitor,
      'refund',
      ms,
      { url: order.url, referrer: '' },
      { ...returned, transaction_id: order.id },
    ),
  ]
}

/** The events of a robot that reads a few pages. */
function robotEvents(day: Day, n: number, random: Random): ApiEvent[] {
  const visitor = newVisitor(idOf('r', day, n), pick(random, ROBOTS), random)
  const startMs = momentOf(random, day)
  const paths = ['/', '/delivery', '/category/tableware', '/search?q=jug'].slice(0, whole(random, 1, 4))
  return paths.map((path, i) =>
    makeEvent(visitor, 'page_view', startMs + i * 1500, { url: shopUrl(path), referrer: '' }),
  )
}
