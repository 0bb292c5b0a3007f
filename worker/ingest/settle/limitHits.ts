/** Limits how many sessions and events are stored of one visitor. A purchase is always stored. */
import { exceedsBytes } from '../../../wire/exceedsBytes.ts'
import type { SessionRow, SiteRow, StoredEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { type Drop, dropOf } from './drop.ts'
import { groupEvents } from './groupEvents.ts'

/** A session's limits. More events, or more bytes of them (JSON, UTF-8), come from a loop in the page or an attack. */
const MAX_EVENTS = 1000
const MAX_BYTES = 1_000_000
/** A session with at most this many events is not measured: they cannot have `MAX_BYTES`. */
const MEASURED_EVENTS = 20
/** A visitor with more sessions is many people who share one id. Each of their events would have to read all sessions. */
const MAX_SESSIONS = 5000

interface Limited {
  kept: Hit[]
  dropped: Drop[]
}

/**
 * Drops the hits that would begin a new session of a visitor who has `MAX_SESSIONS` sessions already.
 * @param rows the visitor's stored sessions
 */
export function limitSessions(site: SiteRow, rows: SessionRow[], hits: Hit[]): Limited {
  if ((rows.at(-1)?.visit_number ?? 0) < MAX_SESSIONS) return { kept: hits, dropped: [] }
  const begun = groupEvents(site.site, rows, hits).filter(({ base }) => !base)
  const surplus = begun.flatMap((group) => group.hits.filter(isNoPurchase))
  const message = `a visitor has ${MAX_SESSIONS} sessions at most; do several people share this visitor_id?`
  return without(hits, surplus, message)
}

/**
 * Drops the hits that would make a session longer than `MAX_EVENTS` or `MAX_BYTES`. Purchases are still added to a full
 * session, but without items and parameters: the order keeps its items.
 */
export function limitEvents(site: SiteRow, rows: SessionRow[], hits: Hit[]): Limited {
  const isFull = ({ events }: SessionRow) =>
    events.length + hits.length > MAX_EVENTS || (events.length > MEASURED_EVENTS && isLong(events))
  if (!rows.some(isFull)) return { kept: hits, dropped: [] }
  const surplus = groupEvents(site.site, rows, hits).flatMap(({ base, hits: added }) => {
    const free = base && isFull(base) ? Math.max(0, MAX_EVENTS - base.events.length) : MAX_EVENTS
    return added.filter(isNoPurchase).slice(base && isLong(base.events) ? 0 : free)
  })
  const { kept, dropped } = without(hits, surplus, `a session keeps ${MAX_EVENTS} events at most`)
  return { kept: kept.map((hit) => ({ ...hit, items: [], params: {} })), dropped }
}

const isNoPurchase = ({ name }: Hit) => name !== 'purchase'

const isLong = (events: StoredEvent[]) => exceedsBytes(JSON.stringify(events), MAX_BYTES)

function without(hits: Hit[], surplus: Hit[], message: string): Limited {
  const gone = new Set(surplus)
  return {
    kept: hits.filter((hit) => !gone.has(hit)),
    dropped: [...gone].map((hit) => dropOf(hit, 'rate_limited', message)),
  }
}
