/**
 * The claims on one order: purchases that state its transaction id. Anyone can send one from a page, with any id and
 * amount, before or after the buyer. So none is taken for the truth, and none keeps another one out:
 *
 * 1. If the shop's server names the visitor (`PUT /api/orders`, or a purchase of its own), only his claim is credited.
 * 2. Otherwise, if the server states an amount, the claim whose amount is nearest to it.
 * 3. Otherwise the largest amount: a page cannot lower an order. Held claims come last.
 *
 * Of equal claims the one that arrived first is credited, since a page can choose its time but not when it arrives.
 * All functions are pure, and depend on the set of claims only, not on their order.
 */
import { toMajor } from '../../../wire/money.ts'
import { ownValue } from '../../../wire/ownValue.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { Claim, OrderRow, ServerOrder, SessionRow, SiteRow } from '../../store/rows.ts'
import { VISITOR_OF_EVENT } from '../draft.ts'
import type { Hit } from '../hit.ts'

/** Claims of pages that an order keeps by each rule of `keptClaims`. More come from an attack. */
const MOST_CLAIMS = 10

/** The claim that a `purchase` event makes. */
export function claimOf(hit: Hit, site: SiteRow): Claim {
  const currency = hit.currency ?? site.currency
  const value_minor = hit.value_minor ?? 0
  const most = ownValue(site.hold_above, currency)
  const isHeld = !hit.trusted && most !== undefined && value_minor > most
  return {
    event_id: hit.id,
    visitor_id: hit.visitor_id,
    ms: hit.ms,
    value_minor,
    currency,
    received_ms: hit.received_ms,
    ...(hit.session && { session_id: hit.session.id }),
    ...(hit.ad_consent && { ad_consent: hit.ad_consent }),
    ...(hit.trusted && { trusted: true }),
    ...(hit.trusted && hit.items.length > 0 && { has_items: true }),
    ...(isHeld && { held: true }),
    ...(!hit.value_complete && { value_complete: false }),
  }
}

/** All claims of an order, whichever of them is credited. */
export const claimsOf = ({ browser, claims }: Pick<OrderRow, 'browser' | 'claims'>): Claim[] =>
  browser ? [browser, ...claims] : claims

/** Whether an earlier version has counted the claim, which did not note who sent it. It then stays as it was counted. */
const isLegacy = ({ received_ms }: Claim) => received_ms === undefined

/** Whether no other visitor's page can displace the claim. */
const isFixed = (claim: Claim): boolean => claim.trusted || isLegacy(claim)

/** What the shop's server has said about an order without `PUT`: the earliest of its own purchase events. */
export const confirmation = (claims: Claim[]): Claim | null => claims.filter(isFixed).sort(byTime)[0] ?? null

interface AddedClaim {
  claims: Claim[]
  /** The later claim of the same visitor or of the server that this one replaces. */
  replaced?: Claim
  /** There is an earlier claim of the same visitor or of the server: nothing is added. */
  isRepeat?: true
}

/**
 * Adds a claim to those of an order. Of the pages of one visitor, and of the server, the earliest claim is kept: the
 * others are reloads of the thank-you page.
 */
export function addClaim(order: OrderRow, claim: Claim): AddedClaim {
  const isOfSame = (other: Claim) =>
    claim.trusted ? isFixed(other) : !other.trusted && other.visitor_id === claim.visitor_id
  const all = claimsOf(order)
  const same = all.find(isOfSame)
  if (!same) return { claims: keptClaims([...all, claim], order.server) }
  if (byTime(same, claim) <= 0) return { claims: all, isRepeat: true }
  return { claims: all.map((other) => (other === same ? claim : other)), replaced: same }
}

/**
 * Of too many claims those are kept that might be credited: the largest, the first to arrive, and those that fit what the
 * server has reported. So an attacker cannot push out a claim that is credited now, nor one that came before his.
 */
function keptClaims(all: Claim[], server: ServerOrder | null): Claim[] {
  const pages = all.filter((claim) => !isFixed(claim))
  if (pages.length <= MOST_CLAIMS) return all
  const confirmed = confirmation(all)
  const isNamed = namedBy(server, confirmed)
  const first = (sorted: Claim[]) => sorted.slice(0, MOST_CLAIMS)
  const kept = new Set([
    ...first(pages.toSorted(byWorth)),
    ...first(pages.toSorted(byArrival)),
    ...first(pages.toSorted(byDistance(amountOf(server, confirmed)))),
    ...pages.filter(isNamed),
  ])
  return all.filter((claim) => isFixed(claim) || kept.has(claim))
}

