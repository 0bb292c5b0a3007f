import { withoutEmails } from '../classify/cleanUrl.ts'
import type { Store } from '../store/store.ts'

/** Ids that are shown. */
const MOST_SHARED = 20

/** What an answer states about user ids that very many browsers share: nothing if there are none. */
export async function sharedUserIds(store: Store, siteId: number): Promise<{ shared_user_ids?: string[] }> {
  const ids = await store.sharedUserIds(siteId, MOST_SHARED)
  return ids.length ? { shared_user_ids: ids.map(withoutEmails) } : {}
}
