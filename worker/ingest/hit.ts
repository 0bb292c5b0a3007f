/** A hit: one event after validation and enrichment, ready to be settled. */
import type { AdConsent } from '../../wire/answers/values.ts'
import type { Touch } from '../classify/touch.ts'
import type { StoredEvent, Where } from '../store/rows.ts'
import type { Commerce } from './commerce/readCommerce.ts'

/** The session that the sender names. If a hit has none, its session is found by time and campaign. */
interface HitSession {
  id: string
  kind: 'browser' | 'given'
  /** When it began, as the script saw it. Null for a server's id: it begins with its first event. */
  opened_ms: number | null
}

export interface Hit extends Commerce {
  /** Place in the request. */
  index: number
  id: string
  name: string
  ms: number
  /** When it arrived, by our clock. */
  received_ms: number
  /** The path of the page on which it happened. */
  page: string
  /** What brought its session: the landing that the script states, otherwise the event's own page and referrer. */
  touch: Touch
  visitor_id: string
  /** Whether a server with a token sent it. Hits from pages are not trusted, because anyone can send them. */
  trusted: boolean
  session: HitSession | null
  user_id: string | null
  /** Set by settling, as in `StoredEvent`. */
  rival?: true
  ad_consent: AdConsent | null
  params: Record<string, unknown>
  where: Where
}

/** The event that is stored in a session's row for the hit. Fields that were not sent are absent. */
export function toStoredEvent(hit: Hit): StoredEvent {
  const event: StoredEvent = { id: hit.id, name: hit.name, ms: hit.ms, page: hit.page }
  if (hit.session?.kind !== 'browser') {
    event.where = hit.where
    if (hit.touch.referrer || hit.touch.url.includes('?')) {
      event.url = hit.touch.url
      event.referrer = hit.touch.referrer
    }
  }
  if (hit.user_id) event.user = hit.user_id
  if (hit.value_minor !== null && hit.currency) {
    event.value_minor = hit.value_minor
    event.currency = hit.currency
  }
  if (!hit.value_complete) event.value_complete = false
  if (hit.transaction_id) event.transaction_id = hit.transaction_id
  if (hit.rival) event.rival = true
  if (hit.ad_consent) event.ad_consent = hit.ad_consent
  if (hit.items.length) event.items = hit.items
  if (Object.keys(hit.params).length) event.params = hit.params
  return event
}
