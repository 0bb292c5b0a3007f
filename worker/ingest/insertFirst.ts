/** The shortcut for the most common request: the first hits of a new visitor. */
import type { SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import type { Hit } from './hit.ts'
import { type Known, NOTHING_KNOWN } from './settle/known.ts'
import { isConversion } from './settle/sessionRow.ts'
import { settle } from './settle/settle.ts'

/**
 * The optimistic insert, for hits that open a session and may be a new visitor's first.
 * @returns null for other hits, and the stored sessions if the visitor is not new
 */
export async function insertFirst(
  store: Store,
  site: SiteRow,
  hits: Hit[],
  nowMs: number,
): Promise<'written' | Known | null> {
  const [{ visitor_id, session }] = hits as [Hit]
  const isOpening = session && session.opened_ms !== null && hits.some(({ ms }) => ms === session.opened_ms)
  const isPlain = (hit: Hit) =>
    hit.visitor_id === visitor_id &&
    hit.session?.id === session?.id &&
    !hit.user_id &&
    !hit.transaction_id &&
    !isConversion(hit)
  if (!isOpening || !hits.every(isPlain) || store.hasRecentSession(site.id, visitor_id)) return null
  const { change, dropped } = settle(site, NOTHING_KNOWN, hits)
  const [row, ...others] = change.sessions
  if (!row || others.length || dropped.length) return null
  const selector = { visitor_id, session_id: session.id, from_ms: Math.min(...hits.map(({ ms }) => ms)) }
  const outcome = await store.insertFirstSession(row, selector, nowMs)
  return outcome === 'written' ? outcome : { ...NOTHING_KNOWN, ...outcome }
}
