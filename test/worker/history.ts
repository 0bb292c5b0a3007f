/** A random history of a shop, the same for the same seed. Each event has its expected classification. */
import { DAY_MS, MINUTE_MS } from '../../wire/time.ts'

/** A landing and its classification, written by hand from the rules of GA4's default channel group. */
interface Arrival {
  /** The part of the URL after `https://shop.example/`: page and query. */
  landing: string
  referrer: string
  /** Identifies the campaign of a landing by its UTM parameters and click ids. Null without any. */
  campaign_key: string | null
  source: string
  medium: string
  campaign: string
  content: string
  term: string
  channel: string
  kind: string
  referrer_host: string
}

const NOT_SET = '(not set)'
const arrival = (landing: string, more: Partial<Arrival>): Arrival => ({
  landing,
  referrer: '',
  campaign_key: landing.includes('?') ? landing : null,
  source: '(direct)',
  medium: '(none)',
  campaign: NOT_SET,
  content: NOT_SET,
  term: NOT_SET,
  channel: 'Direct',
  kind: NOT_SET,
  referrer_host: NOT_SET,
  ...more,
})

/** Names that would break a string, a pattern or a CSV cell without escaping. */
export const AWKWARD = { campaign: 'Зима, 50%_off', content: `"банер" o'clock` }

export const ARRIVALS: Arrival[] = [
  arrival('', {}),
  arrival('sale', {}),
  arrival(
    'p/boots?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&utm_content=video_ad_1&fbclid=AbC',
    {
      referrer: 'https://l.facebook.com/',
      source: 'facebook',
      medium: 'cpc',
      campaign: 'winter',
      content: 'video_ad_1',
      channel: 'Paid Social',
      kind: 'fbclid',
      referrer_host: 'l.facebook.com',
    },
  ),
  arrival('p/boots?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&utm_content=carousel_2', {
    source: 'facebook',
    medium: 'cpc',
    campaign: 'winter',
    content: 'carousel_2',
    channel: 'Paid Social',
  }),
  arrival('?utm_source=google&utm_medium=cpc&utm_campaign=brand&utm_term=jug&gclid=X1', {
    referrer: 'https://www.google.com/',
    source: 'google',
    medium: 'cpc',
    campaign: 'brand',
    term: 'jug',
    channel: 'Paid Search',
    kind: 'gclid',
    referrer_host: 'www.google.com',
  }),
  arrival('sale?ttclid=T-9', {
    source: 'tiktok',
    medium: 'paid_social',
    channel: 'Paid Social',
    kind: 'ttclid',
  }),
  arrival('', {
    referrer: 'https://www.google.com/',
    source: 'google',
    medium: 'organic',
    channel: 'Organic Search',
    referrer_host: 'www.google.com',
  }),
  arrival(
    `sale?utm_source=newsletter&utm_medium=email&utm_campaign=${encodeURIComponent(AWKWARD.campaign)}&utm_content=${encodeURIComponent(AWKWARD.content)}`,
    {
      source: 'newsletter',
      medium: 'email',
      ...AWKWARD,
      channel: 'Email',
    },
  ),
  arrival('p/boots', {
    referrer: 'https://blog.example.org/post',
    source: 'blog.example.org',
    medium: 'referral',
    channel: 'Referral',
    referrer_host: 'blog.example.org',
  }),
  arrival('?utm_source=admitad&utm_medium=affiliate&utm_campaign=winter', {
    source: 'admitad',
    medium: 'affiliate',
    campaign: 'winter',
    channel: 'Affiliates',
  }),
]

export interface Place {
  country: string | null
  region: string | null
  city: string | null
  /** Of the browsers there, as ISO 639 names it. */
  language: string
}
const PLACES: Place[] = [
  { country: 'UA', region: 'Kyiv City', city: 'Київ', language: 'uk' },
  { country: 'UA', region: 'Lviv Oblast', city: 'Львів', language: 'uk' },
  { country: 'PL', region: null, city: 'Springfield', language: 'pl' },
  { country: 'US', region: 'Illinois', city: 'Springfield', language: 'en' },
  { country: null, region: null, city: null, language: 'en' },
]

