/** The tracker: what a shop calls. It takes an event, assigns it to a session and hands it to the queue. */
import type { WireEvent } from '../wire/event.ts'
import { assignSession, newId, type RawEvent } from './assignSession.ts'
import { createQueue } from './createQueue.ts'
import { attempt, createStorage, openLocal, type State } from './createStorage.ts'
import type { EventMap, ParamsOf } from './eventMap.ts'
import { BATCH_MS, LEASE_MS, LEAVING_LEASE_MS } from './limits.ts'
import { type Touch, touch } from './touch.ts'
import { watchPages } from './watchPages.ts'

/** The same as the data attributes of the script tag. */
export interface Options {
  /** The site's domain, as the Worker knows it. */
  site: string
  /** Address of the Worker without a slash at its end, such as `https://data.shop.example`. */
  api: string
  /** `off`: page views are sent only by `page()`. */
  auto?: 'off'
  /**
   * What the visitor has agreed to on this page. Default: `granted`. It is not remembered from page to page: a consent
   * platform states it again on each page. `datalayer`: follows the page's platform, as `pending` until it has spoken. With
   * Global Privacy Control it is always `denied`.
   */
  consent?: 'granted' | 'pending' | 'denied' | 'datalayer'
  /** The domain whose subdomains share one visitor, such as `shop.example`. */
  cookieDomain?: string
  /** Parameters that make a landing a touch besides UTM and click ids, with commas between: `ref,affiliate`. */
  params?: string
  /** Whether the fragment (`#/cart`) is part of a page's address. */
  hash?: true | ''
}

/** Who is here. Empty without consent, and before the page is shown for the first time. */
export interface Attribution {
  visitor_id?: string
  session_id?: string
  /** The visitor's first touch and the newest one. A session without a touch (typed in) changes neither. */
  first?: Touch
  last?: Touch
}

export interface Tracker {
  /** Sends an event: GA4's names and parameters, or an event of the shop's own. Never throws. */
  track<Name extends keyof EventMap | (string & {})>(name: Name, ...params: ParamsOf<Name>): void
  /** Sends a page view. The browser's page views are sent without it, unless `auto` is `off`. */
  page(params?: Record<string, unknown>): void
  /**
   * Links the visitor to the shop's own user id; null ends the link. It is stored with the visitor. `signature`: of the id,
   * made by the shop's server; needed where the site asks for it.
   */
  identify(userId: string | null, signature?: string): void
  /**
   * What the visitor agrees to from now on. `denied` erases everything that was stored. `ad`: whether what is known of them
   * may go to ad platforms; if it is left out, the same as `value`.
   */
  consent(value: 'granted' | 'denied', ad?: 'granted' | 'denied' | null): void
  /** Stops tracking in this browser until `optIn()`, and erases everything that was stored, except for this choice. */
  optOut(): void
  optIn(): void
  /** Who is here and what brought them, to be saved with an order or in a form. */
  attribution(): Attribution
  /** Resolves when every queued event was answered or is stored for later. */
  flush(): Promise<unknown>
  /** What it was made with. `consent` is the present value. */
  options: Options
}

/** What browsers have and TypeScript's DOM types do not have yet. */
type Page = Document & { prerendering?: boolean }
type Browser = Navigator & { globalPrivacyControl?: boolean }

