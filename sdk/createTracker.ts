/** The tracker: what a shop calls, and the way of an event from the call into a visit and on to the queue. */
import type { WireEvent } from '../wire/event.ts'
import { newId, type RawEvent, visit } from './assignSession.ts'
import { createQueue } from './createQueue.ts'
import { attempt, createStorage, openLocal, type State } from './createStorage.ts'
import type { EventMap, ParamsOf } from './eventMap.ts'
import { BATCH_MS, LEASE_MS, LEAVING_MS } from './limits.ts'
import { type Touch, touch } from './touch.ts'
import { watchPages } from './watchPages.ts'

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
  /** Parameters that make a landing a touch besides UTM and click ids, with commas between: `ref,affiliate`. */
  params?: string
  /** Whether the fragment (`#/cart`) names a page. */
  hash?: true | ''
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
  /** What it was made with; its `consent` is what holds now. */
  options: Options
}

/** What browsers have and TypeScript's DOM does not know yet. */
type Page = Document & { prerendering?: boolean }
type Browser = Navigator & { globalPrivacyControl?: boolean }

export function createTracker(options: Options): Tracker {
  const name = `utm_${options.site}_`
  const local = openLocal()
  const [load, save, erase] = createStorage(local, name, options)
  let timer: ReturnType<typeof setTimeout> | 0
  const later = (ms: number) => {
    if (!timer) timer = setTimeout(flush, ms)
  }
  const [put, send] = createQueue(options.api, options.site, local, name + 'e', later)
  /** Events of a page that is not painted or shown yet, or of a visitor who has not been asked yet. */
  const raw: RawEvent[] = []
  let { referrer } = document
  let started: boolean
  let answers: Promise<unknown> | undefined

  /** Hands the raw events to the queue, with or without ids, once it is known which. */
  const settle = (leaving?: boolean) => {
    if ((document as Page).prerendering || (options.consent == 'pending' && !leaving)) return
    const events = raw.splice(0)
    const state = load()
    started = true
    // Another tab may have said so.
    if (state.out) {
      erase()
      return save(state)
    }
    if (options.consent == 'denied') erase()
    for (const event of events) {
      if (options.consent == 'granted') {
        visit(state, event, options.params)
        save(state)
      }
      if (event.name) put(event as WireEvent)
    }
  }

  const flush = (event?: { type: string }): Promise<unknown> => {
    timer = 0
    settle(event?.type == 'pagehide')
    // Firefox never tells a page that comes back from the bfcache of the answers that it missed.
    return (answers = event?.type == 'pagehide' ? void send(LEAVING_MS) : send(LEASE_MS, answers))!
  }

  /** Once started, an event is kept before the call returns; it is sent in company. */
  const schedule = () => {
    if (started) settle()
    later(BATCH_MS)
  }

  /** Takes a copy, for pages reuse their objects. What cannot be copied to JSON is no event. */
  const record = (name?: string, params?: object, user?: string) => {
    attempt(() => {
      const event = { at: Date.now(), id: newId(), name, params, referrer, url: location.href, user }
      raw.push(JSON.parse(JSON.stringify(event)))
      // Whatever this document does from here on comes from its own page.
      referrer = location.href
      schedule()
    })
  }

  const view = (params?: object) => record('page_view', params)

  const agree = (value: Options['consent'] = 'granted') => {
    options.consent = (navigator as Browser).globalPrivacyControl ? 'denied' : value
    schedule()
  }

  const start = () => (options.auto == 'off' ? record() : watchPages(view, options.hash))

  agree(options.consent)
  if ((document as Page).prerendering) document.addEventListener('prerenderingchange', start)
  else start()
  addEventListener('pagehide', flush)
  addEventListener('visibilitychange', flush)

  return {
    track: record,
    page: view,
    identify(userId) {
      record(undefined, undefined, `${userId ?? ''}`)
    },
    consent: agree,
    optOut() {
      erase()
      save({ at: Date.now(), out: true })
    },
    optIn: erase,
    attribution() {
      settle()
      const { visitor, session, touches = [] } = (options.consent == 'granted' && load()) as State
      const known = [...touches, session].flatMap((landing) => touch(landing, options.params) || [])
      return { visitor_id: visitor, session_id: session?.id, first: known[0], last: known.pop() }
    },
    flush,
    options,
  }
}
