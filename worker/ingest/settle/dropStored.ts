import { compositeKey } from '../../store/compositeKey.ts'
import type { Hit } from '../hit.ts'
import { type Drop, dropOf } from './drop.ts'
import type { Known } from './known.ts'

/**
 * Drops the hits that are stored already or come twice in the request. Of each visitor, an event's id counts once. A
 * refund's id counts once for all visitors, because it is kept with its order.
 */
export function dropStored({ sessions, orders }: Known, hits: Hit[]): { fresh: Hit[]; dropped: Drop[] } {
  const seen = new Set([
    ...sessions.flatMap((session) => session.events.map(({ id }) => compositeKey(session.visitor_id, id))),
    ...orders.flatMap((order) => order.refunds.map(({ event_id }) => compositeKey('', event_id))),
  ])
  const fresh: Hit[] = []
  const dropped: Drop[] = []
  for (const hit of hits) {
    const own = compositeKey(hit.name === 'refund' ? '' : hit.visitor_id, hit.id)
    if (seen.has(own)) dropped.push(dropOf(hit, 'duplicate', 'an event with this id was counted already'))
    else fresh.push(hit)
    seen.add(own)
  }
  return { fresh, dropped }
}
