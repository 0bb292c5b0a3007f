/** Where a visitor is kept: in localStorage, in a cookie where that is refused or shared, or else in memory. */
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
  first?: Landing
  last?: Landing
  out?: true
}

/** Undefined when `work` throws, as any storage does that is missing, full or forbidden. */
export function attempt<T>(work: () => T): T | undefined {
  try {
    return work()
  } catch {}
}

/**
 * localStorage, tried by a first reading. Where it is refused, a string: it gives no property, takes none, and the
 * cookie or memory remains.
 */
export const openLocal = () =>
  (attempt(() => localStorage.length >= 0 && localStorage) ?? '') as Record<string, string>

/** @param name key of the visitor and name of the cookie */
export function createStorage(local: Record<string, string>, name: string, cookieDomain = '') {
  let newest: State = { at: 0 }

  /** The newest of what this page, its other tabs and, by the cookie, other subdomains know. */
  const load = () => {
    const cookie = attempt(() => decodeURIComponent(document.cookie.match(`${name}=([^;]*)`)![1]!))
    for (const text of [local[name], cookie])
      attempt(() => {
        const state = JSON.parse(text!)
        if (state.at > newest.at) newest = state
      })
    return newest
  }

  /** With an age of 0 the cookie goes. */
  const save = (state: State, age_s = COOKIE_S) => {
    const text = JSON.stringify(state)
    newest = state
    attempt(() => {
      local[name] = text
    })
    if (local[name] !== text || cookieDomain || !age_s)
      attempt(() => {
        // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is neither everywhere nor synchronous
        document.cookie = `${name}=${encodeURIComponent(text)};path=/;samesite=lax;max-age=${age_s};domain=${cookieDomain}`
      })
  }

  return [load, save] as const
}
