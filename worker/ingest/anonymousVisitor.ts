/** Names for visitors without an id: a hash that nobody can trace back once its salt is forgotten. */
import { DAY_MS } from '../../wire/time.ts'
import type { Store } from '../store/store.ts'
import { TIMEOUT_MS } from './settle/groupEvents.ts'

/** A visit under way at midnight goes on under its old name for so long at most. */
const OVERLAP_MS = 2 * 3_600_000

/** What an anonymous visitor is told apart by. The address is hashed and not kept. */
export interface Trace {
  site_id: number
  site: string
  ip: string
  user_agent: string
}

/**
 * The visitor's name on the UTC day of `atMs`: SHA-256 of site, address and user agent under that day's salt, 132 bits
 * of it. Who was here a moment before midnight keeps yesterday's, so that midnight ends no visit.
 */
export async function anonymousVisitor(store: Store, trace: Trace, atMs: number): Promise<string> {
  const day = dayOf(atMs)
  const { today, yesterday } = await store.salts(day, dayOf(atMs - DAY_MS))
  if (yesterday !== null && atMs % DAY_MS < OVERLAP_MS) {
    const before = await named(trace, yesterday)
    const sessions = await store.sessionsOf(trace.site_id, [
      { visitor_id: before, session_id: null, from_ms: atMs },
    ])
    if (sessions.some(({ ended_ms }) => atMs - ended_ms <= TIMEOUT_MS)) return before
  }
  return named(trace, today)
}

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)

async function named({ site, ip, user_agent }: Trace, salt: string): Promise<string> {
  const bytes = new TextEncoder().encode([salt, site, ip, user_agent].join('\n'))
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  const text = btoa(String.fromCharCode(...digest))
  return `~${text.replace(/[+/=]/g, (c) => ({ '+': '-', '/': '_' })[c] ?? '').slice(0, 22)}`
}
