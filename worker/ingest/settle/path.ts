/** The path of a conversion: the visitor's touches up to it, with the credit that each attribution model gives them. */

import type { Model } from '../../../wire/model.ts'
import { NOT_SET } from '../../../wire/query.ts'
import { DAY_MS } from '../../../wire/time.ts'
import { FACETS } from '../../store/columns.ts'
import type { Facets, PathEntry, SessionRow } from '../../store/rows.ts'

/** Touches older than this have no part in a conversion. */
export const LOOKBACK_MS = 30 * DAY_MS
const HALF_LIFE_MS = 7 * DAY_MS
/** The first touch and the latest ones are kept. A longer path is that of a robot or an office. */
const MAX_ENTRIES = 50

/** The touch of an order for which no session is known. */
const UNKNOWN: Facets = {
  source: NOT_SET,
  medium: NOT_SET,
  campaign: null,
  content: null,
  term: null,
  channel: 'Unassigned',
  click_id_kind: null,
  referrer_host: null,
  landing_page: NOT_SET,
  country: null,
  region: null,
  city: null,
  language: null,
  device: 'other',
  browser: NOT_SET,
  os: NOT_SET,
}

/**
 * @param sessions the visitor's sessions in order of time
 * @param atMs the instant of the conversion; later touches have no part in it
 * @param own the session of the conversion: it belongs to the path even if the clocks place it after the conversion
 */
export function pathOf(sessions: readonly SessionRow[], atMs: number, own: SessionRow | null): PathEntry[] {
  const touches = sessions.filter(
    (s) =>
      s === own ||
      (s.started_ms <= atMs && s.started_ms >= atMs - LOOKBACK_MS && (!own || s.started_ms < own.started_ms)),
  )
  if (touches.length > MAX_ENTRIES) touches.splice(1, touches.length - MAX_ENTRIES)
  if (!touches.length) return credit([{ ms: atMs, session_id: '', visit_number: 1, ...UNKNOWN, w: {} }], atMs)
  return credit(
    touches.map((s) => ({
      ms: s.started_ms,
      session_id: s.id,
      visit_number: s.visit_number,
      ...facetsOf(s),
      w: {},
    })),
    atMs,
  )
}

const facetsOf = (session: SessionRow): Facets =>
  Object.fromEntries(FACETS.map((name) => [name, session[name]])) as unknown as Facets

/** Each model's shares of the touches of a path. They need not add up to 1. */
const SHARES: Record<Model, (path: PathEntry[], atMs: number) => number[]> = {
  first: (path) => path.map((_, i) => (i === 0 ? 1 : 0)),
  last: (path) => path.map((_, i) => (i === path.length - 1 ? 1 : 0)),
  last_non_direct: (path) => {
    const found = path.findLastIndex((entry) => entry.channel !== 'Direct')
    const chosen = found < 0 ? path.length - 1 : found
    return path.map((_, i) => (i === chosen ? 1 : 0))
  },
  linear: (path) => path.map(() => 1),
  // 40 % to the first and the last touch, 20 % to those between
  position: ({ length }) => {
    if (length < 3) return Array(length).fill(1)
    return Array.from({ length }, (_, i) => (i === 0 || i === length - 1 ? 0.4 : 0.2 / (length - 2)))
  },
  time_decay: (path, atMs) => path.map((entry) => 2 ** (-Math.max(0, atMs - entry.ms) / HALF_LIFE_MS)),
}

/**
 * Gives each touch its credit (`w`): the models' shares as adjoining intervals of [0, 1]. An amount in cents is cut by
 * rounding at their ends, so that the parts always add up to it.
 */
export function credit(touches: readonly PathEntry[], atMs: number): PathEntry[] {
  const path = touches.map((entry): PathEntry => ({ ...entry, w: {} }))
  for (const model of Object.keys(SHARES) as Model[]) {
    const shares = SHARES[model](path, atMs)
    const sum = shares.reduce((a, b) => a + b, 0)
    let before = 0
    let end = 0
    path.forEach((entry, i) => {
      before += shares[i]!
      const start = end
      end = i === path.length - 1 ? 1 : before / sum
      if (shares[i]) entry.w[model] = [start, end]
    })
  }
  return path
}
