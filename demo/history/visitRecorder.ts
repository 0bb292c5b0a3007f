/** What the tracker would have told of a visit: events in the shape of `POST /api/events`, in order of time. */
import type { EventName, Item } from '../../wire/event.ts'
import type { Line } from '../cartLine.ts'
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
  /** Of the browser, as ISO 639-1. */
  language: string
  value?: number
  currency?: string
  transaction_id?: string
  items?: Item[]
  params?: Record<string, string | number>
}

/** A person with one browser, and what the shop would remember of them. */
export interface Visitor {
  id: string
  agent: string
  language: string
  place: Place
  random: Random
  /** What waits in the cart, from visit to visit. */
  cart: Line[]
  visits: number
  events: number
  /** The latest order; `lines` is what it was made of. */
  order?: { id: string; url: string; madeMs: number; lines: Line[] }
  orders: number
}

/** What an event says besides who, where and when. */
type Told = Pick<ApiEvent, 'value' | 'currency' | 'transaction_id' | 'items' | 'params'>

export const shopUrl = (path: string): string => `https://${DEMO_SITE.site}${path}`

/** An event of that visitor; ids count up, so the same history has the same ids. */
export function tell(
  visitor: Visitor,
  name: EventName,
  ms: number,
  page: { url: string; referrer: string },
  told: Told = {},
): ApiEvent {
  visitor.events++
  return {
    id: `${visitor.id}-${visitor.events}`,
    name,
    ts: new Date(ms).toISOString(),
    ...page,
    visitor_id: visitor.id,
    user_agent: visitor.agent,
    country: visitor.place.country,
    region: visitor.place.region,
    city: visitor.place.city,
    language: visitor.language,
    ...told,
  }
}

/** A visit under way: the clock, the open page, and what has been told so far. */
export class Telling {
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

  /** Opens a page after some time on the one before. */
  open(path: string, told?: Told) {
    if (this.events.length) this.#pass(4, 12 - 40 * Math.log(1 - this.#visitor.random() * 0.999))
    this.#page = { url: shopUrl(path), referrer: this.#page.url }
    this.#tell('page_view', told)
  }

  /** Something that the page itself reports as it loads. */
  show(name: EventName, told: Told) {
    this.#pass(0.1, 0.9)
    this.#tell(name, told)
  }

  /** Something that the visitor does on the page. */
  act(name: EventName, told: Told) {
    this.#pass(3, 50)
    this.#tell(name, told)
  }

  #pass(lowS: number, highS: number) {
    this.#ms += Math.round(1000 * between(this.#visitor.random, lowS, Math.max(lowS, highS)))
  }

  #tell(name: EventName, told?: Told) {
    this.events.push(tell(this.#visitor, name, this.#ms, this.#page, told))
  }
}