/**
 * The claim that is credited with the order by the rules above; null if there is none.
 * @param isExcluded whether an exclusion applies to a claim. Such a claim is credited only if the server names its visitor
 * or if there is no other. The server's own event is dropped while a page's claim is credited, so exclusions must never
 * decide between the two.
 */
export function chooseClaim(
  claims: Claim[],
  server: ServerOrder | null,
  isExcluded: (claim: Claim) => boolean,
): Claim | null {
  const confirmed = confirmation(claims)
  const pages = claims.filter((claim) => !isFixed(claim))
  const isNamed = namedBy(server, confirmed)
  const named = pages.find(isNamed) ?? (confirmed && isNamed(confirmed) ? confirmed : null)
  if (named || visitorNamedBy(server, confirmed)) return named
  const stated = amountOf(server, confirmed)
  const included = pages.filter((claim) => !isExcluded(claim))
  const candidates = included.length ? included : pages
  return candidates.sort(stated ? byDistance(stated) : byWorth)[0] ?? confirmed
}

/** What the server states of the amount. Null: nothing, or only a part of it is known. */
const amountOf = (server: ServerOrder | null, confirmed: Claim | null) =>
  [server, confirmed].find((stated) => stated && stated.value_complete !== false) ?? null

/** The visitor whom the server names. */
const visitorNamedBy = (server: ServerOrder | null, confirmed: Claim | null): string | null =>
  server?.visitor_id || (confirmed && !isNameless(confirmed) ? confirmed.visitor_id : null)

/** Whether a claim is that of the visitor or, without one, of the session that the server names. */
const namedBy = (server: ServerOrder | null, confirmed: Claim | null) => {
  const visitorId = visitorNamedBy(server, confirmed)
  return ({ visitor_id, session_id }: Claim): boolean =>
    visitorId ? visitor_id === visitorId : Boolean(session_id) && session_id === server?.session_id
}

/** Whether the server's event named no visitor: it then has one of its own (`readApi`). */
const isNameless = ({ event_id, visitor_id }: Claim) => visitor_id === VISITOR_OF_EVENT + event_id

/** The order in which an order's row keeps its claims. */
export const byId = (a: Claim, b: Claim): number =>
  compositeKey(a.event_id, a.visitor_id) < compositeKey(b.event_id, b.visitor_id) ? -1 : 1

const byTime = (a: Claim, b: Claim) => a.ms - b.ms || (a.event_id < b.event_id ? -1 : 1)

const arrival = ({ received_ms, ms }: Claim) => received_ms ?? ms
const byArrival = (a: Claim, b: Claim) => arrival(a) - arrival(b) || byTime(a, b)

/** Currencies are not converted: the number counts. */
const worth = ({ value_minor, currency }: Claim) => toMajor(value_minor, currency)
const byWorth = (a: Claim, b: Claim) =>
  Number(Boolean(a.held)) - Number(Boolean(b.held)) || worth(b) - worth(a) || byArrival(a, b)

const byDistance = (order: Pick<Claim, 'value_minor' | 'currency'> | null) => (a: Claim, b: Claim) => {
  const distance = ({ value_minor, currency }: Claim) =>
    order && currency === order.currency ? Math.abs(value_minor - order.value_minor) : Number.MAX_VALUE
  return distance(a) - distance(b) || byWorth(a, b)
}

/**
 * The claims of an order, with that of the visitor whom the server names. If it is not among them, because an order keeps
 * some claims only, his session still has the purchase.
 */
export function withNamedClaim(order: OrderRow, sessions: SessionRow[]): Claim[] {
  const all = claimsOf(order)
  const visitor_id = order.server?.visitor_id
  if (!visitor_id || all.some((claim) => !claim.trusted && claim.visitor_id === visitor_id)) return all
  for (const { id, kind, events } of sessions.filter((session) => session.visitor_id === visitor_id))
    for (const event of events)
      if (event.rival && event.transaction_id === order.transaction_id) {
        const { ms, value_minor = 0, currency = order.currency, value_complete } = event
        const named = kind === 'derived' ? {} : { session_id: id }
        return [
          ...all,
          {
            event_id: event.id,
            visitor_id,
            ms,
            value_minor,
            currency,
            received_ms: ms,
            ...named,
            ...(value_complete === false && { value_complete }),
          },
        ]
      }
  return all
}

/** Whether a visitor's purchase is the one that its order is credited to. */
export function isCredited(
  orders: ReadonlyMap<string, OrderRow>,
  visitorId: string,
  purchase: { id: string; transaction_id?: string | null },
): boolean {
  const claim = orders.get(purchase.transaction_id ?? '')?.browser
  return claim?.event_id === purchase.id && claim.visitor_id === visitorId
}
