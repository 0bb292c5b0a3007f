/** Which browsers belong to one person: pure, from the identities that are stored and those of a request. */
import { isPlaceholder } from '../../../wire/isPlaceholder.ts'
import { compositeKey } from '../../store/compositeKey.ts'
import type { Identity, LinkedBrowser } from '../../store/identityStore.ts'
import { LINKED_BROWSERS, SHARING_BROWSERS, USERS_OF_BROWSER } from '../../store/workLimits.ts'

const bySince = (a: Identity, b: Identity) => a.since_ms - b.since_ms || (a.user_id < b.user_id ? -1 : 1)

/** Each pair of visitor and user id once, with its earliest instant. */
export function mergedIdentities(...lists: readonly Identity[][]): Identity[] {
  const found = new Map<string, Identity>()
  for (const one of lists.flat()) {
    const key = compositeKey(one.visitor_id, one.user_id)
    if (one.since_ms < (found.get(key)?.since_ms ?? Number.POSITIVE_INFINITY)) found.set(key, one)
  }
  return [...found.values()]
}

/** The identities that link browsers: not those of placeholders, nor of user ids that very many browsers share. */
export function linkingIdentities(identities: Identity[]): Identity[] {
  const byUser = Map.groupBy(identities, ({ user_id }) => user_id)
  const linking = [...byUser].filter(([id, own]) => own.length < SHARING_BROWSERS && !isPlaceholder(id))
  const users = new Set(linking.map(([id]) => id))
  return identities.filter(({ user_id }) => users.has(user_id))
}

/**
 * The other browsers of these visitors, `LINKED_BROWSERS` of each at most: those that were linked first. So a browser that is
 * linked later changes nothing before that.
 * @param identities each pair once, with all browsers of the visitors' user ids
 */
export function linkedBrowsers(visitorIds: Iterable<string>, identities: Identity[]): LinkedBrowser[] {
  const byVisitor = Map.groupBy(identities, ({ visitor_id }) => visitor_id)
  const byUser = Map.groupBy(linkingIdentities(identities), ({ user_id }) => user_id)
  return [...new Set(visitorIds)].flatMap((visitor_id) => {
    const own = (byVisitor.get(visitor_id) ?? []).sort(bySince).slice(0, USERS_OF_BROWSER)
    const since = new Map<string, number>()
    for (const { user_id, since_ms } of own)
      for (const other of byUser.get(user_id) ?? []) {
        if (other.visitor_id === visitor_id) continue
        const both_ms = Math.max(since_ms, other.since_ms)
        since.set(other.visitor_id, Math.min(both_ms, since.get(other.visitor_id) ?? both_ms))
      }
    return [...since]
      .map(([other_id, since_ms]): LinkedBrowser => ({ visitor_id, other_id, since_ms }))
      .sort((a, b) => a.since_ms - b.since_ms || (a.other_id < b.other_id ? -1 : 1))
      .slice(0, LINKED_BROWSERS)
  })
}
