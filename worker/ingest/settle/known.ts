import { compositeKey } from '../../store/compositeKey.ts'
import type { Identity, LinkedBrowser } from '../../store/identityStore.ts'
import { EMPTY_PAST, type Past } from '../../store/past.ts'
import type { Correction, OrderRow, SessionRow, SessionStub } from '../../store/rows.ts'

/** A session that was loaded, whole or as a stub. */
export type LoadedSession = SessionRow | SessionStub

export const isWhole = (session: LoadedSession): session is SessionRow => 'events' in session
export const isStub = (session: LoadedSession): session is SessionStub => !isWhole(session)

type Placed = Pick<LoadedSession, 'started_ms' | 'id'>

/** The key of a session among those of all visitors. */
export const keyOfVisitor = ({ visitor_id, started_ms, id }: Placed & { visitor_id: string }): string =>
  compositeKey(visitor_id, started_ms, id)

/** In order of time, as the database sorts them. */
export const byPlace = (a: Placed, b: Placed): number => a.started_ms - b.started_ms || (a.id < b.id ? -1 : 1)

/** What was loaded for the visitors and orders of a request. */
export interface Known extends Past {
  /** Stubs of sessions that are too long to be loaded: nothing is added to them. By `keyOfVisitor`. */
  sealed: ReadonlySet<string>
  /** Events that are stored in sessions that were not loaded: `compositeKey` of visitor and id. */
  storedEvents: ReadonlySet<string>
  orders: OrderRow[]
  /** Whether these visitors have further orders at that time. */
  areOrdersCut: boolean
  /** Touches before the loaded sessions, for the paths of conversions at the instants `touchesUntil`. */
  touches: SessionStub[]
  /** By `compositeKey` of visitor and instant. */
  touchesUntil: ReadonlySet<string>
  /** The stored identities of the visitors and of their linked browsers. Null: they were not loaded. */
  identities: Identity[] | null
  /** Other browsers of the same people, and their touches as they are stored. */
  linkedBrowsers: LinkedBrowser[]
  linkedTouches: SessionStub[]
  /** Whether there are more such touches, so that a path that is computed may lack some of them. */
  areTouchesCut: boolean
  /** They began at or after this instant, ms. */
  touchesSince_ms: number
  corrections: Correction[]
  /**
   * Whether the sessions and orders around the events were loaded, also those before and after them. Otherwise only the
   * sessions that the events name, and later ones.
   */
  complete: boolean
  /** Numbers and paths from this instant on are computed again: a step of the job that corrects them. */
  redo_ms: number
  /** Rows that the change may write, as D1 counts them. What must be written is written, also if it is more. */
  room: number
}

export const NOTHING_KNOWN: Known = {
  ...EMPTY_PAST,
  sealed: new Set(),
  storedEvents: new Set(),
  orders: [],
  areOrdersCut: false,
  touches: [],
  touchesUntil: new Set(),
  identities: null,
  linkedBrowsers: [],
  linkedTouches: [],
  areTouchesCut: false,
  touchesSince_ms: 0,
  corrections: [],
  complete: false,
  redo_ms: Number.POSITIVE_INFINITY,
  room: 64,
}

/** What settling needs, too: load it and settle again. */
export interface Lacking {
  /** Sessions that change, as whole ones. */
  stubs: SessionStub[]
  /** Touches before the loaded sessions that may get credit for a conversion at `at_ms`. */
  touches: { visitor_id: string; at_ms: number }[]
}
