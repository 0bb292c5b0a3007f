/** Groups one visitor's events into sessions. Pure: the order in which the events came makes no difference. */
import { EVENTS } from '../../../wire/event.ts'
import { MINUTE_MS } from '../../../wire/time.ts'
import { campaignOf, readTouch, type Touch } from '../../classify/touch.ts'
import type { SessionKind, SessionRow, StoredEvent } from '../../store/rows.ts'
import { type Hit, toStoredEvent } from '../hit.ts'

/** A session ends after this long without an event. */
export const TIMEOUT_MS = 30 * MINUTE_MS

/** What opened a session: the touch of a hit, or the stored URL and referrer, from which `touchOf` reads the touch. */
export type Landing = Touch | { url: string; referrer: string }

export const touchOf = (landing: Landing): Touch =>
  'utm' in landing ? landing : readTouch(landing.url, landing.referrer)

/** A session's events, before its row is made. */
export interface SessionGroup {
  id: string
  kind: SessionKind
  started_ms: number
  landing: Landing
  /** In order of time; the new ones among them. */
  events: StoredEvent[]
  hits: Hit[]
  /** The stored session that it continues. */
  base: SessionRow | null
}

/** An event to group: a stored one with its session's row, or a new one with its hit. */
type Entry = { event: StoredEvent } & ({ row: SessionRow; hit: null } | { row: null; hit: Hit })

/**
 * Sorts by time. Events of one instant have the order of the list of known events, so that a page view comes before what
 * was done on the page.
 */
export function byTime(a: StoredEvent, b: StoredEvent): number {
  return a.ms - b.ms || rank(a.name) - rank(b.name) || (a.id < b.id ? -1 : 1)
}
const ranks = new Map<string, number>(EVENTS.map((name, index) => [name, index]))
const rank = (name: string) => ranks.get(name) ?? EVENTS.length

/**
 * @param site the site's domain, for the address of events that were stored without one
 * @param rows the visitor's stored sessions
 * @param hits the new events: none of their ids is in `rows`
 * @returns the sessions in order of time
 */
export function groupEvents(site: string, rows: SessionRow[], hits: Hit[]): SessionGroup[] {
  const entries: Entry[] = [
    ...rows.flatMap((row) => row.events.map((event): Entry => ({ event, row, hit: null }))),
    ...hits.map((hit): Entry => ({ event: toStoredEvent(hit), row: null, hit })),
  ].sort((a, b) => byTime(a.event, b.event))

  const named = new Map<string, SessionGroup>()
  const groups: SessionGroup[] = []
  let current: SessionGroup | null = null
  for (const entry of entries) {
    const name = namedSession(entry)
    let group: SessionGroup | null = name ? (named.get(name) ?? null) : continued(current, site, entry)
    if (!group) {
      group = newGroup(site, entry, name)
      groups.push(group)
      if (name) named.set(name, group)
    }
    group.events.push(marked(entry.event, !name && group.kind !== 'derived'))
    if (entry.hit) group.hits.push(entry.hit)
    current = group
  }
  const bases = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  for (const group of groups) {
    group.base = bases.get(`${group.kind} ${group.id}`) ?? null
    // A session's start, computed from the browser's clock, differs by some milliseconds from request to request. The
    // first one stays.
    if (group.kind === 'browser' && group.base) group.started_ms = group.base.started_ms
  }
  return groups.sort((a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1))
}

/**
 * The event with `found` set or removed (see `StoredEvent` in store/rows.ts). If nothing changes, it is the same object,
 * so that `sessionRow` recognises a session that has not changed.
 */
function marked(event: StoredEvent, isFound: boolean): StoredEvent {
  const { found = false, ...plain } = event
  if (found === isFound) return event
  return isFound ? { ...plain, found: true } : plain
}

/** The id of the session that the event itself names, null when its session must be found by time and campaign. */
function namedSession({ event, row, hit }: Entry): string | null {
  if (row) return row.kind === 'derived' || event.found ? null : row.id
  return hit.session?.id ?? null
}

/** The current session, if an event that names no session belongs to it: it is not too late and has no other campaign. */
function continued(current: SessionGroup | null, site: string, entry: Entry): SessionGroup | null {
  if (!current || entry.event.ms - current.events.at(-1)!.ms > TIMEOUT_MS) return null
  const own = campaignOf(touchOf(landingOf(site, entry)))
  return own && own !== campaignOf(touchOf(current.landing)) ? null : current
}

/** The landing of an event: the same for a hit and for the event that is stored for it (`toStoredEvent`). */
function landingOf(site: string, { event, hit }: Entry): Landing {
  if (hit && (event.url !== undefined || hit.session?.kind === 'browser')) return hit.touch
  return { url: event.url ?? `https://${site}${event.page}`, referrer: event.referrer ?? '' }
}

/** A session that begins with this event. Its `events`, `hits` and `base` are empty: `groupEvents` fills them in. */
function newGroup(site: string, entry: Entry, name: string | null): SessionGroup {
  const { event, row, hit } = entry
  const empty = { events: [], hits: [], base: null }
  const opening = { started_ms: event.ms, landing: landingOf(site, entry), ...empty }
  if (row && name) {
    const { kind, started_ms, url, referrer } = row
    if (kind !== 'browser') return { id: name, kind, ...opening }
    return { id: name, kind, ...opening, started_ms, landing: { url, referrer } }
  }
  if (hit?.session) {
    const { id, kind, opened_ms } = hit.session
    return { id, kind, ...opening, started_ms: Math.min(opened_ms ?? event.ms, event.ms) }
  }
  const id = `${event.ms.toString(36)}.${digest(`${(hit ?? row).visitor_id}\n${event.id}`)}`
  return { id, kind: 'derived', ...opening }
}

/** A hash of 53 bits (cyrb53), for the id of a session that has none. Not for secrets. */
function digest(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909)
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909)
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36)
}
