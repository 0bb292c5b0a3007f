/** A month in the life of the demo shop, invented the same way every time, as `POST /api/events` takes it. */

import { DAY_MS, MINUTE_MS } from '../wire/time.ts'
import { toParams } from './cartLine.ts'
import { APP_BROWSERS, BROWSERS, ROBOTS } from './history/agents.ts'
import { type Day, dayAfter, daysBetween, momentOf, weekdayShare } from './history/calendar.ts'
import { PLACES } from './history/places.ts'
import { visit } from './history/playVisit.ts'
import { type ApiEvent, shopUrl, tell, type Visitor } from './history/visitRecorder.ts'
import { between, draw, pick, type Random, seeded, whole } from './random.ts'
import {
  abandonedCart,
  brandSearch,
  direct,
  ORIGINS,
  type Origin,
  organicSearch,
  retargeting,
} from './trafficSources.ts'

export type { ApiEvent } from './history/visitRecorder.ts'

/** New visitors on an average day. With those who come back: about 130 visits. */
const NEWCOMERS = 92

/**
 * The events of the `days` before `until`, in order of time; none is later than `until`.
 * A calendar day brings the same visitors with the same ids whenever it is asked for, so that a later history
 * continues an earlier one: what both hold is the same to the letter.
 */
export function history(until: Date, days = 30): Iterable<ApiEvent> {
  const toMs = until.getTime()
  const fromMs = toMs - days * DAY_MS
  const from = new Date(fromMs).toISOString()
  const to = until.toISOString()
  const events: ApiEvent[] = []
  for (const day of daysBetween(fromMs, toMs)) {
    for (const life of livesOf(day)) {
      // One who came before the history begins is left out whole: half a visit has no landing.
      if (life[0]!.ts >= from) for (const event of life) if (event.ts <= to) events.push(event)
    }
  }
  return events.sort((a, b) => (a.ts < b.ts ? -1 : a.ts > b.ts ? 1 : 0))
}

/** All that the newcomers of a day ever do, one list a visitor, and the robots of the day. */
function* livesOf(day: Day): Iterable<ApiEvent[]> {
  const random = seeded(day.date)
  const newcomers = Math.round(NEWCOMERS * weekdayShare(day) * between(random, 0.88, 1.12))
  const origins = ORIGINS.filter(({ weekdays }) => !weekdays || weekdays.includes(day.weekday))
  for (let n = 0; n < newcomers; n++) yield life(day, n, origins)
  for (let n = whole(random, 0, 3); n > 0; n--) yield robot(day, n, random)
}

const browserOf = (random: Random, origin: Origin) =>
  draw(random, origin.app && random() < 0.7 ? APP_BROWSERS[origin.app] : BROWSERS).text

function newcomer(id: string, agent: string, random: Random): Visitor {
  const place = draw(random, PLACES)
  const language = pick(random, place.languages)
  return { id, agent, language, random, place, cart: [], visits: 0, events: 0, orders: 0 }
}

const nameOf = (kind: string, day: Day, n: number) =>
  `${kind}-${day.date.replaceAll('-', '')}-${String(n).padStart(4, '0')}`

/** A visitor from the first visit to the last, with what the shop did for them meanwhile. */
function life(day: Day, n: number, origins: readonly Origin[]): ApiEvent[] {
  const random = seeded(`${day.date} visitor ${n}`)
  const origin = draw(random, origins)
  const visitor = newcomer(nameOf('v', day, n), browserOf(random, origin), random)
  const events = visit(visitor, origin, momentOf(random, day, Boolean(origin.weekdays)))
  let today = day
  while (comesBack(visitor)) {
    today = dayAfter(today, pick(random, RETURN_DAYS))
    const soonest = Date.parse(events.at(-1)!.ts) + between(random, 40, 240) * MINUTE_MS
    events.push(...visit(visitor, nextOrigin(visitor), Math.max(momentOf(random, today), soonest)))
  }
  return [...events, ...refund(visitor)]
}

/** How many days pass until the next visit. */
const RETURN_DAYS = [0, 0, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 7, 9, 12]

const comesBack = ({ random, cart, visits, orders }: Visitor): boolean =>
  visits < 8 && random() < (orders ? 0.25 : cart.length ? 0.58 : visits > 1 ? 0.4 : 0.29)

const nextOrigin = ({ random, cart }: Visitor): Origin =>
  draw(random, [
    { origin: direct, weight: 6 },
    { origin: organicSearch, weight: 1.2 },
    { origin: brandSearch, weight: 0.8 },
    { origin: retargeting, weight: cart.length ? 1.6 : 0.4 },
    { origin: abandonedCart, weight: cart.length ? 1.4 : 0 },
  ]).origin

/** Some send a thing back: the shop returns the price of one product some days after the order. */
function refund(visitor: Visitor): ApiEvent[] {
  const { random, order } = visitor
  if (!order || random() > 0.07) return []
  const returned = toParams(order.lines.slice(0, 1))
  const ms = Math.round(order.madeMs + between(random, 1, 6) * DAY_MS)
  return [
    tell(visitor, 'refund', ms, { url: order.url, referrer: '' }, { ...returned, transaction_id: order.id }),
  ]
}

/** A robot that reads a few pages. */
function robot(day: Day, n: number, random: Random): ApiEvent[] {
  const visitor = newcomer(nameOf('r', day, n), pick(random, ROBOTS), random)
  const startMs = momentOf(random, day)
  const paths = ['/', '/delivery', '/category/tableware', '/search?q=jug'].slice(0, whole(random, 1, 4))
  return paths.map((path, i) =>
    tell(visitor, 'page_view', startMs + i * 1500, { url: shopUrl(path), referrer: '' }),
  )
}
