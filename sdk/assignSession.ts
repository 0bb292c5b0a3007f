/** Puts an event into a visit: who came, which session it belongs to, and when a new one begins. */
import type { WireEvent } from '../wire/event.ts'
import type { State } from './createStorage.ts'
import { VISIT_MS } from './limits.ts'
import { campaign, touch } from './touch.ts'

/**
 * An event that is in no visit yet, and perhaps never will be. One without a name only says that the visitor is here.
 * `referrer` is `document.referrer`; after the first event of a document it is the address of the event before.
 */
export type RawEvent = Omit<WireEvent, 'name'> & { name?: string; referrer: string }

let count = 1000

/** Sorts by time, and within a millisecond by the order in which it was asked; the rest of it is random. */
export const newId = (): string => `${Date.now()}${count++}${Math.random()}`

/**
 * Writes visitor and session on an event, and both into the state. A new session begins after half an hour without an
 * event, or when the page has come to an address with a campaign that the session's landing has not. So none begins
 * with a reload, in a second tab that still lies on an older landing, or with a referrer alone.
 * @param more as with `touch`
 */
export function visit(state: State, event: RawEvent, more?: string): void {
  let { at, referrer, url } = event
  let { session } = state
  if (
    !session ||
    Math.abs(at - state.at) > VISIT_MS ||
    (url != referrer && campaign(url).some((parameter) => !campaign(session!.url).includes(parameter)))
  ) {
    const own = url.split('/')[2] == referrer.split('/')[2]
    if (touch(session, more)) state.touches = [state.touches?.[0] || session!, session!]
    else if (!session && own && campaign(referrer)[0])
      // The first page that may keep anything was opened from the landing: consent came a page late.
      url = referrer
    session = { at, id: newId(), referrer: own ? '' : referrer, url }
    state.at = 0
  }
  // An event that had to wait does not make the visit older.
  if (state.at < at) state.at = at
  // The session says it.
  delete (event as WireEvent).referrer
  event.session = state.session = session
  event.visitor = state.visitor ??= newId()
  event.user = (state.user = event.user ?? state.user) || undefined
}
