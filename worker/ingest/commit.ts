/** Stores the hits of a request, part by part. */
import type { DropCounts, OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { type PartLimits, TRUSTED_PART } from '../store/workLimits.ts'
import { commitPart } from './commitPart.ts'
import { firstHits } from './firstHits.ts'
import type { Hit } from './hit.ts'
import type { OrderRequest } from './settle/applyOrders.ts'
import { type Drop, dropOf } from './settle/drop.ts'
import { isLikeMark } from './settle/markOrders.ts'

interface Commit {
  /** What the shop asks for one order. */
  request?: OrderRequest
  /** Events that the pipeline has refused already: they are counted in the same transaction. */
  drops?: DropCounts
  /** The request's clock. */
  now_ms: number
  /** How much is stored in one transaction. Default: as much as for a server. */
  limits?: PartLimits
  /** Whether one transaction is all that this request may do. */
  isOpen?: boolean
}

export interface Committed {
  /** The hits that were not counted. */
  dropped: Drop[]
  /** The order of `request` as it is now. */
  order: OrderRow | null
  /** How many of the hits were neither stored nor dropped: 0, unless `isOpen`. All must be sent again. */
  left: number
}

/** The rows that a single event may write. */
const EVENT_ROWS = 32

/**
 * Stores a request in one or several transactions. Each does a bounded part of it: the events that come first.
 * Throws `Busy` after the last attempt; then nothing of that part is stored.
 */
export async function commit(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  { request, drops = {}, now_ms, limits = TRUSTED_PART, isOpen = false }: Commit,
): Promise<Committed> {
  const dropped: Drop[] = []
  let fresh = hits
  let order: OrderRow | null = null
  let [taken, rows] = [0, 0]
  /** Before an open request is divided. Otherwise its first part would be the same each time that it is sent. */
  const leaveOutStored = async () => {
    const found = await withoutStored(store, site, fresh)
    fresh = found.fresh
    dropped.push(
      ...found.stored.map((hit) => dropOf(hit, 'duplicate', 'an event with this id was counted already')),
    )
  }
  let mayDivide = !isOpen || firstHits(hits, limits).length < hits.length
  if (isOpen && mayDivide) await leaveOutStored()
  while (true) {
    const part = { hits: fresh.slice(taken), request: taken ? null : (request ?? null) }
    const room = { ...limits, rows_written: limits.rows_written - rows }
    const next = await commitPart(store, site, part, { drops, now_ms, limits: room, mayDivide })
    if (next === 'too much') {
      mayDivide = true
      await leaveOutStored()
      continue
    }
    dropped.push(...next.dropped)
    order ??= next.order
    taken += next.taken
    if (isOpen) rows += next.isLong ? limits.rows_written : next.rows
    if (taken === fresh.length || rows + EVENT_ROWS > limits.rows_written)
      return { dropped, order, left: fresh.length - taken }
  }
}

/** Of a request that is sent again and again until all of it is stored: the hits that are not stored yet. */
async function withoutStored(store: Store, site: SiteRow, hits: Hit[]) {
  const named = hits.map((hit) => ({
    id: hit.id,
    visitor_id: hit.visitor_id,
    // An order mark in the session may have the same id: such a purchase is found by its claim.
    session_id: isLikeMark(hit) ? null : (hit.session?.id ?? null),
    transaction_id: hit.transaction_id,
  }))
  const places = new Set(await store.storedHits(site.id, named))
  return {
    fresh: hits.filter((_, place) => !places.has(place)),
    stored: hits.filter((_, place) => places.has(place)),
  }
}