export interface Machine {
  agent: string
  device: string
  browser: string
  os: string
}
const APPLE = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.5 Mobile/15E148 Safari/604.1'
const CHROMIUM = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0'
const MACHINES: Machine[] = [
  {
    agent: `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROMIUM} Safari/537.36`,
    device: 'desktop',
    browser: 'Chrome',
    os: 'Windows',
  },
  {
    agent: `Mozilla/5.0 (Linux; Android 10; K) ${CHROMIUM} Mobile Safari/537.36`,
    device: 'mobile',
    browser: 'Chrome',
    os: 'Android',
  },
  {
    agent: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) ${APPLE}`,
    device: 'mobile',
    browser: 'Safari',
    os: 'iOS',
  },
  {
    agent: `Mozilla/5.0 (iPad; CPU OS 18_7 like Mac OS X) ${APPLE}`,
    device: 'tablet',
    browser: 'Safari',
    os: 'iOS',
  },
  {
    agent: 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0',
    device: 'desktop',
    browser: 'Firefox',
    os: 'Linux',
  },
]

/** The site's points in these tests: every event of the history has some. */
export const POINTS = {
  page_view: 1,
  view_item: 2,
  search: 3,
  add_to_cart: 5,
  begin_checkout: 8,
  sign_up: 13,
  generate_lead: 21,
  purchase: 34,
}
export type Name = keyof typeof POINTS

export interface Happening {
  id: string
  name: Name
  ms: number
  visitor: string
  arrival: Arrival
  /** Whether this event is on the landing page, with the query and referrer of its arrival. */
  landed: boolean
  place: Place
  machine: Machine
  /** Only of a purchase. Minor units (kopecks). */
  transaction_id?: string
  value_minor?: number
}

/** A refund of an order; it belongs to no session. `value_minor`: minor units, null is a full refund. */
interface Refund {
  id: string
  ms: number
  transaction_id: string
  value_minor: number | null
}

export interface History {
  events: Happening[]
  refunds: Refund[]
}

/** Returns random numbers in [0, 1), the same ones for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const STEPS: Name[] = ['page_view', 'view_item', 'add_to_cart', 'begin_checkout', 'purchase']
const ELSE: Name[] = ['page_view', 'page_view', 'view_item', 'search', 'sign_up', 'generate_lead']

/** At least `size` events in the 80 days before `endMs`: visitors who come back, switch campaigns and buy. */
export function makeHistory(seed: number, size: number, endMs: number): History {
  const random = dice(seed)
  const below = (n: number) => Math.floor(random() * n)
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!
  const history: History = { events: [], refunds: [] }
  for (let v = 0; history.events.length < size; v++) {
    const home = pick(PLACES)
    for (let visits = 1 + below(4); visits > 0; visits--) {
      // Half of all sessions are in the last ten days, so that short periods are not empty.
      const age = random() < 0.5 ? 10 * DAY_MS * random() : 80 * DAY_MS * random()
      let ms = Math.floor(endMs - age - 3 * 60 * MINUTE_MS)
      let arrival = pick(ARRIVALS)
      let landed = true
      const machine = pick(MACHINES)
      const place = random() < 0.8 ? home : pick(PLACES)
      const path = random() < 0.4 ? STEPS : ELSE
      const length = 1 + below(path === STEPS ? STEPS.length : 4)
      for (let step = 0; step < length; step++) {
        if (step && random() < 0.12) {
          arrival = pick(ARRIVALS)
          landed = true
        }
        const name = path === STEPS ? STEPS[step]! : pick(ELSE)
        const event: Happening = {
          id: '',
          name,
          ms,
          visitor: `visitor-${v}`,
          arrival,
          landed,
          place,
          machine,
        }
        event.id = `e${history.events.length}`
        if (name === 'purchase') {
          event.transaction_id = `T${history.events.length}`
          event.value_minor = 101 + below(400_000)
          if (random() < 0.3) history.refunds.push(refundOf(event, random))
        }
        history.events.push(event)
        landed = false
        // Sometimes exactly at the limit: after 30 minutes the session continues, a millisecond later a new one begins.
        ms += random() < 0.15 ? 30 * MINUTE_MS + below(2) : 1 + below(25 * MINUTE_MS)
      }
    }
  }
  return history
}

function refundOf({ id, ms, transaction_id, value_minor }: Happening, random: () => number): Refund {
  const part = random() < 0.5 ? null : Math.floor(value_minor! * random())
  return { id: `r-${id}`, ms: ms + MINUTE_MS, transaction_id: transaction_id!, value_minor: part }
}

/** The event in the form of `POST /api/events`. */
export function asApiEvent(event: Happening): Record<string, unknown> {
  const { id, name, ms, visitor, arrival, landed, place, machine, transaction_id, value_minor } = event
  return {
    id,
    name,
    ts: new Date(ms).toISOString(),
    url: `https://shop.example/${landed ? arrival.landing : 'page'}`,
    referrer: landed ? arrival.referrer : 'https://shop.example/',
    visitor_id: visitor,
    user_agent: machine.agent,
    ...place,
    ...(transaction_id ? { transaction_id, value: value_minor! / 100, currency: 'UAH' } : {}),
  }
}

export function asApiRefund({ id, ms, transaction_id, value_minor }: Refund): Record<string, unknown> {
  return {
    id,
    name: 'refund',
    ts: new Date(ms).toISOString(),
    url: 'https://shop.example/',
    visitor_id: 'back-office',
    transaction_id,
    ...(value_minor === null ? {} : { value: value_minor / 100, currency: 'UAH' }),
  }
}

/** The list in random order, as retries and several servers send events. */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
  const random = dice(seed)
  return list
    .map((value) => ({ value, at: random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value)
}
