/** The hot path on D1: see `../../ledgerStore.ts` for how it works. */
import type { LedgerStore } from '../../ledgerStore.ts'
import { insertFirstSession } from './insertFirstSession.ts'
import { loadSessions } from './loadSessions.ts'
import { recentSessions } from './recentSessions.ts'
import { writeChange } from './writeChange.ts'

export const d1LedgerStore = (db: D1Database): LedgerStore => ({
  sessionsOf: (siteId, selectors) => loadSessions(db, siteId, selectors),
  hasRecentSession: (siteId, visitorId) => recentSessions(db).get(siteId, visitorId) !== undefined,
  insertFirstSession: (row, selector, nowMs) => insertFirstSession(db, row, selector, nowMs),
  write: (siteId, change, nowMs) => writeChange(db, siteId, change, nowMs),
})
