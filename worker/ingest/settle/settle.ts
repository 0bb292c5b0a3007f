/**
 * Settling: a pure function from what is stored, plus what is new, to the rows to write. The order in which events come
 * and how often they come make no difference to the rows; a property test proves it.
 *
 * Three phases. Each takes the result of the previous one as input and does not change it:
 * 1. `applyOrders`: purchases, refunds and the server's report become orders.
 * 2. `groupSessions`: stored events and new hits become the sessions of each visitor.
 * 3. `creditPaths`: conversions and orders get the touches that led to them.
 * Then `changeOf` compares the result with what is stored.
 */
import type { RowChange } from '../../store/ledgerStore.ts'
import type { SiteRow } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'
import { applyOrders, type OrderRequest } from './applyOrders.ts'
import { changeOf } from './changeOf.ts'
import { creditPaths } from './creditPaths.ts'
import { type Drop, dropOf } from './drop.ts'
import { dropStored } from './dropStored.ts'
import { groupSessions, movesLater } from './groupSessions.ts'
import { newIdentities } from './identities.ts'
import type { Known, Lacking } from './known.ts'
import { linkedMoves } from './linkedMoves.ts'
import { linkedState } from './linkedState.ts'

interface Settled {
  change: RowChange
  dropped: Drop[]
  /** The result depends on sessions that are loaded only if `known` is complete: load them and settle again. */
  incomplete: boolean
  /** If anything is listed here, `change` is not right: load it and settle again. */
  lacking: Lacking
}

/** @param request what the shop says about one order. If there is one, `known` must be complete. */
export function settle(
  site: SiteRow,
  known: Known,
  incoming: Hit[],
  request: OrderRequest | null = null,
): Settled {
  const { fresh, dropped: stored } = dropStored(known, incoming)

  const applied = applyOrders(site, known, fresh, request)
  const { displaced, repeats, refused, isReassigned } = applied

  // A refund belongs to its order alone: it is not part of any session.
  const hits = fresh.filter((hit) => hit.name !== 'refund' && !repeats.includes(hit))
  const grouped = groupSessions(site, known, hits, applied)

  // Also what is not stored as an event of its own says who the visitor is.
  const identities = newIdentities(known.sessions, incoming)
  const linked = linkedMoves(known, grouped.visitors, applied.orders, identities)

  const credited = creditPaths(site, known, linked.visitors, applied.orders)

  const before = new Map(known.orders.map((order) => [order.transaction_id, order]))
  const computed = changeOf({
    ...{ known, visitors: credited.visitors, orders: credited.orders, left: credited.left },
    isChanged: ({ transaction_id: id }) => applied.orders.get(id) !== before.get(id),
  })
  const state = linkedState(known, computed, grouped.visitors, identities)
  const change = {
    ...computed,
    preconditions: [...computed.preconditions, ...state.preconditions],
    links: state.links,
    identities,
    relinks: [...linked.relinks, ...credited.relinks],
  }
  const needsMore =
    displaced.size > 0 ||
    isReassigned ||
    [...linked.visitors.values()].some(movesLater) ||
    credited.incomplete
  return {
    change,
    dropped: [
      ...stored,
      ...repeats.map((hit) => dropOf(hit, 'duplicate', `order ${hit.transaction_id} was counted already`)),
      ...refused.map((hit) => dropOf(hit, 'rate_limited', 'this order has too many refunds')),
      ...grouped.dropped,
    ],
    incomplete: !known.complete && needsMore,
    lacking: { stubs: grouped.lacking, touches: credited.lacking },
  }
}
