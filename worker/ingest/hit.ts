/** A hit: one event that has passed the pipeline, ready to be put into a session. */
import type { Item } from '../../wire/event.ts'
import type { StoredEvent, Where } from '../store/rows.ts'

/** The session that the caller named. Absent on a hit: we find it by time and campaign. */
export interface HitSession {
  id: string
  kind: 'browser' | 'given'
  /** Start and landing as the script saw them. Null for a server's id: the first event tells. */
  opened: { ms: number; url: string; referrer: string } | null
}

export interface Hit {
  /** Place in the request. */
  index: number
  id: string
  name: string
  ms: number
  page: string
  url: string
  referrer: string
  visitor_id: string
  /** Whether a server with a token said it. What a page says, anyone can say. */
  trusted: boolean
  session: HitSession | null
  user_id: string | null
  value_minor: number | null
  currency: string | null
  transaction_id: string | null
  items: Item[]
  params: Record<string, unknown>
  where: Where
}

/** The form in which a session row keeps the hit: what was not sent takes no room. */
export function store(hit: Hit): StoredEvent {
  const event: StoredEvent = { id: hit.id, name: hit.name, ms: hit.ms, page: hit.page }
  if (hit.session?.kind !== 'browser') {
    event.where = hit.where
    if (hit.referrer || hit.url.includes('?')) {
      event.url = hit.url
      event.referrer = hit.referrer
    }
  }
  if (hit.user_id) event.user = hit.user_id
  if (hit.value_minor !== null && hit.currency) {
    event.value_minor = hit.value_minor
    event.currency = hit.currency
  }
  if (hit.transaction_id) event.transaction_id = hit.transaction_id
  if (hit.items.length) event.items = hit.items
  if (Object.keys(hit.params).length) event.params = hit.params
  return event
}
