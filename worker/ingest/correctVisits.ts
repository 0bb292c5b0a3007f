/** One step of correcting the numbers and paths of a visitor's later sessions and orders (`Correction`). */
import { type Change, NO_CHANGE } from '../store/ledgerStore.ts'
import type { Correction, SiteRow } from '../store/rows.ts'
import type { Store } from '../store/store.ts'
import { load, type Part } from './load.ts'
import { loadLacking } from './loadLacking.ts'
import type { Known } from './settle/known.ts'
import { settle } from './settle/settle.ts'

/** Rows to write in one step, and orders whose path is computed again. */
const MOST_ROWS = 250
const MOST_ORDERS = 10
/** Whole sessions that conversions need, at most. */
const MOST_WHOLE = 20

/**
 * First the sessions in order of time, then the orders. A step that meets a conflict changes nothing; the next one repeats
 * it. If the visitor was erased, the correction is gone as well.
 * @returns what is left of the correction; null if nothing is
 */
export async function correctVisits(
  store: Store,
  site: SiteRow,
  correction: Correction,
  nowMs: number,
): Promise<Correction | null> {
  const change = await (correction.next_session ? sessionStep : orderStep)(store, site, correction)
  const outcome = await store.write(site.id, { ...NO_CHANGE, ...change }, nowMs)
  if (outcome !== 'written') return correction
  const [next] = change.corrections ?? []
  return next ?? null
}

async function sessionStep(store: Store, site: SiteRow, correction: Correction): Promise<Partial<Change>> {
  const { visitor_id, next_session } = correction
  const from_ms = next_session![0]
  const part: Part = { hits: [], request: null, redo: { visitor_id, from_ms, transaction_ids: [] } }
  let known = await loaded(store, site, part)
  // A conversion's path needs its events.
  const converted = known.stubs
    .filter((one) => one.converted && one.started_ms >= from_ms)
    .slice(0, MOST_WHOLE)
  if (converted.length) known = await loadLacking(store, site, known, { stubs: converted, touches: [] })
  const { change } = await settled(store, site, part, { ...known, corrections: [correction] })
  return change
}

async function orderStep(store: Store, site: SiteRow, correction: Correction): Promise<Partial<Change>> {
  const { visitor_id, next_order } = correction
  const after = { ms: next_order?.[0] ?? Number.MAX_SAFE_INTEGER, id: next_order?.[1] ?? '' }
  const orders = await store.ordersAfterOf(site.id, visitor_id, after, MOST_ORDERS)
  const last = orders.at(-1)
  if (!last) return { corrected: [correction] }
  const ids = orders.map(({ id }) => id)
  const { unread } = await store.ordersToSettle(site.id, ids)
  // A long order is read alone.
  const first = ids.findIndex((id) => unread.includes(id))
  const most = first < 0 ? orders.length : Math.max(1, first)
  const redone = orders.slice(0, most)
  const redo = { visitor_id, from_ms: redone[0]!.ms, transaction_ids: redone.map(({ id }) => id) }
  const part: Part = { hits: [], request: null, redo }
  const known = await loaded(store, site, part)
  const { change } = await settled(store, site, part, { ...known, corrections: [correction] })
  const { ms, id } = redone.at(-1)!
  const next: Correction = { ...correction, rev: correction.rev + 1, next_order: [ms, id] }
  return { ...change, corrections: [next], corrected: [] }
}

async function loaded(store: Store, site: SiteRow, part: Part): Promise<Known> {
  const known = await load(store, site, part, true)
  if (known === 'too much') throw new Error('a step of the job has no events that could be divided')
  return { ...known, room: MOST_ROWS }
}

async function settled(store: Store, site: SiteRow, { hits }: Part, before: Known) {
  let known = before
  let result = settle(site, known, hits)
  for (let round = 0; round < 4 && (result.lacking.stubs.length || result.lacking.touches.length); round++) {
    known = await loadLacking(store, site, known, result.lacking)
    result = settle(site, known, hits)
  }
  return result
}
