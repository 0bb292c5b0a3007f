/** Takes a request's events through the pipeline, settles them and writes: one batch, all or nothing. */
import { type IngestAnswer, LIMITS } from '../../wire/event.ts'
import type { DropCounts, SiteRow } from '../store/rows.ts'
import type { Ask, Store } from '../store/store.ts'
import type { Hit } from './hit.ts'
import { LOOKBACK_MS } from './path.ts'
import { type IngestRequest, pass } from './pipeline.ts'
import { CONVERSIONS } from './session.ts'
import { type Drop, type Known, type Settled, settle } from './settle.ts'

/** Another request may write to the same visitor in between; then we load again, after a moment that grows. */
const ATTEMPTS = 10
const MOMENT_MS = 5
/** An event that comes later than this may belong before others: the visitor's whole past is loaded. */
const LATE_MS = 60_000

/** @returns the answer of both ingest routes; what it calls accepted is stored */
export async function ingest(store: Store, events: unknown[], request: IngestRequest): Promise<IngestAnswer> {
  const passed = await Promise.all(events.map((raw, index) => pass(raw, index, request)))
  const hits: Hit[] = []
  const dropped: Drop[] = []
  const warnings: NonNullable<IngestAnswer['warnings']> = []
  for (const [index, outcome] of passed.entries()) {
    if ('reason' in outcome) dropped.push({ index, ...outcome })
    else {
      hits.push(outcome.hit)
      warnings.push(...outcome.warnings.map((warning) => ({ index, ...warning })))
    }
  }
  const { site } = request
  if (hits.length) dropped.push(...(await write(store, site, hits, countDrops(dropped), request.received_ms)))
  else await store.addDrops(site.id, countDrops(dropped))
  dropped.sort((a, b) => a.index - b.index)
  return { accepted: events.length - dropped.length, dropped, ...(warnings.length ? { warnings } : {}) }
}

/** The answer to events of a site that nobody has set up. */
export async function refuseUnknown(store: Store, site: string, events: unknown[]): Promise<IngestAnswer> {
  await store.addDrops(0, { unknown_site: events.length })
  const message = `there is no site ${site.slice(0, LIMITS.id_chars)}`
  return { accepted: 0, dropped: events.map((_, index) => ({ index, reason: 'unknown_site', message })) }
}

async function write(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  drops: DropCounts,
  nowMs: number,
): Promise<Drop[]> {
  let complete = hits.some((hit) => hit.session?.kind !== 'browser' || nowMs - hit.ms > LATE_MS)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { change, dropped, incomplete } = settle(site, await load(store, site, hits, complete), hits)
    if (incomplete && !complete) {
      complete = true
      continue
    }
    if (isEmpty(change)) {
      await store.addDrops(site.id, countDrops(dropped, drops))
      return dropped
    }
    if (await store.write(site.id, { ...change, drops: countDrops(dropped, drops) })) return dropped
    await new Promise((resolve) => setTimeout(resolve, Math.random() * MOMENT_MS * 2 ** attempt))
  }
  throw new Error('gave up after other requests wrote to the same visitors each time')
}

/** What is stored of the visitors and orders of these hits. */
async function load(store: Store, site: SiteRow, hits: Hit[], complete: boolean): Promise<Known> {
  const transactions = hits.flatMap((hit) => hit.transaction_id ?? [])
  const byId = await store.ordersById(site.id, [...new Set(transactions)])
  const asks = new Map<string, Ask>()
  for (const hit of hits) {
    const known = asks.get(hit.visitor_id)
    const converts = CONVERSIONS.includes(hit.name)
    const from_ms = complete ? 0 : hit.ms - (converts ? LOOKBACK_MS : 0)
    asks.set(hit.visitor_id, {
      visitor_id: hit.visitor_id,
      session_id:
        complete || converts || (known && known.session_id !== hit.session?.id)
          ? null
          : (hit.session?.id ?? null),
      from_ms: Math.min(from_ms, known?.from_ms ?? from_ms),
    })
  }
  if (complete)
    for (const { visitor_id } of byId)
      if (visitor_id !== null) asks.set(visitor_id, { visitor_id, session_id: null, from_ms: 0 })
  const [sessions, byVisitor] = await Promise.all([
    store.sessionsOf(site.id, [...asks.values()]),
    complete ? store.ordersOf(site.id, [...asks.keys()]) : [],
  ])
  const orders = new Map([...byVisitor, ...byId].map((order) => [order.transaction_id, order]))
  return { sessions, orders: [...orders.values()], complete }
}

const isEmpty = (change: Settled['change']): boolean =>
  !change.sessions.length && !change.removed.length && !change.orders.length

function countDrops(dropped: Drop[], before: DropCounts = {}): DropCounts {
  const counts = { ...before }
  for (const { reason } of dropped) counts[reason] = (counts[reason] ?? 0) + 1
  return counts
}
