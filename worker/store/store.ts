/** What the Worker asks of a storage engine. D1 implements it; another engine stands beside d1.ts. */
import type { TouchFacet } from './columns.ts'
import type { Fold, FoldState, Stale } from './rollupRows.ts'
import type { CostRow, DropCounts, OrderRow, RateRow, SessionRow, SiteRow, TokenRow } from './rows.ts'

/** Which sessions of a visitor to load. */
export interface Ask {
  visitor_id: string
  /** Start with this session where it exists. */
  session_id: string | null
  /** Otherwise with the visitor's last session that began at or before this instant. */
  from_ms: number
}

export type NamedAsk = Ask & { session_id: string }

/** A browser whose user is known, from an instant on. */
export interface Identity {
  visitor_id: string
  user_id: string
  since_ms: number
}

/** Another browser of the same person. */
export interface Companion {
  visitor_id: string
  other_id: string
  /** When both had said who they are. */
  since_ms: number
}

/** A place in the order of sessions, or of orders: after this instant and id. */
export interface Place {
  ms: number
  id: string
}

/** A job that runs in steps. */
export interface Job {
  name: string
  state: Record<string, unknown>
}

/** What classification needs of a session, without its events. */
export type TouchRow = Pick<SessionRow, 'started_ms' | 'id' | 'url' | 'referrer' | TouchFacet> & {
  converted: 0 | 1
}

/** What must still be true of a visitor. */
export interface Expectation {
  visitor_id: string
  /** Of his sessions from this instant on. */
  since_ms: number
  count: number
  /** Their `rev`s' sum. */
  revs: number
  /** Whether his orders were loaded. If not, none may wait for his visit: told by the server, and not by a page. */
  all_orders: boolean
}

/**
 * How a write ended. `conflict`: another request was faster, and nothing is written. `waiting`: nor is it, for there is
 * an order that waits for a visit of one whose orders were not loaded.
 */
export type Written = 'written' | 'conflict' | 'waiting'

/** Sessions to write and remove, with what must still be true for it; and what goes with them. */
export interface Change {
  sessions: SessionRow[]
  /** Rows whose key changed or that were merged away. */
  removed: Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'rev'>[]
  orders: OrderRow[]
  /** What was loaded of each visitor whose visits change. */
  expect: Expectation[]
  identities: Identity[]
  /** How far a job has come with this. */
  job?: Job
  /** A visitor of whom it is forgotten who he said he is. */
  forgotten?: string
  drops: DropCounts
}

/** What a load of costs comes to. */
export interface CostChange {
  removed: CostRow[]
  written: CostRow[]
}

/** Values that SQL binds. */
export type Bind = string | number | null
/** One parameterised statement. */
export interface Query {
  sql: string
  params: Bind[]
}
export type Row = Record<string, string | number | null>

export type NewSite = Omit<SiteRow, 'id'>

export interface Store {
  sites(): Promise<SiteRow[]>
  site(site: string): Promise<SiteRow | null>
  /** False when the site exists already. */
  addSite(site: NewSite): Promise<boolean>
  patchSite(id: number, patch: Partial<NewSite>): Promise<void>
  /** Removes the site with all its data. */
  removeSite(site: SiteRow): Promise<void>

  tokens(): Promise<TokenRow[]>
  tokenByHash(hash: string): Promise<TokenRow | null>
  tokenById(id: string): Promise<TokenRow | null>
  addToken(token: TokenRow): Promise<void>
  removeToken(id: string): Promise<boolean>

  /**
   * Sessions of visitors, each visitor's in order of time. One that is named may be given as it was when it was last
   * seen here: whoever writes it finds out.
   */
  sessionsOf(siteId: number, asks: Ask[]): Promise<SessionRow[]>
  /** Whether a session of this visitor was seen here lately. */
  remembers(siteId: number, visitorId: string): boolean
  /**
   * Writes a visitor's first session at once, if nothing is stored that has to do with him: no session, and no order
   * that waits for one. Otherwise writes nothing and gives the sessions that `ask` is for.
   */
  open(row: SessionRow, ask: NamedAsk): Promise<'written' | SessionRow[]>
  /** Other browsers of those who say, or have said before, who they are. */
  companionsOf(siteId: number, visitorIds: string[], claims: Identity[]): Promise<Companion[]>
  identitiesOf(siteId: number, visitorId: string): Promise<Identity[]>
  ordersById(siteId: number, transactionIds: string[]): Promise<OrderRow[]>
  ordersOf(siteId: number, visitorIds: string[]): Promise<OrderRow[]>
  sessionById(siteId: number, id: string): Promise<SessionRow | null>
  /** Writes all or nothing. */
  write(siteId: number, change: Change): Promise<Written>
  addDrops(siteId: number, drops: DropCounts): Promise<void>
  /** The salts of a UTC day (YYYY-MM-DD), made when it is new, and of the day before; older ones are forgotten. */
  salts(day: string, dayBefore: string): Promise<{ today: string; yesterday: string | null }>
  /** Forgets the salts of days before this one. */
  forgetSalts(before: string): Promise<void>
  /** Removes sessions that ended before `before_ms`, at most `limit`; returns how many. */
  expire(siteId: number, beforeMs: number, limit: number): Promise<number>

  /** The sessions behind a place, in order of time, without their events. */
  touchesAfter(siteId: number, after: Place, limit: number): Promise<TouchRow[]>
  sessionsByKey(siteId: number, keys: Place[]): Promise<SessionRow[]>
  /** The orders behind a place, in order of time. */
  ordersAfter(siteId: number, after: Place, limit: number): Promise<OrderRow[]>
  job(siteId: number, name: string): Promise<Job['state'] | null>
  /** Whether anything is counted in the site's currency already: orders, or rates into it. */
  hasMoney(siteId: number): Promise<boolean>
  rates(siteId: number): Promise<RateRow[]>
  /** Adds rates or replaces those of the same day. */
  setRates(siteId: number, rates: RateRow[]): Promise<void>

  /** What ads cost on the days from `from` to `to` (YYYY-MM-DD), both included. */
  costs(siteId: number, from: string, to: string): Promise<CostRow[]>
  /** Removes costs, then adds others or replaces those of the same key: all or nothing. */
  writeCosts(siteId: number, change: CostChange): Promise<void>

  /**
   * How far the site is folded, null where it is not at all, and what has changed there since. From now on changes
   * before `closingMs` are noted, too.
   */
  closeTime(siteId: number, closingMs: number): Promise<{ state: FoldState | null; stale: Stale[] }>
  /** Forgets all folds of the site. */
  restartFolds(siteId: number, state: FoldState): Promise<void>
  /** Writes all or nothing. False when something changed meanwhile. */
  writeFold(siteId: number, fold: Fold): Promise<boolean>

  /** Rows of a report. */
  query(query: Query): Promise<Row[]>
  /** The same for thousands of rows, in a fraction of the memory: cells alone, in the order of the SELECT. */
  rows(query: Query): Promise<Row[string][][]>
}
