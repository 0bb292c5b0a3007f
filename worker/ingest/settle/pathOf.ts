/** The path of a conversion: the visitor's touches up to it, with the credit that each attribution model gives them. */
import { NOT_SET, UNASSIGNED } from '../../../wire/query.ts'
import { DAY_MS } from '../../../wire/time.ts'
import { FACETS } from '../../store/columns.ts'
import type { Facets, PathEntry, SessionRow } from '../../store/rows.ts'
import { PATH_BYTES } from '../../store/workLimits.ts'
import { creditTouches } from './attributionModels.ts'

/** Touches older than this get no credit for a conversion. */
export const LOOKBACK_MS = 30 * DAY_MS
/** The first touch and the latest ones are kept. A longer path is that of a robot or an office. */
export const MAX_ENTRIES = 50

/** The touch of an order for which no session is known. */
const UNKNOWN: Facets = {
  source: NOT_SET,
  medium: NOT_SET,
  campaign: null,
  content: null,
  term: null,
  channel: UNASSIGNED,
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

/** What a path needs of a session. */
export type Touched = Facets &
  Pick<SessionRow, 'started_ms' | 'id' | 'visitor_id' | 'visit_number' | 'excluded'>

/**
 * @param sessions the visitor's sessions in order of time
 * @param atMs the instant of the conversion; later touches get no credit
 * @param own the session of the conversion. It is in the path even if it seems later because two clocks differ
 */
export function pathOf(sessions: readonly Touched[], atMs: number, own: Touched | null): PathEntry[] {
  const touches = sessions.filter(
    (s) =>
      s === own ||
      (s.started_ms <= atMs && s.started_ms >= atMs - LOOKBACK_MS && (!own || s.started_ms < own.started_ms)),
  )
  if (touches.length > MAX_ENTRIES) touches.splice(1, touches.length - MAX_ENTRIES)
  const entries = touches.map(
    (s): PathEntry => ({
      ms: s.started_ms,
      session_id: s.id,
      visit_number: s.visit_number,
      ...facetsOf(s),
      w: {},
      ...(s.excluded ? { excluded: true } : {}),
    }),
  )
  return creditPath(withinBytes(entries), atMs)
}

/** The entries without as many after the first one as are too long. */
function withinBytes(entries: PathEntry[]): PathEntry[] {
  // So few have at most a third of the bytes.
  if (entries.length <= 2) return entries
  const encoder = new TextEncoder()
  const bytes = entries.map((entry) => encoder.encode(JSON.stringify(entry)).byteLength)
  let sum = bytes.reduce((before, one) => before + one, 0)
  let surplus = 0
  while (sum > PATH_BYTES && surplus < entries.length - 2) sum -= bytes[++surplus]!
  return surplus ? entries.toSpliced(1, surplus) : entries
}

/** Credits a path whose touches were excluded or included. If none is included, all credit goes to an unknown touch. */
export function creditPath(path: readonly PathEntry[], atMs: number): PathEntry[] {
  const known = path.filter((entry) => !isUnknown(entry))
  if (known.some((entry) => !entry.excluded)) return creditTouches(known, atMs)
  return creditTouches([...known, { ms: atMs, session_id: '', visit_number: 1, ...UNKNOWN, w: {} }], atMs)
}

/** Whether it is the touch of an order for which no session is known. */
export const isUnknown = ({ session_id, source }: Pick<PathEntry, 'session_id' | 'source'>) =>
  session_id === '' && source === UNKNOWN.source

const facetsOf = (session: Touched): Facets =>
  Object.fromEntries(FACETS.map((name) => [name, session[name]])) as unknown as Facets
