/**
 * Delivers events to the Worker at least once: in batches, again after a failure, and from a later page if necessary.
 *
 * The browser's storage is the queue. Each event has its own key, so that tabs which write at the same time lose nothing.
 * Its value is a time in ms (13 digits) followed by the event as JSON. The time is the event's lease: until then no tab
 * may send the event, because it is on its way or because the Worker has asked to wait.
 */
import { type Item, WIRE_VERSION, type WireEvent } from '../wire/event.ts'
import { attempt } from './createStorage.ts'
import { BATCH_CHARS, BATCH_EVENTS, KEPT_EVENTS, LEASE_MS, TIME_CHARS } from './limits.ts'

/**
 * Returns `[put, send]`. Bytes: a tuple, because property names are not shortened. Objects here and in
 * `createStorage`: +27.
 *
 * @param local storage that outlives the page; it is read and written as an object (Bytes: `getItem`, …: +17)
 * @param name begins the queue's keys. The event's id follows, which begins with `e`: that is no key of anything else
 * @param later called to ask for a `send` within so many ms
 */
export function createQueue(
  options: { api: string; site: string },
  local: Record<string, string>,
  name: string,
  later: (ms: number) => void,
) {
  const memory: typeof local = {}
  let lasting = local
  /** Where the events are: `lasting`, or `memory` if nothing may be stored or the storage is full. */
  let box = local

  const remove = (key: string) => delete box[key]

  /** Adds an event to the queue: in memory only if it has no visitor, because nothing may be stored without consent. */
  const put = (event: WireEvent) => {
    // Bytes: a character at this index means that the text is too long. Two times `.length >`: +5.
    // Bytes: the lease is a prefix of the JSON, which `parseInt` reads. An object `{ until, event }`: +18.
    let text: string
    // Of a large cart the first items are sent. The 0 in the place of the others tells the Worker that it does not have all, so
    // that it does not take their sum for the value. Some at a time: one at a time would take seconds.
    while ((text = Date.now() + JSON.stringify(event))[BATCH_CHARS])
      if (!event.params?.items?.splice(-16, 16, 0 as Item)[0]) return
    box = event.visitor ? lasting : memory
    // If the storage is full, memory replaces it until the page ends, so that the events of a queue stay together.
    // Bytes: one chained assignment. Three statements: +5.
    if (!attempt(() => (box[name + event.id] = text))) (lasting = box = memory)[name + event.id] = text
  }

  /**
   * Sends the events whose lease has ended, one batch after another, up to a batch that fails. That batch stays in the
   * queue, and `later` is called. Resolves at the end of this, and not before `others`.
   *
   * @param lease_ms for how long no other tab may send these events. A page that is left gives less than LEASE_MS. Then
   * events whose lease ends within LEASE_MS − lease_ms are sent, too, although another tab may be sending them: it is the
   * page's last chance
   */
  const send = async (lease_ms: number, others?: Promise<unknown>): Promise<unknown> => {
    const all = Object.keys(box)
      .filter((key) => key.startsWith(name + 'e'))
      .sort()
    // Bytes: `map` in place of `forEach`, here and elsewhere: +12.
    all.slice(0, -KEPT_EVENTS).map(remove)
    let chars = 0
    const now = Date.now()
    // Bytes: a filter that adds up the characters as it goes. A loop: +17. `parseInt` stops at the JSON's `{`: +7.
    const batch = all
      .filter(
        (key) =>
          parseInt(box[key]!) + lease_ms <= now + LEASE_MS && (chars += box[key]!.length) < BATCH_CHARS,
      )
      .slice(0, BATCH_EVENTS)
    /** Sets the lease of the batch. An event that was erased in the meantime is not written back. (`if`: +4 bytes) */
    const lease = (until: number) => batch.map((key) => (box[key] &&= until + box[key]!.slice(TIME_CHARS)))
    // Bytes: `[0]` in place of `.length > 0`, twice: +8.
    if (batch[0]) {
      lease(now + lease_ms)
      const answer = await fetch(options.api + '/e', {
        keepalive: true,
        method: 'POST',
        credentials: 'include',
        body: JSON.stringify({
          v: WIRE_VERSION,
          now,
          // An event that another script has broken becomes null: the Worker validates each event alone.
          events: batch.map((key) => attempt(() => JSON.parse(box[key]!.slice(TIME_CHARS)))),
          site: options.site,
        }),
        // No answer counts as a failure: `undefined < 429` is false. (`undefined` and two checks: +5 bytes)
      }).catch(Object)
      // Below 429: success, or an error that would come again. From 429 on: too many requests, or the Worker is down.
      if (answer.status < 429) {
        batch.map(remove)
        return send(lease_ms, others)
      }
      // Seconds. Our Worker sends no dates; a date or no header gives 0. (`Number()` in place of `*`: +10 bytes)
      lease_ms = ((answer.headers?.get('retry-after') as unknown as number) * 1000 || 0) + LEASE_MS
      lease(Date.now() + lease_ms)
    }
    // A random delay: tabs that failed at the same time do not try again at the same time. The first one sends all events.
    if (all[0]) later(lease_ms * Math.random())
    return others
  }

  return [put, send] as const
}
