/** Brings events to the Worker at least once: in batches, again after a failure, and from a later page if need be. */
import { WIRE_VERSION, type WireEvent } from '../wire/event.ts'
import { BATCH_CHARS, BATCH_EVENTS, KEPT_EVENTS } from './limits.ts'
import { attempt } from './storage.ts'

/**
 * @param api address of the Worker
 * @param local where events outlive the page: a key for each, so that tabs which write at once lose nothing
 * @param name what the keys begin with; alone it is the visitor's
 */
export function createQueue(api: string, site: string, local: Record<string, string>, name: string) {
  /** Not delivered and not on their way, oldest first. */
  let waiting: WireEvent[] = []

  const keys = () => Object.keys(local).filter((key) => key.startsWith(name))
  const forget = ({ id }: WireEvent) => attempt(() => delete local[name + id])
  /** Percent-encoded a text is never shorter than its bytes, and about a third longer for what we send. */
  const tooBig = (value: unknown) => encodeURIComponent(JSON.stringify(value)).length > BATCH_CHARS

  /** Takes an event over. One without a visitor is of somebody who lets nothing be kept: it lives with the page. */
  const put = (event: WireEvent) => {
    // An order of hundreds of items is worth more without them than not at all.
    if (tooBig(event)) delete event.params?.items
    if (tooBig(event)) return
    waiting.push(event)
    if (event.visitor)
      attempt(() => {
        local[name + event.id] = JSON.stringify(event)
      })
  }

  /** Takes over what earlier pages could not deliver. */
  const adopt = () => {
    for (const key of keys().sort()) if (key !== name) attempt(() => waiting.push(JSON.parse(local[key]!)))
  }

  /** Sends what waits. Resolves, after `others`, when all of it is answered, or has failed and waits again. */
  async function send(others?: Promise<unknown>): Promise<unknown> {
    // After `erase` a failure must not bring anything back.
    const list = waiting
    list.splice(0, list.length - KEPT_EVENTS).forEach(forget)
    const events = list.splice(0, BATCH_EVENTS)
    while (tooBig(events)) list.unshift(events.pop()!)
    if (events[0]) {
      const done = await fetch(`${api}/e`, {
        method: 'POST',
        body: JSON.stringify({ v: WIRE_VERSION, site, now: Date.now(), events }),
        keepalive: true,
        credentials: 'omit',
      }).then(
        ({ status }) => status < 500 && status !== 429,
        () => false,
      )
      if (done) {
        events.forEach(forget)
        return send(others)
      }
      list.unshift(...events)
    }
    return others
  }

  /** Forgets everything stored under the name, the visitor too. */
  const erase = () => {
    for (const key of keys()) delete local[key]
    waiting = []
  }

  return [put, adopt, send, erase] as const
}
