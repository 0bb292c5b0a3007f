import type { OrderRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { TIMEOUT_MS } from './groupEvents.ts'
import type { LoadedSession } from './known.ts'
import { claimsOf } from './orderClaims.ts'

type Span = [from_ms: number, to_ms: number]

/** What may change the sessions of one visitor. */
export interface Seeds {
  /** When events are added or removed, or an order looks for its session. */
  spans: Span[]
  /** By the id of a session that events or orders name: when these events happen. */
  named: ReadonlyMap<string, Span | null>
}

/**
 * @param hits of this visitor
 * @param orders of anybody, that change: as they were and as they will be
 */
export function seedsOf(visitorId: string, hits: Hit[], orders: OrderRow[]): Seeds {
  const spans: Span[] = []
  const named = new Map<string, Span | null>()
  const name = (id: string | null | undefined) => {
    if (id && !named.has(id)) named.set(id, null)
  }
  for (const { ms, session } of hits) {
    const span: Span = [Math.min(session?.opened_ms ?? ms, ms), ms]
    spans.push(span)
    if (session) named.set(session.id, both(span, named.get(session.id)))
  }
  for (const order of orders) {
    if (order.visitor_id === visitorId) {
      spans.push([order.ordered_ms, order.ordered_ms])
      name(order.session_id)
      name(order.server?.session_id)
    }
    for (const { visitor_id, ms, session_id } of claimsOf(order)) {
      if (visitor_id !== visitorId) continue
      spans.push([ms, ms])
      name(session_id)
    }
  }
  for (const span of named.values()) if (span) spans.push(span)
  return { spans, named }
}

const both = (a: Span, b: Span | null | undefined): Span =>
  b ? [Math.min(a[0], b[0]), Math.max(a[1], b[1])] : a

/**
 * The sessions that may change: those at the seeds, and those that reach so close to them that an event could continue
 * the one or the other. The events of all other sessions are grouped as before.
 * @param sessions one visitor's, in order of time
 */
export function regionOf<S extends LoadedSession>(sessions: readonly S[], seeds: Seeds): Set<S> {
  const region = new Set<S>()
  const spanOf = ({ id, started_ms, ended_ms }: S) => both([started_ms, ended_ms], seeds.named.get(id))
  const isNear = (one: S, spans: Span[]) =>
    spans.some(([from, to]) => one.started_ms <= to + TIMEOUT_MS && one.ended_ms >= from - TIMEOUT_MS)
  let found = sessions.filter((one) => seeds.named.has(one.id) || isNear(one, seeds.spans))
  while (found.length) {
    for (const one of found) region.add(one)
    const spans = found.map(spanOf)
    found = sessions.filter((one) => !region.has(one) && isNear(one, spans))
  }
  return region
}
