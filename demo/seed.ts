/** Loads the demo site's history into a Worker. Uses only the public API. */
import type { DropReason, IngestAnswer } from '../wire/event.ts'
import { LIMITS } from '../wire/event.ts'
import { costsOf } from './costs.ts'
import type { ApiEvent } from './history/visitRecorder.ts'
import { history } from './history.ts'
import { DEMO_SITE } from './site.ts'

interface SeedOptions {
  /** Such as `http://127.0.0.1:8787`. */
  workerOrigin: string
  /** An admin token, because the site may have to be created. */
  token: string
  /** The end of the history. */
  until: Date
  days?: number
  onProgress?: (progress: { sent: number; total: number }) => void
  /** Stops early: `seed` rejects with the signal's reason. */
  signal?: AbortSignal
}

interface SeedResult {
  sent: number
  accepted: number
  /** Events of robots, and events that an earlier run has loaded already. */
  dropped: number
  reasons: Partial<Record<DropReason, number>>
}

/** Requests at the same time. */
const QUEUES = 4
const TRIES = 5
const RETRY_MS = 250

/** Resolves after `ms`, or as soon as the signal aborts. */
const pause = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal?.addEventListener('abort', end)
  })

/**
 * Sends one request. Tries again later if the network fails or the answer is 429 or 5xx. Throws if the last try fails, and
 * at any other status that is not expected.
 */
async function post(path: string, body: string, expected: number[], options: SeedOptions): Promise<Response> {
  const { workerOrigin, token, signal } = options
  for (let tries = 1; ; tries++) {
    signal?.throwIfAborted()
    const answer = await fetch(new URL(path, workerOrigin), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
      signal,
    }).catch((error: Error) => error)
    if (answer instanceof Response && expected.includes(answer.status)) return answer
    const again = answer instanceof Error || answer.status === 429 || answer.status >= 500
    const why = answer instanceof Error ? answer.message : `${answer.status} ${await answer.text()}`
    signal?.throwIfAborted()
    if (!again || tries === TRIES) throw new Error(`POST ${path} was refused: ${why}`)
    await pause(RETRY_MS * 2 ** (tries - 1), signal)
  }
}

/** Distributes the events among the queues. All events of a visitor are in one queue, in their order. */
function queuesOf(events: Iterable<ApiEvent>): ApiEvent[][] {
  const queues: ApiEvent[][] = Array.from({ length: QUEUES }, () => [])
  const queueOf = new Map<string, number>()
  for (const event of events) {
    const queue = queueOf.get(event.visitor_id) ?? queueOf.size % QUEUES
    queueOf.set(event.visitor_id, queue)
    queues[queue]!.push(event)
  }
  return queues
}

/** The bodies of `POST /api/events`, each within the limits, with the number of events in it. */
function* bodiesOf(events: readonly ApiEvent[]): Iterable<{ body: string; count: number }> {
  const head = `{"site":${JSON.stringify(DEMO_SITE.site)},"events":[`
  let batch: string[] = []
  let bytes = 0
  const body = () => ({ body: `${head}${batch.join()}]}`, count: batch.length })
  for (const event of events) {
    const text = JSON.stringify(event)
    const size = Buffer.byteLength(text) + 1
    if (batch.length === LIMITS.events || head.length + bytes + size + 2 > LIMITS.body_bytes) {
      yield body()
      batch = []
      bytes = 0
    }
    batch.push(text)
    bytes += size
  }
  if (batch.length) yield body()
}

/**
 * Creates the demo site if it does not exist, and sends its history and the costs of its ads. If a run was interrupted, run it
 * again: the Worker drops the events that it has already as duplicates. Throws if the Worker refuses a request.
 */
export async function seed(options: SeedOptions): Promise<SeedResult> {
  const { until, days, onProgress, signal } = options
  await (await post('/api/sites', JSON.stringify(DEMO_SITE), [201, 409], options)).arrayBuffer()
  const events = [...history(until, days)]
  const result: SeedResult = { sent: 0, accepted: 0, dropped: 0, reasons: {} }
  const failed = new AbortController()
  const sendAll = async (queue: readonly ApiEvent[]) => {
    for (const { body, count } of bodiesOf(queue)) {
      const answer = await post('/api/events', body, [202], {
        ...options,
        signal: signal ? AbortSignal.any([signal, failed.signal]) : failed.signal,
      })
      const { accepted, dropped } = (await answer.json()) as IngestAnswer
      result.sent += count
      result.accepted += accepted
      result.dropped += dropped.length
      for (const { reason } of dropped) result.reasons[reason] = (result.reasons[reason] ?? 0) + 1
      onProgress?.({ sent: result.sent, total: events.length })
    }
  }
  const stop = (error: unknown) => {
    failed.abort(error)
    throw error
  }
  await Promise.all(queuesOf(events).map((queue) => sendAll(queue).catch(stop)))
  const costs = costsOf(events)
  if (costs.length) {
    const path = `/api/costs?site=${DEMO_SITE.site}`
    await (await post(path, JSON.stringify({ costs }), [200], options)).arrayBuffer()
  }
  return result
}
