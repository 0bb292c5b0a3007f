/** Paths of linked browsers that must be computed again. A request asks for it by `relinks` of its change (`ledgerStore.ts`). */
import type { ConversionPath, OrderPath } from './exclusionStore.ts'
import type { Correction } from './rows.ts'

/** A row of `relinks`. */
export interface Relink {
  site_id: number
  user_id: string
  rev: number
  /** Conversions and orders from this instant on. Null: nothing is left. */
  from_ms: number | null
  /** The browsers with higher ids are left. */
  after: string
  /** 1: very many browsers share this user id. */
  shared: 0 | 1
}

/** What one step of a relink writes, all or nothing. `rev` of each row is the one that was loaded. */
export interface RelinkStep {
  conversions: ConversionPath[]
  orders: OrderPath[]
  /** With its next revision: the paths of a browser that has too many for this step. */
  corrections: Correction[]
  relink: Relink
}

export interface RelinkStore {
  /** Those of these user ids that are not done. */
  relinksOf(siteId: number, userIds: string[]): Promise<Relink[]>
  /** One that is not done: with each number of a run, of another site, and then another one of the site. */
  relinkFor(run: number): Promise<Relink | null>
  /** The next browsers of a relink with conversions or orders, `limit` at most, in order of their ids. */
  browsersToRelink(relink: Relink, limit: number): Promise<string[]>
  /** The conversions of a browser that may be `from_ms` or later, `limit` at most, and its orders, `limit` at most. */
  pathsFrom(
    siteId: number,
    visitorId: string,
    from_ms: number,
    limit: number,
  ): Promise<{ conversions: ConversionPath[]; orders: OrderPath[] }>
  writeRelink(siteId: number, step: RelinkStep, nowMs: number): Promise<'written' | 'conflict'>
  /** User ids that very many browsers share, in order, `limit` at most. */
  sharedUserIds(siteId: number, limit: number): Promise<string[]>
}
