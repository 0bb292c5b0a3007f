/** Cuts one visitor's events into visits: a pure function of the set of events, whatever order they came in. */
import { EVENTS } from '../../../wire/event.ts'
import { campaignOf, readTouch } from '../../classify/touch.ts'
import type { SessionKind, SessionRow, StoredEvent } from '../../store/rows.ts'
import { type Hit, store } from '../hit.ts'

/** A visit ends after this long without an event. */
export const TIMEOUT_MS = 30 * 60_000

export interface Visit {
  id: string
  kind: SessionKind
  started_ms: number
  /** What opened it, raw. */
  url: string
  referrer: string
  events: StoredEvent[]
  /** Events that are new in this request. */
  hits: Hit[]
  /** The row that it continues. */
  base: SessionRow | null
}

interface Entry {
  event: StoredEvent
  row: SessionRow | null
  hit: Hit | null
}

/** By time; events of one instant in the order of the funnel, so that a page is seen before what is done on it. */
export function byTime(a: StoredEvent, b: StoredEvent): number {
  return a.ms - b.ms || rank(a.name) - rank(b.name) || (a.id < b.id ? -1 : 1)
}
const ranks = new Map<string, number>(EVENTS.map((name, index) => [name, index]))
const rank = (name: string) => ranks.get(name) ?? EVENTS.length

/**
 * @param site the site's domain, for the address of pages that were stored without their query
 * @param rows the visitor's stored sessions; @param hits what is new (no id of it is in `rows`)
 */
export function cutVisits(site: string, rows: SessionRow[], hits: Hit[]): Visit[] {
  const entries: Entry[] = [
    ...rows.flatMap((row) => row.events.map((event) => ({ event, row, hit: null }))),
    ...hits.map((hit) => ({ event: store(hit), row: null, hit })),
  ].sort((a, b) => byTime(a.event, b.event))

  const named = new Map<string, Visit>()
  const visits: Visit[] = []
  let current: Visit | null = null
  for (const entry of entries) {
    const name = givenId(entry)
    let visit: Visit | null = name ? (named.get(name) ?? null) : continued(current, site, entry.event)
    if (!visit) {
      visit = open(site, entry)
      visits.push(visit)
      if (name) named.set(name, visit)
    }
    visit.events.push(marked(entry.event, !name && visit.kind !== 'derived'))
    if (entry.hit) visit.hits.push(entry.hit)
    current = visit
  }
  const bases = new Map(rows.map((row) => [`${row.kind} ${row.id}`, row]))
  for (const visit of visits) {
    visit.base = bases.get(`${visit.kind} ${visit.id}`) ?? null
    // The script's clock reading moves by a few milliseconds from request to request: the first one stays.
    if (visit.kind === 'browser' && visit.base) visit.started_ms = visit.base.started_ms
  }
  return visits.sort((a, b) => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1))
}

/** The event with its mark; the same object where it has the right one, so that a visit that stays is known by it. */
function marked(event: StoredEvent, isFound: boolean): StoredEvent {
  const { found = false, ...plain } = event
  if (found === isFound) return event
  return isFound ? { ...plain, found: true } : plain
}

function givenId({ event, row, hit }: Entry): string | null {
  if (row) return row.kind === 'derived' || event.found ? null : row.id
  return hit?.session?.id ?? null
}

/** The visit that an event without a session id goes on with, if it does. */
function continued(current: Visit | null, site: string, event: StoredEvent): Visit | null {
  if (!current || event.ms - current.events.at(-1)!.ms > TIMEOUT_MS) return null
  const own = campaignOf(readTouch(...landing(site, event)))
  return own && own !== campaignOf(readTouch(current.url, current.referrer)) ? null : current
}

function open(site: string, entry: Entry): Visit {
  const { event, row, hit } = entry
  const [url, referrer] = landing(site, event)
  const visit: Visit = {
    id: '',
    kind: 'derived',
    started_ms: event.ms,
    url,
    referrer,
    events: [],
    hits: [],
    base: null,
  }
  const name = givenId(entry)
  if (row && name) {
    visit.id = row.id
    visit.kind = row.kind
    if (row.kind === 'browser') reopen(visit, row.started_ms, row.url, row.referrer)
  } else if (hit?.session) {
    const { id, kind, opened } = hit.session
    visit.id = id
    visit.kind = kind
    if (opened) reopen(visit, Math.min(opened.ms, event.ms), opened.url, opened.referrer)
  } else visit.id = `${event.ms.toString(36)}.${digest(`${hit?.visitor_id ?? row?.visitor_id}\n${event.id}`)}`
  return visit
}

function reopen(visit: Visit, started_ms: number, url: string, referrer: string): void {
  visit.started_ms = started_ms
  visit.url = url
  visit.referrer = referrer
}

const landing = (site: string, event: StoredEvent): [url: string, referrer: string] => [
  event.url ?? `https://${site}${event.page}`,
  event.referrer ?? '',
]

/** 53 bits of a text (cyrb53): names a visit after its first event. Not for secrets. */
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
