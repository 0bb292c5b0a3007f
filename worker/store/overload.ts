/**
 * Whether the database was overloaded a moment ago, as this isolate has seen. Reports then wait, so that events get
 * what it can do.
 */

/** After an overload, reports are refused for this long. */
const PAUSE_MS = 5000

/** By database. */
const pausedUntilMs = new WeakMap<object, number>()

export const noteOverload = (db: object, nowMs: number): void => void pausedUntilMs.set(db, nowMs + PAUSE_MS)

export const isOverloaded = (db: object, nowMs: number): boolean => nowMs < (pausedUntilMs.get(db) ?? 0)
