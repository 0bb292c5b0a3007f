/** Records a made-up visit as the tracker would: events in the form of `POST /api/events`, in order of time. */
import type { EventName, Item } from '../../wire/event.ts'
import { iso } from '../../wire/time.ts'
import type { CartLine } from '../cartLine.ts'
import { between, type Random } from '../random.ts'
import { DEMO_SITE } from '../site.ts'
import type { Place } from './places.ts'

/** One event of `POST /api/events`. `ts` is an ISO instant, `value` is in major units. */
export interface ApiEvent {
  id: string
  name: EventName
  ts: string
  url: string
  referrer: string
  visitor_id: string
  user_agent: string
  country: string
  region: string | null
  city: string | null
  /** The browser's language, as ISO 639-1. */
  language: string
  value?: number
  currency?: string
  transaction_id?: string
  items?: Item[]
  params?: Record<string, string | number>
}

/** A person with one browser, and what the shop would know of them. */
export interface Visitor {
  id: string
  agent: string
  language: string
  place: Place
  random: Random
  /** The cart, which stays from visit to visit. */
  cart: CartLine[]
  visits: number
  events: number
  /** The latest order with its lines. */
  order?: { id: string; url: string; madeMs: number; lines: CartLine[] }
  orders: number
}

/** The fields of an event besides visitor, page and time. */
type EventDetails = Pick<ApiEvent, 'value' | 'currency' | 'transaction_id' | 'items' | 'params'>

export const shopUrl = (path: string): string => `https://${DEMO_SITE.site}${path}`

/** Makes an event of that visitor. Ids are numbered, so that the same history has the same ids. */
export function makeEvent(
  visitor: Visitor,
  name: EventName,
  ms: number,
  page: { url: string; referrer: string },
  details: EventDetails = {},
): ApiEvent {
  visitor.events++
  return {
    id: `${visitor.id}-${visitor.events}`,
    name,
    ts: iso(ms),
    ...page,
    visitor_id: visitor.id,
    user_agent: visitor.agent,
    country: visitor.place.country,
    region: visitor.place.region,
    city: visitor.place.city,
    language: visitor.language,
    ...details,
  }
}

/** A visit while it happens: the time, the open page, and the events so far. */
export class VisitRecorder {
  readonly events: ApiEvent[] = []
  #visitor: Visitor
  #ms: number
  #page: { url: string; referrer: string }

  constructor(visitor: Visitor, startMs: number, referrer: string) {
    this.#visitor = visitor
    this.#ms = startMs
    this.#page = { url: referrer, referrer: '' }
  }

  get ms() {
    return this.#ms
  }

  /** Opens a page, after some time on the page before. */
  open(path: string, details?: EventDetails) {
    if (this.events.length) this.#wait(4, 12 - 40 * Math.log(1 - this.#visitor.random() * 0.999))
    this.#page = { url: shopUrl(path), referrer: this.#page.url }
    this.#record('page_view', details)
  }

  /** Records an event that the page sends when it loads. */
  show(name: EventName, details: EventDetails) {
    this.#wait(0.1, 0.9)
    this.#record(name, details)
  }

  /** Records something that the visitor does on the page. */
  act(name: EventName, details: EventDetails) {
    this.#wait(3, 50)
    this.#record(name, details)
  }

  #wait(lowS: number, highS: number) {
    this.#ms += Math.round(1000 * between(this.#visitor.random, lowS, Math.max(lowS, highS)))
  }

  #record(name: EventName, details?: EventDetails) {
    this.events.push(makeEvent(this.#visitor, name, this.#ms, this.#page, details))
  }
}
