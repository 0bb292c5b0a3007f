import { DAY_MS, HOUR_MS, utcDay } from '../../wire/time.ts'
import type { LedgerStore } from '../store/ledgerStore.ts'
import { LETTER_SALT, type SaltStore } from '../store/saltStore.ts'
import { TIMEOUT_MS } from './settle/groupEvents.ts'

/** This long after midnight, a visitor may still have yesterday's id. */
const OVERLAP_MS = 2 * HOUR_MS

/** What the id of an anonymous visitor is made from. The address is hashed and never stored. */
interface AnonymousTrace {
  site_id: number
  site: string
  ip: string
  user_agent: string
}

/**
 * Makes the id of a visitor who has none, for the UTC day of `atMs`: 132 bits of SHA-256 over that day's salt, site,
 * address and user agent. After the salt is deleted, no visitor can be found from the id. A visitor whose session goes on
 * over midnight keeps yesterday's id, so that midnight ends no session.
 */
export async function anonymousVisitor(
  store: SaltStore & LedgerStore,
  trace: AnonymousTrace,
  atMs: number,
): Promise<string> {
  const day = utcDay(atMs)
  const { today, yesterday } = await store.salts(day, utcDay(atMs - DAY_MS))
  if (yesterday !== null && atMs % DAY_MS < OVERLAP_MS) {
    const id = await hashedId(trace, yesterday)
    const selector = { visitor_id: id, session_id: null, from_ms: atMs }
    const { sessions, stubs } = await store.recentOf(trace.site_id, [selector])
    if ([...sessions, ...stubs].some(({ ended_ms }) => atMs - ended_ms <= TIMEOUT_MS)) return id
  }
  return hashedId(trace, today)
}

async function hashedId({ site, ip, user_agent }: AnonymousTrace, salt: string): Promise<string> {
  const bytes = new TextEncoder().encode([salt, site, ip, user_agent].join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const text = btoa(String.fromCharCode(...digest))
  return `${salt.startsWith(LETTER_SALT) ? 'a' : '~'}${text.replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '').slice(0, 22)}`
}
