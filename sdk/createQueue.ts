/**
 * Brings events to the Worker at least once: in batches, again after a failure, and from a later page if need be.
 *
 * Storage is the queue. Each event has a key of its own, so that tabs which write at once lose nothing. Before its JSON
 * stands the time in ms until which everybody leaves it alone: it is on its way, or the Worker has asked for patience.
 */
import { WIRE_VERSION, type WireEvent } from '../wire/event.ts'
import { attempt } from './createStorage.ts'
import { BATCH_CHARS, BATCH_EVENTS, KEPT_EVENTS, LEASE_MS, TIME_CHARS } from './limits.ts'

/**
 * @param api address of the Worker
 * @param local where events outlive the page
 * @param name what the keys begin with
 * @param later calls `send` in so many ms, or sooner
 */
export function createQueue(
  api: string,
  site: string,
  local: Record<string, string>,
  name: string,
  later: (ms: number) => void,
) {
  const memory: typeof local = {}
  /** Where the events are: `local`, or `memory` when nothing may be kept or there is no room. */
  let box = local

  const forget = (key: string) => delete box[key]

  /** Takes an event over. One without a visitor is of somebody who lets nothing be kept: it lives with the page. */
  const put = (event: WireEvent) => {
    // Too long is what has a character there. An order of hundreds of items is worth more without them than not at all.
    if (JSON.stringify(event)[BATCH_CHARS]) delete event.params?.items
    const text = Date.now() + JSON.stringify(event)
    if (text[BATCH_CHARS]) return
    box = event.visitor ? local : memory
    // Where there is no room, there is none for the rest of the page: the events of one queue stay together.
    if (!attempt(() => (box[name + event.id] = text))) (local = box = memory)[name + event.id] = text
  }

  /**
   * Sends what waits. Resolves, after `others`, when all of it is answered, or has failed and waits again.
   * @param lease_ms so long everybody else leaves alone what is sent now. Less than LEASE_MS is said by a page that
   * goes; it also sends what others may be about to deliver, for it is the last chance
   */
  async function send(lease_ms: number, others?: Promise<unknown>): Promise<unknown> {
    const all = Object.keys(box)
      .sort()
      .filter((key) => key.startsWith(name))
    all.slice(0, -KEPT_EVENTS).map(forget)
    const now = Date.now()
    let chars = 0
    const batch = all
      .filter(
        (key) =>
          parseInt(box[key]!) + lease_ms <= now + LEASE_MS && (chars += box[key]!.length) < BATCH_CHARS,
      )
      .slice(0, BATCH_EVENTS)
    /** Has them left alone until then. What was erased meanwhile stays so. */
    const mark = (until: number) => batch.map((key) => (box[key] &&= until + box[key]!.slice(TIME_CHARS)))
    if (batch[0]) {
      mark(now + lease_ms)
      const answer = await fetch(api + '/e', {
        method: 'POST',
        keepalive: true,
        credentials: 'include',
        body: JSON.stringify({
          v: WIRE_VERSION,
          now,
          // One that another script has broken is null: the Worker judges each alone.
          events: batch.map((key) => attempt(() => JSON.parse(box[key]!.slice(TIME_CHARS)))),
          site,
        }),
      }).catch(() => ({}) as Response)
      // Below are success and what would fail again just the same; above, "too many" and the Worker's own troubles.
      if (answer.status < 429) {
        batch.map(forget)
        return send(lease_ms, others)
      }
      // In seconds; as a date, which our Worker does not write, it is no number.
      lease_ms = ((answer.headers?.get('retry-after') as unknown as number) * 1000 || 0) + LEASE_MS
      mark(Date.now() + lease_ms)
    }
    // Tabs that failed together shall not come back together: the first takes what all have left.
    if (all[0]) later(lease_ms * Math.random())
    return others
  }

  return [put, send] as const
}
