/**
 * The newest session of each visitor whom this isolate has just served, so that the next event need not read it again.
 *
 * A hint, never the truth: what is written from it is written only if the row still stands as it was and no session of
 * the visitor began after it (`write.ts`). Where another isolate was faster, the visitor is forgotten here and loaded.
 */
import type { SessionRow } from '../rows.ts'

/** About 3 MB: the rows of a visit are some 2 KB each, and longer ones are not kept. */
const MOST = 1000
const MOST_EVENTS = 50

export interface Recent {
  get(siteId: number, visitorId: string): SessionRow | undefined
  /** Unless a later session of the visitor is known, or a later state of this one. */
  keep(row: SessionRow): void
  forget(siteId: number, visitorId: string): void
}

const kept = new WeakMap<D1Database, Recent>()

/** What is remembered of a database. */
export function recentOf(db: D1Database): Recent {
  const known = kept.get(db)
  if (known) return known
  const recent = remember()
  kept.set(db, recent)
  return recent
}

function remember(): Recent {
  /** In the order of their last use, the longest unused first. */
  const rows = new Map<string, SessionRow>()
  const keyOf = (siteId: number, visitorId: string) => `${siteId} ${visitorId}`
  return {
    get: (siteId, visitorId) => rows.get(keyOf(siteId, visitorId)),
    keep(row) {
      const key = keyOf(row.site_id, row.visitor_id)
      const before = rows.get(key)
      if (before && (before.id === row.id ? before.rev > row.rev : before.started_ms > row.started_ms)) return
      rows.delete(key)
      if (row.events.length <= MOST_EVENTS) rows.set(key, row)
      if (rows.size > MOST) rows.delete(rows.keys().next().value!)
    },
    forget: (siteId, visitorId) => void rows.delete(keyOf(siteId, visitorId)),
  }
}
