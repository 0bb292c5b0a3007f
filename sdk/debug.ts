/**
 * The script's third file, which `data-debug` loads: prints in the console what is sent to the Worker, what the Worker
 * answers, and what waits. It wraps the page's `fetch`, so that the other two files need no code for it.
 */
import type { Envelope } from '../wire/event.ts'
import { attempt } from './createStorage.ts'
import { KEPT_EVENTS } from './limits.ts'

const { fetch } = window
/** How often each event was sent, by its id. */
const sent = new Map<string, number>()

const log = (...words: unknown[]) => console.debug('[utm]', ...words)

/** The envelope of a request to the Worker; undefined for any other request of the page. */
const envelopeOf = (to: unknown, body: unknown): Envelope | undefined =>
  attempt(() => {
    if (!`${to}`.endsWith('/e')) return
    const envelope: Envelope = JSON.parse(body as string)
    return envelope.site && envelope.events ? envelope : undefined
  })

/** The number of events that wait in localStorage. Without consent, events wait in the page's memory: not counted. */
const waitingOf = (site: string) =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`utm_${site}_e`)).length) ?? 0

window.fetch = async (...request) => {
  const [to, init] = request
  const envelope = envelopeOf(to, init?.body)
  if (!envelope) return fetch(...request)
  const { site, events } = envelope
  for (const { id } of events) sent.set(id, (sent.get(id) ?? 0) + 1)
  const again = events.filter(({ id }) => sent.get(id)! > 1).length
  const waiting = waitingOf(site)
  log(
    `sending ${events.length} events${again ? `, ${again} of them again` : ''}; ${waiting} are stored`,
    events,
  )
  if (waiting >= KEPT_EVENTS)
    log(`${KEPT_EVENTS} events are stored, which is the limit: the oldest are dropped`)
  try {
    const answer = await fetch(...request)
    const text = await answer.clone().text()
    log(`the Worker answered ${answer.status}`, attempt(() => JSON.parse(text)) ?? text)
    if (answer.status >= 429)
      log(`they are sent again after 10 s + Retry-After (${answer.headers.get('Retry-After') ?? 0} s)`)
    return answer
  } catch (error) {
    log('no answer; they are sent again after 10 s', error)
    throw error
  }
}

log('debugging is on')
