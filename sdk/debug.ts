/**
 * The developer's tool, which `data-debug` loads: says in the console what goes to the Worker, what it answers, and what
 * is waiting. It listens to the page's `fetch`, so that neither of the other files holds a byte of it.
 */
import type { Envelope } from '../wire/event.ts'
import { attempt } from './createStorage.ts'
import { KEPT_EVENTS } from './limits.ts'

const { fetch } = window
/** How often each event was sent. */
const sent = new Map<string, number>()

const say = (...words: unknown[]) => console.debug('[utm]', ...words)

/** The envelope of a request to the Worker; undefined for every other request of the page. */
const envelopeOf = (to: unknown, body: unknown): Envelope | undefined =>
  attempt(() => {
    if (!`${to}`.endsWith('/e')) return
    const envelope: Envelope = JSON.parse(body as string)
    return envelope.site && envelope.events ? envelope : undefined
  })

/** Events that are kept in this browser until they are answered. Without consent they live in the page's memory. */
const keptOf = (site: string) =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(`utm_${site}_e`)).length) ?? 0

window.fetch = async (...request) => {
  const [to, init] = request
  const envelope = envelopeOf(to, init?.body)
  if (!envelope) return fetch(...request)
  const { site, events } = envelope
  for (const { id } of events) sent.set(id, (sent.get(id) ?? 0) + 1)
  const again = events.filter(({ id }) => sent.get(id)! > 1).length
  const kept = keptOf(site)
  say(`sends ${events.length} events${again ? `, ${again} of them again` : ''}; ${kept} are kept`, events)
  if (kept >= KEPT_EVENTS)
    say(`${KEPT_EVENTS} events are kept, which is all there is room for: the oldest go`)
  try {
    const answer = await fetch(...request)
    const text = await answer.clone().text()
    say(`is answered ${answer.status}`, attempt(() => JSON.parse(text)) ?? text)
    if (answer.status >= 429)
      say(
        `will send them again, in 10 s and what it is asked for: ${answer.headers.get('Retry-After') ?? 0} s`,
      )
    return answer
  } catch (error) {
    say('gets no answer, and will send them again in 10 s', error)
    throw error
  }
}

say('listens')
