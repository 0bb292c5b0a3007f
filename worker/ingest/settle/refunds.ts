import type { RefundEvent } from '../../store/rows.ts'
import type { Hit } from '../hit.ts'

/** Refunds of pages that an order keeps: those that arrived first. Most orders have none, and the others come from an attack. */
const MOST_OF_PAGES = 50
/** Refunds of the shop's server that an order keeps: about 120 KB. */
const MOST_OF_SERVER = 1000
/** The items that they list, in characters of JSON. A D1 row holds 2 MB. */
const CHARS_OF_PAGES = 40_000
const CHARS_OF_SERVER = 300_000

/**
 * The refunds with that of the hit among them. What pages send never displaces a refund of the server.
 * @returns null if the server has sent too many: the hit must be refused, because it would not be counted
 */
export function addRefund(refunds: RefundEvent[], hit: Hit): RefundEvent[] | null {
  const { id: event_id, ms, value_minor, currency, trusted, visitor_id, received_ms, value_complete } = hit
  const refund: RefundEvent = trusted
    ? { event_id, visitor_id: null, ms, value_minor, currency }
    : { event_id, visitor_id, ms, value_minor, currency, received_ms }
  if (!value_complete) refund.value_complete = false
  const items = hit.items.map(({ item_id, item_name, price, quantity }) => ({
    ...(item_id ? { item_id } : { item_name }),
    ...(price !== undefined && { price }),
    ...(quantity !== undefined && { quantity }),
  }))
  if (items.length) refund.items = items
  const ofServer = refunds.filter(isOfServer)
  const ofPages = refunds.filter((one) => !isOfServer(one))
  const list = trusted ? ofServer : ofPages
  list.push(refund)
  if (ofServer.length > MOST_OF_SERVER || sumOf(ofServer, charsOf) > CHARS_OF_SERVER) return null
  let chars = 0
  const kept = ofPages
    .sort(byArrival)
    .slice(0, MOST_OF_PAGES)
    .filter((one) => {
      chars += charsOf(one)
      return chars <= CHARS_OF_PAGES
    })
  return [...ofServer, ...kept].sort(byId)
}

/** Of the items that it lists, as JSON. */
const charsOf = ({ items }: RefundEvent) => (items ? JSON.stringify(items).length : 0)
const sumOf = <T>(list: T[], amount: (one: T) => number) => list.reduce((sum, one) => sum + amount(one), 0)

const isOfServer = ({ visitor_id }: RefundEvent) => visitor_id === null

const arrival = ({ received_ms, ms }: RefundEvent) => received_ms ?? ms
const byArrival = (a: RefundEvent, b: RefundEvent) => arrival(a) - arrival(b) || byId(a, b)

const keyOf = ({ event_id, visitor_id }: RefundEvent) => `${event_id}\n${visitor_id ?? ''}`
const byId = (a: RefundEvent, b: RefundEvent) => (keyOf(a) < keyOf(b) ? -1 : 1)
