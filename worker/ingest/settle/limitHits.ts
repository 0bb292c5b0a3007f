/** Limits how many sessions and events are stored of one visitor. A purchase is always stored, at least as an order. */
import type { SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import { SESSION_BYTES, VISITS } from '../../store/workLimits.ts'
import { type Hit, toStoredEvent } from '../hit.ts'
import { type Drop, dropOf } from './drop.ts'
import { groupEvents, type SessionGroup } from './groupEvents.ts'

/** A session's limits. More events, or more bytes of them (JSON, UTF-8), come from a loop in the page or an attack. */
const MAX_EVENTS = 1000
/** The rest of `SESSION_BYTES` is left to purchases. */
const MAX_BYTES = SESSION_BYTES - 30_000

export interface Limited {
  kept: Hit[]
  /** Purchases that are stored as orders, but not in a session: there is no room. */
  unplaced: Hit[]
  dropped: Drop[]
}

const isPurchase = ({ name }: Hit) => name === 'purchase'

/**
 * Drops the hits that would begin a new session of a visitor who has `VISITS` sessions already.
 * @param rows the stored sessions that may change
 * @param visits the number of the visitor's last loaded session
 */
export function limitSessions(site: SiteRow, rows: SessionRow[], hits: Hit[], visits: number): Limited {
  if (visits < VISITS) return { kept: hits, unplaced: [], dropped: [] }
  const begun = groupEvents(site.site, rows, hits).filter(({ base }) => !base)
  const surplus = begun.flatMap((group) => group.hits.filter((hit) => !isPurchase(hit)))
  const message = `a visitor has ${VISITS} sessions at most; do several people share this visitor_id?`
  return without(hits, surplus, [], message)
}

/**
 * Drops the hits that would make a session longer than `MAX_EVENTS` or `MAX_BYTES`, also by joining two sessions. A
 * purchase is still added to a full session, but without items and parameters: the order keeps its items.
 */
export function limitEvents(site: SiteRow, rows: SessionRow[], hits: Hit[]): Limited {
  const surplus: Hit[] = []
  const unplaced: Hit[] = []
  const short = new Map<Hit, Hit>()
  for (const { events, hits: added } of groupEvents(site.site, rows, hits).filter(isLarge)) {
    const ids = new Set(added.map(({ id }) => id))
    const before = events.filter(({ id }) => !ids.has(id))
    let [count, bytes] = [before.length, before.reduce((sum, event) => sum + bytesOf(event), 0)]
    for (const hit of added) {
      const own = bytesOf(toStoredEvent(hit))
      const isFull = count >= MAX_EVENTS || bytes + own > MAX_BYTES
      const kept = isFull ? { ...hit, items: [], params: {} } : hit
      const more = isFull ? bytesOf(toStoredEvent(kept)) : own
      if (isFull && !isPurchase(hit)) surplus.push(hit)
      else if (bytes + more > SESSION_BYTES) unplaced.push(hit)
      else {
        if (isFull) short.set(hit, kept)
        count++
        bytes += more
      }
    }
  }
  const limited = without(
    hits,
    surplus,
    unplaced,
    `a session keeps ${MAX_EVENTS} events at most, and ${MAX_BYTES} bytes of them`,
  )
  return { ...limited, kept: limited.kept.map((hit) => short.get(hit) ?? hit) }
}

/** For a visitor whose sessions at this time are too long to be loaded. */
export const refuseAll = (hits: Hit[]): Limited =>
  without(
    hits,
    hits.filter((hit) => !isPurchase(hit)),
    hits.filter(isPurchase),
    'the sessions of this visitor at this time are full',
  )

const encoder = new TextEncoder()
const bytesOf = (event: StoredEvent) => encoder.encode(JSON.stringify(event)).byteLength + 1

/** Whether a group may be beyond a limit: a quick estimate, which is never too low. */
const isLarge = ({ events, hits }: SessionGroup) =>
  hits.length > 0 && (events.length > MAX_EVENTS || JSON.stringify(events).length * 3 > MAX_BYTES)

function without(hits: Hit[], surplus: Hit[], unplaced: Hit[], message: string): Limited {
  const gone = new Set([...surplus, ...unplaced])
  return {
    kept: hits.filter((hit) => !gone.has(hit)),
    unplaced,
    dropped: surplus.map((hit) => dropOf(hit, 'rate_limited', message)),
  }
}
