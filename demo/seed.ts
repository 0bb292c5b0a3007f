/** Loads the demo site's history into a Worker, through its public API alone. */
import type { DropReason, IngestAnswer } from '../wire/event.ts'
import { LIMITS } from '../wire/event.ts'
import { costsOf } from './costs.ts'
import { type ApiEvent, history } from './history.ts'
import { DEMO_SITE } from './site.ts'

export interface SeedOptions {
  /** Such as `http://127.0.0.1:8787`. */
  workerOrigin: string
  /** An admin token: it creates the site when there is none. */
  token: string
  /** The history ends here. */
  until: Date
  days?: number
  onProgress?: (progress: { sent: number; total: number }) => void
  /** Ends it early, by a rejection with the signal's reason. */
  signal?: AbortSignal
}

export interface SeedResult {
  sent: number
  accepted: number
  /** The robots among the visitors, and what an earlier seeding has brought already. */
  dropped: number
  reasons: Partial<Record<DropReason, number>>
}

/** Requests under way at a time. */
const LANES = 4
const TRIES = 5
const RETRY_MS = 250

/** Waits, unless the signal says that there is no use. */
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
 * One request, again after a while when the network, a 429 or a 5xx refused it. Throws on any other status
 * that is not among the expected ones, and when the last try fails too.
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

/** Deals the events out so that one visitor's are all in one lane, in their order. */
function lanesOf(events: Iterable<ApiEvent>): ApiEvent[][] {
  const lanes: ApiEvent[][] = Array.from({ length: LANES }, () => [])
  const laneOf = new Map<string, number>()
  for (const event of events) {
    const lane = laneOf.get(event.visitor_id) ?? laneOf.size % LANES
    laneOf.set(event.visitor_id, lane)
    lanes[lane]!.push(event)
  }
  return lanes
}

/** Bodies of `POST /api/events` within its limits, with the number of events in each. */
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
 * Creates the demo site unless it is there, and sends its history and what its ads cost. What a former seeding has sent is dropped by
 * the Worker as duplicate, so that a broken one can simply be done again. Throws when the Worker refuses.
 */
export async function seed(options: SeedOptions): Promise<SeedResult> {
  const { until, days, onProgress, signal } = options
  await (await post('/api/sites', JSON.stringify(DEMO_SITE), [201, 409], options)).arrayBuffer()
  const events = [...history(until, days)]
  const result: SeedResult = { sent: 0, accepted: 0, dropped: 0, reasons: {} }
  const failed = new AbortController()
  const lane = async (mine: readonly ApiEvent[]) => {
    for (const { body, count } of bodiesOf(mine)) {
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
  await Promise.all(lanesOf(events).map((mine) => lane(mine).catch(stop)))
  const costs = costsOf(events)
  if (costs.length) {
    const path = `/api/costs?site=${DEMO_SITE.site}`
    await (await post(path, JSON.stringify({ costs }), [200], options)).arrayBuffer()
  }
  return result
}
