/** The hot path on D1: see `../../ledgerStore.ts` for how it works. */
import type { LedgerStore } from '../../ledgerStore.ts'
import { insertFirstSession } from './insertFirstSession.ts'
import { correctionsFor, correctionsOf } from './loadCorrections.ts'
import { loadAll, loadLongPast, loadPast, loadRecent } from './loadSessions.ts'
import { linkedTouchesOf, sessionsInFull, storedEvents, storedHits, touchesOf } from './loadTouches.ts'
import { recentSessions } from './recentSessions.ts'
import { writeChange } from './writeChange.ts'

export const d1LedgerStore = (db: D1Database): LedgerStore => ({
  sessionsOf: (siteId, selectors) => loadAll(db, siteId, selectors),
  recentOf: (siteId, selectors) => loadRecent(db, siteId, selectors),
  pastOf: (siteId, selectors) => loadPast(db, siteId, selectors),
  longPastOf: (siteId, selector) => loadLongPast(db, siteId, selector),
  sessionsInFull: (siteId, stubs) => sessionsInFull(db, siteId, stubs),
  touchesOf: (...values) => touchesOf(db, ...values),
  linkedTouchesOf: (...values) => linkedTouchesOf(db, ...values),
  storedEvents: (...values) => storedEvents(db, ...values),
  storedHits: (...values) => storedHits(db, ...values),
  correctionsOf: (...values) => correctionsOf(db, ...values),
  correctionsFor: (...values) => correctionsFor(db, ...values),
  hasRecentSession: (siteId, visitorId) => recentSessions(db).get(siteId, visitorId) !== undefined,
  insertFirstSession: (row, selector, nowMs) => insertFirstSession(db, row, selector, nowMs),
  write: (siteId, change, nowMs) => writeChange(db, siteId, change, nowMs),
})
