/** One step of a relink: computes the paths of one browser again, with the touches of its linked browsers. */
import { DAY_MS } from '../../wire/time.ts'
import type { ConversionPath, OrderPath } from '../store/exclusionStore.ts'
import type { Relink, RelinkStep } from '../store/relinkStore.ts'
import type { Correction, PathEntry, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { RELINKED_PATHS } from '../store/workLimits.ts'
import { touchesOfBrowser } from './relinkTouches.ts'
import { isUnknown, LOOKBACK_MS, pathOf } from './settle/pathOf.ts'

/**
 * @param most so many conversions, and so many orders, are computed
 * @returns `too much` if the next browser has more, and a job must do it; otherwise what is left of the relink (null: nothing),
 * and the rows written. If another request has written to the same rows, the step has changed nothing, and the next one
 * repeats it
 */
export async function relink(
  store: Store,
  site: SiteRow,
  asked: Relink,
  nowMs: number,
  most = RELINKED_PATHS,
): Promise<{ left: Relink | null; rows: number } | 'too much'> {
  const from_ms = asked.from_ms!
  const [browser, next] = await store.browsersToRelink(asked, 2)
  const left: Relink = { ...asked, from_ms: next === undefined ? null : from_ms, after: browser ?? '' }
  const nothing: RelinkStep = { conversions: [], orders: [], corrections: [], relink: left }
  const found = browser === undefined ? {} : await stepOf(store, site, browser, { from_ms, nowMs, most })
  if (found === 'too much') return found
  const step = { ...nothing, ...found }
  if ((await store.writeRelink(site.id, step, nowMs)) === 'conflict') return { left: asked, rows: 0 }
  const rows = 1 + step.conversions.length * CONVERSION_ROWS + step.orders.length * ORDER_ROWS
  return { left: left.from_ms === null ? null : { ...left, rev: left.rev + 1 }, rows }
}

async function stepOf(
  store: Store,
  site: SiteRow,
  browser: string,
  { from_ms, nowMs, most }: { from_ms: number; nowMs: number; most: number },
): Promise<Partial<RelinkStep> | 'too much'> {
  const [found, [pending]] = await Promise.all([
    store.pathsFrom(site.id, browser, from_ms, most + 1),
    store.correctionsOf(site.id, [browser]),
  ])
  const isMany = Math.max(found.conversions.length, found.orders.length) > most
  if (isMany && most < RELINKED_PATHS) return 'too much'
  if (isMany || pending) return { corrections: [correctionFrom(site, browser, found, from_ms, pending)] }
  const isOld = (ms: number) => ms - LOOKBACK_MS < nowMs - site.retention_days * DAY_MS
  const isKept = (path: PathEntry[], ms: number) => isOld(ms) || path.some(isErased)
  const conversions = found.conversions.filter(
    ({ converted_ms, path }) =>
      converted_ms !== null && converted_ms >= from_ms && !isKept(path, converted_ms),
  )
  const orders = found.orders.filter(({ ordered_ms, path }) => !isKept(path, ordered_ms))
  const instants = [...conversions.map((one) => one.converted_ms), ...orders.map((one) => one.ordered_ms)]
  if (!instants.length) return {}
  const started = [...conversions, ...orders].map((one) =>
    'started_ms' in one ? one.started_ms : (one.session_started_ms ?? 0),
  )
  const touchesAt = await touchesOfBrowser(store, site.id, browser, instants, Math.max(...started))
  const pathAt = (ms: number, own: { id: string; started_ms: number } | null) => {
    const { mine, all } = touchesAt(ms)
    const session = mine.find((one) => one.id === own?.id && one.started_ms === own.started_ms) ?? null
    // Without its own session, which was deleted because of its age, a path stays as it is.
    return own && !session ? null : pathOf(all, ms, session)
  }
  return {
    conversions: conversions.flatMap((one): ConversionPath[] => changed(one, pathAt(one.converted_ms, one))),
    orders: orders.flatMap((one): OrderPath[] => {
      const { session_id: id, session_started_ms: started_ms } = one
      return changed(
        one,
        pathAt(one.ordered_ms, id !== null && started_ms !== null ? { id, started_ms } : null),
      )
    }),
  }
}

/** The rows that a step with `most` conversions and as many orders writes: each with an index or two, and a dirty mark. */
export const relinkRows = (most: number): number => 1 + most * (ORDER_ROWS + CONVERSION_ROWS)
const CONVERSION_ROWS = 3
const ORDER_ROWS = 5

/** A touch of a visitor who was erased. */
const isErased = (entry: PathEntry) => entry.session_id === '' && !isUnknown(entry)

const changed = <R extends { path: PathEntry[] }>(row: R, path: PathEntry[] | null): R[] =>
  path === null || JSON.stringify(path) === JSON.stringify(row.path) ? [] : [{ ...row, path }]

/** The pending correction of the browser, with all its paths from an instant on. */
function correctionFrom(
  { id: site_id }: SiteRow,
  visitor_id: string,
  { conversions }: { conversions: ConversionPath[] },
  from_ms: number,
  pending: Correction | undefined,
): Correction {
  const none = { first_seen_ms: null, shifts: [], next_session: null, next_order: null }
  const before: Correction = pending ?? { site_id, visitor_id, rev: 0, ...none }
  const first_ms = Math.min(from_ms, ...conversions.map(({ started_ms }) => started_ms))
  const earlier = (place: [number, string] | null, ms: number): [number, string] =>
    place && place[0] < ms ? place : [ms, '']
  return {
    ...before,
    rev: before.rev + 1,
    next_session: earlier(before.next_session, first_ms),
    next_order: earlier(before.next_order, from_ms),
  }
}
