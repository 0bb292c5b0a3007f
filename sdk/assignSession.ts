/** Assigns an event to a visitor and a session, and decides when a new session begins. */
import type { WireEvent } from '../wire/event.ts'
import type { State } from './createStorage.ts'
import { SESSION_MS } from './limits.ts'
import { campaign, touch } from './touch.ts'

/**
 * An event before it is assigned to a session. Without consent, no event is assigned to one.
 * - `name`: absent if the event only says that the visitor is here. Such an event is not sent.
 * - `referrer`: `document.referrer` for the document's first event, and the previous event's URL for each later one.
 */
export type RawEvent = Omit<WireEvent, 'name'> & { name?: string; referrer: string }

let count = 1000

/**
 * A unique id. Ids sort by time, and within a millisecond in the order in which they were made: the queue sends its keys
 * sorted. They begin with a letter, because spreadsheets round long numbers. (`crypto.randomUUID()` does not sort, is missing on
 * pages without HTTPS, and is not shorter: +2 bytes. Bytes: `+` in place of templates, here and elsewhere: -10.)
 */
export const newId = (): string => 'e' + Date.now() + count++ + Math.random()

/**
 * Writes visitor and session into the event and into the state. A new session begins after 30 minutes without an event,
 * or if the event's URL has a campaign parameter that the session's landing does not have. So none begins with a reload,
 * in a second tab with an older landing, or with a referrer alone.
 *
 * @param options `params`: as `more` in `touch`
 */
export function assignSession(state: State, event: RawEvent, options: { params?: string }): void {
  let { at, referrer, url } = event
  let { session } = state
  if (
    !session ||
    Math.abs(at - state.at) > SESSION_MS ||
    (url != referrer && campaign(url).some((parameter) => !campaign(session!.url).includes(parameter)))
  ) {
    // Bytes: the host is what follows the second slash. `new URL(…).host`: +7.
    const isOwnPage = referrer.split('/')[2] == url.split('/')[2]
    if (touch(session, options.params)) state.touches = [state.touches?.[0] || session!, session!]
    else if (!session && isOwnPage && campaign(referrer)[0])
      // Consent came on the second page, which was opened from the landing: the landing is the page before.
      url = referrer
    session = { at, referrer: isOwnPage ? '' : referrer, url, id: newId() }
    state.at = 0
  }
  // An event that had to wait must not set the time back.
  if (state.at < at) state.at = at
  event.visitor = state.visitor ??= newId()
  event.user = state.user = event.user ?? state.user
  event.session = state.session = session
}
