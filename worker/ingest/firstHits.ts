/** Chooses which hits of a request are stored in one transaction. */
import { compositeKey } from '../store/compositeKey.ts'
import type { PartLimits } from '../store/workLimits.ts'
import type { Hit } from './hit.ts'

/** The hits that come first, as many as fit the limits. */
export function firstHits(hits: Hit[], limits: PartLimits): Hit[] {
  const [orders, sessions, visitors] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const end = hits.findIndex(({ visitor_id, session, transaction_id }) => {
    visitors.add(visitor_id)
    sessions.add(compositeKey(visitor_id, session?.id ?? ''))
    if (transaction_id) orders.add(transaction_id)
    return orders.size > limits.orders || sessions.size > limits.sessions || visitors.size > limits.visitors
  })
  return end < 0 ? hits : hits.slice(0, end)
}
