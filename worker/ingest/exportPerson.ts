import type { Identity } from '../store/identityStore.ts'
import type { OrderRow, SessionRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { browsersOf, type Person } from './person.ts'

/** What one page holds, at most. A session may have 200 KB. */
const PAGE_SESSIONS = 50
const PAGE_BROWSERS = 10

/** The last session of the page before. `ms` Infinity-like (`DONE`): the browser is complete. */
export type PersonPlace = [ms: number, visitor_id: string, session_id: string]
const DONE = Number.MAX_SAFE_INTEGER

export interface PersonPage {
  visitor_ids: string[]
  sessions: SessionRow[]
  orders: OrderRow[]
  identities: Identity[]
  /** Where the next page begins; null: this is the last one. */
  next: PersonPlace | null
}

/** What is stored of a person, browser by browser; an order comes on the page on which its browser ends. */
export async function exportPerson(
  store: Store,
  site: SiteRow,
  person: Person,
  place: PersonPlace | null,
): Promise<PersonPage> {
  const page: PersonPage = { visitor_ids: [], sessions: [], orders: [], identities: [], next: null }
  const anonymous = !place && person.order?.visitor_id === null ? [person.order] : []
  page.orders.push(...anonymous)
  // The first of them may be complete already.
  const found = await browsersOf(store, site, person, place?.[1] ?? '', PAGE_BROWSERS + 2)
  const browsers = found.filter((id) => !(place?.[0] === DONE && place[1] === id))
  for (const visitor_id of browsers.slice(0, PAGE_BROWSERS)) {
    const room = PAGE_SESSIONS - page.sessions.length
    const [ms, , id] = place?.[1] === visitor_id ? place : [Number.MIN_SAFE_INTEGER, '', '']
    const sessions = await store.sessionsOfVisitorAfter(site.id, visitor_id, { ms, id }, room)
    page.visitor_ids.push(visitor_id)
    page.sessions.push(...sessions)
    const last = sessions.at(-1)
    if (last && sessions.length === room) {
      page.next = [last.started_ms, visitor_id, last.id]
      return page
    }
    const orders = await store.ordersOf(site.id, [visitor_id])
    page.orders.push(...orders.map((order) => withoutOthers(order, visitor_id)))
    page.identities.push(...(await store.identitiesOf(site.id, visitor_id)))
  }
  if (browsers.length > PAGE_BROWSERS) page.next = [DONE, browsers[PAGE_BROWSERS - 1]!, '']
  return page
}

/** An order without what other visitors have claimed or refunded: that is about other people. */
const withoutOthers = (order: OrderRow, visitorId: string): OrderRow => ({
  ...order,
  claims: order.claims.filter(({ visitor_id }) => visitor_id === visitorId),
  refunds: order.refunds.filter(({ visitor_id }) => visitor_id === null || visitor_id === visitorId),
})
