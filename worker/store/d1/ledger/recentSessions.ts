/**
 * The newest session of each visitor that this isolate has served lately, so that the next event need not read it.
 *
 * A row from here may be out of date, so it is written only by compare-and-set (`writeChange.ts`). If another isolate has
 * written the session in the meantime, or has begun a later one, the write is a conflict. The visitor is then removed from
 * here, and the request loads the visitor's sessions.
 */
import { compositeKey } from '../../compositeKey.ts'
import type { SessionRow } from '../../rows.ts'

/** Together about 3 MB, since a session's row has some 2 KB; 10 MB at most, since a longer one is not kept. */
const MAX_VISITORS = 1000
const MAX_EVENTS = 50
const MAX_CHARS = 8000

export interface RecentSessions {
  get(siteId: number, visitorId: string): SessionRow | undefined
  /** Keeps a row, unless a later session of the visitor or a later revision of this one is here. */
  keep(row: SessionRow): void
  forget(siteId: number, visitorId: string): void
}

const byDatabase = new WeakMap<D1Database, RecentSessions>()

/** @returns the memory of a database, always the same object for the same database */
export function recentSessions(db: D1Database): RecentSessions {
  const known = byDatabase.get(db) ?? emptyMemory()
  byDatabase.set(db, known)
  return known
}

/** Gives `copy` the memory of `db`. Both objects must be bindings of the same database. */
export const shareRecentSessions = (db: D1Database, copy: D1Database): void =>
  void byDatabase.set(copy, recentSessions(db))

function emptyMemory(): RecentSessions {
  /** In the order of their last use: the first entry is the one to drop. */
  const rows = new Map<string, SessionRow>()
  return {
    get: (siteId, visitorId) => rows.get(compositeKey(siteId, visitorId)),
    keep(row) {
      const key = compositeKey(row.site_id, row.visitor_id)
      const before = rows.get(key)
      if (before && (before.id === row.id ? before.rev > row.rev : before.started_ms > row.started_ms)) return
      rows.delete(key)
      if (row.events.length <= MAX_EVENTS && JSON.stringify(row.events).length <= MAX_CHARS)
        rows.set(key, row)
      if (rows.size > MAX_VISITORS) rows.delete(rows.keys().next().value!)
    },
    forget: (siteId, visitorId) => void rows.delete(compositeKey(siteId, visitorId)),
  }
}
