/** Where a visitor is kept: in localStorage and in a cookie, which keep each other alive, or else in memory. */
import type { WireSession } from '../wire/event.ts'
import { COOKIE_S } from './limits.ts'
import type { Landing } from './touch.ts'

/** What is known of a visitor, or that they opted out. */
export interface State {
  /** When the newest event happened, by the browser's clock, ms. */
  at: number
  visitor?: string
  /** Empty when the shop has said that it does not know them. */
  user?: string
  session?: WireSession
  /** The first touch and the newest one before the present session; absent while there is none. */
  touches?: [first: Landing, last: Landing]
  out?: true
  /** The domain that the cookie is set for: the Worker renews it where browsers limit what scripts set. */
  domain?: string
}

/** Undefined when `work` throws, as any storage does that is missing, full or forbidden. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {}
}

/** localStorage, tried by a first reading. Where it is refused, a memory that ends with the page. */
export const openLocal = () =>
  (attempt(() => localStorage.length + 1 && localStorage) || {}) as Record<string, string>

/**
 * @param name key of the visitor and name of the cookie; other keys that begin with it are erased with it
 * @param where its `cookieDomain` is looked up each time
 */
export function createStorage(local: Record<string, string>, name: string, where: { cookieDomain?: string }) {
  let newest: State = { at: 0 }

  const bake = (text: string, age_s: number) =>
    attempt(() => {
      // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is neither everywhere nor synchronous
      document.cookie = `${name}=${encodeURIComponent(text)};samesite=lax;path=/;max-age=${age_s};domain=${where.cookieDomain ?? ''}`
    })

  /** The newest of what this page, its other tabs and, by the cookie, other subdomains know. */
  const load = () => {
    ;[() => local[name], () => decodeURIComponent(document.cookie.match(`${name}=([^;]*)`)![1]!)].map(
      (read) =>
        attempt(() => {
          const state = JSON.parse(read()!)
          if (state.at > newest.at) newest = state
        }),
    )
    return newest
  }

  const save = (state: State) => {
    newest = state
    state.domain = where.cookieDomain
    const text = JSON.stringify(state)
    attempt(() => (local[name] = text))
    bake(text, COOKIE_S)
  }

  const erase = () => {
    newest = { at: 0 }
    Object.keys(local)
      .filter((key) => key.startsWith(name))
      .map((key) => delete local[key])
    bake('0', -1)
  }

  return [load, save, erase] as const
}
