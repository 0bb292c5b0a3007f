/** A person: the browsers that are linked with what an admin knows of the person. */
import type { OrderRow, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { linkingIdentities } from './settle/linkedBrowsers.ts'

/** What an admin knows of a person: one of a browser's id, the shop's user id and the number of an order. */
export type PersonKey = { visitor_id: string } | { user_id: string } | { transaction_id: string }

export interface Person {
  /** The browser that the key names, or that has placed the order. Null: the key is a user id, or the order is anonymous. */
  visitor_id: string | null
  /** The user id of the key, or all user ids of that browser that are not shared. Browsers with one of them are the person's. */
  user_ids: string[]
  /** The order that the key names. */
  order: OrderRow | null
}

/** @returns null if the key names an order that does not exist. Of an unknown visitor or user id the person is empty. */
export async function findPerson(store: Store, site: SiteRow, key: PersonKey): Promise<Person | null> {
  if ('user_id' in key) return { visitor_id: null, user_ids: [key.user_id], order: null }
  let visitor_id: string | null = null
  let order: OrderRow | null = null
  if ('transaction_id' in key) {
    order = (await store.ordersById(site.id, [key.transaction_id]))[0] ?? null
    if (!order) return null
    visitor_id = order.visitor_id
  } else visitor_id = key.visitor_id
  return { visitor_id, user_ids: visitor_id === null ? [] : await userIdsOf(store, site, visitor_id), order }
}

/** The user ids of a browser that are its person's alone: not a placeholder, nor one that very many browsers share. */
async function userIdsOf(store: Store, site: SiteRow, visitorId: string): Promise<string[]> {
  const own = (await store.identitiesOf(site.id, visitorId)).map(({ user_id }) => user_id)
  const linking = linkingIdentities(await store.identitiesToLink(site.id, [], own))
  const found = new Set(linking.map(({ user_id }) => user_id))
  return own.filter((id) => found.has(id))
}

/**
 * The person's browsers in order of their ids, at most `limit`.
 * @param from the first id that may be among them
 */
export async function browsersOf(
  store: Store,
  site: SiteRow,
  { visitor_id, user_ids }: Pick<Person, 'visitor_id' | 'user_ids'>,
  from: string,
  limit: number,
): Promise<string[]> {
  const linked = user_ids.length ? await store.visitorsOfUsers(site.id, user_ids, from, limit) : []
  const own = visitor_id !== null && visitor_id >= from ? [visitor_id] : []
  return [...new Set([...own, ...linked])].sort().slice(0, limit)
}