export function createTracker(options: Options): Tracker {
  const name = 'utm_' + options.site + '_'
  const local = openLocal()
  const [load, save, erase] = createStorage(local, name, options)
  let timer: ReturnType<typeof setTimeout> | 0
  const later = (ms: number) => (timer ||= setTimeout(flush, ms))
  const [put, send] = createQueue(options, local, name, later)
  /** Events that are not assigned yet: the page is not shown yet, or the visitor was not asked for consent yet. */
  const raw: RawEvent[] = []
  let { referrer } = document
  let started: boolean
  /** What the visitor has agreed to for ads; stated in each event. Undefined: nothing was stated. */
  let adConsent: unknown
  let answers: Promise<unknown> | undefined

  /**
   * Moves the raw events to the queue: with visitor and session after consent, and without them if it was denied or the
   * page is left before an answer. Does nothing while it is not known which.
   */
  const queueEvents = (leaving?: boolean) => {
    if ((document as Page).prerendering || (/er|p/.test(options.consent!) && !leaving)) return
    // Bytes: copies the list and empties it. Two statements: +12.
    const events = raw.splice(0)
    const state = load()
    started = true
    // Another tab may have opted out.
    if (state.out) {
      erase()
      return save(state)
    }
    if (options.consent == 'denied') erase()
    for (const event of events) {
      if (options.consent == 'granted') {
        assignSession(state, event, options)
        save(state)
      }
      event.ad_consent = adConsent
      if (event.name) put(event as WireEvent)
    }
  }

  const flush = (event?: { type: string }): Promise<unknown> => {
    timer = 0
    queueEvents(event?.type == 'pagehide')
    // A page that is left does not wait for the answers. If it comes back from the bfcache, Firefox never gives it the
    // answers that came while it was away. (Bytes: one assignment with `void`. An `if` statement: +7.)
    return (answers = event?.type == 'pagehide' ? void send(LEAVING_LEASE_MS) : send(LEASE_MS, answers))!
  }

  /** Stores the raw events at once, if tracking has started, and sends them a little later with others. */
  const schedule = () => {
    if (started) queueEvents()
    later(BATCH_MS)
  }

  /**
   * Takes a copy of the parameters, because pages reuse their objects. A BigInt is its text: order numbers have up to 20
   * digits.
   */
  const record = (name?: string, params?: object, id = newId(), user?: string) => {
    attempt(() => {
      const event = { at: Date.now(), url: location.href, name, params, id, user, referrer }
      // Bytes: the event (''), `params`, `items` and its entries are the only objects that the Worker reads. Any other one, which
      // may be circular or a whole page, becomes `{}`. The Worker's answer, which data-debug prints, names it as left out. (A
      // list of the objects around a value: +21)
      raw.push(
        JSON.parse(
          JSON.stringify(event, (key, value) =>
            // Only `bigint` is less than 'bo'. (Bytes: `== 'bigint'`: +8)
            typeof value < 'bo'
              ? '' + value
              : /^(\d*|params|items)$/.test(key) || Object(value) !== value
                ? value
                : {},
          ),
        ),
      )
      // The next page view of this document comes from the page that it shows now.
      referrer = location.href
      schedule()
    })
  }

  const setConsent = (value?: Options['consent'], ad: unknown = value) => {
    adConsent = ad
    options.consent = (navigator as Browser).globalPrivacyControl ? 'denied' : value || 'granted'
    schedule()
  }

  const start = () => {
    if (options.auto == 'off') return record()
    watchPages(record, options)
  }

  setConsent(options.consent)
  if ((document as Page).prerendering) document.addEventListener('prerenderingchange', start)
  else start()
  addEventListener('pagehide', flush)
  addEventListener('visibilitychange', flush)

  return {
    track: record,
    page(params) {
      record('page_view', params)
    },
    identify(userId, signature) {
      // Bytes: the signature is a part of the user's text, with a blank between, and so of all that is stored and sent of
      // the user. A field of its own: +26. `join` also makes nothing of null. The Worker trims it. (Trimming here: +5)
      record('', {}, '', [userId, signature].join(' '))
    },
    consent: setConsent,
    optOut() {
      erase()
      save({ at: Date.now(), out: true })
    },
    optIn: erase,
    attribution() {
      queueEvents()
      // Bytes: `false` has no properties, so that all of them are undefined. `? … : {}`: +9.
      const { session, touches = [], visitor } = (options.consent == 'granted' && load()) as State
      const known = [...touches, session]
        .map((landing) => touch(landing, options.params))
        .filter((found) => found)
      return { visitor_id: visitor, session_id: session?.id, first: known[0], last: known.pop() }
    },
    flush,
    options,
  }
}
