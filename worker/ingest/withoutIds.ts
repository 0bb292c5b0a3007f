import type { Claim, OrderRow, PathEntry } from '../store/rows.ts'

/**
 * An order without the ids of erased visitors and of their sessions. If its own visitor is erased, the order is anonymous.
 * Amounts, times and the facets of its path stay, so that reports keep their figures.
 * @param isErased whether a visitor is erased; of an order without a visitor it is asked for the empty id
 * @returns the same object if it holds no such id; otherwise another with the same revision
 */
export function withoutIds(order: OrderRow, isErased: (visitorId: string) => boolean): OrderRow {
  const isGone = (visitorId: string | null | undefined) => Boolean(visitorId) && isErased(visitorId!)
  const isOwn = isErased(order.visitor_id ?? '')
  const claimOf = (claim: Claim) => (isGone(claim.visitor_id) ? anonymousClaim(claim) : claim)
  const next: OrderRow = {
    ...order,
    browser: order.browser && claimOf(order.browser),
    claims: order.claims.map(claimOf),
    // A refund of another page does not count, and an empty id could be taken for that of an anonymous buyer. Null stays:
    // it means that a server reported the refund.
    refunds: order.refunds.flatMap((refund) => {
      if (!isGone(refund.visitor_id)) return refund
      return refund.visitor_id === order.browser?.visitor_id ? { ...refund, visitor_id: '' } : []
    }),
    ...(isOwn
      ? {
          visitor_id: null,
          session_id: null,
          session_started_ms: null,
          server: order.server && { ...order.server, visitor_id: null, session_id: null },
          path: withoutSessions(order.path, () => true),
        }
      : {}),
  }
  return JSON.stringify(next) === JSON.stringify(order) ? order : next
}

const anonymousClaim = ({ session_id, ...claim }: Claim): Claim => ({ ...claim, visitor_id: '' })

/** A path without the ids of deleted sessions. What it says of each touch stays. */
export const withoutSessions = (path: PathEntry[], isDeleted: (sessionId: string) => boolean): PathEntry[] =>
  path.map((entry) => (isDeleted(entry.session_id) ? { ...entry, session_id: '' } : entry))
