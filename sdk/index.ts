/** The tracker: what a shop calls, and the way of an event from the call into a visit and on to the queue. */
import type { WireEvent } from '../wire/event.ts'
import { BATCH_MS } from './limits.ts'
import { watchPages } from './pageviews.ts'
import type { EventMap, ParamsOf } from './params.ts'
import { createQueue } from './queue.ts'
import { attempt, createStorage, openLocal, type State } from './storage.ts'
import { type Touch, touch } from './touch.ts'
import { newId, type RawEvent, visit } from './visit.ts'

export type { EventName, EventParams, Item } from '../wire/event.ts'
export type { EventMap } from './params.ts'
export type { Touch } from './touch.ts'

/** As the data attributes of the script tag. */
export interface Options {
  /** The site's domain, as the Worker knows it. */
  site: string
  /** Address of the Worker without a slash at its end, such as `https://stats.example.com`. */
  api: string
  /** `off` leaves page views to `page()`. */
  auto?: 'off'
  /**
   * What the visitor has agreed to on this page; `granted` unless said. It is not remembered from page to page: a
   * consent platform says it anew on each. Global Privacy Control counts as `denied`, whatever is said here.
   */
  consent?: 'granted' | 'pending' | 'denied'
  /** The domain whose subdomains share one visitor, such as `shop.example`. */
  cookieDomain?: string
  /** Whether the fragment (`#/cart`) names a page. */
  hash?: boolean
  /** Parameters of a landing to keep besides UTM and click ids, with commas between: `ref,affiliate`. */
  params?: string
}

/** Without consent, and before the first page is shown, there is none of it. */
export interface Attribution {
  visitor_id?: string
  session_id?: string
  /** The first landing that something brought, and the newest one. A visit typed in changes neither. */
  first?: Touch
  last?: Touch
}

export interface Tracker {
  /** Sends an event: GA4's names and parameters, or an event of the shop's own. Never throws. */
  track<Name extends keyof EventMap | (string & {})>(name: Name, ...params: ParamsOf<Name>): void
  /** Sends a page view. Those of the browser are sent without asking, unless `auto` is off. */
  page(params?: Record<string, unknown>): void
  /** Ties the visitor to the shop's own user id, until it is told null. Kept with the visitor. */
  identify(userId: string | null): void
  /** What the visitor agrees to from now on. `denied` erases all that was stored. */
  consent(value: 'granted' | 'denied'): void
  /** Ends tracking in this browser until `optIn()`, and erases all that was stored but this wish. */
  optOut(): void
  optIn(): void
  /** Who is here and what brought them, to put on an order or into a form. */
  attribution(): Attribution
  /** Resolves when everything queued has been answered or stored for later. */
  flush(): Promise<unknown>
}

/** What browsers have and TypeScript's DOM does not know yet. */
type Page = Document & { prerendering?: boolean }
type Browser = Navigator & { globalPrivacyControl?: boolean }

export function createTracker({ site, api, auto, consent, cookieDomain, hash, params }: Options): Tracker {
  const name = `utm_${site}_`
  const local = openLocal()
  const [load, save] = createStorage(local, name, cookieDomain)
  const [put, adopt, send, eraseLocal] = createQueue(api, site, local, name)
  /** Null when denied and all is erased. */
  let mode: Options['consent'] | null
  /** Events of a page that is not painted or shown yet, or of a visitor who has not been asked yet. */
  const raw: RawEvent[] = []
  /** Unset until the page says; then what is stored holds. */
  let user: string | undefined
  let { referrer } = document
  let started: boolean
  let answers: Promise<unknown> | undefined

  const erase = () => {
    save({ at: 0 }, 0)
    eraseLocal()
  }

  /** Hands the raw events to the queue, with or without ids, once it is known which. */
  const settle = (leaving?: boolean) => {
    if ((document as Page).prerendering || (mode === 'pending' && !leaving)) return
    const events = raw.splice(0)
    const state = load()
    if (state.out) {
      // Another tab may have said so.
      eraseLocal()
      return save(state)
    }
    if (mode === 'denied') {
      erase()
      mode = null
    }
    if (!started) adopt()
    started = true
    for (const event of events) {
      if (mode === 'granted') {
        state.user = user ?? state.user
        visit(state, event, params)
        save(state)
      }
      if (event.name) put(event as WireEvent)
    }
  }

  const flush = (event?: { type: string }) => {
    const leaving = event?.type === 'pagehide'
    settle(leaving)
    const sent = send(answers)
    // A page that comes back from the bfcache may never be told of the answers it missed.
    answers = leaving ? undefined : sent
    return sent
  }

  /** Once started, an event is kept before the call returns; it is sent in company. */
  const schedule = () => {
    if (started) settle()
    setTimeout(flush, BATCH_MS)
  }

  /** Takes a copy, for pages reuse their objects. What cannot be copied to JSON is no event. */
  const record = (name?: string, params?: object) => {
    attempt(() => {
      const event = { id: newId(), name, at: Date.now(), url: location.href, referrer, params }
      raw.push(JSON.parse(JSON.stringify(event)))
      // Whatever this document does from here on comes from its own page.
      referrer = location.href
      schedule()
    })
  }

  const view = (params?: object) => record('page_view', params)

  const start = () => (auto === 'off' ? record() : watchPages(view, hash))

  const agree = (value: Options['consent'] = 'granted') => {
    mode = (navigator as Browser).globalPrivacyControl ? 'denied' : value
    schedule()
  }

  agree(consent)
  if ((document as Page).prerendering) document.addEventListener('prerenderingchange', start)
  else start()
  for (const type of ['pagehide', 'visibilitychange', 'online']) addEventListener(type, flush)

  return {
    track: record,
    page: view,
    identify(userId) {
      user = `${userId ?? ''}`
      record()
    },
    consent: agree,
    optOut() {
      erase()
      save({ out: true, at: Date.now() })
    },
    optIn: erase,
    attribution() {
      settle()
      const { visitor, session, first, last } = (mode === 'granted' && load()) as State
      const now = touch(session, params)
      return {
        visitor_id: visitor,
        session_id: session?.id,
        first: touch(first, params) ?? now,
        last: now ?? touch(last, params),
      }
    },
    flush,
  }
}
