/** Stores a visitor in localStorage and in a cookie, so that either can restore the other; otherwise in memory. */
import type { WireSession } from '../wire/event.ts'
import { COOKIE_S } from './limits.ts'
import type { Landing } from './touch.ts'

/** What is stored of a visitor, or that they opted out. */
export interface State {
  /** When the newest event happened, by the browser's clock, ms. */
  at: number
  visitor?: string
  /** The shop's own user id. Empty after `identify(null)`. */
  user?: string
  session?: WireSession
  /** The first touch, and the newest one before the present session. Absent before there is one. */
  touches?: [first: Landing, last: Landing]
  out?: true
  /** The domain of the cookie. The Worker needs it to renew the cookie in browsers that limit what scripts set. */
  domain?: string
}

/**
 * Returns the result of `work`, or undefined if it throws. Storage throws if it is missing, full or forbidden.
 * Bytes: used in place of `try … catch {}` statements. The four in `createStorage` and `record`: +22.
 */
export const attempt = <T>(work: () => T): T | undefined => {
  try {
    return work()
  } catch {}
}

/** localStorage, if it can be read: some browsers throw only then. Otherwise an object that ends with the page. */
export const openLocal = () =>
  (attempt(() => localStorage.length < 1e9 && localStorage) || {}) as Record<string, string>

/**
 * Returns `[load, save, erase]`: a tuple, as in `createQueue`.
 *
 * @param name key of the visitor and name of the cookie; `erase` also deletes the other keys that begin with it
 * @param options its `cookieDomain` is read at each use, because the extras may set it later
 */
export function createStorage(
  local: Record<string, string>,
  name: string,
  options: { cookieDomain?: string },
) {
  let newest: State = { at: 0 }

  // Bytes: an empty `domain=` means this host. Leaving the attribute out: +11.
  const writeCookie = (text: string, age_s: number) =>
    attempt(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is neither everywhere nor synchronous
      document.cookie =
        name +
        '=' +
        encodeURIComponent(text) +
        ';path=/;samesite=lax;max-age=' +
        age_s +
        ';domain=' +
        (options.cookieDomain ?? '')
    })

  /** The newest state that this page, other tabs (localStorage) or other subdomains (cookie) have written. */
  const load = () => {
    // Bytes: both places in one list. A function that is called twice: +8.
    ;[local[name], attempt(() => decodeURIComponent(document.cookie.match(name + '=([^;]*)')![1]!))].map(
      (text) =>
        attempt(() => {
          const state = JSON.parse(text!)
          if (state.at > newest.at) newest = state
        }),
    )
    return newest
  }

  const save = (state: State) => {
    newest = state
    state.domain = options.cookieDomain
    const text = JSON.stringify(state)
    attempt(() => (local[name] = text))
    writeCookie(text, COOKIE_S)
  }

  const erase = () => {
    newest = { at: 0 }
    Object.keys(local).map((key) => key.startsWith(name) && delete local[key])
    writeCookie('0', -1)
  }

  return [load, save, erase] as const
}
