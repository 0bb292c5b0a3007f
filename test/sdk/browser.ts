/** A visitor's browser for the SDK tests: happy-dom pages with the built script, one storage per origin, a fake network. */
import { existsSync, readFileSync } from 'node:fs'
import { Browser, type BrowserWindow, Storage } from 'happy-dom'
import { vi } from 'vitest'
import type { Envelope, WireEvent } from '../../wire/event.ts'
import { MINUTE_MS } from '../../wire/time.ts'

function asset(name: string): string {
  const file = new URL(`../../dist/assets/${name}`, import.meta.url)
  if (!existsSync(file)) throw new Error(`dist/assets/${name} is missing: npm run build makes it.`)
  return readFileSync(file, 'utf8')
}
/** The built script and its second file. */
export const SCRIPT = asset('t.js')
const EXTRAS = asset('extras.js')

export const SHOP = 'https://shop.example/'
export const AD = `${SHOP}?utm_source=facebook&utm_medium=cpc&utm_campaign=winter&fbclid=AbC`

/** Starts the tests' clock. Only `rest` and `later` move it. */
export const start = () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate', 'Date'], now: new Date('2026-11-22T10:00:00Z') })
}
export const later = (minutes: number) => {
  vi.setSystemTime(Date.now() + minutes * MINUTE_MS)
}

const SRC = 'https://stats.example.com/t.js'

/** The tracker's interface for pages. */
export interface Tracker {
  track(name: unknown, params?: unknown): void
  page(params?: object): void
  identify(userId: unknown, signature?: string): void
  consent(value: 'granted' | 'denied'): void
  optOut(): void
  optIn(): void
  attribution(): {
    visitor_id?: string
    session_id?: string
    first?: Record<string, string>
    last?: Record<string, string>
  }
  flush(): Promise<unknown>
  options: object
  q: { push(call: unknown[]): unknown }
}

export interface Request {
  url: string
  init: { method: string; body: string; keepalive: boolean; credentials: string; headers?: unknown }
  envelope: Envelope
}

/** The result of a request: a status, `down` (it fails at once), or `silent` (no answer ever comes). */
type Answer = number | 'down' | 'silent'

export interface PageOptions {
  referrer?: string
  /** Attributes of the script tag, besides its source. */
  tag?: Record<string, string>
  src?: string
  /** How localStorage fails: it throws when it is read as a property, used or written to, or it is null. */
  storage?: 'refused' | 'broken' | 'full' | 'missing'
  /** Whether cookies throw, as in a sandboxed frame. */
  cookies?: 'refused'
  /** Prepares the page before the script runs. */
  before?(window: Window): void
  /** The script is not included; `run()` runs it later. */
  late?: boolean
}

export type Window = BrowserWindow & { tracker: Tracker }

export interface Page {
  window: Window
  tracker: Tracker
  /** Runs the script, possibly again. */
  run(): void
  /** Loads the second file, which extends the tracker. */
  extend(options: Record<string, string>): void
  /** Lets the script's timers run and the network answer. */
  rest(seconds?: number): Promise<void>
  /** Dispatches an event of the browser on the page. */
  dispatch(type: string, properties?: object): void
  /** Leaves the page: `pagehide`, then none of its timers runs any more. */
  leave(): void
  /** Ends the page without any event, as a crash does. */
  crash(): void
}

export function openBrowser() {
  const browser = new Browser()
  const storages = new Map<string, Storage>()
  const requests: Request[] = []
  let answer: Answer = 202
  let headers: Record<string, string> = {}

  const storageOf = (origin: string) => {
    if (!storages.has(origin)) storages.set(origin, new Storage())
    return storages.get(origin)!
  }

  function open(url: string, options: PageOptions = {}): Page {
    const happy = browser.newPage()
    happy.mainFrame.url = url
    const window = happy.mainFrame.window as unknown as Window
    const { document } = window
    let alive = true

    define(document, 'referrer', () => options.referrer ?? '')
    if (options.cookies)
      Object.defineProperty(document, 'cookie', {
        get: () => fail('SecurityError'),
        set: () => fail('SecurityError'),
      })
    const tag = document.createElement('script')
    tag.setAttribute('src', options.src ?? SRC)
    for (const [name, value] of Object.entries(options.tag ?? { 'data-site': 'shop.example' }))
      tag.setAttribute(name, value)
    define(document, 'currentScript', () => tag)

    /** Globals that replace those of the window: the tests' clock, the storage that the options ask for, the fake network. */
    const surroundings = {
      Date,
      setTimeout: (work: () => void, ms: number) => setTimeout(() => alive && work(), ms),
      fetch: async (to: string, init: Request['init']) => {
        requests.push({ url: to, init, envelope: JSON.parse(init.body) })
        const given = answer
        // As on a real network, the result comes in a later turn of the event loop.
        await new Promise((resolve) => setImmediate(resolve))
        if (!alive || given === 'silent') return new Promise(() => {})
        if (given === 'down') throw new TypeError('Failed to fetch')
        return { status: given, headers: new Headers(headers), text: async () => '{}' }
      },
    }
    Object.defineProperty(surroundings, 'localStorage', {
      get() {
        if (options.storage === 'refused') fail('SecurityError')
        if (options.storage === 'missing') return null
        if (options.storage === 'broken') return new Proxy({}, { get: () => fail('NS_ERROR_FILE_CORRUPTED') })
        const storage = storageOf(window.location.origin)
        return options.storage === 'full'
          ? new Proxy(storage, { set: () => fail('QuotaExceededError') })
          : storage
      },
    })
    const execute = (code: string) =>
      new Function('window', 'surroundings', `with (window) with (surroundings) { ${code} }`)(
        window,
        surroundings,
      )

    const page: Page = {
      window,
      get tracker() {
        return window.tracker
      },
      run: () => execute(SCRIPT),
      extend(options) {
        Object.assign(window.tracker.options, options)
        execute(EXTRAS)
      },
      rest: async (seconds = 1) => void (await vi.advanceTimersByTimeAsync(seconds * 1000 + 50)),
      dispatch(type, properties) {
        window.dispatchEvent(Object.assign(new window.Event(type), properties))
      },
      leave() {
        page.dispatch('pagehide')
        alive = false
      },
      crash() {
        alive = false
      },
    }
    options.before?.(window)
    if (!options.late) page.run()
    return page
  }

  return {
    open,
    requests,
    /** Events that were sent, in the order of their requests. */
    get events(): WireEvent[] {
      return requests.flatMap(({ envelope }) => envelope.events)
    },
    answer(next: Answer, withHeaders: Record<string, string> = {}) {
      answer = next
      headers = withHeaders
    },
    /** Everything that the browser keeps for an origin, as text. */
    stored(url: string): string {
      const storage = storageOf(new URL(url).origin)
      return JSON.stringify([Object.entries(storage), cookiesOf(browser, url)])
    },
    keys: (url: string) => Object.keys(storageOf(new URL(url).origin)),
    cookies: (url: string) => cookiesOf(browser, url),
    dropCookies: () => browser.defaultContext.cookieContainer.clearCookies(),
    storageOf,
  }
}

const cookiesOf = (browser: Browser, url: string) =>
  browser.defaultContext.cookieContainer
    .getCookies(new URL(url) as never, true)
    .map(({ key, value }) => `${key}=${value}`)

function define(target: object, name: string, get: () => unknown) {
  Object.defineProperty(target, name, { get, configurable: true })
}

function fail(name: string): never {
  throw Object.assign(new Error(name), { name })
}
